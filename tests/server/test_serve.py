"""`kg serve` as a command: its address, its log, its end, and what it says where it cannot start."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from serving import RUNAWAY, SAMPLE, make_store

from kg.cli import main


def start(*arguments: str, **env: str) -> tuple[subprocess.Popen[str], str]:
    """The process and the address that it prints."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", *arguments, "--port", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **env}
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r"http://\S+/", line)
    assert found, line + process.stderr.read()
    return process, found[0]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_interrupted_and_ends_cleanly(sent: signal.Signals) -> None:
    process, address = start(str(SAMPLE), "--workers", "1")
    assert httpx.get(f"{address}sparql?query=ASK%7B%7D", trust_env=False).json()["boolean"]
    process.send_signal(sent)
    out, log = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out == ""
    assert '"GET /sparql' in log
    assert "Traceback" not in log


def test_a_query_that_runs_does_not_keep_it_from_ending() -> None:
    process, address = start(str(SAMPLE), "--workers", "1", "--timeout", "600")
    with ThreadPoolExecutor(2) as pool:
        running = pool.submit(httpx.get, f"{address}sparql", params={"query": RUNAWAY}, trust_env=False, timeout=120)
        waiting = pool.submit(httpx.get, f"{address}sparql", params={"query": RUNAWAY}, trust_env=False, timeout=120)
        assert httpx.get(address, trust_env=False).status_code == 200
        process.send_signal(signal.SIGINT)
        _, log = process.communicate(timeout=60)
        assert {f.exception() is not None or f.result().status_code == 503 for f in (running, waiting)} == {True}
    assert process.returncode == 0
    assert "Traceback" not in log


def test_it_takes_updates_with_the_token_of_the_environment(tmp_path: Path) -> None:
    process, address = start(str(make_store(tmp_path / "store")), "--update", "--workers", "1", KG_TOKEN="sesame")
    headers = {"Authorization": "Bearer sesame", "Content-Type": "application/sparql-update"}
    text = "INSERT DATA { GRAPH <x:g> { <x:s> <x:p> 1 } }"
    assert httpx.post(f"{address}sparql", content=text, headers=headers, trust_env=False).status_code == 204
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing.ttl"], "no file"),
        ([str(SAMPLE), "--update"], "updates need a token"),
        ([str(SAMPLE), "--update", "--token-file", str(SAMPLE)], "no store"),
        ([str(SAMPLE), "--token-file", str(SAMPLE)], "--token-file is for --update"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_TOKEN", raising=False)
    done = CliRunner().invoke(main, ["serve", *arguments])
    assert done.exit_code != 0
    assert says in done.output
    assert "Traceback" not in done.output


def test_a_port_that_is_taken_is_told_in_a_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = CliRunner().invoke(main, ["serve", str(SAMPLE), "--port", str(taken.getsockname()[1])])
    assert done.exit_code == 1
    assert "use another --port" in done.output


def test_a_missing_extra_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    done = CliRunner().invoke(main, ["serve", str(SAMPLE)])
    assert done.exit_code == 1
    assert 'pip install "diplomatic-kg[server]"' in done.output


def test_the_command_line_stays_light() -> None:
    code = "import sys, kg.cli; print({'starlette', 'uvicorn', 'jinja2', 'pyoxigraph'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
