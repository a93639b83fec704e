"""Deciding what the editor is at: a hunk, one of its candidates, or words of the article."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assistant.errors import AssistantError
from assistant.language.counting import counted
from assistant.review.model import Decision
from assistant.review.selection import Side
from assistant.tui.controllers.base import Desk, Handlers
from assistant.tui.screens.text import TextScreen


class Deciding:
    """Carries out what the keys decide; the screen is shown anew after each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Handlers:
        """The commands that decide."""
        session = self._desk.session
        commands: Handlers = {
            "accept": lambda: self._times(partial(session.decide, Decision.ACCEPTED)),
            "reject": self._reject,
            "delete": self._delete,
            "repeat": lambda: self._times(session.repeat),
            "accept_section": lambda: self._section(Decision.ACCEPTED),
            "reject_section": self._reject_section,
            "accept_like": self._accept_like,
            "undo": lambda: self._back(session.undo, "undo"),
            "redo": lambda: self._back(session.redo, "redo"),
            "edit": self._edit,
            "note": self._note,
            "grow": lambda: self._resize(Side.RIGHT, 1),
            "shrink": lambda: self._resize(Side.RIGHT, -1),
            "grow_left": lambda: self._resize(Side.LEFT, 1),
            "shrink_left": lambda: self._resize(Side.LEFT, -1),
            "split": session.split,
            "join": lambda: self._times(session.join),
        } | {f"candidate_{n}": partial(session.preview, n) for n in range(10)}
        return {name: partial(self.do, command) for name, command in commands.items()}

    def do(self, change: Callable[[], object]) -> None:
        """Do something to the session, and show what came of it."""
        try:
            change()
        except AssistantError as error:
            self._desk.fail(error)
        self._desk.refresh_all()

    def _times(self, change: Callable[[], object]) -> None:
        for _ in range(self._desk.count or 1):
            change()

    def _is_searching_by(self, key: str) -> bool:
        return self._desk.session.is_searching and self._desk.typed.key == key

    def _reject(self) -> None:
        if self._is_searching_by("n"):
            self._desk.session.to_match(self._desk.count or 1)
        else:
            self._times(partial(self._desk.session.decide, Decision.REJECTED))

    def _reject_section(self) -> None:
        if self._is_searching_by("N"):
            self._desk.session.to_match(-(self._desk.count or 1))
        else:
            self._section(Decision.REJECTED)

    def write(self, text: str) -> None:
        """Have a text of the editor's own stand where they are; an empty one deletes."""
        self.do(lambda: self._tell_of_fact(touched=self._desk.session.write(text)))

    def _delete(self) -> None:
        self._tell_of_fact(touched=self._desk.session.delete())

    def _tell_of_fact(self, *, touched: bool) -> None:
        if touched:
            self._desk.say("this alters a fact; it is kept as you wrote it", problem=True)

    def _section(self, decision: Decision) -> None:
        session = self._desk.session
        left = len(session.undecided_here())
        count = session.decide_section(decision)
        rest = f"; {left - count} flagged, left" if left > count else ""
        self._desk.say(f"{counted(count, 'hunk')} {decision}{rest}; u undoes it")

    def _accept_like(self) -> None:
        count = self._desk.session.accept_like()
        self._desk.say(f"{counted(count, 'hunk')} accepted; u undoes it")

    def _back(self, way: Callable[[], bool], name: str) -> None:
        for _ in range(self._desk.count or 1):
            if not way():
                self._desk.say(f"there is nothing to {name}")
                return

    def _resize(self, side: Side, count: int) -> None:
        self._desk.session.resize(side, count * (self._desk.count or 1))

    def _edit(self) -> None:
        """Have it written: in a line, or in an area where it has several."""
        session = self._desk.session
        if session.current is None and session.selection is None:
            return
        text = session.written_here()
        label = "What is to stand there; nothing deletes it"
        if "\n" in text:
            screen = TextScreen(label, text)
            self._desk.app.push_screen(screen, self._written)
        else:
            self._desk.ask(label, self.write, text)

    def _written(self, text: str | None) -> None:
        if text:
            self.write(text)

    def _note(self) -> None:
        hunk = self._desk.session.hunk()
        self._desk.ask("A note beside this hunk", self._annotate, hunk.note)

    def _annotate(self, note: str) -> None:
        self.do(lambda: self._desk.session.annotate(note))
