"""`assistant serve` shows the desk to this machine alone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytest.importorskip("textual_serve")


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
