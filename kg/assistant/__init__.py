"""The graph for programs and assistants, over the Model Context Protocol."""
