"""What stands beside the article: the sections, the inspector, the line of state."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.message import Message

from assistant.review.decisions import candidates
from assistant.review.model import Hunk
from assistant.terminal import visible
from assistant.tui.content import Content, joined, rows, shown
from assistant.tui.widgets.words import Words
from assistant.workspace.session import Session

_ROWS = 3
"""Heading, count, and a line between."""


class _Panel(Words):
    """A part of the desk of a fixed size: showing something else moves nothing."""

    _shown: Content | None = None

    def tell(self, content: Content) -> None:
        """Show a content, if it is not shown already."""
        if self._shown is None or self._shown.markup != content.markup:
            self._shown = content
            self.put(content, moves=False)


class SectionList(_Panel):
    """The sections with what is left to decide in each, as many as fit about the current one."""

    class Chosen(Message):
        """A section was clicked."""

        def __init__(self, section: int) -> None:
            self.section = section
            super().__init__()

    _first = 0

    def show(self, session: Session) -> None:
        """Show the sections of a session, the current one marked."""
        hunk = session.current
        now = hunk.section if hunk is not None else 0
        sections = list(session.sections())
        fitting = max(self.size.height // _ROWS, 1)
        self._first = max(min(now - fitting // 2, len(sections) - fitting), 0)
        listed: list[Content] = []
        width = max(self.size.width - 2, 8)
        for number, (heading, left, total) in enumerate(sections[self._first :][:fitting]):
            mark = "▸ " if hunk is not None and now == number + self._first else "  "
            count = how_far(left, total)
            title = shown(mark + one_line(heading, width))
            listed.append(joined(title, shown(f"\n  {count}", "dim"), shown("\n")))
        self.tell(rows(listed))

    def on_click(self, event: events.Click) -> None:
        """A click goes to the section."""
        self.post_message(self.Chosen(self._first + event.y // _ROWS))


class Inspector(_Panel):
    """What is known of the current hunk."""

    def show(self, session: Session, nothing: str) -> None:
        """Show the current hunk of a session, or `nothing`, which says why there is none."""
        hunk = session.current
        self.tell(rows(_rows(hunk)) if hunk else shown(nothing))


class StateLine(_Panel):
    """The engine, where text goes, how much is decided, and what is going on."""

    def show(self, session: Session, *more: str) -> None:
        """Show the state of a session, with more that is worth a word."""
        total = len(session.review.hunks)
        parts = [f"{session.decided} of {total} decided", *more, session.review.engine]
        self.tell(shown(" · ".join(part for part in parts if part)))


def _rows(hunk: Hunk) -> Iterator[Content]:
    edit = hunk.edit
    yield _row("Stands", edit.original or "(nothing)")
    yield _row("Proposed", edit.replacement or "(delete)", "bold")
    if hunk.changed_to is not None:
        yield _row("Written", hunk.changed_to, "bold")
    yield _row("State", str(hunk.decision))
    yield _row("Kind", str(edit.kind))
    yield _row("Confidence", f"{edit.confidence:.2f}")
    if edit.flags:
        yield _row("Flags", ", ".join(edit.flags))
    if hunk.note:
        yield _row("Note", hunk.note, longest=400)
    yield shown("")
    yield shown(one_line(edit.reason, 600))
    yield shown("")
    yield from _candidates(hunk)


def _candidates(hunk: Hunk) -> Iterator[Content]:
    """What may stand there, each with the number that shows it; the rest of them unnumbered."""
    texts = candidates(hunk)
    others = len(texts) - len(hunk.edit.alternatives)
    for number, text in enumerate(texts):
        other = hunk.edit.alternatives[number - others] if number >= others else None
        share = f"  {other.confidence:.2f}" if other is not None and other.confidence else ""
        key = str(number) if number < 10 else " "
        yield shown(f"{key}  {one_line(text) or '(nothing)'}{share}", "dim" if not number else "")


def _row(name: str, text: str, style: str = "", longest: int = 200) -> Content:
    return joined(shown(f"{name:<10} ", "dim"), shown(one_line(text, longest), style))


def how_far(left: int, total: int) -> str:
    """How many hunks of a section are left, in words."""
    return f"{left} of {total} left" if left else ("done" if total else "no hunk")


def one_line(text: str, longest: int = 200) -> str:
    """A text on one line, with nothing in it that a terminal would obey."""
    flat = visible(" ".join(text.split()))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
