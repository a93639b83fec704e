"""Who decides a review: one desk at a time; another reads it, or takes it over.

The claim is a file of its own beside the review, which is replaced at each save and so can
hold no lock. It names its owner; one that was killed owns nothing any more.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from assistant.atomic import write_atomic
from assistant.errors import AssistantError, SourceError, UsageError
from assistant.reading import read_text

_LARGEST = 10_000
_LAST_PROCESS = 2**31 - 1
_NOBODY = 0
"""The process of a claim that was released."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A process that decides a review, on which machine, and since when (local time)."""

    pid: int
    host: str
    since: str
    token: str

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs; where that cannot be known, it is assumed.

        It cannot on another machine, nor on Windows, where signal 0 is ctrl+c.
        """
        if self.pid == _NOBODY:
            return False
        if self.host != socket.gethostname() or os.name == "nt":
            return True
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except OSError:
            return True
        return True


class InUseError(UsageError):
    """The review is being decided elsewhere."""

    title = "The review is open elsewhere"

    def __init__(self, path: Path, owner: Owner) -> None:
        where = "" if owner.host == socket.gethostname() else f" on {owner.host}"
        super().__init__(
            f"{path} is being decided by process {owner.pid}{where} since {owner.since}",
            hint="leave it there first, or take it over",
        )
        self.owner = owner


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to decide a review, until it is released or taken over."""

    path: Path
    owner: Owner
    is_taken_over: bool = False

    @property
    def stands(self) -> bool:
        """Whether nobody has taken the review over meanwhile."""
        known = _owner(self.path)
        return known is None or known.token == self.owner.token

    def require(self) -> None:
        """Raise UsageError where somebody has taken the review over meanwhile."""
        if not self.stands:
            msg = "the review was taken over; the latest changes are not in it"
            raise UsageError(msg, hint="open it again")

    def release(self) -> None:
        """Give the review free, unless it is another's by now.

        Whoever it was taken from must still find that it is no longer theirs.
        """
        with suppress(OSError, AssistantError):
            if not self.stands:
                if (known := _owner(self.path)) is not None and known.pid == _NOBODY:
                    self.path.unlink()
            elif self.is_taken_over:
                _write(self.path, replace(self.owner, pid=_NOBODY))
            else:
                self.path.unlink()


def claim(review: Path, *, take_over: bool = False) -> Claim:
    """Claim a review that is there or not yet.

    Raises InUseError where a living process decides it and it is not to be taken over, and
    SourceError where nothing can be written beside it.
    """
    place = claim_file(review)
    known = _owner(place)
    if known is not None and known.is_alive and not take_over:
        raise InUseError(review, known)
    own = Owner(
        os.getpid(),
        socket.gethostname(),
        datetime.now().astimezone().strftime("%H:%M"),
        secrets.token_hex(8),
    )
    if known is not None or take_over:
        _write(place, own)
    else:
        _create(place, _stored(own), review)
    return Claim(place, own, is_taken_over=known is not None and known.is_alive)


@contextmanager
def claimed(review: Path) -> Iterator[Claim]:
    """Claim a review within; raises what `claim` raises."""
    own = claim(review)
    try:
        yield own
    finally:
        own.release()


def require_free(review: Path) -> None:
    """Raise InUseError where a living process decides a review."""
    known = _owner(claim_file(review))
    if known is not None and known.is_alive:
        raise InUseError(review, known)


def claim_file(review: Path) -> Path:
    """The file that says who decides a review."""
    target = review.resolve()
    return target.with_name(f".{target.name}.open")


def _create(place: Path, stored: bytes, review: Path) -> None:
    """Write the file; of two that do so at once, only one succeeds."""
    try:
        with place.open("xb") as file:
            file.write(stored)
    except FileExistsError:
        known = _owner(place)
        if known is not None and known.is_alive:
            raise InUseError(review, known) from None
        write_atomic(place, stored, follow=False)
    except OSError as error:
        raise SourceError(f"{place.parent} cannot be written to: {error.strerror}") from error


def _write(place: Path, owner: Owner) -> None:
    write_atomic(place, _stored(owner), follow=False)


def _stored(owner: Owner) -> bytes:
    return json.dumps(asdict(owner)).encode()


def _owner(place: Path) -> Owner | None:
    try:
        stored = json.loads(read_text(place, _LARGEST))
        pid = int(stored["pid"])
        if not _NOBODY <= pid <= _LAST_PROCESS:
            return None
        return Owner(pid, str(stored["host"]), str(stored["since"]), str(stored["token"]))
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
