"""The text of a document of an office program: segments, each a paragraph, made of pieces.

Segments are parted by a blank line in the text, whatever stands between them in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.article.blocks import PROSE, Block, BlockKind, Mark, stretched
from assistant.article.formats.plain import TEXT
from assistant.article.formats.titled import titled
from assistant.article.line_heuristics import ends_sentence
from assistant.language.quotations import wholly_quoted
from assistant.language.span import Span

OBJECT = "\ufffc"
"""Stands in the text for a picture, a formula, the mark of a note (Unicode 16, section 23.8)."""

GAP = "\n\n"
_SPACE = " \t\n\r\u00a0\u3000" + OBJECT
_TOLD = PROSE | {BlockKind.OPAQUE}
_PARTED = re.compile(r"\n[ \t]*\n")


@dataclass(slots=True, eq=False)
class Piece:
    """Characters of a segment that stand in one place of the file; `start` is their offset.

    No edit may touch those that are `locked`. They are a place of `shows` to a reader, or, where
    that is None, what they are. `by` is who put them in by a change that is open; a piece without
    characters says where that author has something deleted.
    """

    text: str
    locked: bool = False
    shows: str | None = None
    leaves_gap: bool = False
    by: str = ""
    start: int = 0

    @property
    def end(self) -> int:
        """Where they end in the text."""
        return self.start + len(self.text)


@dataclass(slots=True, eq=False)
class Segment:
    """A paragraph of a document as it reads; `in_cell` says that it stands in a table."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    in_cell: bool = False
    pieces: list[Piece] = field(default_factory=list)
    start: int = 0

    @property
    def text(self) -> str:
        """What it reads."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True)
class Story:
    """All that a document says: its text, and the segments that are not blank, in order.

    `changes` are those that nobody has decided, each with its author and its place in the text:
    of no length, where something is deleted.
    """

    text: str
    segments: tuple[Segment, ...]
    changes: tuple[tuple[str, Span], ...] = ()

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> Story:
        """The story of some segments, each told where it stands."""
        told: list[Segment] = []
        texts: list[str] = []
        changes: list[tuple[str, Span]] = []
        at = 0
        for segment in segments:
            text = segment.text
            is_blank = not text.strip(_SPACE)
            if not is_blank:
                at += len(GAP) if told else 0
                told.append(segment)
                texts.append(text)
            segment.start = at
            for piece in segment.pieces:
                piece.start = at
                at += 0 if is_blank else len(piece.text)
                if piece.by:
                    changes.append((piece.by, Span(piece.start, at)))
        return cls(GAP.join(texts) + "\n" if texts else "", tuple(told), tuple(changes))

    def blocks(self) -> tuple[Block, ...]:
        """The blocks, by the styles of the paragraphs; by their look where no style says heading.

        What is in the cells of a table is prose where it ends as a sentence does.
        """
        found = [block for segment in self.segments for block in _blocks(segment)]
        heads = {BlockKind.TITLE, BlockKind.HEADING}
        if not any(block.kind in heads for block in found):
            found = list(_by_look(self.text, found))
        elif not any(block.kind is BlockKind.TITLE for block in found):
            found = list(titled(self.text, found))
        return tuple(stretched(found, len(self.text)))


def _blocks(segment: Segment) -> Iterator[Block]:
    """The blocks of a segment: one, or several where line breaks leave lines blank."""
    text, at = segment.text, 0
    ends = [(m.start(), m.end()) for m in _PARTED.finditer(text)]
    marks = tuple(_marks(segment))
    for end, after in (*ends, (len(text), len(text))):
        inner = text[at:end]
        if inner.strip(_SPACE):
            start = segment.start + at + len(inner) - len(inner.lstrip(_SPACE))
            span = Span(start, segment.start + at + len(inner.rstrip(_SPACE)))
            whole = Span(segment.start + at, segment.start + after)
            own = tuple(mark for mark in marks if whole.contains(mark.span))
            yield Block(_kind(segment, inner), whole, span, segment.level, marks=own)
        at = after


def _kind(segment: Segment, text: str) -> BlockKind:
    if segment.kind is not BlockKind.PARAGRAPH:
        return segment.kind
    if segment.in_cell and not ends_sentence(text.rstrip()):
        return BlockKind.OPAQUE
    return BlockKind.QUOTATION if wholly_quoted(text.strip()) else BlockKind.PARAGRAPH


def _marks(segment: Segment) -> Iterator[Mark]:
    for piece in segment.pieces:
        if piece.locked:
            yield Mark(Span(piece.start, piece.end), piece.shows, piece.leaves_gap)


def _by_look(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks with the kinds that their looks tell where they stand as they would in plain text."""
    known = {block.text.start: block for block in TEXT.parse(text) if block.kind in _TOLD}
    for block in blocks:
        looks = known.get(block.text.start)
        if looks is None or block.kind is not BlockKind.PARAGRAPH or looks.text != block.text:
            yield block
        else:
            yield Block(looks.kind, block.span, block.text, looks.level, marks=block.marks)
