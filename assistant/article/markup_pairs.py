"""Inline markup that means something only in pairs: links, emphasis, struck and raised text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape

from assistant.article.blocks import Mark
from assistant.language.span import Span


class Role(StrEnum):
    """What a token of markup does."""

    TEXT = "text"
    """It is locked and shows itself."""
    HIDDEN = "hidden"
    GAP = "gap"
    """It is hidden, and stands for words."""
    AUTOLINK = "autolink"
    ENTITY = "entity"
    ESCAPE = "escape"
    TAG = "tag"
    OPENING = "opening"
    """The bracket that opens a link or an image, or is a bracket."""
    CLOSING = "closing"
    TARGET = "target"
    """What closes a link, with where it leads."""
    EMPHASIS = "emphasis"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of markup and where it stands in the source."""

    role: Role
    span: Span


_STRUCK = re.compile(r"<(?P<close>/?)(?P<name>del|s|strike)\b", re.IGNORECASE)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_PARTING = re.compile(
    r"</?(?:p|div|li|[uod]l|d[dt]|tr|td|th|h[1-6]|title|table|figure|figcaption|blockquote|section"
    r"|article|aside|header|footer|nav|main|summary|details|option|caption|hr)\b",
    re.IGNORECASE,
)
_RAISED = re.compile(r"[-+−0-9n()]{1,6}")
_SUPERSCRIPT = str.maketrans("0123456789+-−n()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ⁽⁾")


def marks_of(source: str, span: Span, tokens: Sequence[Token]) -> tuple[Mark, ...]:
    """The marks that tokens, in order and apart, come to within a span of the source.

    Brackets and signs of emphasis that pair with nothing show themselves; what is struck
    out is not shown; raised figures show as superscripts.
    """
    emphasis = _Emphasis(source, span)
    for number, token in enumerate(tokens):
        if token.role is Role.EMPHASIS:
            emphasis.take(number, token.span)
    hidden = _links(tokens) | emphasis.paired
    marks = {n: list(_marks(source, token, paired=n in hidden)) for n, token in enumerate(tokens)}
    for first, last in _raised(source, tokens):
        inner = Span(tokens[first].span.end, tokens[last].span.start)
        shows = source[inner.start : inner.end].translate(_SUPERSCRIPT)
        marks[first].append(Mark(inner, shows))
    return tuple(_without(marks, tokens, [*_struck(source, tokens), *emphasis.struck]))


def _marks(source: str, token: Token, *, paired: bool) -> Iterator[Mark]:
    start, end = token.span.start, token.span.end
    text = source[start:end]
    match token.role:
        case Role.HIDDEN | Role.GAP:
            yield Mark(token.span, "", token.role is Role.GAP)
        case Role.TAG:
            yield Mark(token.span, _shown_by_tag(text))
        case Role.OPENING if paired and text == "![":
            yield Mark(token.span, "", leaves_gap=True)
        case Role.ENTITY:
            yield Mark(token.span, None if (shows := unescape(text)) == text else shows)
        case Role.ESCAPE:
            yield Mark(token.span, text[1:])
        case Role.AUTOLINK:
            yield Mark(Span(start, start + 1), "")
            yield Mark(Span(start + 1, end - 1))
            yield Mark(Span(end - 1, end), "")
        case _:
            yield Mark(token.span, "" if paired else None)


def _shown_by_tag(text: str) -> str:
    """A line end for a break, two where a block of HTML begins or ends, else nothing."""
    if _BREAK.match(text):
        return "\n"
    return "\n\n" if _PARTING.match(text) else ""


def _links(tokens: Sequence[Token]) -> set[int]:
    """The brackets that belong to links and images."""
    opened: list[int] = []
    found: set[int] = set()
    for number, token in enumerate(tokens):
        if token.role is Role.OPENING:
            opened.append(number)
        elif token.role in (Role.CLOSING, Role.TARGET) and opened:
            first = opened.pop()
            if token.role is Role.TARGET:
                found |= {first, number}
    return found


@dataclass(slots=True)
class _Emphasis:
    """Pairs runs of stars, underscores and tildes as they come, each with the last one open."""

    source: str
    span: Span
    paired: set[int] = field(default_factory=set)
    struck: list[tuple[int, int]] = field(default_factory=list)
    _opened: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def take(self, number: int, run: Span) -> None:
        """Take the next run: it closes what is open, or opens."""
        sign, left = self.source[run.start], run.end - run.start
        opened = self._opened.setdefault(sign, [])
        if not self._space(run.start - 1):
            while opened and left:
                first, size = opened.pop()
                self.paired |= {first, number}
                if sign == "~":
                    self.struck.append((first, number))
                if size > left:
                    opened.append((first, size - left))
                left = max(0, left - size)
        if left and not self._space(run.end):
            opened.append((number, left))

    def _space(self, offset: int) -> bool:
        inside = self.span.start <= offset < self.span.end
        return not inside or self.source[offset].isspace()


def _struck(source: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The tags round what is struck out: of del, s and strike."""
    opened: dict[str, int] = {}
    for number, token in enumerate(tokens):
        tag = _STRUCK.match(source, token.span.start) if token.role is Role.TAG else None
        if tag is not None and not tag["close"]:
            opened.setdefault(tag["name"].lower(), number)
        elif tag is not None and (first := opened.pop(tag["name"].lower(), None)) is not None:
            yield first, number


def _raised(source: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The tags round raised figures that nothing else stands between."""
    for number in range(len(tokens) - 1):
        one, other = tokens[number].span, tokens[number + 1].span
        tags = (source[one.start : one.end].lower(), source[other.start : other.end].lower())
        if tags == ("<sup>", "</sup>") and _RAISED.fullmatch(source, one.end, other.start):
            yield number, number + 1


def _without(
    marks: Mapping[int, list[Mark]], tokens: Sequence[Token], struck: Sequence[tuple[int, int]]
) -> Iterator[Mark]:
    """The marks, those between two tokens that strike out as one that shows nothing."""
    ends = dict(sorted(struck, reverse=True))
    number = 0
    while number < len(tokens):
        last = ends.get(number)
        if last is None:
            yield from marks[number]
            number += 1
        else:
            yield Mark(Span(tokens[number].span.start, tokens[last].span.end), "")
            number = last + 1
