"""Comparing pictures of the desk: rows of text with their styles, in a form that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_TEXT = re.compile(r'<text class="[\w-]*?(r\d+)" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')
_STYLE = re.compile(r"\.[\w-]*?(r\d+) \{ ([^}]*?);? \}")
_KEPT = ("line-through", "underline", "bold", "italic")


def described(svg: str) -> str:
    """The rows of a picture: struck [-so-], underlined {+so+}, bold *so*; colours are left out."""
    styles = {name: [s for s in _KEPT if s in style] for name, style in _STYLE.findall(svg)}
    rows: dict[float, list[tuple[float, str]]] = {}
    for name, x, y, text in _TEXT.findall(svg):
        shown = unescape(text).replace("\xa0", " ")
        if shown.strip():
            rows.setdefault(float(y), []).append((float(x), _marked(shown, styles.get(name, []))))
    return "\n".join(_rows(rows)) + "\n"


def _rows(rows: dict[float, list[tuple[float, str]]]) -> Iterator[str]:
    for y in sorted(rows):
        yield " ".join(text.strip() for _, text in sorted(rows[y]))


def _marked(text: str, styles: list[str]) -> str:
    marks = (("line-through", "[-", "-]"), ("underline", "{+", "+}"), ("bold", "*", "*"))
    for style, before, after in marks:
        if style in styles and text.strip():
            text = f"{before}{text.strip()}{after}"
    return text
