"""A loopback server that speaks the chat-completions protocol, and misbehaves on command."""

from __future__ import annotations

import json
import select
import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from tests.support.certificate import PEM
from tests.support.faults import ERRORS, Fault
from tests.support.wire import Body, Scripted


@dataclass(frozen=True)
class Request:
    """A request as it came: names of headers in lower case, `at` in monotonic seconds."""

    path: str
    headers: dict[str, str]
    body: Body
    at: float


_CONTENT: dict[Fault | None, Callable[[str], str | None]] = {
    Fault.CUT_LENGTH: lambda text: text[: len(text) // 2],
    Fault.FENCED: lambda text: f"Here is the answer:\n\n```json\n{text}\n```",
    Fault.COMMENTED: lambda text: ",}".join(text.rsplit("}", 1)) + "\n// comment",
    Fault.NULL_CONTENT: lambda _: None,
    Fault.REFUSAL: lambda _: None,
    Fault.HUGE: lambda _: "a" * 10_000_000,
}


def _refuses(fault: Fault | Scripted, body: Body) -> bool | None:
    if isinstance(fault, Scripted):
        return fault.befalls(body) if fault.befalls else None
    status, _, name, _ = ERRORS.get(fault, (0, None, None, ""))
    schema = (body.get("response_format") or {}).get("type") == "json_schema"
    fits = name in body and (schema or fault is not Fault.NO_SCHEMA)
    return fits if status == 400 else None  # the others do not look at the request


def _objects(body: Body, fault: Fault | None, content: str | None) -> list[Body]:
    stream, refused = bool(body.get("stream")), fault is Fault.REFUSAL
    key, text = ("refusal", "I cannot help.") if refused else ("content", content)
    name, kind = ("delta", "chat.completion.chunk") if stream else ("message", "chat.completion")
    parts: list[Body] = [{"role": "assistant", "content": content, key: text}]
    if stream:
        step = {None: 12, Fault.HUGE: 1 << 16, Fault.DRIP: 1, Fault.CUT_STREAM: 2}.get(fault, 12)
        pieces = [{key: (text or "")[at : at + step]} for at in range(0, len(text or ""), step)]
        parts = [{"role": "assistant", "content": content and ""}, *pieces, {}]
    choices: list[Body] = [{"index": 0, name: part, "finish_reason": None} for part in parts]
    choices[-1]["finish_reason"] = "length" if fault is Fault.CUT_LENGTH else "stop"
    prompt = "".join(str(message.get("content") or "") for message in body.get("messages", ()))
    sent, got = len(prompt) // 4 + 1, len(text or "") // 4 + 1
    usage = {"prompt_tokens": sent, "completion_tokens": got, "total_tokens": sent + got}
    top = {"id": "1", "object": kind, "created": 0, "model": body.get("model", "test")}
    made = [top | {"choices": [] if fault is Fault.EMPTY_CHOICES else [one]} for one in choices]
    if stream and (body.get("stream_options") or {}).get("include_usage"):
        made.append(top | {"choices": [], "usage": usage})
    return made if stream else [made[0] | {"usage": usage}]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Endpoint

    def log_message(self, *_: Any) -> None:
        return

    def handle(self) -> None:
        self.server._opened.append(self.connection)
        with suppress(OSError):  # a client that leaves is no error
            if not self.server._closed.is_set():
                super().handle()

    def do_POST(self) -> None:
        came, body = time.monotonic(), Body()
        with suppress(ValueError, TypeError):
            body = dict(json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0))))
        self.server._begin(self, body, came)
        try:
            if self.command == "GET" and self.path.endswith("/models"):
                self._list()
            elif self.command == "GET" or not self.path.endswith("/chat/completions"):
                self._fail((404, None, None, f"Invalid URL ({self.command} {self.path})"))
            elif not body:
                self._fail((400, None, None, "The body of the request is no JSON object."))
            else:
                self._act(body, self.server._next(body))
        finally:
            self.server._working.discard(self.connection)

    def _list(self) -> None:
        if self.server.listing is not None:
            self.close_connection = True
            self.server.listing.play(self, {}, "")
        else:
            self._send(200, [json.dumps(self.server.models).encode()])

    do_GET = do_POST  # noqa: N815

    def _act(self, body: Body, fault: Fault | Scripted | None) -> None:
        self.server._closed.wait(self.server.latency)
        if isinstance(fault, Scripted):
            self.close_connection = True
            fault.play(self, body, self.server.answer(body))
            return
        self.close_connection |= fault in {Fault.HANG, Fault.NOT_HTTP, Fault.CUT_STREAM}
        if fault is Fault.HANG:
            self.rfile.read(1)  # ends when the client leaves, or this server
        elif fault is Fault.NOT_HTTP:
            self.wfile.write(b"\x00\xff\xfe no protocol\r\n\r\n")
        elif fault is Fault.REDIRECT:
            self._send(307, [b""], Location=f"{self.server.redirect_to}/chat/completions")
        elif fault is Fault.HTML:
            self._send(200, [b"<!doctype html><p>Please sign in."], Content_Type="text/html")
        elif fault is Fault.PLAIN_ERROR:
            self._send(500, [b"upstream went away"], Content_Type="text/plain")
        elif error := ERRORS.get(fault):
            self._fail(error, **({"Retry_After": "1"} if fault is Fault.TOO_MANY_WAIT else {}))
        else:
            self._answer(body, fault)

    def _answer(self, body: Body, fault: Fault | None) -> None:
        content = _CONTENT.get(fault, str)(self.server.answer(body))
        objects = [json.dumps(each) for each in _objects(body, fault, content)]
        if body.get("stream"):
            events = [f"data: {each}\n\n".encode() for each in (*objects, "[DONE]")]
            parts = [b"%x\r\n%s\r\n" % (len(event), event) for event in events]
            parts[-1] += b"0\r\n\r\n"
            headers = {"Content_Type": "text/event-stream", "Transfer_Encoding": "chunked"}
        else:
            data, slow = objects[0].encode(), fault in {Fault.CUT_STREAM, Fault.DRIP}
            step = len(data) // (len(content or "") + 1) + 1 if slow else len(data)
            parts = [data[at : at + step] for at in range(0, len(data), step)]
            headers = {"Content_Length": str(len(data))}
        kept = len(parts) // 2 if fault is Fault.CUT_STREAM else len(parts)
        self._send(200, parts[:kept], 0.2 if fault is Fault.DRIP else 0.0, **headers)

    def _fail(self, error: tuple[int, str | None, str | None, str], **headers: str) -> None:
        status, code, param, message = error
        message = message or f"Unsupported parameter: '{param}' is not supported with this model."
        kind = "server_error" if status == 500 else "invalid_request_error"
        told = {"error": {"message": message, "type": kind, "param": param, "code": code}}
        self._send(status, [json.dumps(told).encode()], 0.0, **headers)

    def _send(self, status: int, parts: list[bytes], wait: float = 0.0, **headers: str) -> None:
        self.send_response(status)
        if "Transfer_Encoding" not in headers:
            headers = {"Content_Length": str(sum(map(len, parts)))} | headers
        for name, value in ({"Content_Type": "application/json"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        for left, part in enumerate(parts, 1 - len(parts)):
            self.server._closed.wait(wait)
            if left == 0:  # who has the last part may ask again at once
                self.server._working.discard(self.connection)
            self.wfile.write(part)


class Endpoint(ThreadingHTTPServer):
    """A server of chat completions; what `always` refuses uses up none of `faults`."""

    request_queue_size = 1024

    def __init__(
        self,
        answer: Callable[[Body], str],
        faults: Iterable[Fault | Scripted] = (),
        *,
        always: Iterable[Fault | Scripted] = (),
        latency: float = 0.0,
        tls: bool = False,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer, self.faults, self.always = answer, list(faults), list(always)
        self.latency, self.redirect_to = latency, "http://example.invalid/v1"
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.server_port}/v1"
        self.listing: Scripted | None = None
        self.models: Body = {"object": "list", "data": []}
        self.requests, self.looked, self.most_at_once = list[Request](), list[Request](), 0
        self._opened, self._working = list[socket.socket](), set[socket.socket]()
        self._lock, self._closed = threading.Lock(), threading.Event()
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            with tempfile.NamedTemporaryFile("w") as file:
                print(PEM, file=file, flush=True)
                context.load_cert_chain(file.name)
            self.socket = context.wrap_socket(self.socket, True, do_handshake_on_connect=False)

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        self.shutdown()
        self.server_close()
        for connection in self._opened:
            with suppress(OSError):  # as a plain socket, so that nothing waits for the client
                socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def _begin(self, handler: _Handler, body: Body, came: float) -> None:
        headers = {name.lower(): value for name, value in handler.headers.items()}
        watch = select.poll()  # clients that hung up do not count
        with self._lock:
            came_as = Request(handler.path, headers, body, came)
            (self.requests if handler.command == "POST" else self.looked).append(came_as)
            self._working.add(handler.connection)
            for connection in list(self._working):
                with suppress(ValueError):  # closed by now
                    watch.register(connection, select.POLLIN)
            self.most_at_once = max(self.most_at_once, len(self._working) - len(watch.poll(0)))

    def _next(self, body: Body) -> Fault | Scripted | None:
        with self._lock:
            refusing = [fault for fault in self.always if _refuses(fault, body)]
            queued = [self.faults.pop(0)] if self.faults and not refusing else []
            played = (*refusing, *queued, *self.always)
            return next((fault for fault in played if _refuses(fault, body) is not False), None)
