"""The pages in a browser: the editor asks this server and no other, and nothing of hostile data runs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from serving import running
from test_pages import assert_harmless, hostile_graph

from kg.server.service import Service

pytestmark = pytest.mark.slow


def visit(url: str, folder: Path) -> tuple[str, str, set[str]]:
    """The page after its scripts ran, what it wrote to the console, and the addresses that it asked for."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium here")
    log = folder / "net.json"
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}",
        "--enable-logging=stderr", "--window-size=1280,800", "--virtual-time-budget=8000", "--dump-dom", url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    console = "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    events = json.loads(log.read_text(encoding="utf-8", errors="replace"))["events"]
    asked = [e["params"] for e in events if "initiator" in e.get("params", {})]
    return done.stdout, console, {p["url"] for p in asked if p["initiator"] != "not an origin"}


def test_the_editor_asks_this_server_alone_and_shows_the_rows_of_a_named_query(server: str, tmp_path: Path) -> None:
    dom, console, asked = visit(f"{server}editor#named=who-met-whom&run", tmp_path)
    assert console == ""
    assert 'data-ready="true"' in dom
    assert re.search(r">\d+ results? in", dom)
    assert "Rufus Teasdale" in dom
    assert f"{server}sparql" in asked
    assert all(url.startswith(server) for url in asked), asked


def test_the_editor_lets_nothing_of_an_answer_run(server: str, tmp_path: Path) -> None:
    """Yasgui reads values as HTML in a document apart to clean them; the policy stops what they would run there."""
    image = "<img src=x onerror=document.body.remove()>"
    text = f"SELECT (IRI('javascript:alert(1)') AS ?a) ('{image}' AS ?b) ('<b>bold</b>'@en AS ?c) {{}}"
    dom, console, asked = visit(f"{server}editor#query={quote(text)}&run", tmp_path)
    assert all("has been blocked" in line for line in console.splitlines()), console
    assert re.search(r">1 results? in", dom)
    assert "<img" not in dom
    assert "<b>bold" not in dom
    assert all(url.startswith(server) for url in asked), asked


@pytest.mark.parametrize("path", ["", "id/person-anna-elphberg", "id/event-embargo", "query/claims", "editor"])
def test_pages_of_hostile_data_run_nothing(tmp_path: Path, path: str) -> None:
    with running(Service(hostile_graph(tmp_path), workers=1)) as at:
        dom, console, asked = visit(at + path, tmp_path)
    assert console == ""
    assert "<header>" in dom
    assert all(url.startswith(at) for url in asked), asked
    if path != "editor":
        assert_harmless(dom)
