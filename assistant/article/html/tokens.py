"""The tags, comments and texts of a page, each with its place (HTML Living Standard, 13.2.5).

What follows the last `>` of a page and begins as a tag is one that never ends: it is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache
from typing import NamedTuple


class Kind(IntEnum):
    """What a token is."""

    TEXT = 0
    OPEN = 1
    CLOSE = 2
    HIDDEN = 3
    """A comment, a declaration or an instruction."""


class Token(NamedTuple):
    """A piece of a page; `name` in lower case and the `attributes` as written are those of a tag.

    The tokens of a page, joined, are the page.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: str = ""


RAW = frozenset("script style textarea title xmp iframe noembed noframes noscript".split())
"""Elements in which nothing but their own end tag is markup."""

_MARKUP = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z))
      | <(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)
        (?P<attributes>(?:[^>=]|=(?:\s*(?:"[^"]*"|'[^']*'))?)*+)>
      | <(?:[!?]|/(?![A-Za-z]))[^>]*>""",
    re.VERBOSE | re.DOTALL,
)
BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n\s*")
_UNENDED = re.compile(r"<[A-Za-z/!?]")


def tokens(source: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a page, or of a part of it, in order."""
    limit = len(source) if end is None else end
    last = source.rfind(">", start, limit) + 1 or start
    at = found = start
    while (match := _MARKUP.search(source, found, last)) is not None:
        begin, found = match.span()
        if at < begin:
            yield Token(Kind.TEXT, at, begin)
        at = found
        if not match["name"]:
            yield Token(Kind.HIDDEN, begin, found)
            continue
        name = match["name"].lower()
        yield Token(
            Kind.CLOSE if match["close"] else Kind.OPEN, begin, found, name, match["attributes"]
        )
        if name in RAW and not match["close"]:
            found = _end_of(name, source, found, limit)
    if at < last:
        yield Token(Kind.TEXT, at, last)
    yield from _rest(source, max(last, at), limit)


def _end_of(name: str, source: str, at: int, limit: int) -> int:
    """Where the end tag of a raw element stands; the end of the page where it has none."""
    match = _closing(name).search(source, at, limit)
    return match.start() if match else limit


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def _rest(source: str, at: int, limit: int) -> Iterator[Token]:
    match = _UNENDED.search(source, at, limit)
    stop = match.start() if match else limit
    if at < stop:
        yield Token(Kind.TEXT, at, stop)
    if stop < limit:
        yield Token(Kind.HIDDEN, stop, limit)


def parted_by_lines(source: str, found: Iterable[Token]) -> Iterator[Token]:
    """The same tokens, the blank lines in texts as texts of their own."""
    for token in found:
        if token.kind is not Kind.TEXT:
            yield token
            continue
        at = token.start
        for match in BLANK_LINE.finditer(source, token.start, token.end):
            if at < match.start():
                yield Token(Kind.TEXT, at, match.start())
            yield Token(Kind.TEXT, *match.span())
            at = match.end()
        if at < token.end:
            yield Token(Kind.TEXT, at, token.end)
