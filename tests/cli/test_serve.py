"""`assistant serve` shows the desk to this machine alone."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("textual_serve")
import aiohttp

from assistant.review.file import load_review
from assistant.review.model import Decision
from tests.support.command import article, assistant, script


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def test_it_serves_a_page_on_loopback(tmp_path: Path) -> None:
    """To whoever has the link that it prints; it ends with ctrl+c, and stdout stays empty."""
    port = free_port()
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "assistant", "serve", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        try:
            assert process.stderr is not None
            told = process.stderr.readline()
            page = fetched(told.split()[0].decode())
            listening = [
                line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
                if line.split()[3] == "0A" and line.split()[1].endswith(f":{port:04X}")
            ]  # fmt: skip
        finally:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
    assert "<html" in page
    assert listening == [f"0100007F:{port:04X}"]
    assert str(tmp_path).encode() in told
    assert err == b""
    assert out == b""


def fetched(link: str) -> str:
    """The page behind a link, as soon as there is one."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    opened(browser, link)
    return opened(browser, link.partition("?")[0])


def opened(browser: urllib.request.OpenerDirector, address: str) -> str:
    """What a browser gets from an address that may not be there yet."""
    end = time.monotonic() + 20
    while True:
        try:
            with browser.open(address, timeout=2) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


SLOW_DISK = """
import os, time
quick = os.fsync
os.fsync = lambda descriptor: (time.sleep(1), quick(descriptor))
"""


def test_a_desk_ends_with_its_server_and_its_work_is_saved(tmp_path: Path) -> None:
    """A server that is killed says goodbye to nobody; and a tab is one process."""
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "sitecustomize.py").write_text(SLOW_DISK)
    folder = tmp_path / "news"
    folder.mkdir()
    source, review = article(folder), folder / "article.txt.review.json"
    given = ("rewrite", source, "--engine", script(tmp_path), "--accept", "none")
    assert assistant(*given, "--review", review, "-o", "/dev/null").returncode == 0
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(tmp_path / "modules"), str(Path(__file__).parents[2])))
    }
    port = free_port()
    command = [sys.executable, "-m", "assistant", "serve", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as server:
        assert server.stderr is not None
        link = server.stderr.readline().split()[0].decode()
        try:
            desks = asyncio.run(decided(link, server))
        finally:
            server.kill()
    try:
        until(lambda: not any(map(runs, desks)), "the desk outlives its server")
        assert load_review(review).count(Decision.ACCEPTED) == 1
        assert len(desks) == 1
    finally:
        for desk in filter(runs, desks):
            os.kill(desk, signal.SIGKILL)


async def decided(link: str, server: subprocess.Popen[bytes]) -> list[int]:
    """Accept a hunk as in a browser, kill the server at once; what processes it had."""
    jar = aiohttp.CookieJar(unsafe=True)
    url = link.partition("/?")[0]
    async with aiohttp.ClientSession(cookie_jar=jar) as browser:
        await entered(browser, link)
        async with browser.ws_connect(
            f"{url}/ws?width=120&height=36", headers={"Origin": url}
        ) as desk:
            shown = ""
            for wanted, key in (("3 hunks undecided", "\r"), ("0 of 3 decided", "y"),
                                ("1 of 3 decided", "")):  # fmt: skip
                while wanted not in shown:
                    message = await desk.receive(timeout=30)
                    assert message.type is aiohttp.WSMsgType.BINARY
                    shown += message.data.decode()
                if key:
                    await desk.send_json(["stdin", key])
            children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
            server.kill()
    return [process for child in children.split() for process in family(int(child))]


def family(process: int) -> list[int]:
    """A process and those that it started."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(each for child in children for each in family(int(child)))]


async def entered(browser: aiohttp.ClientSession, link: str) -> None:
    """Open a link as soon as somebody listens."""
    end = time.monotonic() + 20
    while True:
        try:
            await browser.get(link)
        except OSError:
            if time.monotonic() > end:
                raise
            await asyncio.sleep(0.1)
        else:
            return


def runs(process: int) -> bool:
    """Whether a process runs."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def until(condition: Callable[[], bool], told: str, seconds: float = 15.0) -> None:
    """Wait for something, not for ever."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            pytest.fail(told)
        time.sleep(0.05)
