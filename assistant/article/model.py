"""The article: one source text, kept whole, and its structure as offsets into it.

All offsets are code points into `Article.source`, half open: `source[start:end]`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.article.blocks import Block, BlockKind, Mark
from assistant.article.encodings import UTF_8, Encoding
from assistant.article.formats.base import Format
from assistant.article.html_titles import heading_title
from assistant.article.visible import VisibleText, visible
from assistant.language.span import Span

__all__ = ["Article", "Block", "BlockKind", "Encoding", "Mark", "Section"]


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
class Article:
    """One source text with its structure. Immutable; nothing in it was altered by reading."""

    source: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    format: Format
    encoding: Encoding = UTF_8
    path: str = "-"
    sha256: str = ""

    @property
    def title(self) -> str:
        """The title that is stated, or the first one in the text, as seen, or the empty string."""
        stated = self.format.stated_title(self.source)
        title = next((block for block in self.blocks if block.kind is BlockKind.TITLE), None)
        if stated and not (title and self.format.is_markup):
            return stated
        if title is not None:
            return self.visible(title.text).text.strip()
        markup = (self.slice(block.span) for block in self.blocks)
        return next(filter(None, map(heading_title, (m for m in markup if m[:1] == "<"))), "")

    @property
    def foreign(self) -> tuple[Block, ...]:
        """The blocks in another language than English."""
        return tuple(block for block in self.blocks if block.is_foreign)

    @property
    def is_foreign(self) -> bool:
        """Whether it is not English: no more than a tenth of what there is to read is."""
        foreign = sum(block.text.end - block.text.start for block in self.foreign)
        return foreign > 0 and foreign >= 9 * self._letters_to_read

    @property
    def has_prose(self) -> bool:
        """Whether there is anything in it to read."""
        return self._letters_to_read > 0

    @property
    def _letters_to_read(self) -> int:
        """How many code points stand in blocks that are read."""
        return sum(
            block.text.end - block.text.start
            for block in self.blocks
            if not block.is_opaque and block.kind is not BlockKind.BLANK
        )

    def visible(self, span: Span | None = None) -> VisibleText:
        """What a reader sees of a span, or of the whole article."""
        return visible(self.source, self.blocks, span or Span(0, len(self.source)))

    def slice(self, span: Span) -> str:
        """The source text of a span."""
        return self.source[span.start : span.end]

    def heading(self, section: Section) -> str:
        """The heading of a section as it is seen, or the empty string."""
        if section.heading is None:
            return ""
        return self.visible(self.blocks[section.heading].text).text.strip()

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
