"""A panel over a screen: help, facts, an error, a question; escape closes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key, Resize
from textual.screen import ModalScreen

from assistant.tui.content import shown
from assistant.tui.widgets.words import Words
from assistant.tui.wrapping import hanging

_SIGNS = {"comma": ","}
_HEAD = re.compile(r" *(\S  )?")


class Panel(ModalScreen[str]):
    """Shows a title and a text, and takes a key if there is a choice; escape chooses "".

    Each choice is a key and what it does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Close"),
    ]

    def __init__(self, title: str, text: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(classes="panel")
        self._title = title
        self._text = text
        self._choices = choices

    def compose(self) -> ComposeResult:
        """A box that scrolls."""
        with VerticalScroll() as box:
            box.border_title = shown(self._title)
            rest = " · ".join(
                f"{_SIGNS.get(key, key)} {word}".strip() for key, word in self._choices
            )
            box.border_subtitle = shown(f"{rest} · escape: back" if rest else "escape closes")
            yield Words(shown(self._text))

    def on_resize(self, event: Resize) -> None:
        """Break lines so that what goes on stands under what it belongs to."""
        words = self.query_one(Words)
        self.call_after_refresh(lambda: words.put(shown(_wrapped(self._text, words.size.width))))

    def on_key(self, event: Key) -> None:
        """A key of a choice chooses it; without choices, enter and ? close as escape does."""
        known = {key for key, _ in self._choices}
        if event.key in known:
            event.stop()
            self.dismiss(event.key)
        elif not known and event.key in ("enter", "question_mark"):
            event.stop()
            self.dismiss("")

    def action_leave(self) -> None:
        """Close."""
        self.dismiss("")


def _wrapped(text: str, width: int) -> str:
    """A text in lines of a width; each goes on as far in as it begins, or behind its key."""
    heads = ((line, _HEAD.match(line)) for line in text.split("\n"))
    return "\n".join(hanging(line, width, head.end() if head else 0) for line, head in heads)
