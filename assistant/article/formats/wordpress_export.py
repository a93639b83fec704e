"""Exports of WordPress (WXR 1.2): the posts in their `content:encoded` are read, in place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.article.blocks import Block, BlockKind
from assistant.article.formats.html import Html
from assistant.article.html import blocks as page
from assistant.language.span import Span, trimmed

_EXPORT = re.compile(
    r"\s*<\?xml\b.{0,4000}?<rss\b[^>]{0,2000}\bxmlns:wp=[\"']http://wordpress\.org/export/",
    re.DOTALL,
)
_POST = re.compile(
    r"<content:encoded>\s*<!\[CDATA\[(?P<post>(?:(?!\]\]></content:encoded>).)*+)\]\]></content:encoded>",
    re.DOTALL,
)
_PARAGRAPH = re.compile(r"<(?:p|div|h[1-6]|li|table)\b", re.IGNORECASE)


class WordPressExport(Html):
    """The posts of an export; classic ones part their paragraphs by blank lines."""

    name = "wordpress-export"
    title = "a WordPress export"
    file = "an export of WordPress"
    suffixes = frozenset({".wxr"})

    def is_certain(self, text: str) -> bool:
        """By the namespace that its outermost element names."""
        return _EXPORT.match(text) is not None

    def parse(self, source: str) -> tuple[Block, ...]:
        """The blocks of each post; all between them is opaque."""
        return tuple(_blocks(source))

    def stated_title(self, source: str) -> str:
        """None: it holds many articles."""
        return ""


def _blocks(source: str) -> Iterator[Block]:
    at = 0
    for match in _POST.finditer(source):
        start, end = match.span("post")
        yield from _opaque(source, at, start)
        is_classic = not _PARAGRAPH.search(source, start, end)
        yield from page.blocks(source, start, end, by_lines=is_classic) if start < end else ()
        at = end
    yield from _opaque(source, at, len(source))


def _opaque(source: str, start: int, end: int) -> Iterator[Block]:
    if start < end:
        span = Span(start, end)
        yield Block(BlockKind.OPAQUE, span, trimmed(source[start:end], start))


WORDPRESS_EXPORT = WordPressExport()
