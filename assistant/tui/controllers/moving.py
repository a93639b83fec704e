"""Going from place to place: hunks, words, matches, and some of the hunks only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from assistant.language.counting import counted
from assistant.review import selecting
from assistant.review.model import Decision
from assistant.review.notes import noted
from assistant.review.selecting import By, Filter
from assistant.tui.controllers.base import Desk, Handlers
from assistant.tui.screens.listed import ListScreen
from assistant.tui.screens.sections import SectionsScreen

_STATES = {
    "pending": Decision.PENDING, "accepted": Decision.ACCEPTED, "rejected": Decision.REJECTED,
    "by_hand": Decision.CHANGED,
}  # fmt: skip
_HALF = 0.5


class Moving:
    """Carries out what goes somewhere; the screen is shown anew after each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Handlers:
        """The commands that move."""
        session = self._desk.session
        moves: dict[str, Callable[[], object]] = {
            "next_hunk": lambda: session.move(self._count),
            "previous_hunk": lambda: session.move(-self._count),
            "next_section": lambda: self._times(partial(session.move_section, 1)),
            "previous_section": lambda: self._times(partial(session.move_section, -1)),
            "first_hunk": lambda: self._to_hunk(self._desk.count or 1),
            "last_hunk": lambda: self._to_hunk(self._desk.count or len(session.review.hunks)),
            "sections": self._sections,
            "next_undecided": self._next_undecided,
            "next_word": lambda: session.word(self._count),
            "previous_word": lambda: session.word(-self._count),
            "select": session.begin_extending,
            "search": self._search,
            "next_match": lambda: self._to_match(1),
            "previous_match": lambda: self._to_match(-1),
            "filter": self._filter,
            "order": self._order,
            "notes": self._notes,
            "back": lambda: self._back(-1),
            "forward": lambda: self._back(1),
            "half_down": lambda: self._desk.scroll(_HALF * self._count),
            "half_up": lambda: self._desk.scroll(-_HALF * self._count),
            "centre": self._desk.centre,
        }
        for name in ("flagged", "doubtful", "garbled", "noted", "kind", *_STATES):
            moves[f"next_{name}"] = partial(self._to_next, name, 1)
            moves[f"previous_{name}"] = partial(self._to_next, name, -1)
        still = {"half_down", "half_up", "centre"}
        return {n: move if n in still else partial(self._do, move) for n, move in moves.items()}

    def leave(self) -> bool:
        """Leave what escape leaves first: a preview, words, a search, a filter; whether any."""
        session = self._desk.session
        if session.forget_preview() or session.leave_words():
            return True
        if session.is_searching:
            session.is_searching = False
            return True
        if session.order != selecting.Order():
            session.order = selecting.Order()
            return True
        return False

    def to_section(self, section: int | None) -> None:
        """Go to a section, if one was chosen."""
        if section is not None:
            self._do(lambda: self._desk.session.to_section(section))

    def to_place(self, place: int) -> None:
        """Go to a hunk by its place among all."""
        session = self._desk.session
        session.jump()
        session.at_offset(session.review.hunks[place].edit.start)
        self._desk.refresh_all()

    @property
    def _count(self) -> int:
        return self._desk.count or 1

    def _do(self, move: Callable[[], object]) -> None:
        self._desk.session.forget_preview()
        move()
        self._desk.refresh_all()

    def _times(self, move: Callable[[], bool]) -> None:
        for _ in range(self._count):
            if not move():
                return

    def _to_hunk(self, number: int) -> None:
        if hunks := self._desk.session.review.hunks:
            self.to_place(min(number, len(hunks)) - 1)

    def _back(self, direction: int) -> None:
        if not self._desk.session.back(direction):
            self._desk.say("there is no place to go back to" if direction < 0 else "no further")

    def _to_next(self, name: str, direction: int) -> None:
        session = self._desk.session
        chosen = self._named(name)
        for _ in range(self._count):
            if chosen is None or not session.to_next(chosen, direction):
                self._desk.say(f"there is no such hunk: {chosen or name}")
                return

    def _named(self, name: str) -> Filter | None:
        hunk = self._desk.session.current
        match name:
            case "flagged":
                return selecting.FLAGGED
            case "doubtful":
                return selecting.DOUBTED
            case "garbled":
                return selecting.GARBLED
            case "noted":
                return selecting.NOTED
            case "kind":
                return Filter(By.KIND, hunk.edit.kind) if hunk is not None else None
            case _:
                return selecting.STATES[_STATES[name]]

    def _next_undecided(self) -> None:
        for _ in range(self._count):
            if not self._desk.session.advance():
                self._desk.say(self._nothing_left())
                return

    def _nothing_left(self) -> str:
        """What is true where no hunk is undecided."""
        if self._desk.working:
            return "every hunk so far is decided; the repair goes on"
        session = self._desk.session
        if not session.review.hunks:
            return "there is no hunk"
        if session.order.only is not None and session.left:
            return f"none of those that are {session.order.only} is undecided; escape shows all"
        return "every hunk is decided; w writes the article, Z tells what was done"

    def _search(self) -> None:
        self._desk.ask("Find in the article and in proposals", self._find,
                       self._desk.session.term)  # fmt: skip

    def _find(self, term: str) -> None:
        session = self._desk.session
        if term and not session.search(term):
            self._desk.say(f"{term!r} is not in the article")
        elif not term:
            session.is_searching = False
        self._desk.refresh_all()

    def _to_match(self, direction: int) -> None:
        session = self._desk.session
        session.is_searching = session.to_match(direction * self._count)
        if not session.is_searching:
            self._desk.say("nothing is looked for; / finds")

    def _filter(self) -> None:
        session = self._desk.session
        every = list(selecting.offered(session.review))
        rows = [("all hunks", str(len(session.review.hunks)))]
        rows += [(str(each), str(count)) for each, count in every]

        def chosen(number: int | None) -> None:
            if number is None:
                return
            only = every[number - 1][0] if number else None
            session.order = replace(session.order, only=only)
            places = session.order.places(session.review)
            if only is not None and places and session.place not in places:
                session.move(1)
            self._desk.refresh_all()

        self._desk.app.push_screen(ListScreen("Go only through hunks that are", rows), chosen)

    def _order(self) -> None:
        session = self._desk.session
        session.order = replace(session.order, by_doubt=not session.order.by_doubt)
        if session.order.by_doubt:
            left = [n for n in session.order.places(session.review)
                    if session.review.hunks[n].decision is Decision.PENDING]  # fmt: skip
            if left:
                self.to_place(left[0])
        said = "by doubt: the least sure first" if session.order.by_doubt else "by place"
        self._desk.say(f"hunks are gone through {said}")

    def _notes(self) -> None:
        review = self._desk.session.review
        places = noted(review)
        if not places:
            self._desk.say("there is no note; ; writes one")
            return
        rows = [(review.hunks[place].note, review.hunks[place].edit.original) for place in places]

        def chosen(number: int | None) -> None:
            if number is not None:
                self.to_place(places[number])

        self._desk.app.push_screen(ListScreen(counted(len(places), "note"), rows), chosen)

    def _sections(self) -> None:
        self._desk.app.push_screen(SectionsScreen(self._desk.session), self.to_section)
