"""The text of an article as it is shown to be decided: as it is written, or as it is seen."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from assistant.article.blocks import Block, BlockKind
from assistant.article.model import Article
from assistant.article.visible import VisibleText, visible
from assistant.language.span import Span

Run = tuple[str, int]
"""A text, and its place in the source, code point by code point; -1 where it has none."""

_SPACE = re.compile(r"\s+")
_BETWEEN: Run = ("\n\n", -1)
_BULLET: Run = ("• ", -1)


class Shown(Protocol):
    """A text that is shown part by part; its length is that of the source."""

    def __len__(self) -> int: ...

    def line_end(self, offset: int) -> int:
        """Where the line ends, with its end, in which a code point of the source stands."""

    def runs(self, start: int, end: int, since: int) -> Iterator[Run]:
        """What is shown of a span of the source; it is part of what is shown `since` a place."""

    def put(self, text: str) -> str:
        """What is shown of a text that is put in."""

    @property
    def end(self) -> str:
        """What is shown behind each line, beside what the source has there."""


@dataclass(frozen=True)
class AsWritten:
    """The source as it stands, line by line."""

    source: str
    end: str = ""

    def __len__(self) -> int:
        return len(self.source)

    def line_end(self, offset: int) -> int:
        """Behind the next line feed."""
        return self.source.find("\n", offset) + 1 or len(self.source)

    def runs(self, start: int, end: int, since: int) -> Iterator[Run]:
        """All of it."""
        yield self.source[start:end], start

    def put(self, text: str) -> str:
        """All of it."""
        return text


@dataclass(frozen=True)
class AsSeen:
    """Words without the tags around them, each block a paragraph; what is no prose is left out."""

    article: Article
    end: str = _BETWEEN[0]

    def __len__(self) -> int:
        return len(self.article.source)

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [block.span.end for block in self.article.blocks]

    def line_end(self, offset: int) -> int:
        """Behind the block."""
        place = bisect_right(self._ends, offset)
        return self._ends[place] if place < len(self._ends) else len(self.article.source)

    def runs(self, start: int, end: int, since: int) -> Iterator[Run]:
        """The words of each block, white space as one space, and a blank line between blocks."""
        first = bisect_right(self._ends, start)
        for block in self.article.blocks[first:]:
            if block.span.start >= end:
                return
            if block.is_opaque or block.kind is BlockKind.BLANK:
                continue
            if start <= block.span.start and since < block.span.start:
                yield _BETWEEN
            yield from self._of_block(block, start, end)

    def put(self, text: str) -> str:
        """As its readers see it; elements that are put in as a whole are words alone."""
        return _SPACE.sub(" ", self.article.format.seen(text))

    def _of_block(self, block: Block, start: int, end: int) -> Iterator[Run]:
        first, last = max(start, block.text.start), min(end, block.text.end)
        if block.kind is BlockKind.LIST_ITEM and start <= block.text.start < end:
            yield _BULLET
        if first < last:
            yield from _runs(visible(self.article.source, (block,), Span(first, last)))


def _runs(seen: VisibleText) -> Iterator[Run]:
    """What is seen, in runs of code points that follow each other in the source."""
    at = 0
    for number in range(1, len(seen.text) + 1):
        is_last = number == len(seen.text)
        follows = not is_last and seen.offsets[number] == seen.offsets[number - 1] + 1
        begins = follows and seen.text[number].isspace() and not seen.text[number - 1].isspace()
        if not follows or begins:
            yield from _flat(seen.text[at:number], seen.offsets[at])
            at = number


def _flat(text: str, offset: int) -> Iterator[Run]:
    """A run that has white space at its beginning alone, with one space for it."""
    word = text.lstrip()
    if len(word) < len(text):
        yield " ", offset
    if word:
        yield word, offset + len(text) - len(word)


def as_shown(article: Article) -> Shown:
    """An article as it is shown on the desk."""
    return AsSeen(article) if article.format.is_markup else AsWritten(article.source)


def walked(article: Article) -> str:
    """The source with a space for each code point that is not shown: where a cursor may go."""
    text = as_shown(article)
    if isinstance(text, AsWritten):
        return article.source
    found = [" "] * len(article.source)
    for run, at in text.runs(0, len(article.source), 0):
        if at >= 0:
            found[at : at + len(run)] = run
    return "".join(found)
