"""A server of the sample, for all tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import make_store, running

from kg.server.service import Service


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = make_store(tmp_path_factory.mktemp("served"))
    with running(Service(folder, timeout=20, max_rows=500)) as at:
        yield at


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server, timeout=60, trust_env=False, follow_redirects=True) as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "store")
