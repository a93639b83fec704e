"""The keys in groups, beside each other where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.screen import ModalScreen

from assistant.tui.content import Content, joined, rows, shown
from assistant.tui.keys import Group
from assistant.tui.widgets.words import Words
from assistant.tui.wrapping import hanging

_COLUMN = 44
"""Cells of a column of groups, at the least."""
_COLUMNS = 3
_KEYS = 11


class HelpScreen(ModalScreen[None]):
    """What each key does; escape, enter, q and ? close it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter,question_mark", "leave")]

    def __init__(self, groups: Iterator[Group]) -> None:
        super().__init__(classes="panel")
        self._groups = list(groups)

    def compose(self) -> ComposeResult:
        """As many columns as there may be."""
        with VerticalScroll(id="help") as box:
            box.border_title = shown("Keys")
            box.border_subtitle = shown("escape closes")
            with Horizontal():
                for _ in range(_COLUMNS):
                    yield Words(classes="column")

    def on_resize(self, event: Resize) -> None:
        """Fill as many columns as fit."""
        room = min(event.size.width * 9 // 10, 156) - 7
        count = max(min(room // _COLUMN, _COLUMNS), 1)
        width = room // count - 2
        filled = _columns([rows(_rows(group, width)) for group in self._groups], count)
        for number, words in enumerate(self.query(Words)):
            words.display = number < len(filled)
            words.put(rows(filled[number]) if number < len(filled) else shown(""))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()


def _columns(groups: Sequence[Content], count: int) -> list[list[Content]]:
    """Groups in so many columns, in their order, each about as high as the others."""
    heights = [group.plain.count("\n") + 2 for group in groups]
    columns: list[list[Content]] = [[] for _ in range(count)]
    done = 0
    for group, height in zip(groups, heights, strict=True):
        middle = done + height / 2
        columns[min(int(middle * count / sum(heights)), count - 1)].append(group)
        done += height
    return columns


def _rows(group: Group, width: int) -> Iterator[Content]:
    yield shown(group.name, "bold $heading")
    for keys, tooltip in group.keys:
        told = hanging(" " * _KEYS + tooltip, width, _KEYS)[_KEYS:]
        yield joined(shown(f"{keys:<{_KEYS - 1}} ", "bold"), shown(told))
    yield shown("")
