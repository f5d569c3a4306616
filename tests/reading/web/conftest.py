from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from internet import Guest, Internet, Time


@pytest.fixture
def internet() -> Iterator[Internet]:
    with Internet() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def guest(internet: Internet, time: Time) -> Guest:
    return Guest(internet, time)
