"""What stands between quotation marks, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.fact import Fact, FactKind, Found

_DOUBLE = re.compile(r"[“„”«»]|(?<!\d)\"|(?<=\d)\"(?=[\s.,;:!?)]|$)")
_SINGLE = re.compile(
    r"(?<!\w)‘(?P<curly>(?:[^‘’]|’(?=\w))+)’(?!\w)"
    r"|(?<!\w)'(?P<straight>(?=\S)(?:[^']|(?<=\w)'(?=\w))+(?<=\S))'(?!\w)"
)
_PARAGRAPH = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_MARKS = str.maketrans({"‘": "'", "’": "'", "“": "'", "”": "'", '"': "'", "«": "'", "»": "'"})

QUOTATION_MARK = re.compile(r"[“”„\"«»‘]|(?<!\w)['’]|['’](?!\w)")
"""Matches whatever could begin or end a quotation."""


def quoted(text: str) -> Iterator[Found]:
    """The quotations of a text, paragraph by paragraph.

    The value is what stands within, whatever the style of the marks. A mark without its
    partner encloses the rest of the paragraph, or what comes before it.
    """
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield from _paragraph(text, start, gap.start())
        start = gap.end()
    yield from _paragraph(text, start, len(text))


def _paragraph(text: str, start: int, end: int) -> Iterator[Found]:
    free = start
    for opened, closed in [*_double(text, start, end), (end, end)]:
        for match in _SINGLE.finditer(text, free, opened):
            yield _found(text, match.start() + 1, match.end() - 1)
        if opened < closed:
            yield _found(text, opened, closed)
        free = closed


def _double(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    closed = start
    for mark in _DOUBLE.finditer(text, start, end):
        sign, at = mark.group(), mark.start()
        opens = sign in "“„«" or (sign == '"' and opened is None and _leads(text, at, start))
        if opens and opened is None:
            opened = at + 1
        elif not opens:
            yield (closed if opened is None else opened), at
            opened, closed = None, at + 1
    if opened is not None:
        yield opened, end


def _leads(text: str, at: int, start: int) -> bool:
    return at == start or not (text[at - 1].isalnum() or text[at - 1] in ".,!?…’'")


def _found(text: str, start: int, end: int) -> Found:
    within = " ".join(text[start:end].translate(_MARKS).split())
    return Found(Fact(FactKind.QUOTATION, within.rstrip(".,")), start, end)
