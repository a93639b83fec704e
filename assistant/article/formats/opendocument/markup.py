"""Texts as the content of an OpenDocument paragraph."""

from __future__ import annotations

import re

from assistant.article.formats.office.xml import escaped

_CONTROL = re.compile(r"[\t\n]| +|[^\t\n ]+")


def text_of(text: str, before: str = "", after: str = "") -> bytes:
    """A text as content: white space that would be lost, or joined, is elements.

    `before` and `after` are the characters next to it; empty where they are not known.
    """
    pieces = []
    for match in _CONTROL.finditer(text):
        part = match.group()
        if part == "\t":
            pieces.append(b"<text:tab/>")
        elif part == "\n":
            pieces.append(b"<text:line-break/>")
        elif part.isspace() and set(part) == {" "}:
            left = text[match.start() - 1] if match.start() else before
            right = text[match.end()] if match.end() < len(text) else after
            pieces.append(_spaces(len(part), is_plain=not _is_white(left) and not _is_white(right)))
        else:
            pieces.append(escaped(part))
    return b"".join(pieces)


def _is_white(character: str) -> bool:
    return not character or character in " \t\n"


def _spaces(count: int, *, is_plain: bool) -> bytes:
    """So many spaces, of which the first is a plain one where that is safe."""
    spelled = count - is_plain
    more = b"" if not spelled else b'<text:s text:c="%d"/>' % spelled
    return b" " * is_plain + more
