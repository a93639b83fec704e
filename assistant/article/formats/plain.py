"""Plain text: titles, headings, paragraphs, list items and quotations, found by their shape."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.article.blocks import Block, BlockKind, stretched
from assistant.article.boilerplate import match_boilerplate
from assistant.article.formats.base import Format
from assistant.article.formats.plain_headings import Piece, entitle, find_headings
from assistant.article.front_matter import front_matter
from assistant.article.inline_markup import around, plain_marks
from assistant.article.line_heuristics import (
    BULLET,
    ends_clause,
    ends_sentence,
    starts_lowercase,
    starts_uppercase,
)
from assistant.article.lines import Line, split_lines
from assistant.article.prose.lines import LINES_OF_TAG, ends_in_tag, prose_runs
from assistant.article.prose.runs import plain_runs
from assistant.language.quotations import wholly_quoted
from assistant.language.span import Span, trimmed

_WIDEST_WRAP = 120
"""Columns above which lines were not wrapped by hand or by a mail program."""


_BLOCK = (
    r"(?:p|div|h[1-6]|[uod]l|li|d[dt]|table|t[rdh]|blockquote|section|article|figure|figcaption|hr)"
)
_BLOCK_BEGINS = re.compile(rf"\s*</?{_BLOCK}\b[^<>]*>", re.IGNORECASE)
_BLOCK_ENDS = re.compile(rf"</?{_BLOCK}\b[^<>]*>\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Whether the lines of a text are wrapped, at how many columns, and how prose is set in."""

    wrapped: bool
    width: int
    indented: bool


def parse(source: str) -> tuple[Block, ...]:
    """The blocks of a plain text, without sentences; their spans, joined, are the source."""
    lines = split_lines(source)
    front = front_matter(lines)
    parts = list(_parts(source, lines[front:]))
    layout = _layout([run for run, opaque in parts if not opaque])
    pieces: list[Piece] = []
    for run, opaque in parts:
        pieces += [Piece(BlockKind.OPAQUE, list(run))] if opaque else _pieces(run, layout)
    for piece in pieces:
        piece.text = source[piece.span.start : piece.span.end]
        if piece.kind is BlockKind.PARAGRAPH and _set_off(piece, layout):
            piece.kind = BlockKind.QUOTATION
    entitle(pieces)
    find_headings(pieces)
    blocks = stretched(list(_blocks(source, pieces)), len(source))
    if not front:
        return tuple(blocks)
    end = pieces[0].lines[0].start if pieces else len(source)
    head = Block(BlockKind.OPAQUE, Span(0, end), trimmed(source[:end]))
    return (head, *(block for block in blocks if block.kind is not BlockKind.BLANK))


def _parts(source: str, lines: Sequence[Line]) -> Iterator[tuple[Sequence[Line], bool]]:
    """The lines between blank ones, and the runs of those without prose, which are opaque."""
    start = lines[0].start if lines else len(source)
    spans = [run.shifted(start) for run in plain_runs(source[start:])]
    at = 0
    for span in spans:
        first = bisect_left(lines, span.start, key=lambda line: line.start)
        last = bisect_left(lines, span.end, key=lambda line: line.start)
        yield from ((run, not prose) for run, prose in prose_runs(lines[at:first]))
        yield lines[first:last], True
        at = last
    yield from ((run, not prose) for run, prose in prose_runs(lines[at:]))


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


def _pieces(run: Sequence[Line], layout: _Layout) -> list[Piece]:
    pieces: list[Piece] = []
    for line in run:
        if pieces and _continues(pieces[-1], line, layout):
            pieces[-1].lines.append(line)
        else:
            pieces.append(_opened(line))
    pieces[0].first = pieces[-1].last = True
    return pieces


def _opened(line: Line) -> Piece:
    if marks := _quote_marks(line):
        return Piece(BlockKind.QUOTATION, [line], marker=marks)
    if bullet := BULLET.match(line.text):
        return Piece(
            BlockKind.LIST_ITEM,
            [line],
            level=1,
            marker=line.start + bullet.end() - line.prose.start,
        )
    return Piece(BlockKind.PARAGRAPH, [line])


def _quote_marks(line: Line) -> int:
    """How long the `>` signs before a quoted line are, with the white space behind them."""
    text = line.text.strip()
    return len(text) - len(text.lstrip("> \t")) if text.startswith(">") else 0


def _continues(piece: Piece, line: Line, layout: _Layout) -> bool:
    """Whether a line belongs to the piece above it."""
    above = piece.lines[-1]
    if _quote_marks(above) or _quote_marks(line):
        return bool(_quote_marks(above) and _quote_marks(line))
    if _is_within_tag(piece):
        return True
    if match_boilerplate(above.text) or match_boilerplate(line.text):
        return False
    if _BLOCK_BEGINS.match(line.text) or _BLOCK_ENDS.search(above.text):
        return False
    full = layout.wrapped and _reaches(above, line, 0.8 * layout.width)
    if BULLET.match(line.text):
        return full and piece.kind is BlockKind.PARAGRAPH and not ends_clause(above.text.rstrip())
    if piece.kind is BlockKind.LIST_ITEM and line.indent > piece.lines[0].indent:
        return True
    if starts_lowercase(line.text.strip()):
        return layout.wrapped or not ends_sentence(above.text.rstrip())
    return full and not (len(piece.lines) > 1 and line.indent > above.indent + 1)


def _is_within_tag(piece: Piece) -> bool:
    """Whether the last line of a piece ends within a tag of HTML."""
    return ends_in_tag([line.text for line in piece.lines[-LINES_OF_TAG:]])


def _set_off(piece: Piece, layout: _Layout) -> bool:
    """Whether a paragraph is a quotation as a whole: set in, or within quotation marks."""
    set_in = not layout.indented and all(line.indent > 1 for line in piece.lines)
    return (set_in and ends_sentence(piece.text)) or wholly_quoted(piece.text)


def _blocks(source: str, pieces: Sequence[Piece]) -> Iterator[Block]:
    for piece in pieces:
        quote_marks = (
            Span(line.prose.start, line.prose.start + _quote_marks(line))
            for line in piece.lines[1:]
        )
        marks = around(plain_marks(source, piece.span), quote_marks)
        whole = Span(piece.lines[0].start, piece.lines[-1].next)
        yield Block(piece.kind, whole, piece.span, piece.level, marks=marks)


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
