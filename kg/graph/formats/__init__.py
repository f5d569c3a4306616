"""Formats of other tools: what `kg export` writes that is no RDF."""
