"""What stands beside the article: the sections, the inspector, the line of state."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.message import Message
from textual.widget import Widget

from assistant.review.decisions import candidates
from assistant.review.model import Hunk
from assistant.terminal import visible
from assistant.tui.content import Content, joined, rows, shown
from assistant.tui.look.states import state_of
from assistant.tui.widgets.table import fitted
from assistant.tui.widgets.words import Words
from assistant.workspace.session import Session

_BAR = 4
"""Cells of the bar that says how much of a section is decided."""


class Fixed(Words):
    """A part of the desk of a fixed size: showing something else moves nothing."""

    _shown: Content | None = None

    def tell(self, content: Content) -> None:
        """Show a content, if it is not shown already."""
        if self._shown is None or self._shown.markup != content.markup:
            self._shown = content
            self.put(content, moves=False)


def entitle(widget: Widget, title: str) -> None:
    """Write a title into the frame of a widget; the same one paints nothing anew."""
    if widget.border_title != shown(one_line(title)).markup:
        widget.border_title = shown(one_line(title))


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
    name = fitted(heading, max(width - _BAR - 6, 4))
    count = f"{left:>3}" if left else ("  ✓" if total else "")
    parts = (
        shown(("▸" if is_here else " ") + name + " ", "bold" if is_here else ""),
        meter(total - left, total, _BAR) if total else shown(" " * _BAR),
        shown(count, "" if left else "$quiet"),
    )
    return joined(*parts)


def meter(done: int, total: int, cells: int) -> Content:
    """A bar of so many cells that says how much is done."""
    full = max(min(done * cells // total, cells), 0) if total else 0
    return joined(shown("━" * full, "$meter"), shown("─" * (cells - full), "$line"))


class Inspector(Fixed):
    """What is known of the current hunk."""

    def show(self, session: Session, nothing: str) -> None:
        """Show the current hunk of a session, or `nothing`, which says why there is none."""
        hunk = session.current
        if hunk is None:
            entitle(self, "")
            self.tell(shown(nothing))
            return
        entitle(self, f"Hunk {session.place + 1} · {hunk.edit.kind}")
        self.tell(rows(_rows(hunk, self.size.width)))


class StateLine(Fixed):
    """The engine, where text goes, how much is decided, and what is going on."""

    def show(self, session: Session, *more: str) -> None:
        """Show the state of a session, with more that is worth a word."""
        total = len(session.review.hunks)
        parts = [f"{session.decided} of {total} decided", *more, session.review.engine]
        self.tell(shown(" · ".join(part for part in parts if part), "$quiet"))


def _rows(hunk: Hunk, width: int) -> Iterator[Content]:
    edit, state = hunk.edit, state_of(hunk)
    comes = edit.replacement if hunk.changed_to is None else hunk.changed_to
    yield joined(
        shown(one_line(edit.original) or "(nothing)"), shown(" → "),
        shown(one_line(comes) or "(delete)", "bold"),
    )  # fmt: skip
    yield joined(
        shown(f"{state.sign} {hunk.decision}", state.variable),
        shown("".join(f" · {flag}" for flag in edit.flags), "$uncertain"),
        shown(" · "), meter(round(edit.confidence * 10), 10, 10), shown(f" {edit.confidence:.2f}"),
    )  # fmt: skip
    offered = list(_candidates(hunk))
    beside = "   ".join(offered)
    yield from map(shown, [beside] if len(beside) <= width else offered)
    if hunk.note:
        yield joined(shown("note  ", "$quiet"), shown(one_line(hunk.note, 400)))
    yield shown(one_line(edit.reason, 600), "$quiet")


def _candidates(hunk: Hunk) -> Iterator[str]:
    """What may stand there, each with the number that shows it; the rest of them unnumbered."""
    texts = candidates(hunk)
    others = len(texts) - len(hunk.edit.alternatives)
    for number, text in enumerate(texts):
        other = hunk.edit.alternatives[number - others] if number >= others else None
        share = f"  {other.confidence:.2f}" if other is not None and other.confidence else ""
        key = str(number) if number < 10 else " "
        yield f"{key}  {one_line(text) or '(nothing)'}{share}"


def how_far(left: int, total: int) -> str:
    """How many hunks of a section are left, in words."""
    return f"{left} of {total} left" if left else ("done" if total else "no hunk")


def one_line(text: str, longest: int = 200) -> str:
    """A text on one line, with nothing in it that a terminal would obey."""
    flat = visible(" ".join(text.split()))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
