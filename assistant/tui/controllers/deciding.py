"""Deciding hunks, and going from one to another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assistant.errors import AssistantError
from assistant.language.counting import counted
from assistant.review.model import Decision
from assistant.tui.controllers.base import Desk, Handlers
from assistant.tui.screens.text import TextScreen


class Deciding:
    """Carries out what the keys decide; the screen is shown anew after each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Handlers:
        """The commands that decide or move."""
        session = self._desk.session
        moves: Handlers = {
            "next_hunk": lambda: session.move(1),
            "previous_hunk": lambda: session.move(-1),
            "next_section": lambda: session.move_section(1),
            "previous_section": lambda: session.move_section(-1),
            "accept": lambda: session.decide(Decision.ACCEPTED),
            "reject": lambda: session.decide(Decision.REJECTED),
            "accept_section": lambda: self._section(Decision.ACCEPTED),
            "reject_section": lambda: self._section(Decision.REJECTED),
            "accept_like": self._accept_like,
            "next_undecided": self._next_undecided,
            "undo": self._undo,
            "redo": self._redo,
            "edit": self._edit,
            "note": self._note,
        } | {f"candidate_{n}": partial(session.choose, n) for n in range(1, 10)}
        return {name: partial(self._do, move) for name, move in moves.items()}

    def write_hunk(self, text: str) -> None:
        """Decide the current hunk for a text of the editor's own."""
        if text:
            self._do(lambda: self._write(text))

    def _do(self, change: Callable[[], object]) -> None:
        try:
            change()
        except AssistantError as error:
            self._desk.fail(error)
        self._desk.refresh_all()

    def _write(self, text: str) -> None:
        if self._desk.session.write(text):
            self._desk.say("this alters a fact; it is kept as you wrote it", problem=True)

    def _section(self, decision: Decision) -> None:
        count = self._desk.session.decide_section(decision)
        self._desk.say(f"{counted(count, 'hunk')} {decision}; u undoes it")

    def _accept_like(self) -> None:
        count = self._desk.session.accept_like()
        self._desk.say(f"{counted(count, 'hunk')} accepted; u undoes it")

    def _next_undecided(self) -> None:
        if not self._desk.session.advance():
            self._desk.say(self._nothing_left())

    def _nothing_left(self) -> str:
        """What is true where no hunk is undecided."""
        if self._desk.working:
            return "every hunk so far is decided; the repair goes on"
        if not self._desk.session.review.hunks:
            return "there is no hunk"
        return "every hunk is decided; w writes the article"

    def _undo(self) -> None:
        if not self._desk.session.undo():
            self._desk.say("there is nothing to undo")

    def _redo(self) -> None:
        if not self._desk.session.redo():
            self._desk.say("there is nothing to redo")

    def _edit(self) -> None:
        """Have the hunk written: in a line, or in an area where it has several."""
        if (hunk := self._desk.session.current) is None:
            return
        text = hunk.changed_to or hunk.edit.replacement
        label = "What is to stand there"
        if "\n" in text:
            screen = TextScreen(label, text)
            self._desk.app.push_screen(screen, lambda written: self.write_hunk(written or ""))
        else:
            self._desk.ask(label, self.write_hunk, text)

    def _note(self) -> None:
        if (hunk := self._desk.session.current) is not None:
            self._desk.ask("A note beside this hunk", self._annotate, hunk.note)

    def _annotate(self, note: str) -> None:
        self._do(lambda: self._desk.session.annotate(note))
