"""One review being decided: the hunk the editor is at, and every way to decide and undo.

The desk, the line mode and scripts use the same session; each decision is saved as it is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.atomic import permissions, write_atomic
from assistant.edits import Edit, Flag
from assistant.errors import AssistantError, SourceError, UsageError
from assistant.review import decisions, log, navigation
from assistant.review.merge import SectionEdits, with_answers, with_proposals
from assistant.review.model import Decision, Hunk, Review, decided_edits, text
from assistant.workspace import output
from assistant.workspace.autosave import Autosave
from assistant.workspace.claim import Claim
from assistant.workspace.cursor import Cursor
from assistant.workspace.delivering import as_accepted
from assistant.workspace.output import OutputState

_TAKEN_BACK = -1
"""The entry of a repair that was undone while it went on; what it still proposes is left out."""


@dataclass(slots=True, kw_only=True)
class Session(Cursor):
    """A review being decided; every change is saved to `path`, and moves to the next hunk.

    Without a `claim` it is only read: whatever would change it raises UsageError.
    """

    document: Document
    path: Path
    claim: Claim | None
    _autosave: Autosave = field(init=False)
    _entry: int | None = None

    def __post_init__(self) -> None:
        self._autosave = Autosave(self.path, self.claim)
        self.place = navigation.next_undecided(self.review, -1) or 0

    @property
    def article(self) -> Article:
        """The article that the review is of."""
        return self.document.article

    @property
    def failure(self) -> AssistantError | None:
        """Why the latest decisions are not on the disk, if they are not."""
        return self._autosave.failure

    @property
    def is_read_only(self) -> bool:
        """Whether the review is decided elsewhere."""
        return self.claim is None or not self.claim.stands

    def put(self, review: Review) -> None:
        """Take another review in the place of this one, and save it; the hunk stays the same.

        Raises UsageError where the review is only read.
        """
        if self.is_read_only:
            msg = "this review is only read here: it is decided elsewhere"
            raise UsageError(msg, hint="open it again to take it over")
        at = self.current
        self.review = review
        if at is not None:
            here = navigation.of_id(review, at.id)
            self.place = navigation.step(review, self.place, 0) if here is None else here
        self._autosave.save(review)

    def begin_repair(self) -> None:
        """Let one undo take back all that an engine proposes from now on."""
        review, self._entry = log.reserve(self.review)
        self.put(review)

    def end_repair(self) -> None:
        """Nothing more is proposed."""
        if self._entry is not None:
            self.put(log.release(self.review, self._entry))
        self._entry = None

    def arrived(self, proposed: SectionEdits) -> None:
        """Take what an engine has proposed meanwhile; decisions stay."""
        if self._entry != _TAKEN_BACK:
            self.put(with_proposals(self.review, proposed, self._entry))

    def regenerated(self, asked: Sequence[Hunk], edits: Sequence[Edit]) -> bool:
        """Take what an engine says of hunks it was asked again about; whether anything is new.

        What was decided meanwhile stays.
        """
        review = with_answers(self.review, asked, edits)
        if review == self.review:
            return False
        start = self.current.edit.start if self.current else 0
        self.put(review)
        if self.current is None or self.current.edit.start != start:
            self.at_offset(start)
        return True

    def annotate(self, note: str) -> None:
        """Write a note beside the current hunk."""
        if (hunk := self.current) is not None:
            self.put(decisions.annotate(self.review, hunk.id, note))

    def undecided_here(self) -> list[str]:
        """The undecided hunks of the current section."""
        here = self.current.section if self.current else -1
        return [
            h.id for h in self.review.hunks if h.section == here and h.decision is Decision.PENDING
        ]

    def decide(self, decision: Decision) -> None:
        """Accept or reject the current hunk and go on."""
        if (hunk := self.current) is not None:
            self.put(decisions.decide(self.review, hunk.id, decision))
            self.advance()

    def write(self, written: str) -> bool:
        """Decide the current hunk for a text of the editor's own; whether it alters a fact.

        Raises SourceError where the article's encoding lacks a character of it.
        """
        if (hunk := self.current) is None:
            return False
        self.document.require_storable(written)
        self.put(decisions.decide(self.review, hunk.id, Decision.CHANGED, written))
        self.advance()
        return Flag.FACT in self.review.hunk(hunk.id).edit.flags

    def choose(self, number: int) -> None:
        """Take a candidate; raises UsageError where there is no such one."""
        if (hunk := self.current) is not None:
            self.put(decisions.choose(self.review, hunk.id, number))
            self.advance()

    def accept_like(self) -> int:
        """Accept all like this one; how many."""
        if (hunk := self.current) is None:
            return 0
        before = self.decided
        self.put(decisions.accept_like(self.review, hunk.id))
        self.advance()
        return self.decided - before

    def decide_section(self, decision: Decision) -> int:
        """Decide what is undecided in the current section, as one step; how many."""
        ids = self.undecided_here()
        self.put(decisions.decide_all(self.review, ids, decision))
        self.advance()
        return len(ids)

    def undo(self) -> bool:
        """Take the last decision back and go to its hunk; whether there was one."""
        if not self.review.log:
            return False
        place = log.place(self.review.log[-1])
        self.put(log.undo(self.review))
        if self._entry is not None and self._entry >= len(self.review.log):
            self._entry = _TAKEN_BACK
        self.at_offset(place)
        return True

    def redo(self) -> bool:
        """Make the decision again that was taken back; whether there was one."""
        if not self.review.undone:
            return False
        place = log.place(self.review.undone[-1])
        self.put(log.redo(self.review))
        self.at_offset(place)
        return True

    def proposed(self) -> Article:
        """The article with all that was not rejected; what alters a fact only where accepted."""
        return as_accepted(self.document, self.review)[0]

    def text(self) -> str:
        """The article as decided."""
        return text(self.review, self.article.source)

    def output_state(self, path: str) -> OutputState:
        """What lies where the article is to be written."""
        return output.output_state(self.review, path)

    def write_article(self, path: str) -> None:
        """Write the article as decided, over whatever lies there.

        Nobody may read it who may not read its source. Raises SourceError where that cannot
        be done, and for a link: whoever made it would choose what is written over.
        """
        data = self.document.written(decided_edits(self.review))
        if Path(path).is_symlink():
            raise SourceError(f"{path} is a link", hint="name the place that you mean")
        write_atomic(path, data, most=permissions(self.article.path))
        if not self.is_read_only:
            self.put(replace(self.review, written=output.written(path, data)))

    def take_in(self, path: str) -> int:
        """Take in what was changed in the written article as hunks by hand; how many are new.

        Raises AssistantError where that cannot be told.
        """
        review = output.taken_in(self.review, self.document, path)
        new = {hunk.id for hunk in review.hunks} - {hunk.id for hunk in self.review.hunks}
        if review != self.review:
            self.put(replace(review, written=output.as_it_is(path)))
            self.at_offset(log.place(review.log[-1]))
        return len(new)

    def saved(self) -> bool:
        """Wait until every decision is on the disk; whether it is."""
        return self._autosave.flush() and self._autosave.failure is None

    def close(self) -> None:
        """Save what is left, and let others decide."""
        if (claim := self.hand_over()) is not None:
            claim.release()

    def hand_over(self) -> Claim | None:
        """Save what is left, and give the claim to another session of the same review."""
        self._autosave.close()
        return self.claim
