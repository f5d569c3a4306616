"""The generated reference of the documentation: each module has `pages()`, Markdown by its path under `docs/`."""
