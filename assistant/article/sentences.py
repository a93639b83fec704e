"""The sentences of a block, as spans of the untouched source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.article.blocks import PROSE
from assistant.article.model import Block, BlockKind
from assistant.language.sentences import ends
from assistant.language.span import Span, trimmed

_HEADLINES = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_PARTING = "\n\n"
"""What a mark shows that begins or ends a block of HTML."""

_MARKUP = re.compile(r"[<\[\]\x1b]|[^\w`&]*\Z")


def sentences(source: str, block: Block) -> tuple[Span, ...]:
    """The sentences of a block without the white space around them, in order.

    Together they hold every character of `block.text` that is no white space. A title or
    heading is one sentence; boilerplate, opaque and foreign blocks have none.
    """
    if block.is_foreign or block.kind not in PROSE:
        return ()
    if block.kind in _HEADLINES:
        spans = [block.text]
    else:
        parting = [mark.span.start for mark in block.marks if mark.shows == _PARTING]
        spans = split(source, block.text, block.locked, parting)
    found = (trimmed(source[span.start : span.end], span.start) for span in spans)
    return tuple(span for span in found if span.start < span.end)


def split(
    source: str, span: Span, locked: Sequence[Span] = (), parting: Sequence[int] = ()
) -> list[Span]:
    """A span cut at the ends of its sentences and where something is `parting` them.

    The pieces, joined, are the span.

    What is locked is left out of the text that is judged, or masked where it stands for
    a word, so that `**Bold.** Next` is two sentences and the dots of an address none.
    """
    text, offsets = _judged(source, span, locked)
    found = (offsets[end - 1] + 1 for end in ends(text) if end < len(text))
    inner = {cut for cut in (*found, *parting) if span.start < cut < span.end}
    edges = sorted({span.start, *inner, span.end})
    return [Span(*pair) for pair in pairwise(edges)]


def _judged(source: str, span: Span, locked: Sequence[Span]) -> tuple[str, Sequence[int]]:
    """The text to be judged, and where each character of it stands."""
    if not locked:
        return source[span.start : span.end], range(span.start, span.end)
    pieces = list(_pieces(source, span, locked))
    offsets = [start + place for start, piece in pieces for place in range(len(piece))]
    return "".join(piece for _, piece in pieces), offsets


def _pieces(source: str, span: Span, locked: Sequence[Span]) -> Iterator[tuple[int, str]]:
    at = span.start
    for mark in locked:
        yield at, source[at : mark.start]
        text = source[mark.start : mark.end]
        if not _MARKUP.match(text):
            yield mark.start, "x" * len(text)
        at = mark.end
    yield at, source[at : span.end]
