"""kg builds a diplomatic knowledge graph from news and official texts."""

__version__ = "0.1.0"
