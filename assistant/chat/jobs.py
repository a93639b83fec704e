"""The Batch API of OpenAI and of those who copy it: a file of requests up, a file of answers down.

(https://platform.openai.com/docs/guides/batch.) The server calls such a file's work a batch; here
it is a job, as a batch is what an editor has.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from assistant.chat import complaints, failures
from assistant.chat.endpoint import Endpoint
from assistant.chat.failures import EndpointError, RefusedError
from assistant.chat.lines import URL, mapping, said
from assistant.chat.refusals import Kind

MOST_LINES, MOST_BYTES = 50_000, 200_000_000
"""How large a file of requests may be."""

_LONGEST_LINE = 20_000_000
_RETRIES = 4
_LISTED = 100
_MANY = 1 << 40
_LARGEST = 4_000_000_000
"""Bytes of a file of answers beyond which no honest one goes."""

_NOT_OFFERED = "it may not offer the Batch API: `assistant rewrite` asks it directly"
_NAME = "assistant"
"""Under what a job remembers the name that we gave it."""


class Stage(StrEnum):
    """How far a job is."""

    RUNNING = "running"
    ENDED = "ended"
    REFUSED = "refused"


_STAGES = {
    "completed": Stage.ENDED, "expired": Stage.ENDED, "cancelled": Stage.ENDED,
    "failed": Stage.REFUSED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """The work on a file, `requests`: `status` in the server's words, `files` of what came so far.

    `done` and `failed` of `total` requests have ended. `reason` says why it was refused, `code`
    by what name.
    """

    id: str
    status: str
    files: tuple[str, ...] = ()
    done: int = 0
    failed: int = 0
    total: int = 0
    code: str = ""
    reason: str = ""
    requests: str = ""

    @property
    def stage(self) -> Stage:
        """How far it is; a status that nobody knows is one of a job that goes on."""
        return _STAGES.get(self.status, Stage.RUNNING)


class Jobs:
    """Jobs at an endpoint; a context manager.

    Every method raises EndpointError where the endpoint cannot be reached, refuses or fails.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._sdk: Any = None

    def __enter__(self) -> Self:
        import httpx2
        import openai

        from assistant.chat import tls

        endpoint = self.endpoint
        times = httpx2.Timeout(endpoint.read_seconds, connect=endpoint.connect_seconds)
        self._sdk = openai.OpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.key or "none",
            default_headers={"User-Agent": "assistant"},
            max_retries=_RETRIES,
            timeout=times,
            http_client=httpx2.Client(
                headers={"Accept-Encoding": "identity"}, timeout=times, verify=tls.context(),
                follow_redirects=False,
            ),
        )  # fmt: skip
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._sdk.close()

    def start(self, requests: Path, name: str) -> str:
        """Have a file of requests worked on, under a name of ours; the id of the job.

        That it is started is never tried twice: `named` finds out whether it was.
        """
        with self._told():
            file = self._sdk.files.create(file=requests, purpose="batch")
            made = self._sdk.with_options(max_retries=0).batches.create(
                input_file_id=_job(file).id, endpoint=URL, completion_window="24h",
                metadata={_NAME: name},
            )  # fmt: skip
            return _job(made).id

    def named(self, name: str) -> str:
        """The id of the job that was started under a name, or nothing where none is listed."""
        import openai

        with self._told(), suppress(openai.NotFoundError):
            for number, each in enumerate(self._sdk.batches.list(limit=_LISTED)):
                if mapping(getattr(each, "metadata", None)).get(_NAME) == name:
                    return _job(each).id
                if number > 10 * _LISTED:
                    break
        return ""

    def job(self, number: str) -> Job:
        """How far a job is."""
        import openai

        with self._told():
            try:
                return _job(self._sdk.batches.retrieve(number))
            except openai.NotFoundError:
                return Job(number, "failed", reason="the server does not know it any more")

    def cancel(self, number: str) -> Job:
        """Have a job end with what is answered so far."""
        with self._told():
            return _job(self._sdk.batches.cancel(number))

    def lines(self, file: str) -> Iterator[bytes]:
        """The lines of a file of answers; line feeds alone part them. One that is gone has none."""
        import openai

        with (
            self._told(),
            suppress(openai.NotFoundError),
            self._sdk.with_streaming_response.files.content(file) as response,
        ):
            rest, size = b"", 0
            for piece in response.iter_bytes():
                *whole, rest = (rest + piece).split(b"\n")
                yield from (line for line in whole if line.strip())
                size += len(piece)
                if len(rest) > _LONGEST_LINE or size > _LARGEST:
                    msg = f"{self.endpoint.host} sends more than a file of answers can hold"
                    raise EndpointError(msg, Kind.OTHER)
            if rest.strip():
                yield rest

    def delete(self, job: Job) -> None:
        """Have the server forget the files of a job that is over, as far as it lets us."""
        once = self._sdk.with_options(max_retries=0)
        for file in filter(None, (job.requests, *job.files)):
            with suppress(EndpointError), self._told():
                once.files.delete(file)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell failures as those of every other request are told."""
        import httpx2
        import openai

        try:
            yield
        except openai.APIStatusError as error:
            came = error.response
            body = came.read() if not came.is_closed or came.is_stream_consumed else b""
            complaint = complaints.of_response(came.status_code, came.headers, body)
            raise self._as_told(RefusedError(complaint)) from None
        except openai.APIConnectionError as error:
            raise self._as_told(error.__cause__ or error) from None
        except httpx2.HTTPError as error:
            raise self._as_told(error) from None
        except (_NoJobError, openai.APIError, AttributeError, TypeError, ValueError) as error:
            msg = f"what {self.endpoint.host} answers is no batch"
            raise EndpointError(msg, Kind.OTHER, hint=_NOT_OFFERED) from error

    def _as_told(self, error: BaseException) -> EndpointError:
        known = error if isinstance(error, Exception) else Exception(str(error))
        failures.strike(known, self.endpoint.key)
        told = failures.as_engine_error(known, self.endpoint.host, keyed=bool(self.endpoint.key))
        if isinstance(known, RefusedError) and known.complaint.status in (404, 405, 501):
            told.hint = _NOT_OFFERED
        return told


class _NoJobError(Exception):
    """What came is no job."""


def _job(found: Any) -> Job:
    """What a server says of a job, whatever it says; raises _NoJobError."""
    stored = found.to_dict(warnings=False) if hasattr(found, "to_dict") else found
    if not isinstance(stored, dict) or not isinstance(stored.get("id"), str) or not stored["id"]:
        raise _NoJobError
    counts, errors = mapping(stored.get("request_counts")), mapping(stored.get("errors"))
    listed = errors.get("data")
    first = mapping(listed[0] if isinstance(listed, list) and listed else None)
    files = (stored.get("output_file_id"), stored.get("error_file_id"))
    done, failed, total = (_number(counts.get(n)) for n in ("completed", "failed", "total"))
    return Job(
        stored["id"], said(stored.get("status")), tuple(f for f in files if isinstance(f, str)),
        done, failed, total, said(first.get("code")), said(first.get("message")),
        said(stored.get("input_file_id")),
    )  # fmt: skip


def _number(value: Any) -> int:
    return value if type(value) is int and 0 <= value < _MANY else 0
