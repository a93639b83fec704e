"""Deciding many hunks at once: each offer says how many, and the editor says how sure is sure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen

from assistant.language.counting import counted
from assistant.review.model import Decision
from assistant.tui.content import joined, rows, shown
from assistant.tui.widgets.words import Words

_VERBS = {Decision.ACCEPTED: "accepts", Decision.REJECTED: "rejects", Decision.PENDING: "reopens"}
_NOTE = "What is flagged is accepted one by one, and u takes all of it back."


@dataclass(frozen=True, slots=True)
class Offer:
    """Some hunks that can be decided at once: the key that does it, and which they are."""

    key: str
    decision: Decision
    ids: Sequence[str]
    kind: str = ""
    rest: str = ""

    def __str__(self) -> str:
        what = counted(len(self.ids), f"{self.kind} hunk".strip())
        return f"{_VERBS[self.decision]} {what}{self.rest}"


Offers = Callable[[int], Iterable[Offer]]
"""What can be decided at once, by how sure a hunk must be, in percent."""


class BulkScreen(ModalScreen[Offer]):
    """Offers what can be decided at once; `sure` is in percent, and the keys for more and less.

    Two digits set it, and the arrows move it by five.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Close"),
        Binding("right,plus", "surer(5)", show=False),
        Binding("left,minus", "surer(-5)", show=False),
    ]

    def __init__(self, offers: Offers, sure: int, changed: Callable[[int], None]) -> None:
        super().__init__(classes="panel")
        self._offers = offers
        self._sure = sure
        self._changed = changed
        self._digit = ""

    def compose(self) -> ComposeResult:
        """A box that scrolls."""
        with VerticalScroll() as box:
            box.border_title = shown("In bulk")
            box.border_subtitle = shown("← → or two digits: how sure · escape: back")
            yield Words()

    def on_mount(self) -> None:
        """Offer."""
        self._show()

    def _show(self) -> None:
        self._shown = {offer.key: offer for offer in self._offers(self._sure)}
        typed = f"{self._digit}_" if self._digit else f"{self._sure}"
        lines = [joined(shown("How sure is sure: "), shown(f"{typed} %", "bold")), shown("")]
        for key, offer in self._shown.items():
            style = "" if offer.ids else "$quiet"
            lines.append(joined(shown(f"{key}  ", f"bold {style}"), shown(str(offer), style)))
        self.query_one(Words).put(rows((*lines, shown(""), shown(_NOTE, "$quiet"))))

    def on_key(self, event: Key) -> None:
        """A key of an offer takes it; two digits say how sure a hunk must be."""
        if event.key.isdecimal():
            event.stop()
            typed, self._digit = self._digit + event.key, ""
            if len(typed) < 2:
                self._digit = typed
                self._show()
            else:
                self._set(int(typed))
        elif (offer := self._shown.get(event.key)) is not None and offer.ids:
            event.stop()
            self.dismiss(offer)

    def action_surer(self, step: int) -> None:
        """Have a hunk be surer to count as sure, or less so."""
        self._set((self._sure // 5) * 5 + step if step > 0 else -(-self._sure // 5) * 5 + step)

    def _set(self, sure: int) -> None:
        self._sure, self._digit = min(max(sure, 5), 99), ""
        self._changed(self._sure)
        self._show()

    def action_leave(self) -> None:
        """Close without deciding."""
        self.dismiss(None)
