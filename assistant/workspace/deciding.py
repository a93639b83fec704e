"""Every way to decide what somebody is at, and to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.edits import EditKind
from assistant.errors import UsageError
from assistant.review import decisions, log, navigation
from assistant.review.model import Decision, Entry, Hunk, Review
from assistant.review.selecting import alike, waiting
from assistant.review.selection import Selection
from assistant.workspace.word_cursor import WordCursor


@dataclass(slots=True, kw_only=True)
class Deciding(WordCursor):
    """A review being decided at a cursor; a decision goes on to the next hunk."""

    _preview: tuple[str, int] = ("", 0)
    _latest: tuple[Decision, str | None] | None = field(default=None)

    def put(self, review: Review) -> None:
        """Take another review in the place of this one; the hunk, or the words, stay the same."""
        at = self.current
        self.review = review
        self.place = navigation.step(review, self.place, 0)
        if self.selection is not None:
            snapped = self.stops.snapped(self.selection.span)
            if snapped != self.selection.span:
                self.selection = Selection.of(snapped)
        elif at is not None:
            here = navigation.of_id(review, at.id)
            self.place = self.place if here is None else here

    def hunk(self) -> Hunk:
        """The hunk the editor is at; raises UsageError at words that are none."""
        if (hunk := self.current) is None:
            if self.selection is None:
                msg = "there is no hunk"
                raise UsageError(msg)
            msg = "these words are no hunk"
            raise UsageError(msg, hint="e writes them, d takes them away, escape leaves them")
        return hunk

    def annotate(self, note: str) -> None:
        """Write a note beside the current hunk."""
        self.put(decisions.annotate(self.review, self.hunk().id, note))

    def decide(self, decision: Decision) -> None:
        """Accept or reject the current hunk and go on; what is previewed is accepted.

        Raises UsageError where nothing is proposed.
        """
        hunk = self.hunk()
        if decision is Decision.ACCEPTED and (number := self.previewed) is not None:
            self._choose(hunk, number)
        elif decision is Decision.ACCEPTED and hunk.edit.kind is EditKind.MARK:
            msg = "nothing is proposed here"
            raise UsageError(msg, hint="e writes it, n leaves it as it stands")
        else:
            self.put(decisions.decide(self.review, hunk.id, decision))
            self._latest = decision, None
            self.advance()

    @property
    def previewed(self) -> int | None:
        """The number of the candidate of the current hunk that is looked at, if one is."""
        hunk_id, number = self._preview
        return number if self.current is not None and self.current.id == hunk_id else None

    @property
    def as_previewed(self) -> Sequence[Hunk]:
        """The hunks, the current one as if the candidate that is looked at was taken."""
        hunk, number = self.current, self.previewed
        if hunk is None or number is None:
            return self.review.hunks
        seen = replace(hunk, changed_to=decisions.candidates(hunk)[number])
        seen = replace(seen, decision=Decision.CHANGED if number else Decision.REJECTED)
        place = self.shown_place
        return (*self.review.hunks[:place], seen, *self.review.hunks[place + 1 :])

    def preview(self, number: int) -> None:
        """Look at a candidate of the current hunk in its place; the same number takes it.

        Raises UsageError where there is no such candidate.
        """
        hunk = self.hunk()
        decisions.choose(self.review, hunk.id, number)
        if self.previewed == number:
            self._choose(hunk, number)
        else:
            self._preview = hunk.id, number

    def forget_preview(self) -> bool:
        """Look at no candidate any more; whether one was looked at."""
        was_previewed = self.previewed is not None
        self._preview = "", 0
        return was_previewed

    def choose(self, number: int) -> None:
        """Take a candidate; raises UsageError where there is no such one."""
        self._choose(self.hunk(), number)

    def alike(self) -> list[str]:
        """The current hunk and the undecided ones that are like it."""
        hunk = self.current
        return [] if hunk is None else alike(self.review, hunk)

    def accept_like(self) -> int:
        """Accept all like this one; how many."""
        if self.hunk().edit.kind is EditKind.MARK:
            self.decide(Decision.ACCEPTED)
        return self.decide_all(self.alike(), Decision.ACCEPTED)

    def undecided_here(self) -> list[str]:
        """The undecided hunks of the current section."""
        here = self.section.id
        return [
            h.id for h in self.review.hunks if h.section == here and h.decision is Decision.PENDING
        ]

    def decide_section(self, decision: Decision) -> int:
        """Decide what is undecided in the current section, as one step; how many.

        What is flagged is not accepted with the others, but waits.
        """
        ids = self.undecided_here()
        if decision is Decision.ACCEPTED:
            unflagged = set(waiting(self.review))
            ids = [hunk_id for hunk_id in ids if hunk_id in unflagged]
        return self.decide_all(ids, decision)

    def decide_all(self, ids: Sequence[str], decision: Decision) -> int:
        """Decide several hunks as one step; how many."""
        before = {hunk.id: hunk.decision for hunk in self.review.hunks}
        self.put(decisions.decide_all(self.review, ids, decision))
        self.advance()
        return sum(before[hunk_id] is not decision for hunk_id in ids)

    def undo(self) -> bool:
        """Take the last decision back and go to its hunk; whether there was one."""
        return self._go_through(log.undo, self.review.log[-1:])

    def redo(self) -> bool:
        """Make the decision again that was taken back; whether there was one."""
        return self._go_through(log.redo, self.review.undone[-1:])

    def _go_through(self, way: Callable[[Review], Review], entries: Sequence[Entry]) -> bool:
        for entry in entries:
            self.put(way(self.review))
            self.at_offset(log.place(entry))
        return bool(entries)

    def _choose(self, hunk: Hunk, number: int) -> None:
        self._preview = "", 0
        self.put(decisions.choose(self.review, hunk.id, number))
        new = self.review.hunk(hunk.id)
        self._latest = new.decision, new.changed_to
        self.advance()
