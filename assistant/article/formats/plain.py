"""Plain text: titles, headings, paragraphs, list items and quotations, found by their shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.article.blocks import Block, BlockKind
from assistant.article.boilerplate import match_boilerplate
from assistant.article.formats.base import Format
from assistant.article.inline_markup import around, plain_marks
from assistant.article.line_heuristics import (
    BULLET,
    ends_clause,
    ends_sentence,
    is_credit_line,
    is_takeaways_heading,
    is_title_case,
    looks_like_heading,
    looks_like_title,
    starts_lowercase,
    starts_uppercase,
)
from assistant.article.lines import Line, split_lines
from assistant.article.no_prose import prose_runs
from assistant.language.quotations import wholly_quoted
from assistant.language.span import Span

_WIDEST_WRAP = 120
"""Columns above which lines were not wrapped by hand or by a mail program."""


@dataclass(slots=True)
class _Piece:
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


@dataclass(frozen=True, slots=True)
class _Layout:
    """Whether the lines of a text are wrapped, at how many columns, and how prose is set in."""

    wrapped: bool
    width: int
    indented: bool


def parse(source: str) -> tuple[Block, ...]:
    """The blocks of a plain text, without sentences; their spans, joined, are the source."""
    runs = list(prose_runs(split_lines(source)))
    layout = _layout([run for run, is_prose in runs if is_prose])
    pieces = [
        piece
        for run, is_prose in runs
        for piece in (_pieces(run, layout) if is_prose else [_opaque(run)])
    ]
    for piece in pieces:
        piece.text = source[piece.span.start : piece.span.end]
        if piece.kind is BlockKind.PARAGRAPH and _set_off(piece, layout):
            piece.kind = BlockKind.QUOTATION
    _entitle(pieces)
    _head(pieces)
    return tuple(_blocks(source, pieces))


def _layout(runs: Sequence[Sequence[Line]]) -> _Layout:
    pairs = [pair for run in runs for pair in pairwise(run)]
    pairs = [(a, b) for a, b in pairs if not BULLET.match(b.text) and not BULLET.match(a.text)]
    width = max(
        (len(line.text.rstrip()) for pair in pairs for line in pair if " " in line.text), default=0
    )
    full = sum(_reaches(a, b, 0.8 * width) for a, b in pairs)
    closed = sum(ends_sentence(a.text.rstrip()) and starts_uppercase(b.text) for a, b in pairs)
    wrapped = bool(pairs) and width <= _WIDEST_WRAP and 2 * full >= len(pairs) > 2 * closed
    prose = [run for run in runs if not BULLET.match(run[0].text)]
    set_in = sum(run[0].indent > 1 for run in prose)
    return _Layout(wrapped, width, 2 * set_in > len(prose))


def _reaches(line: Line, following: Line, width: float) -> bool:
    """Whether the first word of the line below would not have fitted within the width."""
    word = following.text.split(maxsplit=1)[0] if following.text.strip() else ""
    return len(line.text.rstrip()) + 1 + len(word) > width


def _pieces(run: Sequence[Line], layout: _Layout) -> list[_Piece]:
    pieces: list[_Piece] = []
    for line in run:
        if pieces and _continues(pieces[-1], line, layout):
            pieces[-1].lines.append(line)
        else:
            pieces.append(_opened(line))
    pieces[0].first = pieces[-1].last = True
    return pieces


def _opaque(run: list[Line]) -> _Piece:
    return _Piece(BlockKind.OPAQUE, run, first=True, last=True)


def _opened(line: Line) -> _Piece:
    if marks := _quote_marks(line):
        return _Piece(BlockKind.QUOTATION, [line], marker=marks)
    if bullet := BULLET.match(line.text):
        return _Piece(
            BlockKind.LIST_ITEM,
            [line],
            level=1,
            marker=line.start + bullet.end() - line.prose.start,
        )
    return _Piece(BlockKind.PARAGRAPH, [line])


def _quote_marks(line: Line) -> int:
    """How long the `>` signs before a quoted line are, with the white space behind them."""
    text = line.text.strip()
    return len(text) - len(text.lstrip("> \t")) if text.startswith(">") else 0


def _continues(piece: _Piece, line: Line, layout: _Layout) -> bool:
    """Whether a line belongs to the piece above it."""
    above = piece.lines[-1]
    if _quote_marks(above) or _quote_marks(line):
        return bool(_quote_marks(above) and _quote_marks(line))
    if match_boilerplate(above.text) or match_boilerplate(line.text):
        return False
    full = layout.wrapped and _reaches(above, line, 0.8 * layout.width)
    if BULLET.match(line.text):
        return full and piece.kind is BlockKind.PARAGRAPH and not ends_clause(above.text.rstrip())
    if piece.kind is BlockKind.LIST_ITEM and line.indent > piece.lines[0].indent:
        return True
    if starts_lowercase(line.text.strip()):
        return layout.wrapped or not ends_sentence(above.text.rstrip())
    return full and not (len(piece.lines) > 1 and line.indent > above.indent + 1)


def _entitle(pieces: Sequence[_Piece]) -> None:
    """Make the first line a title where it looks like one and something stands below it."""
    for piece in pieces[:-1]:
        text = " ".join(piece.text.split())
        if piece.kind is BlockKind.OPAQUE or is_credit_line(text) or match_boilerplate(text):
            continue
        if piece.kind is BlockKind.PARAGRAPH and len(piece.lines) <= 3 and looks_like_title(text):
            piece.kind, piece.level = BlockKind.TITLE, 1
        return


def _head(pieces: Sequence[_Piece]) -> None:
    """Find headings, from the last piece to the first, for what is below tells them."""
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        above = pieces[place - 1] if place else None
        below = pieces[place + 1] if place + 1 < len(pieces) else None
        if (
            len(piece.lines) > 1
            or match_boilerplate(piece.text)
            or not looks_like_heading(piece.text)
        ):
            continue
        if (piece.kind is BlockKind.PARAGRAPH and _heads(piece, above, below)) or (
            piece.kind is BlockKind.LIST_ITEM and _numbered_heading(piece, above, below)
        ):
            piece.kind, piece.level = BlockKind.HEADING, 2


def _heads(piece: _Piece, above: _Piece | None, below: _Piece | None) -> bool:
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


def _numbered_heading(piece: _Piece, above: _Piece | None, below: _Piece | None) -> bool:
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


def _carries(piece: _Piece, heading: _Piece) -> bool:
    """Whether a piece is such as stand under a heading: a list, a table, a longer paragraph."""
    if piece.kind is not BlockKind.PARAGRAPH:
        return piece.kind in (BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.OPAQUE)
    long = len(piece.text) > 100
    return long or (ends_sentence(piece.text) and len(piece.text) > len(heading.text))


def _set_off(piece: _Piece, layout: _Layout) -> bool:
    """Whether a paragraph is a quotation as a whole: set in, or within quotation marks."""
    set_in = not layout.indented and all(line.indent > 1 for line in piece.lines)
    return (set_in and ends_sentence(piece.text)) or wholly_quoted(piece.text)


def _blocks(source: str, pieces: Sequence[_Piece]) -> Iterator[Block]:
    starts = [piece.lines[0].start for piece in pieces] + [len(source)]
    if starts[0] > 0:
        yield Block(BlockKind.BLANK, Span(0, starts[0]), Span(starts[0], starts[0]))
    for piece, (start, end) in zip(pieces, pairwise(starts), strict=True):
        quote_marks = (
            Span(line.prose.start, line.prose.start + _quote_marks(line))
            for line in piece.lines[1:]
        )
        marks = around(plain_marks(source, piece.span), quote_marks)
        yield Block(piece.kind, Span(start, end), piece.span, piece.level, marks=marks)


class PlainText(Format):
    """Plain text: no markup but what people paste along."""

    name = "text"
    title = "plain text"
    suffixes = frozenset({".txt", ".text"})

    def parse(self, source: str) -> tuple[Block, ...]:
        """Titles, headings, list items and quotations are told from the shape of their lines."""
        return parse(source)

    def listed(self, heading: str, items: Sequence[str]) -> str:
        """A line for the heading, and bullets."""
        return "\n".join((f"{heading}\n", *(f"• {item}" for item in items)))


TEXT = PlainText()
