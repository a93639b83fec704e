"""What stands beside the article: the sections, the line of state."""

from __future__ import annotations

from textual import events
from textual.message import Message

from assistant.tui.content import Content, joined, rows, shown
from assistant.tui.widgets.fixed import Fixed, entitle
from assistant.tui.widgets.table import fitted
from assistant.workspace.session import Session

_BAR, _WITH_BARS = 4, 26
"""Cells of the bar that says how much of a section is decided, and of a row that holds one."""


class SectionList(Fixed):
    """The sections with what is left to decide in each, as many as fit about the current one."""

    class Chosen(Message):
        """A section was clicked."""

        def __init__(self, section: int) -> None:
            self.section = section
            super().__init__()

    _first = 0

    def show(self, session: Session) -> None:
        """Show the sections of a session, the current one marked."""
        now = session.section.id
        sections = list(session.sections())
        fitting = max(self.size.height, 1)
        self._first = max(min(now - fitting // 2, len(sections) - fitting), 0)
        entitle(self, f"Sections {now + 1}/{len(sections)}")
        self.tell(rows(
            _section(heading, left, total, self.size.width, is_here=number == now)
            for number, (heading, left, total) in enumerate(sections[self._first :][:fitting],
                                                            self._first)
        ))  # fmt: skip

    def on_click(self, event: events.Click) -> None:
        """A click goes to the section."""
        self.post_message(self.Chosen(self._first + event.y - self.gutter.top))


def _section(heading: str, left: int, total: int, width: int, *, is_here: bool) -> Content:
    """A section in one row: its name, a bar, and how many hunks are left."""
    bar = _BAR if width >= _WITH_BARS else 0
    name = fitted(heading, max(width - bar - (6 if bar else 5), 4))
    count = f"{left:>3}" if left else ("  ✓" if total else "")
    parts = (
        shown(("▸" if is_here else " ") + name + " ", "bold" if is_here else ""),
        meter(total - left, total, bar) if total else shown(" " * bar),
        shown(count, "" if left else "$quiet"),
    )
    return joined(*parts)


def meter(done: int, total: int, cells: int) -> Content:
    """A bar of so many cells that says how much is done."""
    full = max(min(done * cells // total, cells), 0) if total else 0
    return joined(shown("━" * full, "$meter"), shown("─" * (cells - full), "$line"))


class StateLine(Fixed):
    """The engine, where text goes, how much is decided, and what is going on."""

    def show(self, session: Session, *more: str) -> None:
        """Show the state of a session, with more that is worth a word."""
        total = len(session.review.hunks)
        decided = f"{session.decided} of {total} decided" if total else ""
        parts = [decided, *more, session.review.engine]
        self.tell(shown(" · ".join(part for part in parts if part), "$quiet"))


def how_far(left: int, total: int) -> str:
    """How many hunks of a section are left, in words."""
    return f"{left} of {total} left" if left else ("done" if total else "no hunk")
