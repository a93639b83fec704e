"""Text from outside as the widgets take it; no other module of the desk makes `Content`.

Textual reads a plain string as markup: of `[sic]` nothing would be seen, and `[/x]` would end
the desk.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from assistant.terminal import visible

__all__ = ["Content", "joined", "rows", "shown"]


def shown(text: str, style: str = "") -> Content:
    """A text as it is: without markup, and with each character of a width that is known."""
    return Content.styled(visible(text.replace("\r\n", "\n")).expandtabs(4), style)


def joined(*parts: Content) -> Content:
    """Texts beside each other."""
    return Content("").join(parts)


def rows(parts: Iterable[Content]) -> Content:
    """Texts below each other."""
    return Content("\n").join(parts)
