"""Whom a server must be vouched for by: read once, as reading it takes tens of milliseconds."""

from __future__ import annotations

import ssl
from functools import cache


@cache
def context() -> ssl.SSLContext:
    """The context that every client of this process verifies servers with."""
    import httpx2

    return httpx2.create_ssl_context()
