"""From blocks to an article's structure: boilerplate, the title told again, sentences, sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.article.boilerplate import LONGEST, Boilerplate, in_context, match_boilerplate
from assistant.article.foreign import with_foreign
from assistant.article.formats.base import Format
from assistant.article.model import Block, BlockKind, Mark, Section
from assistant.article.prose.licences import with_licences
from assistant.article.sentences import sentences
from assistant.article.visible import visible
from assistant.language.span import Span
from assistant.language.tokens import lower_words

_NEAR = 0.8
"""How alike two lines are, from 0 to 1, for the one to be the other told again."""

_WITHIN = 3
"""How many blocks below the title it may stand again: a byline and a date may come between."""

_TITLED = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_KEPT = frozenset({BlockKind.OPAQUE, BlockKind.BLANK, BlockKind.QUOTATION})

Structure = tuple[tuple[Block, ...], tuple[Section, ...]]


def structure(
    source: str,
    format: Format,  # noqa: A002
    read: Sequence[Block] | None = None,
) -> Structure:
    """The blocks and sections of any text at all; the spans of each, joined, are the source.

    `read` are its blocks without sentences where they are known already.
    """
    found = _parsed(source, format) if read is None else read
    blocks = tuple(_without_prose(source, block) for block in found)
    blocks = _with_boilerplate(source, blocks, explicit=format.explicit_headings)
    blocks = with_foreign(source, _titles(source, with_licences(source, blocks)))
    blocks = tuple(replace(block, sentences=sentences(source, block)) for block in blocks)
    return blocks, tuple(_sections(blocks))


def _parsed(source: str, format: Format) -> tuple[Block, ...]:  # noqa: A002
    """The blocks of a text; the zeros that pad a page at its end are an opaque one."""
    start = source.find("\0", len(source.rstrip("\0 \t\r\n")))
    if start < 0:
        return format.parse(source)
    span = Span(start, len(source))
    return (*format.parse(source[: span.start]), Block(BlockKind.OPAQUE, span, span))


def same_words(text: str) -> str:
    """A text reduced to its words: without case, marks and punctuation."""
    return " ".join(lower_words(text.casefold()))


def _without_prose(source: str, block: Block) -> Block:
    """A block, opaque where nothing but markup stands in it."""
    at, seen = block.text.start, False
    for mark in block.marks:
        if block.text.contains(mark.span):
            seen = seen or bool(source[at : mark.span.start].strip() or _shows(mark))
            at = mark.span.end
    if seen or at == block.text.start or source[at : block.text.end].strip():
        return block
    return replace(block, kind=BlockKind.OPAQUE, level=0)


def _shows(mark: Mark) -> bool:
    return mark.shows is None or bool(mark.shows.strip())


def _with_boilerplate(source: str, blocks: Sequence[Block], *, explicit: bool) -> tuple[Block, ...]:
    """The blocks, what is boilerplate told as such; an `explicit` heading over prose is none."""
    found = [None if block.kind in _KEPT else left_over(source, block) for block in blocks]
    for place, block in enumerate(blocks[:-1]):
        own = blocks[place + 1].kind not in (BlockKind.HEADING, BlockKind.BLANK)
        if explicit and block.kind is BlockKind.HEADING and own and not found[place + 1]:
            found[place] = None
    verdicts = in_context(found)
    return tuple(
        replace(block, kind=BlockKind.BOILERPLATE, level=0) if place in verdicts else block
        for place, block in enumerate(blocks)
    )


def left_over(source: str, block: Block) -> Boilerplate | None:
    """What a block is left over from by what its reader sees; None where it is the article's."""
    if block.leftover is not None:
        return block.leftover
    return match_boilerplate(seen(source, block))


def seen(source: str, block: Block) -> str:
    """What a reader sees of the text of a block; of a long one, the source."""
    text = source[block.text.start : block.text.end]
    if len(text) > LONGEST or "<" not in text:
        return text
    return visible(source, (block,), block.text).text


def _titles(source: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    first = next((n for n, block in enumerate(blocks) if block.kind is BlockKind.TITLE), None)
    if first is None:
        return blocks
    title = seen(source, blocks[first])
    below = range(first + 1, min(first + 1 + _WITHIN, len(blocks)))
    again = {n for n in below if _again(title, source, blocks[n])}
    return tuple(
        replace(block, kind=BlockKind.TITLE, level=1) if n in again else block
        for n, block in enumerate(blocks)
    )


def _again(title: str, source: str, block: Block) -> bool:
    text = seen(source, block)
    if block.kind not in _TITLED or len(text) > 2 * len(title) + 10:
        return False
    words, others = same_words(title), same_words(text)
    if words == others:
        return words != ""
    return words != "" and len(title.split()) > 3 and _likeness(words, others) >= _NEAR


def _likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    from rapidfuzz.fuzz import ratio

    return float(ratio(one, other)) / 100


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    top = 1 if blocks and blocks[0].kind is BlockKind.BLANK else 0
    heads = [n for n, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    bounds = [0, *(n for n in heads if n > top), len(blocks)]
    offsets = [0, *(block.span.end for block in blocks)]
    for number, (first, last) in enumerate(pairwise(bounds)):
        heading = first if number else top
        headed = heading < last and blocks[heading].kind is BlockKind.HEADING
        span = Span(offsets[first], offsets[last])
        yield Section(number, span, (first, last), heading if headed else None)
