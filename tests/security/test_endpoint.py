"""An endpoint may answer anything: too much, too slowly, with the key, with absurd numbers."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant import prompts
from assistant.chat import client as clients
from assistant.chat.budget import Budget
from assistant.chat.cache import Cache
from assistant.chat.client import Client, Reply
from assistant.chat.endpoint import Endpoint
from assistant.chat.exchange import Exchange
from assistant.chat.prices import Price
from assistant.chat.tokens import counter
from assistant.errors import EngineError
from tests.support.command import article, assistant

KEY = "sk-SECRET-never-to-be-seen"
_EVENT = '{"id":"1","object":"chat.completion.chunk","created":0,"model":"m","choices":[%s]}'
_PLENTY = 100_000_000
"""Bytes after which a server here stops at last: many times what is read, and what the two
ends of a connection hold between them (some 10 MB on loopback, by the kernel)."""

Send = Callable[[bytes], None]
Attack = Callable[["Handler"], None]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait between attempts."""
    monkeypatch.setattr(clients, "backoff", lambda _: 0.01)


class Handler(BaseHTTPRequestHandler):
    """Answers as it is told to, and counts what it could send."""

    attack: Attack
    sent: int
    requests: int

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Attack; a client that has had enough hangs up."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        type(self).requests += 1
        with suppress(OSError):
            type(self).attack(self)

    def head(self, status: int = 200, kind: str = "text/event-stream", **more: str) -> None:
        """Begin an answer that ends with the connection."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, data: bytes) -> None:
        """Send, and count."""
        self.wfile.write(data)
        type(self).sent += len(data)

    def say(self, text: str, **more: Any) -> None:
        """One event."""
        choice = json.dumps({"index": 0, "delta": {"content": text}, "finish_reason": None} | more)
        self.send(f"data: {_EVENT % choice}\n\n".encode())


@contextmanager
def attacking(attack: Attack) -> Iterator[tuple[str, type[Handler]]]:
    """The address of a server, and its handler."""
    known = {"attack": staticmethod(attack), "sent": 0, "requests": 0}
    handler = type("Attacker", (Handler,), known)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", handler
    finally:
        server.shutdown()
        server.server_close()


def asked(url: str, seen: Callable[[str], None] = lambda _: None, **changes: Any) -> Reply:
    """What a client makes of an answer of at most 100 tokens."""
    known = {"key": KEY, "connect_seconds": 1.0, "read_seconds": 5.0, "retries": 2} | changes

    async def main() -> Reply:
        async with Client(Endpoint(url, "m", **known)) as client:
            messages = [{"role": "user", "content": "?"}]
            return await client.ask(lambda _: messages, longest=100, seen=seen)

    return asyncio.run(main())


def told(attack: Attack, **changes: Any) -> str:
    """What a person is told."""
    with attacking(attack) as (url, _), pytest.raises(EngineError) as caught:
        asked(url, **changes)
    return f"{caught.value.message} ({caught.value.hint})"


def endless_line(handler: Handler) -> None:
    """A line that never ends."""
    handler.head()
    handler.send(b"data: ")
    while handler.sent < _PLENTY:
        handler.send(b"a" * 50_000)


def endless_body(handler: Handler) -> None:
    """A whole answer of any size."""
    handler.head(kind="application/json")
    handler.send(b'{"choices": [{"message": {"content": "')
    while handler.sent < _PLENTY:
        handler.send(b"a" * 50_000)


def endless_failure(handler: Handler) -> None:
    """A long account of what is wrong."""
    handler.head(401, "application/json")
    while handler.sent < _PLENTY:
        handler.send(b"a" * 50_000)


@pytest.mark.parametrize("attack", [endless_line, endless_body])
def test_no_more_is_read_than_was_asked_for(attack: Attack) -> None:
    """It is an answer that is too long, asked for once; the rest is never read."""
    with attacking(attack) as (url, handler):
        reply = asked(url)
        time.sleep(0.1)
        assert handler.sent < _PLENTY / 2
        assert handler.requests == 1
    assert (reply.text, reply.ended) == ("", "length")


def test_a_failure_is_read_as_far_as_it_can_be_told() -> None:
    """Its status counts, the rest is cut off."""
    with attacking(endless_failure) as (url, handler):
        with pytest.raises(EngineError, match="answered 401"):
            asked(url)
        time.sleep(0.1)
        assert handler.sent < _PLENTY / 2


def test_what_is_compressed_is_not_unpacked() -> None:
    """Compression was not asked for, and could make any size of little."""

    def attack(handler: Handler) -> None:
        assert handler.headers["Accept-Encoding"] == "identity"
        handler.head(kind="application/json", Content_Encoding="gzip")
        handler.send(gzip.compress(b'{"choices": []}'))

    with attacking(attack) as (url, handler):
        assert asked(url).ended == "length"
        assert handler.requests == 1


def slow(piece: bytes) -> Attack:
    """A piece again and again, so that reading never takes long enough to be given up."""

    def attack(handler: Handler) -> None:
        handler.head()
        end = time.monotonic() + 20
        while time.monotonic() < end:
            handler.send(piece)
            time.sleep(0.05)

    return attack


@pytest.mark.parametrize(
    "piece",
    [b": ping\n", b"data: {}\n\n", f"data: {_EVENT % ''}\n\n".encode()],
    ids=["comments", "empty events", "events without a choice"],
)
def test_an_answer_has_a_deadline_as_a_whole(piece: bytes) -> None:
    """Ten times the patience for one piece, and no further attempt."""
    begun = time.monotonic()
    with attacking(slow(piece)) as (url, handler):
        with pytest.raises(EngineError, match="did not answer in time"):
            asked(url, read_seconds=0.2)
        assert handler.requests == 1
    assert time.monotonic() - begun < 10


def test_a_head_that_drips_has_it_too() -> None:
    """The deadline is not one of the body alone."""

    def attack(handler: Handler) -> None:
        handler.send(b"HTTP/1.0 200 OK\r\n")
        for number in range(400):
            handler.send(f"X-{number}: x\r\n".encode())
            time.sleep(0.05)

    begun = time.monotonic()
    assert "did not answer in time" in told(attack, read_seconds=0.2)
    assert time.monotonic() - begun < 10


def echo(status: int, body: str) -> Attack:
    """A failure that repeats what it was sent."""

    def attack(handler: Handler) -> None:
        handler.head(status, "application/json")
        handler.send(body.replace("KEY", handler.headers["Authorization"]).encode())

    return attack


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500])
@pytest.mark.parametrize(
    "body",
    ['{"error": {"message": "Incorrect: KEY"}}', "KEY is wrong", '{"message": "KEY", "a": "KEY"}'],
)
def test_the_key_is_struck_out_of_what_is_said(status: int, body: str) -> None:
    """Also of what only --debug shows."""
    import traceback

    with attacking(echo(status, body)) as (url, _), pytest.raises(EngineError) as caught:
        asked(url, retries=0)
    shown = "".join(traceback.format_exception(caught.value))
    assert f"answered {status}" in caught.value.message
    assert KEY not in f"{caught.value.message}{caught.value.hint}{shown}"
    assert "SECRET" not in shown


def test_the_key_is_struck_before_a_message_is_cut() -> None:
    """No part of it is left at the end of what is shown."""
    for size in range(170, 210):
        said = told(echo(401, '{"error": {"message": "%s KEY"}}' % ("x" * size)))
        assert "sk-S" not in said


def test_the_key_is_struck_out_of_answers() -> None:
    """It would stand in the article, in the review and in the cache."""

    def attack(handler: Handler) -> None:
        handler.head()
        handler.say(f"it is {KEY}")
        handler.say(".", finish_reason="stop")

    texts: list[str] = []
    with attacking(attack) as (url, _):
        reply = asked(url, texts.append)
    assert reply.text == "it is [key]."
    assert texts
    assert KEY not in "".join(texts)


def test_no_key_reaches_a_terminal_or_a_file(tmp_path: Path) -> None:
    """By the command, with --debug, with a review and a cache."""
    source = article(tmp_path)
    with attacking(echo(401, '{"error": {"message": "Incorrect: KEY"}}')) as (url, _):
        done = assistant(
            "--debug", "rewrite", source, "--engine", "openai", "--base-url", url, "--model", "m",
            "--scope", "all", "--review", tmp_path / "r.json",
            env={"ASSISTANT_API_KEY": KEY, "ASSISTANT_CACHE_DIR": str(tmp_path / "cache")},
        )  # fmt: skip
    assert done.returncode == 3, done.stderr
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert KEY.encode() not in b"".join((done.stdout, done.stderr, *kept))


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens": -14_000_000_000, "completion_tokens": -5},
        {"prompt_tokens": 10**15, "completion_tokens": 10**15},
        {"prompt_tokens": 10**400, "completion_tokens": 10**400},
        {"prompt_tokens": 1.5, "completion_tokens": "9"},
        {"prompt_tokens": True, "completion_tokens": None},
    ],
)
def test_usage_is_believed_only_where_it_can_be(usage: dict[str, Any]) -> None:
    """Else our own count stands in the account, and in the budget."""

    def attack(handler: Handler) -> None:
        handler.head()
        handler.say("Fine, thank you.", finish_reason="stop")
        handler.send(f"data: {_EVENT[:-1] % ''}, ".encode())
        handler.send(f'"usage": {json.dumps(usage)}}}\n\ndata: [DONE]\n\n'.encode())

    budget = Budget(Price(1.0, 1.0))

    async def main(url: str) -> None:
        async with Client(Endpoint(url, "m", key=KEY)) as client:
            exchange = Exchange(client, prompts.load("repair"), counter("m"), budget)
            await exchange.answered(
                lambda _: [{"role": "user", "content": "How are you?"}], 100, lambda _: True
            )

    with attacking(attack) as (url, _):
        asyncio.run(main(url))
    assert 5 <= budget.usage.prompt_tokens <= 20
    assert 3 <= budget.usage.completion_tokens <= 8
    assert budget.usage.cost is not None
    assert 0 < budget.usage.cost < 1


@pytest.mark.parametrize(
    "body",
    ["[" * 50_000, "9" * 5000, '{"choices": [{"index": 1' + "0" * 400 + "}]}", "null", "[]"],
    ids=["nested", "a long number", "a huge number", "null", "a list"],
)
@pytest.mark.parametrize("kind", ["text/event-stream", "application/json"])
def test_whatever_is_no_answer_is_one_failure(body: str, kind: str) -> None:
    """Never one that nobody foresaw."""

    def attack(handler: Handler) -> None:
        handler.head(kind=kind)
        handler.send(f"data: {body}\n\n".encode() if "stream" in kind else body.encode())

    with attacking(attack) as (url, _), suppress(EngineError):
        asked(url, retries=0)


@pytest.mark.parametrize(
    "wait",
    ["1e308", "1e999", "nan", "-5", "9" * 300, "Wed, 21 Oct 9999 07:28:00 -0000", "Mon, 99", "²"],
)
def test_a_wait_beyond_measure_is_said_in_words(wait: str) -> None:
    """Or is none; it is neither waited for nor printed in full."""

    def attack(handler: Handler) -> None:
        value = wait.encode("utf-8").decode("latin-1")
        handler.head(429, "application/json", Retry_After=value)
        handler.send(b"{}")

    said = told(attack, retries=0)
    assert len(said) < 200
    assert "answered 429" in said


def test_a_poisoned_cache_is_an_answer_like_any_other(tmp_path: Path) -> None:
    """What somebody put there is read as text; a cache that is none is done without."""
    (tmp_path / "answers.sqlite3").write_bytes(b"\x80\x04cos\nsystem\n" * 100)
    kept = Cache(tmp_path / "answers.sqlite3")
    kept.put("answer", "key", "text")
    assert kept.get("answer", "key") is None
