"""A fault of a reader costs the word it is met at: what cannot be read is a word.

Faults are logged as they are met, at a level that nobody hears unless asked to.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.language.fact import Found

Reader = Callable[[str, int], Iterable[Found]]
"""Finds facts in a piece of a text, given with where it stands; offsets are the piece's."""

_LOG = logging.getLogger(__name__)
_GAP = re.compile(r"\s+")


def plain(reader: Callable[[str], Iterable[Found]]) -> Reader:
    """A reader to which it is all one where a piece stands."""
    return lambda piece, _: reader(piece)


def attempted(reader: Callable[[], Iterable[Found]]) -> tuple[Found, ...]:
    """What a reader of a whole text finds, or nothing where it fails."""
    return _tried(reader) or ()


def guarded(reader: Reader, text: str, at: int = 0) -> tuple[Found, ...]:
    """The facts that a reader finds in a text, or, where it fails on that, in its halves.

    Halves are parted at white space, down to the word that cannot be read. `at` is where the
    text stands in the whole, of which the offsets are.
    """
    found = _tried(lambda: reader(text, at))
    if found is not None:
        return tuple(_moved(each, at) for each in found) if at else found
    cut = _middle(text)
    if cut is None:
        return ()
    return guarded(reader, text[:cut], at) + guarded(reader, text[cut:], at + cut)


def _tried(reader: Callable[[], Iterable[Found]]) -> tuple[Found, ...] | None:
    """What a reader finds, or None where it fails."""
    try:
        return tuple(reader())
    except Exception:  # noqa: BLE001 - logged, and the text goes on
        _LOG.debug("a reader failed", exc_info=True)
        return None


def _moved(found: Found, by: int) -> Found:
    return replace(found, start=found.start + by, end=found.end + by)


def _middle(text: str) -> int | None:
    """The place next to the middle of a text at which a word begins, if any does inside."""
    starts = (gap.end() for gap in _GAP.finditer(text))
    middle = len(text) / 2
    inner = [start for start in starts if 0 < start < len(text)]
    return min(inner, key=lambda start: abs(start - middle), default=None)
