"""A headless Chromium that tests click and type in, spoken to over its debugging pipe with the standard library alone.

    with Browser() as browser:
        page = browser.open(file, "#node=state-ruritania", width=1280, dark=True)
        page.click("#panel button", text="Copy citation")
        page.wait("document.querySelector('#panel h2').textContent === 'Ruritania'")

Nothing sleeps: `wait` hands the condition to the page, which answers when it holds. `problems` are the page's errors,
`requests` what it asked of any network.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--lang=en", "--remote-debugging-pipe",
)  # fmt: skip
# The browser reads from 3 and writes to 4; Python alone can put pipes there without a fork that runs code of ours.
TURNS_INTO = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
PATIENCE = 20.0
READY = "document.documentElement.dataset.ready === 'true'"
KEYS = {
    "Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40,
    "Home": 36, "End": 35, "PageUp": 33, "PageDown": 34, "Backspace": 8, "Delete": 46, " ": 32,
}  # fmt: skip
ALT, CONTROL, SHIFT = 1, 2, 8
WAIT = """new Promise((yes) => {
  const look = () => { try { return (%s); } catch { return null; } };
  const until = performance.now() + %d;
  const turn = () => {
    const found = look();
    if (found || performance.now() > until) yes(found || null);
    else setTimeout(turn, 15);
  };
  turn();
})"""


class BrowserError(AssertionError):
    """The page or the browser did not do what a test asked of it."""


def chromium() -> str:
    """The browser of this machine; the test is skipped where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or pytest.skip("no Chromium here")


class Browser:
    """One browser process; each `open` is a page of its own."""

    def __init__(self) -> None:
        program = chromium()
        self._folder = tempfile.TemporaryDirectory(prefix="kg-browser-", ignore_cleanup_errors=True)
        read, self._out = _pipe()
        self._in, write = _pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", TURNS_INTO, str(read), str(write),
             program, *FLAGS, f"--user-data-dir={self._folder.name}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(read, write),
        )  # fmt: skip
        os.close(read)
        os.close(write)
        self._rest = b""
        self._number = 0
        self._pages: dict[str, Page] = {}

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        os.close(self._out)  # the browser ends with its pipe
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        self._folder.cleanup()

    def open(
        self,
        file: Path,
        fragment: str = "",
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        ready: str = READY,
    ) -> Page:
        """The file in a page of this size, once it says that it is ready."""
        context = self.send("Target.createBrowserContext")["browserContextId"]
        target = self.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = self._pages[session] = Page(self, session, target)
        page.prepare(width, height, dark)
        page.go(file.as_uri() + fragment, ready)
        return page

    def send(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        _write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._note(answer)

    def _receive(self) -> dict[str, Any]:
        until = time.monotonic() + 2 * PATIENCE
        while b"\0" not in self._rest:
            if not select.select([self._in], [], [], max(0.0, until - time.monotonic()))[0]:
                raise BrowserError("the browser does not answer")
            piece = os.read(self._in, 1 << 20)
            if not piece:
                raise BrowserError("the browser has gone")
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        return message

    def _note(self, message: dict[str, Any]) -> None:
        if page := self._pages.get(message.get("sessionId", "")):
            page.note(message["method"], message["params"])


class Page:
    """One page: what a reader does to it, and what there is to see."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser, self._session, self._target = browser, session, target
        self.problems: list[str] = []
        self.requests: list[str] = []

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.send(method, self._session, **parameters)

    def note(self, method: str, about: dict[str, Any]) -> None:
        if method == "Runtime.exceptionThrown":
            details = about["exceptionDetails"]
            self.problems.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Runtime.consoleAPICalled" and about["type"] in {"error", "warning", "assert"}:
            self.problems.append(" ".join(str(a.get("value", a.get("description"))) for a in about["args"]))
        elif method == "Log.entryAdded" and about["entry"]["level"] in {"error", "warning"}:
            self.problems.append(about["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            url = about["request"]["url"]
            if not url.startswith(("file:", "data:", "blob:", "about:")):
                self.requests.append(url)

    def prepare(self, width: int, height: int, dark: bool) -> None:
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.resize(width, height)
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.send("Emulation.setEmulatedMedia", features=features)

    def resize(self, width: int, height: int) -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 500,
        )  # fmt: skip

    def go(self, url: str, ready: str = READY) -> None:
        self.send("Page.navigate", url=url)
        self.wait(ready)

    # ---- looking

    def evaluate(self, code: str) -> Any:
        """The value of an expression in the page (a promise is waited for)."""
        answer = self.send("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True, userGesture=True)
        if details := answer.get("exceptionDetails"):
            raise BrowserError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    def wait(self, condition: str) -> Any:
        """The first true value of the expression; an error if it stays false."""
        found = self.evaluate(WAIT % (condition, PATIENCE * 1000))
        if not found:
            raise BrowserError("\n".join([f"never came true: {condition}", *self.problems]))
        return found

    def text(self, selector: str) -> str:
        """The words of the first element that matches, as a reader sees them."""
        found: str = self.wait(
            f"[...document.querySelectorAll({json.dumps(selector)})].map((n) => n.innerText + ' ')[0]"
        )
        return " ".join(found.split())

    def texts(self, selector: str) -> list[str]:
        found = self.evaluate(f"[...document.querySelectorAll({json.dumps(selector)})].map((n) => n.innerText)")
        return [" ".join(t.split()) for t in found]

    def count(self, selector: str) -> int:
        found: int = self.evaluate(f"document.querySelectorAll({json.dumps(selector)}).length")
        return found

    def hash(self) -> str:
        found: str = self.evaluate("location.hash")
        return found

    def screenshot(self, file: Path) -> Path:
        file.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))
        return file

    # ---- doing

    def click(self, selector: str, *, text: str = "") -> None:
        """A click of the mouse in the middle of the first visible match (that has this text)."""
        self.click_at(*self.middle(selector, text=text))

    def click_at(self, x: float, y: float) -> None:
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.mouse(kind, x, y)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.mouse("mouseMoved", *start)
        self.mouse("mousePressed", *start)
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        for place in (middle, end):
            self.mouse("mouseMoved", *place)
        self.mouse("mouseReleased", *end)

    def mouse(self, kind: str, x: float, y: float) -> None:
        button = "none" if kind == "mouseMoved" else "left"
        held = 0 if kind == "mouseReleased" else int(kind == "mousePressed" or self._held)
        self._held = bool(held)
        self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, buttons=held, clickCount=1)

    _held = False

    def middle(self, selector: str, *, text: str = "") -> tuple[float, float]:
        """Where the middle of the first visible match is, scrolled into view."""
        box = self.box(selector, text=text)
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def box(self, selector: str, *, text: str = "") -> dict[str, float]:
        """The rectangle of the first visible match, scrolled into view."""
        code = """(() => {
          const fits = (n) => n.checkVisibility() && n.getClientRects().length && n.textContent.includes(%s);
          const found = [...document.querySelectorAll(%s)].find(fits);
          if (!found) return null;
          found.scrollIntoView({ block: 'nearest', behavior: 'instant' });
          return found.getBoundingClientRect().toJSON();
        })()"""
        found: dict[str, float] = self.wait(code % (json.dumps(text), json.dumps(selector)))
        return found

    def type(self, selector: str, words: str) -> None:
        """Types the words in place of what the field holds."""
        self.click(selector)
        self.evaluate(f"document.querySelector({json.dumps(selector)}).select()")
        self.send("Input.insertText", text=words)

    def focus(self, selector: str) -> None:
        self.wait(
            f"(document.querySelector({json.dumps(selector)})?.focus(), document.activeElement !== document.body)"
        )

    def press(self, key: str, *, modifiers: int = 0) -> None:
        code = KEYS.get(key) or ord(key.upper())
        about = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        written = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        self.send("Input.dispatchKeyEvent", type="keyDown", **about, **({"text": written} if written else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **about)

    def close(self) -> None:
        self._browser.send("Target.closeTarget", targetId=self._target)


def _pipe() -> tuple[int, int]:
    """A pipe whose ends keep clear of the numbers that the browser wants."""
    return _high(*os.pipe())


def _high(*ends: int) -> tuple[int, int]:
    read, write = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return read, write


def _write(end: int, data: bytes) -> None:
    while data:
        data = data[os.write(end, data) :]
