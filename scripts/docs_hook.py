"""What mkdocs runs to add the generated pages: reference, notebooks, and the project's own files."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from reference import commands, event_types, formats, navigation, notebooks, ontology, python_api, queries

ROOT = Path(__file__).parents[1]
PARTS = (commands, python_api, ontology, event_types, queries, formats, notebooks)
OWN = {"security.md": "SECURITY.md", "changelog.md": "CHANGELOG.md"}


@event_priority(50)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages and fill the folders of the navigation."""
    for name, content in generated().items():
        files.append(File.generated(config, name, content=content))
    pages = [file.src_uri for file in files.documentation_pages()]
    config.nav = navigation.expanded(config.nav or [], pages, lambda name: _words(files, name))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The first page stands alone: a column with nothing but its name would lead nowhere."""
    if page.is_homepage:
        page.meta.setdefault("hide", ["navigation"])
    return markdown


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """No map of the site: it would say nothing but the day of the build."""
    return "" if template_name == "sitemap.xml" else output_content


def generated() -> dict[str, str | bytes]:
    """Every generated file by its path under docs/."""
    made: dict[str, str | bytes] = {name: _own(source) for name, source in OWN.items()}
    for part in PARTS:
        made |= part.pages()
    return made


def _own(source: str) -> str:
    """A file of the project as a page: its links to docs/ start there."""
    return re.sub(r"\]\(docs/", "](", (ROOT / source).read_text(encoding="utf-8"))


def _words(files: Files, name: str) -> str:
    file = files.get_file_from_path(name)
    return file.content_string if file else ""
