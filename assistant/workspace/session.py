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
from assistant.edits import Edit
from assistant.errors import AssistantError, SourceError, UsageError
from assistant.review import byhand, log, navigation
from assistant.review.following import with_followed
from assistant.review.merge import SectionEdits, with_answers, with_marks, with_proposals
from assistant.review.model import Hunk, Review, text
from assistant.review.outcome import Outcome
from assistant.review.shown import walked
from assistant.workspace import exporting, glossary, marks, output
from assistant.workspace.autosave import Autosave
from assistant.workspace.claim import Claim
from assistant.workspace.delivering import as_accepted
from assistant.workspace.exporting import Export
from assistant.workspace.output import OutputState
from assistant.workspace.writing import Writing

_TAKEN_BACK = -1
"""The entry of a repair that was undone while it went on; what it still proposes is left out."""


@dataclass(slots=True, kw_only=True)
class Session(Writing):
    """A review being decided; every change is saved to `path`, and moves to the next hunk.

    Without a `claim` it is only read: whatever would change it raises UsageError.
    """

    document: Document
    path: Path
    claim: Claim | None
    _autosave: Autosave = field(init=False)
    _entry: int | None = None
    _walked: str = field(init=False)

    def __post_init__(self) -> None:
        self._autosave = Autosave(self.path, self.claim)
        self._walked = walked(self.article)
        self.place = navigation.next_undecided(self.review, -1) or 0

    @property
    def article(self) -> Article:
        """The article that the review is of."""
        return self.document.article

    @property
    def source(self) -> str:
        """The source of the article."""
        return self.document.article.source

    @property
    def walked(self) -> str:
        """The source without what the desk does not show of it."""
        return self._walked

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
        Writing.put(self, review)
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
            wanted = glossary.applied(self.path, proposed)
            self.put(with_proposals(self.review, wanted, self._entry))

    def check(self) -> int:
        """Bring in what the checks find where no hunk is; how many hunks that are."""
        before = len(self.review.hunks)
        self.put(with_marks(self.review, marks.of_article(self.article)))
        return len(self.review.hunks) - before

    def remember(self, term: str, form: str) -> Path:
        """Put a term into the article's glossary; the path of the glossary."""
        path = glossary.place(self.path)
        glossary.add(path, term, form)
        return path

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

    def require_writable(self, text: str) -> None:
        """Raise SourceError where the article's encoding lacks a character of a text."""
        self.document.require_storable(text)

    def undo(self) -> bool:
        """Take the last decision back and go to its hunk; whether there was one."""
        done = Writing.undo(self)
        if self._entry is not None and self._entry >= len(self.review.log):
            self._entry = _TAKEN_BACK
        return done

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
        data = self.encoded()
        if Path(path).is_symlink():
            raise SourceError(f"{path} is a link", hint="name the place that you mean")
        write_atomic(path, data, most=permissions(self.article.path))
        if not self.is_read_only:
            self.put(replace(self.review, written=output.written(path, data)))

    def outcome(self) -> list[str]:
        """What came of the review so far, in lines: decisions, facts, and where it was written."""
        return [*Outcome.of(self.review).lines(), self.where_written()]

    def where_written(self) -> str:
        """Where the article as decided was written, in words."""
        known = self.review.written
        if known is None:
            return "not written"
        if self.is_written:
            return f"written to {known.path}"
        return f"written to {known.path}, and decided otherwise since"

    @property
    def is_written(self) -> bool:
        """Whether the article was written as it is decided now."""
        known = self.review.written
        if known is None:
            return False
        return output.written(known.path, self.encoded()) == known

    def export_place(self, form: Export, out: str) -> str:
        """Where an export lies unless another place is named."""
        return exporting.place(out or self.article.path, form)

    def export(self, form: Export, path: str) -> None:
        """Write an export over whatever lies there; SourceError where that cannot be done."""
        data = exporting.exported(self.document, self.review, form)
        if Path(path).is_symlink():
            raise SourceError(f"{path} is a link", hint="name the place that you mean")
        write_atomic(path, data, most=permissions(self.article.path))

    def encoded(self) -> bytes:
        """The article as decided, as it is written."""
        return output.encoded(self.document, self.review)

    def take_in_copy(self, path: str) -> int:
        """Take in what was changed in a copy of the article as decided; how many hunks are new.

        Raises SourceError where it cannot be read.
        """
        copy = output.read_again(self.document, path)
        written = copy.article.source
        return self._taken_in(
            with_followed(
                self.review, self.article, lambda own: byhand.with_text(own, self.source, written)
            )
        )

    def take_in(self, path: str) -> int:
        """Take in what was changed in the written article as hunks by hand; how many are new.

        Raises AssistantError where that cannot be told.
        """
        review = output.taken_in(self.review, self.document, path)
        if review != self.review:
            review = replace(review, written=output.as_it_is(path))
        return self._taken_in(review)

    def _taken_in(self, review: Review) -> int:
        new = {hunk.id for hunk in review.hunks} - {hunk.id for hunk in self.review.hunks}
        if review != self.review:
            self.put(review)
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
