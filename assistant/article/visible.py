"""Visible text: what a reader of an article sees, with the place of every character in the source.

Tags, targets of links, shortcodes, front matter, math, marks of notes and signs of emphasis
are not seen; character references and escapes are seen as what they show.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.article.blocks import Block, Mark
from assistant.language.span import Span, merged


@dataclass(frozen=True, slots=True)
class VisibleText:
    """A text as it is seen, and where it stands.

    Its code point `n` is what `source[offsets[n]:ends[n]]` shows: as a rule, itself. Both
    rise strictly. `locked` are the spans of the source that no edit may touch, seen or not.
    The text `has_gap` where it lacks words that its reader is shown in another way.
    """

    text: str
    offsets: Sequence[int]
    ends: Sequence[int]
    locked: tuple[Span, ...] = ()
    has_gap: bool = False

    @classmethod
    def plain(cls, text: str, offset: int = 0) -> VisibleText:
        """A text without markup that stands at an offset of its source."""
        last = offset + len(text)
        return cls(text, range(offset, last), range(offset + 1, last + 1))

    def span(self, start: int, end: int) -> Span:
        """The span of the source from one code point of the text up to another.

        An empty range is the place before its code point, or behind the last one.
        """
        if start < end:
            return Span(self.offsets[start], self.ends[end - 1])
        place = self.offsets[start] if start < len(self.offsets) else max(self.ends, default=0)
        return Span(place, place)

    def index(self, offset: int) -> int:
        """How many code points of the text begin before an offset of the source."""
        return bisect_left(self.offsets, offset)

    def between(self, start: int, end: int) -> str:
        """What is seen between two offsets of the source."""
        return self.text[self.index(start) : self.index(end)]

    def spliced(self, changes: Iterable[tuple[int, int, str]]) -> str:
        """The text with changes, each with its start and end in the source and what is put there.

        Raises ValueError where two overlap or one lies outside.
        """
        pieces, at = [], 0
        for start, end, put in sorted(changes):
            first, last = self.index(start), self.index(end)
            if not at <= first <= last:
                msg = f"the change at {start}-{end} overlaps another or lies outside the text"
                raise ValueError(msg)
            pieces += [self.text[at:first], put]
            at = last
        return "".join((*pieces, self.text[at:]))

    def part(self, start: int, end: int) -> VisibleText:
        """The code points from one up to another, as a text of their own."""
        return VisibleText(
            self.text[start:end], self.offsets[start:end], self.ends[start:end], self.locked
        )

    def editable(self, start: int, end: int) -> bool:
        """Whether an edit may replace some code points of the text: nothing locked lies there."""
        return self.is_free(self.span(start, end))

    def is_free(self, span: Span) -> bool:
        """Whether a span of the source shares no code point with what is locked."""
        place = bisect_right(self.locked, span.start, key=lambda known: known.end)
        return not any(span.overlaps(known) for known in self.locked[place : place + 1])


def visible(source: str, blocks: Sequence[Block], span: Span) -> VisibleText:
    """What a reader sees of a span of a source with these blocks.

    A mark that the span cuts is seen as a whole.
    """
    marks = list(_marks(blocks, span))
    if not marks:
        return VisibleText.plain(source[span.start : span.end], span.start)
    pieces = list(_pieces(source, span, marks))
    return VisibleText(
        "".join(text for text, _, _ in pieces),
        [offset for _, offsets, _ in pieces for offset in offsets],
        [end for _, _, ends in pieces for end in ends],
        merged(mark.span for mark in marks),
        any(mark.leaves_gap for mark in marks),
    )


def _marks(blocks: Sequence[Block], span: Span) -> Iterator[Mark]:
    """The marks that share a code point with a span, in order."""
    first = bisect_right(blocks, span.start, key=lambda block: block.span.end)
    for block in map(blocks.__getitem__, range(first, len(blocks))):
        if block.span.start >= span.end:
            return
        found = (Mark(block.text, ""),) if block.is_opaque else block.marks
        start = bisect_right(found, span.start, key=lambda mark: mark.span.end)
        for mark in map(found.__getitem__, range(start, len(found))):
            if mark.span.start >= span.end:
                break
            if mark.span.start < mark.span.end:
                yield mark


_Piece = tuple[str, Sequence[int], Sequence[int]]


def _pieces(source: str, span: Span, marks: Sequence[Mark]) -> Iterator[_Piece]:
    at = span.start
    for mark in marks:
        if mark.shows is not None:
            yield _same(source, at, mark.span.start)
            yield _shown(mark, mark.shows)
            at = max(at, mark.span.end)
    yield _same(source, at, span.end)


def _same(source: str, start: int, end: int) -> _Piece:
    return source[start:end], range(start, end), range(start + 1, end + 1)


def _shown(mark: Mark, shows: str) -> _Piece:
    """What a mark shows: one code point for one of the source, the last for all that is left."""
    starts = range(mark.span.start, mark.span.start + len(shows))
    return shows, starts, [*(n + 1 for n in starts[:-1]), *([mark.span.end] if shows else ())]
