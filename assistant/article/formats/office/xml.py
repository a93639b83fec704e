"""XML parts as events with the place of each tag in the bytes, and splicing at such places.

Nothing outside a part is ever read: a part with a document type is refused, so that there are
no entities but the five of XML itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape as html_escape
from xml.parsers import expat

from assistant.article.formats.office.package import unreadable
from assistant.errors import SourceError

_TAG = re.compile(rb"""<(?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_PREFIX = re.compile(rb"</?([^\s:/>]+):")
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEEPEST = 250
"""Elements within each other; a document has some thirty."""

Splice = tuple[int, int, bytes]


class Walk:
    """Walks over a part; subclasses say what comes of tags and text.

    `at` is the place of the tag or text that is told, in bytes; an element without content has
    its end at the place behind it. Names are of the form `namespace local`.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data
        self.depth = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self.text
        self._parser.StartDoctypeDeclHandler = self._refuse

    @property
    def at(self) -> int:
        """Where in the bytes it is."""
        return self._parser.CurrentByteIndex

    def run(self) -> None:
        """Walk over the whole part; raises SourceError where it is no sound XML."""
        try:
            self._parser.Parse(self.data, True)
        except expat.ExpatError as error:
            raise unreadable(self.name, error) from error

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text; references are resolved, and line ends are line feeds."""

    def tag_end(self, start: int) -> int:
        """Where the tag that starts at a place ends."""
        found = _TAG.match(self.data, start)
        return found.end() if found else start

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise SourceError(f"its {self.name} nests more than {_DEEPEST} elements")
        self.start(tag, attributes)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self.end(tag)

    def _refuse(self, *_: object) -> None:
        raise SourceError(
            f"its {self.name} has a document type, which no office program writes",
            hint="open it in the program that wrote it, and save it again",
        )


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Some bytes with others in the place of spans of them, which are apart."""
    pieces, at = [], 0
    for start, end, put in sorted(splices, key=lambda splice: splice[:2]):
        if start < at:
            msg = f"two changes meet at byte {start}"
            raise ValueError(msg)
        pieces += [data[at:start], put]
        at = end
    return b"".join((*pieces, data[at:]))


def escaped(text: str) -> bytes:
    """A text as the content of an element or an attribute."""
    return html_escape(text, quote=True).replace("&#x27;", "'").encode()


def require_storable(text: str) -> None:
    """Raise SourceError where XML cannot hold a character of a text."""
    if found := _ILLEGAL.search(text):
        raise SourceError(
            f"U+{ord(found.group()):04X} cannot stand in the document",
            hint="reject the hunk that brings it in",
        )


def prefix(tag: bytes) -> bytes:
    """The prefix of the name of a tag with its colon, or nothing."""
    found = _PREFIX.match(tag)
    return found[1] + b":" if found else b""
