"""The article: one source text, kept whole, and its structure as offsets into it.

All offsets are code points into `Article.source`, half open: `source[start:end]`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.language.span import Span, merged

if TYPE_CHECKING:
    from assistant.article.formats.base import Format


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


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the source that no edit may touch, and what a reader sees there.

    `shows` is None where the source shows as it stands, such as an address, and the empty
    string where nothing shows, such as a tag.
    """

    span: Span
    shows: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A title, heading, paragraph, list item, quotation, boilerplate or opaque run.

    `span` is the block with its markers and the blank space after it: the spans of all
    blocks, in order, are the source. `text` is the prose within, without bullets, hashes
    and quotation marks of Markdown. `marks` are the pieces of markup within `span`, in order
    and apart.
    """

    kind: BlockKind
    span: Span
    text: Span
    level: int = 0
    sentences: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def locked(self) -> tuple[Span, ...]:
        """The spans inside `text` that no edit may touch, in order, none touching another."""
        inside = (mark.span for mark in self.marks if self.text.contains(mark.span))
        return merged(inside)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks under it, or the text before the first heading.

    `blocks` is a half-open range of indices into `Article.blocks`; `heading` is the
    index of the heading block, or None for text before the first heading.
    """

    id: int
    span: Span
    blocks: tuple[int, int]
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the source was stored: a Python codec name, and the byte order mark it began with."""

    codec: str = "utf-8"
    bom: bytes = b""


@dataclass(frozen=True, slots=True)
class Article:
    """One source text with its structure. Immutable; nothing in it was altered by reading."""

    source: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    format: Format
    encoding: Encoding = Encoding()
    path: str = "-"
    sha256: str = ""

    @property
    def title(self) -> str:
        """The text of the first title block, or the empty string."""
        return next((self.slice(b.text) for b in self.blocks if b.kind is BlockKind.TITLE), "")

    def slice(self, span: Span) -> str:
        """The source text of a span."""
        return self.source[span.start : span.end]

    def heading(self, section: Section) -> str:
        """The heading text of a section, or the empty string."""
        return "" if section.heading is None else self.slice(self.blocks[section.heading].text)

    def section_at(self, offset: int) -> Section:
        """The section in which a code point lies; the last one for the end of the source."""
        place = bisect_right(self.sections, offset, key=lambda section: section.span.end)
        return self.sections[min(place, len(self.sections) - 1)]

    def sentences(self) -> Iterator[tuple[Section, Block, Span]]:
        """Every sentence with its section and block, in reading order."""
        for section in self.sections:
            for block in self.blocks[slice(*section.blocks)]:
                for sentence in block.sentences:
                    yield section, block, sentence
