"""The desk for one browser: that of whoever was given the link, and nobody else's.

A page from anywhere can send requests to this machine. So every request is held to the
address that we serve at, to our own pages as its origin, and to a secret of this run.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web
from textual_serve.server import Server

HOST = "127.0.0.1"
MOST_SESSIONS = 4
"""How many desks may be open at once; each is a process of its own."""

_HERE = Path(__file__).parent / "web"
_ENTERED = (
    '<!DOCTYPE html><title>assistant</title><link rel="icon" href="data:,">'
    '<meta http-equiv="refresh" content="0;url=/">'
)
_OWN_SITE = ("", "none", "same-origin")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
        " img-src 'self' data: blob:; connect-src 'self' {socket}; frame-ancestors 'none';"
        " base-uri 'none'; form-action 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Guard:
    """Lets one browser in, by a link that works once, and knows it by a cookie from then on."""

    def __init__(self, port: int) -> None:
        self._host = HOST if port == 80 else f"{HOST}:{port}"
        self._cookie = f"assistant-{port}"
        self._secret = secrets.token_urlsafe(32)
        self._key = secrets.token_urlsafe(32)
        self._is_used = False

    @property
    def link(self) -> str:
        """The address that lets a browser in, once."""
        return f"http://{self._host}/?key={self._key}"

    def middleware(self) -> Any:
        """What every request goes through, as aiohttp wants it."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._answer(request, handler)

        return guarded

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self._require_own_pages(request)
        if request.path == "/" and "key" in request.query:
            return self._entered(request.query["key"])
        if not _same(request.cookies.get(self._cookie, ""), self._secret):
            raise web.HTTPForbidden(text="Open the link that `assistant serve` has printed.\n")
        if request.headers.get("Sec-Fetch-Site", "") not in _OWN_SITE:
            raise web.HTTPForbidden(text="Another page asked for this.\n")
        return await handler(request)

    async def harden(self, _: web.Request, response: web.StreamResponse) -> None:
        """Tell the browser to load nothing from elsewhere and to keep nothing."""
        for name, value in _HEADERS.items():
            response.headers[name] = value.format(socket=f"ws://{self._host}")

    def _require_own_pages(self, request: web.Request) -> None:
        if request.headers.get("Host", "") != self._host:
            raise web.HTTPForbidden(text=f"This is served at http://{self._host} alone.\n")
        origin = request.headers.get("Origin")
        is_socket = request.headers.get("Upgrade") is not None
        if origin != f"http://{self._host}" and (is_socket or origin is not None):
            raise web.HTTPForbidden(text="Another page asked for this.\n")

    def _entered(self, key: str) -> web.Response:
        if self._is_used or not _same(key, self._key):
            text = "This link has been used, or is not that of this run: start it again.\n"
            raise web.HTTPForbidden(text=text)
        self._is_used = True
        response = web.Response(text=_ENTERED, content_type="text/html")
        response.set_cookie(self._cookie, self._secret, httponly=True, samesite="Strict", path="/")
        return response


class DeskServer(Server):
    """Serves the desk that a command starts, to the browser that `guard` lets in."""

    def __init__(self, command: str, port: int) -> None:
        super().__init__(command, HOST, port, title="assistant", templates_path=_HERE)
        self.guard = Guard(port)
        self.console.quiet = True  # it would write to stdout
        self._sessions = 0

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self.guard.middleware())
        app.on_response_prepare.append(self.guard.harden)
        return app

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Open a desk, if there are not too many open."""
        if self._sessions >= MOST_SESSIONS:
            raise web.HTTPServiceUnavailable(text=f"{MOST_SESSIONS} desks are open already.\n")
        self._sessions += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self._sessions -= 1


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), known.encode())
