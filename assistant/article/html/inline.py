"""What stands inside the text of a page: tags, references and what a reader sees in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from assistant.article.blocks import Mark
from assistant.article.html.tokens import Kind
from assistant.article.html.tree import Event
from assistant.article.inline_markup import plain_marks
from assistant.language.span import Span

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_MARKED = re.compile(r"[&\[{@\x1b%]|://|www\.")
"""Without any of these a text holds no marks."""

_NOTE = re.compile(r"\s*\[?\s*<a\b", re.IGNORECASE)
_RAISED = re.compile(r"\s*[-+−0-9n()]{1,6}\s*")
_SUPERSCRIPT = str.maketrans("0123456789+-−n()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ⁽⁾")


def marks(source: str, events: Sequence[Event]) -> tuple[Mark, ...]:
    """The marks of some events, in order and apart; tags of blocks part what is around them."""
    found: list[Mark] = []
    unseen = -1
    for event in events:
        start, end = event.start, event.end
        if start == end:
            continue
        if start < unseen or event.element.is_unseen:
            found.append(Mark(Span(start, end), "", _stands_for_words(event)))
        elif event.kind is Kind.TEXT:
            element = event.element
            if element.is_kept or element.name == "sup" or _MARKED.search(source, start, end):
                found += _text_marks(source, event)
        else:
            found.append(Mark(Span(start, end), _shown_by(event)))
            if event.kind is Kind.OPEN and event.element.name == "sup":
                unseen = event.element.inner_end if _NOTE.match(source, event.end) else unseen
    return tuple(found)


def _stands_for_words(event: Event) -> bool:
    return event.kind is Kind.OPEN and event.element.name == "math"


def _shown_by(event: Event) -> str:
    element = event.element
    if event.kind is Kind.HIDDEN:
        return ""
    if element.name == "q":
        return "“" if event.kind is Kind.OPEN else "”"
    if element.name == "br":
        return "\n"
    return "\n\n" if element.is_block and event.kind is Kind.OPEN else ""


def _text_marks(source: str, event: Event) -> Iterator[Mark]:
    span = Span(event.start, event.end)
    if event.element.name == "sup" and _RAISED.fullmatch(source, span.start, span.end):
        yield Mark(span, source[span.start : span.end].translate(_SUPERSCRIPT))
    elif event.element.is_kept:
        yield from _kept(source, span)
    elif _MARKED.search(source, span.start, span.end):
        yield from plain_marks(source, span)


def _kept(source: str, span: Span) -> Iterator[Mark]:
    """A text that stands as it is, its references seen as what they show."""
    at = span.start
    for match in _REFERENCE.finditer(source, span.start, span.end):
        shows = unescape(match.group())
        if shows == match.group() or len(shows) > len(match.group()):
            continue
        if at < match.start():
            yield Mark(Span(at, match.start()))
        yield Mark(Span(*match.span()), shows)
        at = match.end()
    if at < span.end:
        yield Mark(Span(at, span.end))
