"""What holds beyond one hunk: words that are always so or left, and what the checks find."""

from __future__ import annotations

from functools import partial

from assistant.errors import AssistantError
from assistant.language.counting import counted
from assistant.tui.controllers.base import Desk, Handlers
from assistant.workspace import glossary


class House:
    """Carries out what makes a rule of a decision, and brings in what rules find."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Handlers:
        """The commands that concern rules."""
        return {"always": self._always, "leave": self._leave, "check": self._check}

    def _term(self) -> str:
        """The words of the source the editor is at."""
        session = self._desk.session
        span = session.span
        return " ".join(session.source[span.start : span.end].split())

    def _always(self) -> None:
        if term := self._term():
            label = f"Always write “{term[:40]}” so"
            self._desk.ask(label, partial(self._choose, term), self._desk.session.written_here())

    def _leave(self) -> None:
        if term := self._term():
            self._choose(term, term)

    def _choose(self, term: str, form: str) -> None:
        """Ask where it holds: in the article, or in the house's glossary too."""
        form = form.strip()
        if not form:
            return
        house = self._desk.workspace.glossary
        if house is None:
            self._carry_out(term, form, "a")
            return
        choices = [("a", "in this article"), ("h", "in the house too")]
        what = f"“{term}” stays as it is" if term == form else f"“{term}” is written “{form}”"
        text = f"{what}.\n\nThe glossary of the house is {house}."
        self._desk.choose("Where does it hold?", text, choices,
                          partial(self._carry_out, term, form))  # fmt: skip

    def _carry_out(self, term: str, form: str, where: str) -> None:
        desk, session = self._desk, self._desk.session
        if where not in ("a", "h"):
            return
        try:
            if term == form:
                count = session.leave_everywhere(term)
            else:
                count = session.write_everywhere(term, form)
            path = session.remember(term, form)
            if where == "h" and (house := desk.workspace.glossary) is not None:
                glossary.add(house, term, form)
                path = house
        except AssistantError as error:
            desk.fail(error)
        else:
            done = "left" if term == form else "written so"
            desk.say(f"{counted(count, 'hunk')} {done}; from now on by {path.name}")
        desk.refresh_all()

    def _check(self) -> None:
        try:
            count = self._desk.session.check()
        except AssistantError as error:
            self._desk.fail(error)
        else:
            self._desk.say(f"{counted(count, 'place')} found; tab goes to them, u takes them back")
        self._desk.refresh_all()
