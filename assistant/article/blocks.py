"""Blocks: what an article is made of, and the marks in them.

All offsets are code points into the source, half open: `source[start:end]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from assistant.article.boilerplate import Boilerplate
from assistant.language.span import Span, merged


class BlockKind(StrEnum):
    """What a block is to a reader."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"
    BOILERPLATE = "boilerplate"
    OPAQUE = "opaque"
    BLANK = "blank"


PROSE = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTATION,
    }
)
"""The kinds of blocks whose text is read, checked and repaired."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the source that no edit may touch, and what a reader sees there.

    `shows` is None where the source shows as it stands, such as an address, and the empty
    string where nothing shows, such as a tag. It `leaves_gap` where words are missing that would
    complete the sentence: a formula, an expression, a picture that stands for one.
    """

    span: Span
    shows: str | None = None
    leaves_gap: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A title, heading, paragraph, list item, quotation, boilerplate or opaque run.

    `span` is the block with its markers and the blank space after it: the spans of all
    blocks, in order, are the source. `text` is the prose within, without bullets, hashes
    and quotation marks of Markdown. `marks` are the pieces of markup within `span`, in order
    and apart. `is_foreign` says that it is in another language than English: it has no
    sentences then. `leftover` is what the format itself knows it to be left over from.
    """

    kind: BlockKind
    span: Span
    text: Span
    level: int = 0
    sentences: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    is_foreign: bool = False
    leftover: Boilerplate | None = None

    @property
    def is_opaque(self) -> bool:
        """Whether its text is neither read nor edited: it is no prose, or not in English."""
        return self.kind is BlockKind.OPAQUE or self.is_foreign

    @property
    def locked(self) -> tuple[Span, ...]:
        """The spans inside `text` that no edit may touch, in order, none touching another."""
        inside = (mark.span for mark in self.marks if self.text.contains(mark.span))
        return merged(inside)


def stretched(blocks: Sequence[Block], length: int) -> Iterator[Block]:
    """The blocks up to where the next one starts or the text ends, and what is blank before."""
    starts = [*(block.span.start for block in blocks), length]
    if starts[0] > 0:
        yield Block(BlockKind.BLANK, Span(0, starts[0]), Span(starts[0], starts[0]))
    for block, (start, end) in zip(blocks, pairwise(starts), strict=True):
        yield replace(block, span=Span(start, end))
