"""The contrast of what is painted: every cell of a screen that shows something."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.color import Color as Painted
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.screen import ModalScreen

from assistant.tui.look.contrast import LINES, TEXT, contrast

_SIGNS = frozenset("▸▾▼▲•◆✓✗✎→∅▌▐▎▊▄▀■")


@dataclass(frozen=True, slots=True)
class Faint:
    """A run of cells that stands out too little, and by how much it does."""

    text: str
    row: int
    ratio: float
    wanted: float


def faint(app: App[Any]) -> Iterator[Faint]:
    """The runs on the screen that are below 4.5 as text, or below 3 as lines and signs.

    What lies behind a panel is dimmed, as it is out of use (WCAG 2.2, 1.4.3), and not looked at.
    """
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            at, column = column, column + segment.cell_length
            if not segment.text.strip() or segment.style is None or not _in_use(app, at, row):
                continue
            wanted = LINES if _is_drawn(segment.text) else TEXT
            ratio = _ratio(segment.style)
            if ratio < wanted:
                yield Faint(segment.text.strip()[:40], row, round(ratio, 2), wanted)


def cells(app: App[Any]) -> int:
    """How many cells of the screen show something."""
    strips = app.screen._compositor.render_strips()
    return sum(cell_len(s.text.replace(" ", "")) for strip in strips for s in strip)


def _in_use(app: App[Any], column: int, row: int) -> bool:
    return not isinstance(app.screen, ModalScreen) or any(
        child.region.contains(column, row) for child in app.screen.children
    )


def _is_drawn(text: str) -> bool:
    """Whether a text is lines and signs alone: box drawing, blocks, signs of states."""
    return all(
        char in _SIGNS or char.isspace() or unicodedata.name(char, "").startswith(("BOX", "BLOCK"))
        or 0x2580 <= ord(char) <= 0x259F
        for char in text
    )  # fmt: skip


def _ratio(style: Style) -> float:
    front, back = _color(style.color), _color(style.bgcolor)
    if style.dim:
        front = back.blend(front, 0.5, alpha=1.0)
    return contrast(front, back)


def _color(painted: Painted | None) -> Color:
    assert painted is not None
    assert painted.triplet is not None, painted
    return Color(*painted.triplet)
