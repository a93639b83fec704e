"""Runs of WordprocessingML and the texts in them, as they are written."""

from __future__ import annotations

import re

from assistant.article.formats.office.xml import escaped, prefix
from assistant.article.formats.word.model import Run

_CHANGED_PROPERTIES = re.compile(rb"<(\w+:)?rPrChange\b.*?</(\w+:)?rPrChange>", re.DOTALL)


def run_of(run: Run, content: bytes) -> bytes:
    """A run like another, with other content."""
    tag = run.tag[:-2] + b">" if run.tag.endswith(b"/>") else run.tag
    properties = _CHANGED_PROPERTIES.sub(b"", run.properties)
    return b"%s%s%s</%sr>" % (tag, properties, content, prefix(run.tag))


def text_of(name: bytes, tag: bytes, text: str) -> bytes:
    """A `w:t` or a `w:delText`; white space at its edges stays."""
    return b'<%s%s xml:space="preserve">%s</%s%s>' % (name, tag, escaped(text), name, tag)


def texts_of(name: bytes, text: str) -> bytes:
    """The content of a run that reads as a text: tabs and line breaks are elements."""
    pieces: list[bytes] = []
    for part in re.split(r"([\t\n])", text):
        if part in ("\t", "\n"):
            pieces.append(b"<%s%s/>" % (name, b"tab" if part == "\t" else b"br"))
        elif part:
            pieces.append(text_of(name, b"t", part))
    return b"".join(pieces)
