"""Writing words of one's own into an article, and where hunks begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.edits import EditKind, Flag
from assistant.errors import UsageError
from assistant.review import always, boundaries, byhand, decisions, log
from assistant.review.model import Decision, Hunk, Review, decided
from assistant.review.selection import Side
from assistant.workspace.deciding import Deciding


@dataclass(slots=True, kw_only=True)
class Writing(Deciding):
    """A review that is written in at a cursor, at hunks or at words."""

    def require_writable(self, text: str) -> None:
        """Raise SourceError where the article cannot hold a text."""

    def written_here(self) -> str:
        """What stands where the editor is, or is proposed there, to be written otherwise."""
        if (hunk := self.current) is not None:
            if (number := self.previewed) is not None:
                return decisions.candidates(hunk)[number]
            return hunk.edit.replacement if hunk.changed_to is None else hunk.changed_to
        span = self.span
        within = [hunk for hunk in self.review.hunks if span.contains(hunk.edit.span)]
        return decided(self.source[span.start : span.end], span.start, within)

    def write(self, written: str) -> bool:
        """Have a text of the editor's own stand at the current hunk or words; nothing deletes it.

        Whether it alters a fact. Raises SourceError where the article's encoding lacks a
        character of it.
        """
        if not written:
            return self.delete()
        self.require_writable(written)
        if (hunk := self.current) is not None:
            return self._write(hunk, written)
        return self._by_hand(byhand.written(self.review, self.source, self.span, written))

    def delete(self) -> bool:
        """Take what stands at the current hunk or words away; whether that alters a fact."""
        if self.selection is None and self.current is None:
            return False
        return self._by_hand(byhand.deleted(self.review, self.source, self.span))

    def repeat(self) -> None:
        """Decide the current hunk as the last one was; raises UsageError where none was."""
        if self._latest is None:
            msg = "nothing was decided yet that could be repeated"
            raise UsageError(msg)
        decision, text = self._latest
        if text is None:
            self.decide(decision)
        else:
            self.write(text)

    def resize(self, side: Side, count: int) -> None:
        """Have the current hunk, or what is selected, reach a word further, or less far."""
        if self.selection is not None and self.current is None:
            self.extend(side, count)
            return
        change = boundaries.grown if count > 0 else boundaries.shrunk
        review, hunk = self.review, self.hunk()
        for _ in range(abs(count)):
            review = change(review, self.source, hunk.id, side)
            hunk = next(step.after for step in review.log[-1] if step.after is not None)
        self._reshaped(review, hunk.edit.start)

    def split(self) -> None:
        """Have the current hunk be several."""
        hunk = self.hunk()
        self._reshaped(boundaries.split(self.review, hunk.id), hunk.edit.start)

    def join(self) -> None:
        """Have the current hunk and the next one be one."""
        hunk = self.hunk()
        self._reshaped(boundaries.joined(self.review, self.source, hunk.id), hunk.edit.start)

    def write_everywhere(self, term: str, form: str) -> int:
        """Have a term be written in a form wherever it stands; how many hunks that decides."""
        self.require_writable(form)
        return self._put_counting(always.everywhere(self.review, self.source, term, form))

    def leave_everywhere(self, term: str) -> int:
        """Reject every undecided hunk of a term; how many."""
        return self._put_counting(always.left(self.review, term))

    def _put_counting(self, review: Review) -> int:
        if review == self.review:
            return 0
        self.put(review)
        return len(review.log[-1])

    def _write(self, hunk: Hunk, written: str) -> bool:
        self._preview = "", 0
        texts = decisions.candidates(hunk)
        if written in texts[:2] and hunk.edit.kind is not EditKind.MARK:
            self._choose(hunk, texts.index(written))
            return Flag.FACT in hunk.edit.flags and written != hunk.edit.original
        if written == hunk.edit.original:
            self.decide(Decision.REJECTED)
            return False
        self.put(decisions.decide(self.review, hunk.id, Decision.CHANGED, written))
        self._latest = Decision.CHANGED, written
        self.advance()
        return Flag.FACT in self.review.hunk(hunk.id).edit.flags

    def _by_hand(self, review: Review) -> bool:
        """Take in what was written at words, and stand at the hunk that it is."""
        self.leave_words()
        if review == self.review:
            return False
        self._preview = "", 0
        self.put(review)
        start = log.place(review.log[-1])
        self.at_offset(start)
        hunk = self.current
        return hunk is not None and hunk.edit.start == start and Flag.FACT in hunk.edit.flags

    def _reshaped(self, review: Review, start: int) -> None:
        self.leave_words()
        self.put(review)
        self.at_offset(start)
