"""How a request comes to a server and its answer back: over HTTP, unless somebody knows better."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing, suppress
from typing import Any, Protocol

from assistant.chat import complaints
from assistant.chat.answers import Answer
from assistant.chat.endpoint import Endpoint
from assistant.chat.failures import CutError, NoAnswerError, RefusedError

_REST = 0.1
"""Seconds for what follows the declared end of a stream."""


class Transport(Protocol):
    """Carries requests to a server; `reached` says whether it was there."""

    reached: bool

    async def open(self) -> None:
        """Make ready."""

    async def close(self) -> None:
        """Let go of what was opened."""

    async def get(self, url: str, headers: Mapping[str, str]) -> Any:
        """The response of the server, as `httpx2` gives it, to a question that sends nothing."""

    async def read(self, body: Mapping[str, Any], answer: Answer) -> None:
        """Have an answer read what comes of a request.

        Raises RefusedError for an error of the server, and what `failures` sorts.
        """


class Http:
    """Asks an endpoint; it follows no redirect."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.reached = False
        self._http: Any = None
        self._sdk: Any = None

    async def open(self) -> None:
        """Make ready."""
        import httpx2
        import openai

        from assistant.chat import limits, tls

        endpoint = self.endpoint
        times = httpx2.Timeout(endpoint.read_seconds, connect=endpoint.connect_seconds)
        self._http = httpx2.AsyncClient(
            headers={"Accept-Encoding": "identity", "User-Agent": "assistant"},
            timeout=times,
            limits=httpx2.Limits(max_connections=None),
            follow_redirects=False,
            verify=tls.context(),
            event_hooks={"response": [limits.limit]},
        )
        self._sdk = openai.AsyncOpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.key or "none",
            default_headers={"User-Agent": "assistant"},
            max_retries=0,
            timeout=times,
            http_client=self._http,
        )

    async def close(self) -> None:
        """Let the connections go."""
        await self._http.aclose()

    async def get(self, url: str, headers: Mapping[str, str]) -> Any:
        """The response to a question that sends nothing."""
        return await self._http.get(url, headers=headers)

    async def read(self, body: Mapping[str, Any], answer: Answer) -> None:
        """Have an answer read a response, byte by byte, as servers send what no library expects."""
        import openai

        create = self._sdk.chat.completions.with_streaming_response.create
        rest = {name: value for name, value in body.items() if name not in ("model", "messages")}
        try:
            opened = create(
                model=body["model"],
                messages=body["messages"],
                extra_body=rest,
                extra_headers={} if self.endpoint.key else {"Authorization": openai.Omit()},
            )
            async with opened as response:
                self.reached = True
                if response.status_code == 204:
                    raise NoAnswerError
                async with aclosing(response.iter_bytes()) as pieces:
                    await _fed(pieces, answer)
        except openai.APIStatusError as error:
            self.reached = True
            said = error.response
            complaint = complaints.of_response(said.status_code, said.headers, said.content)
            raise RefusedError(complaint) from error
        except openai.APIConnectionError as error:
            cause = error.__cause__ or error
            raise cause from cause.__cause__


async def _fed(pieces: AsyncIterator[bytes], answer: Answer) -> None:
    """Feed an answer to its end, and read the rest, so that the connection can be used again."""
    import httpx2

    try:
        async for piece in pieces:
            answer.feed(piece)
            if answer.is_over:
                break
    except (httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
        raise CutError from error
    with suppress(TimeoutError, httpx2.TransportError):
        async with asyncio.timeout(_REST):
            async for _ in pieces:
                pass
