"""What stands beside the article: the sections, the inspector, the line of state."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from assistant.review import Hunk
from assistant.terminal import sanitise
from assistant.tui.session import Session


class SectionList(Static):
    """The sections with what is left to decide in each."""

    def show(self, session: Session) -> None:
        """Show the sections of a session, the current one marked."""
        hunk = session.current
        rows: list[Content] = []
        for number, (heading, left, total) in enumerate(session.sections()):
            mark = "▸ " if hunk is not None and hunk.section == number else "  "
            count = f"{left} of {total} left" if left else ("done" if total else "no hunk")
            rows.append(Content.assemble(mark + _line(heading, 40), ("\n  " + count, "dim"), "\n"))
        self.update(Content("\n").join(rows))


class Inspector(Static):
    """What is known of the current hunk."""

    def show(self, session: Session) -> None:
        """Show the current hunk of a session."""
        hunk = session.current
        self.update(Content("\n").join(_told(hunk)) if hunk else Content("There is no hunk."))


class StateLine(Static):
    """The engine, where text goes, how much is decided, and what is going on."""

    def show(self, session: Session, working: str) -> None:
        """Show the state of a session."""
        total = len(session.review.hunks)
        parts = [f"{session.decided} of {total} decided", session.review.engine or "no engine"]
        if working:
            parts.insert(0, working)
        self.update(Content(" · ".join(map(sanitise, parts))))


def _told(hunk: Hunk) -> Iterator[Content]:
    edit = hunk.edit
    yield Content.assemble(("Stands     ", "dim"), _line(edit.original or "(nothing)"))
    yield Content.assemble(("Proposed   ", "dim"), (_line(edit.replacement or "(delete)"), "bold"))
    if hunk.changed_to is not None:
        yield Content.assemble(("Written    ", "dim"), (_line(hunk.changed_to), "bold"))
    yield Content.assemble(("State      ", "dim"), str(hunk.decision))
    yield Content.assemble(("Kind       ", "dim"), str(edit.kind))
    yield Content.assemble(("Confidence ", "dim"), f"{edit.confidence:.2f}")
    if edit.flags:
        yield Content.assemble(("Flags      ", "dim"), _line(", ".join(edit.flags)))
    yield Content("")
    yield Content(_line(edit.reason, 600))
    if edit.alternatives:
        yield Content("")
        yield Content.styled("Other candidates", "dim")
    for number, other in enumerate(edit.alternatives[:9], 1):
        share = f"  {other.confidence:.2f}" if other.confidence else ""
        yield Content(f"{number}  {_line(other.text)}{share}")


def _line(text: str, longest: int = 200) -> str:
    """A text on one line, with nothing in it that a terminal would obey."""
    flat = sanitise(" ".join(text.split()))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
