"""The first picture of a large graph: drawn from a little, before all the rest of the page is read."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from driver import Browser

import kg.graph.page as pages_module
from kg.graph.columns import columns
from kg.graph.network import network
from kg.graph.page import page


@pytest.fixture
def html(sample: ox.Store, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(pages_module, "SKETCHED", 1)
    return page(network(sample), title="A sample")


def test_a_large_page_carries_what_its_first_picture_needs_before_its_script(html: str, sample: ox.Store) -> None:
    [text] = re.findall(r'id="sketch">(.*?)</script>', html, re.DOTALL)
    sketch = json.loads(gzip.decompress(base64.b64decode(json.loads(text))))
    whole = columns(network(sample))
    for name in ("cls", "label", "x", "y", "size"):
        assert sketch["nodes"][name] == whole["nodes"][name]
    said = list(zip(whole["events"]["line"], whole["events"]["quad"], strict=True))
    looks = [[tuple(one) for one in sketch["looks"][look]] for look in sketch["links"]["look"]]
    assert looks == [[said[event] for event in events] for events in whole["links"]["events"]]
    assert html.index('id="sketch"') < html.index("<script>") < html.index('id="data"')


def test_a_small_page_carries_no_sketch(sample: ox.Store) -> None:
    assert 'id="sketch"' not in page(network(sample), title="A sample")


@pytest.mark.slow
@pytest.mark.parametrize("fragment", ["", "#node=state-ruritania"])
def test_the_rest_of_a_large_page_follows_its_first_picture(
    html: str, browser: Browser, tmp_path: Path, fragment: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    opened = browser.open(file, fragment)
    assert opened.evaluate("document.documentElement.dataset.drawn") == "true"
    opened.type("#search", "Ruritania")
    opened.press("Enter")
    opened.wait("document.querySelector('#panel h2').textContent.includes('Ruritania')")
    assert opened.problems == []
    assert opened.requests == []
