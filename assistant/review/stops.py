"""The places of an article that a word cursor can stand at: its words, its marks and its hunks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.language.span import Span
from assistant.review.model import Hunk

_STOP = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|(?:[^\w\s]|_)+")
"""A word with its inner hyphens and apostrophes, or marks that stand together."""


@lru_cache(maxsize=4)
def words(source: str) -> tuple[Span, ...]:
    """The words and marks of a text, in order of place; white space parts them."""
    return tuple(Span(*match.span()) for match in _STOP.finditer(source))


@dataclass(frozen=True, slots=True)
class Stops:
    """The words of a source that no hunk covers, and its hunks, in order of place."""

    source: str
    hunks: Sequence[Hunk]

    def behind(self, span: Span) -> Span | None:
        """The stop behind a span, if there is one."""
        every = words(self.source)
        number = bisect_right(every, span.end, key=lambda word: word.end)
        word = every[number] if number < len(every) else None
        word = word and Span(max(word.start, span.end), word.end)
        hunk = self._hunk_behind(span)
        if hunk is None or (word is not None and word.end <= hunk.start):
            return word
        if word is None or hunk.start <= word.start:
            return hunk
        return Span(word.start, hunk.start)

    def before(self, span: Span) -> Span | None:
        """The stop before a span, if there is one."""
        every = words(self.source)
        number = bisect_left(every, span.start, key=lambda word: word.start) - 1
        word = every[number] if number >= 0 else None
        word = word and Span(word.start, min(word.end, span.start))
        hunk = self._hunk_before(span)
        if hunk is None or (word is not None and hunk.end <= word.start):
            return word
        if word is None or word.end <= hunk.end:
            return hunk
        return Span(hunk.end, word.end)

    def at(self, offset: int) -> Span | None:
        """The stop in which a place lies, or the next one, or the last; None without any."""
        number = bisect_right(self.hunks, offset, key=lambda hunk: hunk.edit.start) - 1
        if number >= 0:
            span = self.hunks[number].edit.span
            if offset < span.end or offset == span.start:
                return span
        every = words(self.source)
        place = bisect_right(every, offset, key=lambda word: word.start) - 1
        begins = every[place].start if place >= 0 and offset < every[place].end else offset
        if number >= 0:
            begins = max(begins, self.hunks[number].edit.end)
        here = Span(begins, begins)
        return self.behind(here) or self.before(here)

    def snapped(self, span: Span) -> Span:
        """A span grown to whole words and whole hunks."""
        while True:
            edges = [span.start, span.end]
            for word in self._words_about(span):
                edges += [word.start, word.end]
            for hunk in self.hunks:
                if hunk.edit.span.overlaps(Span(min(edges), max(edges))):
                    edges += [hunk.edit.start, hunk.edit.end]
            grown = Span(min(edges), max(edges))
            if grown == span:
                return span
            span = grown

    def _words_about(self, span: Span) -> Sequence[Span]:
        every = words(self.source)
        first = bisect_right(every, span.start, key=lambda word: word.end)
        last = bisect_left(every, span.end, key=lambda word: word.start)
        return every[first:last]

    def _hunk_behind(self, span: Span) -> Span | None:
        number = bisect_left(self.hunks, span.end, key=lambda hunk: hunk.edit.start)
        for hunk in self.hunks[number : number + 2]:
            if hunk.edit.span != span:
                return hunk.edit.span
        return None

    def _hunk_before(self, span: Span) -> Span | None:
        number = bisect_right(self.hunks, span.start, key=lambda hunk: hunk.edit.start)
        for hunk in reversed(self.hunks[max(number - 2, 0) : number]):
            if hunk.edit.span != span and hunk.edit.end <= span.start:
                return hunk.edit.span
        return None
