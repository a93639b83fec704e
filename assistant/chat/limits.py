"""How much of an answer is read: bytes are counted as they come, before anything keeps them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import httpx2

from assistant.chat.failures import LongError

_ROOM = 1_000_000
_BYTES_A_TOKEN = 1_000
"""What a streamed token comes wrapped in, with room."""

_OF_A_FAILURE = 64_000
"""How much is read of what a server says is wrong."""

_most: ContextVar[int] = ContextVar("most", default=_ROOM)


@contextmanager
def answer_of(tokens: int) -> Iterator[None]:
    """Within, an answer is as large as one of so many tokens can be, at most."""
    before = _most.set(_ROOM + _BYTES_A_TOKEN * tokens)
    try:
        yield
    finally:
        _most.reset(before)


async def limit(response: httpx2.Response) -> None:
    """Let no more of a response be read than an answer may have; a hook of the client.

    Raises LongError for one that is compressed, which was not asked for and could be a
    thousand times as large as what comes.
    """
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        msg = "the answer is compressed, which was not asked for"
        raise LongError(msg)
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Counted(response.stream, _most.get(), response.is_error)


class _Counted(httpx2.AsyncByteStream):
    """A stream that ends with LongError where it is too long; a failure is cut short instead."""

    def __init__(self, stream: httpx2.AsyncByteStream, most: int, is_error: bool) -> None:
        self._stream = stream
        self._most = _OF_A_FAILURE if is_error else most
        self._is_error = is_error

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._stream:
            size += len(chunk)
            if size > self._most and self._is_error:
                return
            if size > self._most:
                msg = f"the answer is longer than {self._most:,} bytes"
                raise LongError(msg)
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()
