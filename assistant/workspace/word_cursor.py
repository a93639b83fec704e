"""Going through the words of an article, and to what is looked for in it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.language.span import Span
from assistant.review.search import Match, matches, next_match
from assistant.review.selection import Selection, Side
from assistant.review.stops import Stops
from assistant.workspace.cursor import Cursor


@dataclass(slots=True, kw_only=True)
class WordCursor(Cursor):
    """A cursor that can stand at words too; `term` is what was looked for last."""

    term: str = ""
    is_searching: bool = False

    @property
    def source(self) -> str:
        """The source of the review; what has none has no words to stand at."""
        return ""

    @property
    def walked(self) -> str:
        """The source as it is gone through: what is not shown is white space in it."""
        return self.source

    @property
    def stops(self) -> Stops:
        """The words and hunks to stand at."""
        return Stops(self.walked, self.review.hunks)

    def word(self, count: int) -> None:
        """Go some words on, or back; a hunk counts as one."""
        stops = self.stops
        here = self.selection or Selection.of(self.span)
        if self.selection is None and self.current is None:
            count -= 1 if count > 0 else 0
            here = Selection.of(stops.at(0) or self.span)
        self.selection = here.moved(stops, count, keeps_anchor=self.is_extending)

    def extend(self, side: Side, count: int) -> None:
        """Select a word more on a side, or, for a negative count, less."""
        if self.selection is not None:
            self.selection = self.selection.resized(self.stops, side, count)

    def select_at(self, span: Span) -> None:
        """Stand at whatever words and hunks a span touches."""
        stops = self.stops
        if span.start == span.end:
            span = stops.at(span.start) or span
        self.selection = Selection.of(stops.snapped(span))

    def begin_extending(self) -> None:
        """Let the words select from here on, or no longer."""
        if self.selection is None:
            self.word(0)
        self.is_extending = not self.is_extending

    def leave_words(self) -> bool:
        """Go back to the hunks, to the nearest one; whether the editor was at words."""
        was_at_words = self.selection is not None
        self._leave_words()
        return was_at_words

    def search(self, term: str) -> bool:
        """Look for a term from here on, round the end; whether it stands anywhere."""
        self.term, self.is_searching = term, bool(self.matches(term))
        return self.is_searching and self.to_match(0)

    def matches(self, term: str | None = None) -> tuple[Match, ...]:
        """Every place of what is looked for."""
        return matches(self.review, self.walked, self.term if term is None else term)

    def to_match(self, count: int) -> bool:
        """Go some matches on, or back, round the end; 0 goes to the first from here on.

        Whether there is any.
        """
        if not (found := self.matches()):
            return False
        self.jump()
        for _ in range(max(abs(count), 1)):
            match = next_match(found, self.span, count)
            if match.hunk >= 0:
                self._go(match.hunk)
            else:
                self.select_at(match.span)
        return True

    def back(self, direction: int) -> bool:
        """Go back to where the editor jumped from, or on again; whether there is such a place."""
        one, other = (self._jumps, self._returns) if direction < 0 else (self._returns, self._jumps)
        here = self.span.start
        while one:
            offset = one.pop()
            if offset != here:
                other.append(here)
                self._to(offset)
                return True
        return False

    def _to(self, offset: int) -> None:
        """Stand at a place of the source: at its hunk, or at its word."""
        self._leave_words()
        starts = [hunk.edit.start for hunk in self.review.hunks]
        if offset in starts:
            self._go(starts.index(offset))
        else:
            self.select_at(Span(offset, offset))
