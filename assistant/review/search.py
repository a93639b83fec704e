"""Finding a text in an article and in what is proposed for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.span import Span
from assistant.review.model import Review


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a text stands; `hunk` is the place of the hunk there among all, or -1.

    What stands in a proposal alone is at the hunk's span.
    """

    span: Span
    hunk: int = -1


def pattern(term: str) -> re.Pattern[str] | None:
    """What finds a term: any white space for white space, capitals only where it has some."""
    parts = [re.escape(part) for part in term.split()]
    if not parts:
        return None
    case = re.NOFLAG if any(letter.isupper() for letter in term) else re.IGNORECASE
    return re.compile(r"\s+".join(parts), case)


@lru_cache(maxsize=4)
def places(source: str, term: str) -> tuple[Span, ...]:
    """Every place of a term in a text."""
    wanted = pattern(term)
    return () if wanted is None else tuple(Span(*m.span()) for m in wanted.finditer(source))


def matches(review: Review, source: str, term: str) -> tuple[Match, ...]:
    """Every place of a term, in the article and in proposals, in order of place."""
    wanted = pattern(term)
    if wanted is None:
        return ()
    return tuple(sorted(_matches(review, places(source, term), wanted), key=_place))


def _matches(review: Review, found: Sequence[Span], wanted: re.Pattern[str]) -> Iterator[Match]:
    hunks = review.hunks
    at_hunks: set[int] = set()
    first = 0
    for span in found:
        while first < len(hunks) and hunks[first].edit.end <= span.start:
            first += 1
        meets = first < len(hunks) and hunks[first].edit.span.overlaps(span)
        if not meets:
            yield Match(span)
        elif first not in at_hunks:
            at_hunks.add(first)
            yield Match(span, first)
    for place, hunk in enumerate(hunks):
        proposed = hunk.edit.replacement if hunk.changed_to is None else hunk.changed_to
        if place not in at_hunks and wanted.search(proposed):
            yield Match(hunk.edit.span, place)


def next_match(found: Sequence[Match], here: Span, direction: int) -> Match:
    """The match behind a span, or before it, round the end; 0 counts one that begins in it too.

    Several in the same span count as one. Raises IndexError where nothing was found.
    """
    if direction < 0:
        return next((m for m in reversed(found) if m.span.start < here.start), found[-1])
    edge = here.start if direction == 0 else max(here.end, here.start + 1)
    return next((match for match in found if match.span.start >= edge), found[0])


def _place(match: Match) -> tuple[Span, int]:
    return match.span, match.hunk
