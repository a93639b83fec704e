"""A real browser has the desk open, and a page of somebody else tries to use it."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_serve import free_port
from tests.support.command import article, assistant, script

pytest.importorskip("textual_serve")
import aiohttp
from aiohttp import web

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

_FOREIGN = """<!DOCTYPE html><title>foreign</title><script>
const own = "127.0.0.1:PORT", said = {};
const wait = ms => new Promise(done => setTimeout(done, ms));
async function attack() {
  for (const host of [own, "evil.example:PORT"]) {
    const socket = new WebSocket(`ws://${host}/ws?width=80&height=24`);
    said[`socket ${host}`] = await new Promise(done => {
      socket.onopen = () => done("open"); socket.onerror = () => done("refused");
    });
    for (const mode of ["cors", "no-cors"]) {
      said[`${mode} ${host}`] = await fetch(`http://${host}/`, {mode, credentials: "include"})
        .then(async answer => await answer.text() || answer.type, () => "refused");
    }
  }
  const frame = document.createElement("iframe");
  frame.src = `http://${own}/`;
  document.body.append(frame);
  await wait(1500);
  try { said.frame = frame.contentDocument ? "readable" : "not readable"; }
  catch { said.frame = "not readable"; }
  said.windows = frames.length;
  window.said = said;
}
attack();
</script><body></body>"""


class Tab:
    """A page of the browser, driven over the Chrome DevTools Protocol."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = count(1)
        self.requested: list[str] = []
        self.complaints: list[str] = []

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """What comes of a command; what happens meanwhile is noted."""
        number = next(self._number)
        await self._socket.send_json({"id": number, "method": method, "params": params})
        while True:
            message = await self._socket.receive_json()
            if message.get("method") == "Network.requestWillBeSent":
                self.requested.append(message["params"]["request"]["url"])
            if message.get("method") == "Log.entryAdded":
                self.complaints.append(message["params"]["entry"]["text"])
            if message.get("id") == number:
                return dict(message["result"])

    async def value(self, expression: str) -> Any:
        """What an expression comes to in the page."""
        found = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    async def until(self, expression: str, seconds: float = 30.0) -> Any:
        """The same, once it comes to something."""
        async with asyncio.timeout(seconds):
            while not (found := await self.value(expression)):
                await asyncio.sleep(0.1)
        return found


Open = Callable[[str], Awaitable[Tab]]


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Open]:
    """Chromium, in which pages can be opened; `evil.example` is this machine, as if rebound."""
    assert CHROMIUM is not None
    command = [
        CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
        f"--user-data-dir={folder}", "--host-resolver-rules=MAP evil.example 127.0.0.1",
        "--no-first-run", "about:blank",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port = folder / "DevToolsActivePort"
        async with asyncio.timeout(60):
            while not port.exists() or "\n" not in port.read_text():
                await asyncio.sleep(0.1)
        address = f"http://127.0.0.1:{port.read_text().split()[0]}"
        async with aiohttp.ClientSession() as session:

            async def open_page(url: str) -> Tab:
                async with session.put(f"{address}/json/new?about:blank") as answer:
                    known = await answer.json()
                tab = Tab(await session.ws_connect(known["webSocketDebuggerUrl"]))
                for domain in ("Network", "Log", "Page"):
                    await tab.call(f"{domain}.enable")
                await tab.call("Page.navigate", url=url)
                return tab

            yield open_page
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def served(folder: Path, port: int) -> Iterator[str]:
    """The link that `assistant serve` prints for a folder."""
    command = [sys.executable, "-m", "assistant", "serve", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        try:
            yield process.stderr.readline().split()[0].decode()
        finally:
            process.terminate()


@asynccontextmanager
async def foreign_site(port: int) -> AsyncIterator[str]:
    """A page of somebody else, whose script attacks what is served at a port."""
    app = web.Application()
    text = _FOREIGN.replace("PORT", str(port))

    async def page(_: web.Request) -> web.Response:
        return web.Response(text=text, content_type="text/html")

    app.add_routes([web.get("/", page)])
    runner = web.AppRunner(app)
    await runner.setup()
    own = free_port()
    await web.TCPSite(runner, "127.0.0.1", own).start()
    try:
        yield f"http://evil.example:{own}/"
    finally:
        await runner.cleanup()


def test_a_foreign_page_in_a_real_browser(tmp_path: Path) -> None:
    """The user's own tab works; the foreign page neither connects, nor reads, nor frames."""
    folder, port = tmp_path / "articles", free_port()
    folder.mkdir()
    review = folder / "article.txt.review.json"
    assistant(
        "rewrite", article(folder), "--engine", script(tmp_path), "--accept", "none",
        "--review", review, "-o", folder / "out.txt",
    )  # fmt: skip
    before = review.read_bytes()

    async def main(link: str) -> None:
        async with browser(tmp_path / "profile") as open_page, foreign_site(port) as foreign:
            own = await open_page(link)
            await own.until("document.body.classList.contains('-first-byte')")
            assert await own.value("document.cookie") == ""
            assert await own.value("location.search") == ""
            assert [each for each in own.complaints if "WebGL" not in each] == []
            hosts = {url.split("/")[2] for url in own.requested if not url.startswith("data:")}
            assert hosts == {f"127.0.0.1:{port}"}
            evil = await open_page(foreign)
            said = await evil.until("window.said")
            refused = {key: value for key, value in said.items() if key != "windows"}
            for key, value in refused.items():
                assert value in ("refused", "opaque", "not readable"), (key, value)
            rebound = await open_page(f"http://evil.example:{port}/")
            told = await rebound.until("document.body.innerText")
            assert told.strip() == f"This is served at http://127.0.0.1:{port} alone."
            again = await open_page(link)
            assert "has been used" in await again.until("document.body.innerText")
            assert await own.value("document.body.classList.contains('-closed')") is False

    with served(folder, port) as link:
        asyncio.run(main(link))
    assert review.read_bytes() == before
