"""The titles and headings of plain text: pieces that look like one by what stands round them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.article.blocks import BlockKind
from assistant.article.boilerplate import match_boilerplate
from assistant.article.line_heuristics import (
    ends_sentence,
    is_credit_line,
    is_takeaways_heading,
    is_title_case,
    looks_like_heading,
    looks_like_title,
    starts_uppercase,
)
from assistant.article.lines import Line
from assistant.language.span import Span

_HEADING = re.compile(r"<h(?P<level>[1-6])\b[^<>]*>.*</h(?P=level)>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")


@dataclass(slots=True)
class Piece:
    """Lines that make one block. `first` and `last` say whether a blank line or edge is there."""

    kind: BlockKind
    lines: list[Line]
    first: bool = False
    last: bool = False
    level: int = 0
    marker: int = 0
    text: str = field(default="")

    @property
    def span(self) -> Span:
        """The text without its marker and the white space around it."""
        return Span(self.lines[0].prose.start + self.marker, self.lines[-1].prose.end)


def entitle(pieces: Sequence[Piece]) -> None:
    """Make the first line a title where it looks like one and something stands below it."""
    for piece in pieces[:-1]:
        text = " ".join(_TAG.sub("", piece.text).split())
        if (
            piece.kind is BlockKind.OPAQUE
            or not text
            or is_credit_line(text)
            or match_boilerplate(text)
        ):
            continue
        if piece.kind is BlockKind.PARAGRAPH and len(piece.lines) <= 3 and looks_like_title(text):
            piece.kind, piece.level = BlockKind.TITLE, 1
        return


def find_headings(pieces: Sequence[Piece]) -> None:
    """Find headings, from the last piece to the first, for what is below tells them."""
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if (tags := _HEADING.fullmatch(piece.text)) and piece.kind is BlockKind.PARAGRAPH:
            piece.kind, piece.level = BlockKind.HEADING, int(tags["level"])
            continue
        above = pieces[place - 1] if place else None
        below = pieces[place + 1] if place + 1 < len(pieces) else None
        if (
            len(piece.lines) > 1
            or not looks_like_heading(piece.text)
            or match_boilerplate(piece.text)
        ):
            continue
        if (piece.kind is BlockKind.PARAGRAPH and _heads(piece, above, below)) or (
            piece.kind is BlockKind.LIST_ITEM and _numbered_heading(piece, above, below)
        ):
            piece.kind, piece.level = BlockKind.HEADING, 2


def _heads(piece: Piece, above: Piece | None, below: Piece | None) -> bool:
    if below is None:
        prose = above is not None and ends_sentence(above.text)
        return piece.first and prose and is_title_case(piece.text) and len(piece.text.split()) > 2
    if is_takeaways_heading(piece.text):
        return True
    alone = piece.first and piece.last
    if is_title_case(piece.text):
        return _carries(below, piece) or (alone and below.kind is BlockKind.HEADING)
    longest = 5 if below.kind is BlockKind.LIST_ITEM else 10
    short = len(piece.text.split()) <= longest and starts_uppercase(piece.text)
    return alone and short and below.kind is not BlockKind.QUOTATION and _carries(below, piece)


def _numbered_heading(piece: Piece, above: Piece | None, below: Piece | None) -> bool:
    items = [
        near for near in (above, below) if near is not None and near.kind is BlockKind.LIST_ITEM
    ]
    alone = piece.first and piece.last and not items
    numbered = piece.lines[0].text.strip()[0].isdigit()
    return (
        alone
        and numbered
        and is_title_case(piece.text)
        and below is not None
        and _carries(below, piece)
    )


def _carries(piece: Piece, heading: Piece) -> bool:
    """Whether a piece is such as stand under a heading: a list, a table, a longer paragraph."""
    if piece.kind is not BlockKind.PARAGRAPH:
        return piece.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.OPAQUE)
    long = len(piece.text) > 100
    return long or (ends_sentence(piece.text) and len(piece.text) > len(heading.text))
