"""What stands beside the article: the sections, the inspector, the line of state."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from assistant.review.model import Hunk
from assistant.terminal import sanitise
from assistant.workspace.session import Session

_ROWS = 3
"""Heading, count, and a line between."""


class _Panel(Static):
    """A part of the desk of a fixed size: showing something else moves nothing."""

    _shown: Content | None = None

    def tell(self, content: Content) -> None:
        """Show a content, if it is not shown already."""
        if self._shown is None or self._shown.markup != content.markup:
            self._shown = content
            self.update(content, layout=False)


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
        rows: list[Content] = []
        width = max(self.size.width - 2, 8)
        for number, (heading, left, total) in enumerate(sections[self._first :][:fitting]):
            mark = "▸ " if hunk is not None and now == number + self._first else "  "
            count = how_far(left, total)
            rows.append(
                Content.assemble(mark + one_line(heading, width), ("\n  " + count, "dim"), "\n")
            )
        self.tell(Content("\n").join(rows))

    def on_click(self, event: events.Click) -> None:
        """A click goes to the section."""
        self.post_message(self.Chosen(self._first + event.y // _ROWS))


class Inspector(_Panel):
    """What is known of the current hunk."""

    def show(self, session: Session, nothing: str) -> None:
        """Show the current hunk of a session, or `nothing`, which says why there is none."""
        hunk = session.current
        self.tell(Content("\n").join(_rows(hunk)) if hunk else Content(sanitise(nothing)))


class StateLine(_Panel):
    """The engine, where text goes, how much is decided, and what is going on."""

    def show(self, session: Session, *more: str) -> None:
        """Show the state of a session, with more that is worth a word."""
        total = len(session.review.hunks)
        parts = [f"{session.decided} of {total} decided", *more, session.review.engine]
        self.tell(Content(" · ".join(sanitise(part) for part in parts if part)))


def _rows(hunk: Hunk) -> Iterator[Content]:
    edit = hunk.edit
    yield Content.assemble(("Stands     ", "dim"), one_line(edit.original or "(nothing)"))
    yield Content.assemble(
        ("Proposed   ", "dim"), (one_line(edit.replacement or "(delete)"), "bold")
    )
    if hunk.changed_to is not None:
        yield Content.assemble(("Written    ", "dim"), (one_line(hunk.changed_to), "bold"))
    yield Content.assemble(("State      ", "dim"), str(hunk.decision))
    yield Content.assemble(("Kind       ", "dim"), str(edit.kind))
    yield Content.assemble(("Confidence ", "dim"), f"{edit.confidence:.2f}")
    if edit.flags:
        yield Content.assemble(("Flags      ", "dim"), one_line(", ".join(edit.flags)))
    if hunk.note:
        yield Content.assemble(("Note       ", "dim"), one_line(hunk.note, 400))
    yield Content("")
    yield Content(one_line(edit.reason, 600))
    if edit.alternatives:
        yield Content("")
        yield Content.styled("Other candidates", "dim")
    for number, other in enumerate(edit.alternatives[:9], 1):
        share = f"  {other.confidence:.2f}" if other.confidence else ""
        yield Content(f"{number}  {one_line(other.text)}{share}")


def how_far(left: int, total: int) -> str:
    """How many hunks of a section are left, in words."""
    return f"{left} of {total} left" if left else ("done" if total else "no hunk")


def one_line(text: str, longest: int = 200) -> str:
    """A text on one line, with nothing in it that a terminal would obey."""
    flat = sanitise(" ".join(text.split()))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
