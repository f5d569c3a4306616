"""What the tests of the page share: hostile text, a reader of tags, a browser."""

from __future__ import annotations

import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<!-- <script>",
    "a\u2028b\u2029c",
    "\u202eevil\u202c",
    '"><a href="javascript:alert(1)">x</a>',
    "</title></style><style>*{display:none}",
    "{{ 7 * 7 }} {% raw %}",
    "href=",
    "\x00\x1b\ud800",
]


class Reader(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def assert_harmless(html: str) -> None:
    for tag, attributes in Reader(html).tags:
        assert tag not in {"img", "iframe", "object", "embed", "link", "base"}
        assert not any(name.startswith("on") for name in attributes)
        assert "javascript:" not in (attributes.get("href") or "")


def browse(file: Path, fragment: str, folder: Path) -> tuple[str, str, str]:
    """The page after its scripts ran, what it wrote to the console, and the log of the network."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium here")
    log = folder / "net.json"
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}",
        "--enable-logging=stderr", "--window-size=1280,800", "--virtual-time-budget=5000", "--dump-dom",
        file.as_uri() + fragment,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=90)
    console = "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    return done.stdout, console, log.read_text(encoding="utf-8", errors="replace")
