"""HTML: a page, or an article that a system for content keeps; edited in place."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape, unescape

from assistant.article import encodings
from assistant.article.blocks import Block, BlockKind
from assistant.article.encoding_detection import WESTERN
from assistant.article.encodings import Encoding
from assistant.article.formats.base import Format
from assistant.article.html import blocks as page
from assistant.article.html.elements import BLOCK
from assistant.article.html.tokens import Kind, tokens
from assistant.article.html_titles import is_page, page_title
from assistant.errors import SourceError

_FRAGMENT = re.compile(
    r"\s*(?:<!--\s+wp:[\w/-]+|<(?:article|main|body)\b[^<>]{0,1000}>)", re.IGNORECASE
)
_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*(?P<meta>[\w.:-]{1,40})
      | \A\s*<\?xml\b[^>]{0,100}\bencoding\s*=\s*["'](?P<xml>[\w.:-]{1,40})""",
    re.IGNORECASE | re.VERBOSE,
)
_REACH = 4096
_LATIN = frozenset({"iso8859-1", "ascii"})
"""What every browser reads as Windows-1252 (Encoding Standard, 4.2)."""


class Html(Format):
    """A page of HTML: the prose of its article is read, every other byte stays."""

    name = "html"
    title = "HTML"
    file = "a page of HTML"
    suffixes = frozenset({".html", ".htm", ".xhtml"})
    explicit_headings = True
    is_markup = True

    def recognises(self, data: bytes, text: str | None) -> bool:
        """By its doctype or its outermost element."""
        return text is not None and self.is_certain(text)

    def is_certain(self, text: str) -> bool:
        """Whether it is a whole page, or an article of WordPress with its block comments."""
        return is_page(text) or _FRAGMENT.match(text) is not None

    def parse(self, source: str) -> tuple[Block, ...]:
        """The article that is found in the page; all around it is opaque."""
        found = page.blocks(source)
        title = next((n for n, b in enumerate(found) if b.kind is BlockKind.HEADING), None)
        return tuple(
            replace(block, kind=BlockKind.TITLE) if n == title and block.level == 1 else block
            for n, block in enumerate(found)
        )

    def stated_title(self, source: str) -> str:
        """What the page says that it is called."""
        return page_title(source)

    def decode(self, data: bytes, encoding: str = "") -> tuple[str, Encoding] | None:
        """As any text is decoded; the encoding that the page itself names counts as named."""
        if not encoding and not data.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff")):
            known = _stated(data)
            if known and known != "utf-8":
                return encodings.decode(data, known)
        return encodings.decode(data, encoding)

    def encode(self, text: str, encoding: Encoding, original: bytes) -> bytes:
        """As any text is encoded; a character that the encoding lacks is written as a reference."""
        try:
            return encodings.encode(text, encoding)
        except SourceError:
            return encodings.encode(_referenced(text, encoding.codec), encoding)

    def written(self, text: str) -> str:
        """A text as a page writes it."""
        return escape(text, quote=False)

    def seen(self, text: str) -> str:
        """Without tags, its references as what they show."""
        return unescape("".join(_texts(text)))

    def escaped(self, text: str) -> str:
        """The same: nothing in it is markup."""
        return self.written(text)

    def listed(self, heading: str, items: Sequence[str]) -> str:
        """A heading of level two, and a list."""
        rows = (f"<li>{self.written(item)}</li>" for item in items)
        return "\n".join((f"<h2>{self.written(heading)}</h2>", "<ul>", *rows, "</ul>"))


def _texts(source: str) -> Iterator[str]:
    for token in tokens(source):
        if token.kind is Kind.TEXT:
            yield source[token.start : token.end]
        elif token.kind is Kind.OPEN and token.name in BLOCK:
            yield "\n"


def _stated(data: bytes) -> str:
    """The codec that a page names, if it reads as that."""
    match = _CHARSET.search(data[:_REACH])
    if match is None:
        return ""
    try:
        codec = codecs.lookup((match["meta"] or match["xml"]).decode()).name
        data.decode(codec)
    except (LookupError, UnicodeError):
        return ""
    return WESTERN if codec in _LATIN else codec


def _referenced(text: str, codec: str) -> str:
    """A text in which characters that a codec lacks are references."""
    lacking = {char for char in set(text) if not _holds(codec, char)}
    return "".join(f"&#{ord(char)};" if char in lacking else char for char in text)


def _holds(codec: str, char: str) -> bool:
    try:
        encodings.encode(char, Encoding(codec))
    except SourceError:
        return False
    return True


HTML = Html()
