"""One article on the desk: its review, the hunk the editor is at, and what the keys do to both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.edits import Edit
from assistant.errors import AssistantError
from assistant.review import decisions, log
from assistant.review import model as reviews
from assistant.review.merge import SectionEdits, with_answers, with_proposals
from assistant.review.model import Decision, Hunk, Policy, Review, SectionMark
from assistant.workspace.autosave import Saver

_TAKEN_BACK = -1
"""The entry of a repair that was undone while it went on; what it still proposes is left out."""


@dataclass(slots=True)
class Session:
    """A review being decided; each decision is saved to `path`, and moves to the next hunk."""

    article: Article
    review: Review
    path: Path
    place: int = 0
    _saver: Saver = field(init=False)
    _entry: int | None = None

    def __post_init__(self) -> None:
        self._saver = Saver(self.path)
        self.place = max(self._next_undecided(-1), 0)

    @property
    def current(self) -> Hunk | None:
        """The hunk the editor is at."""
        hunks = self.review.hunks
        return hunks[self.place] if 0 <= self.place < len(hunks) else None

    @property
    def decided(self) -> int:
        """How many hunks are decided."""
        return len(self.review.hunks) - self.review.count(Decision.PENDING)

    @property
    def left(self) -> int:
        """How many hunks are undecided."""
        return self.review.count(Decision.PENDING)

    @property
    def section(self) -> SectionMark:
        """The section the editor is at."""
        number = self.current.section if self.current else 0
        return self.review.sections[number]

    @property
    def failure(self) -> AssistantError | None:
        """Why the latest decisions are not on the disk, if they are not."""
        return self._saver.failure

    def put(self, review: Review) -> None:
        """Take another review in the place of this one, and save it; the hunk stays the same."""
        at = self.current
        self.review = review
        if at is not None:
            self.place = next(
                (n for n, h in enumerate(review.hunks) if h.id == at.id), min(
                    self.place, max(len(review.hunks) - 1, 0)
                )
            )  # fmt: skip
        self._saver.save(review)

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

    def decide(self, decision: Decision, text: str | None = None) -> None:
        """Decide the current hunk and go on."""
        if (hunk := self.current) is not None:
            self.put(decisions.decide(self.review, hunk.id, decision, text))
            self.advance()

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

    def move(self, step: int) -> None:
        """Go some hunks on, or back, as far as there are any."""
        self.place = min(max(self.place + step, 0), max(len(self.review.hunks) - 1, 0))

    def move_section(self, step: int) -> bool:
        """Go to the first hunk of the next section with one, or the section before."""
        if (hunk := self.current) is None:
            return False
        sections = [h.section for h in self.review.hunks]
        others = sorted(
            {s for s in sections if (s > hunk.section if step > 0 else s < hunk.section)}
        )
        if not others:
            return False
        self.place = sections.index(others[0] if step > 0 else others[-1])
        return True

    def to_section(self, section: int) -> None:
        """Go to the first undecided hunk of a section, or to its first."""
        here = [n for n, hunk in enumerate(self.review.hunks) if hunk.section == section]
        left = (n for n in here if self.review.hunks[n].decision is Decision.PENDING)
        self.place = next(left, here[0] if here else self.place)

    def advance(self) -> bool:
        """Go to the next undecided hunk, round the end; whether there is one."""
        place = self._next_undecided(self.place)
        if place < 0:
            return False
        self.place = place
        return True

    def at_offset(self, offset: int) -> None:
        """Go to the hunk nearest behind a place of the source."""
        starts = [hunk.edit.start for hunk in self.review.hunks]
        self.place = next((n for n, s in enumerate(starts) if s >= offset), len(starts) - 1)

    def sections(self) -> Iterator[tuple[str, int, int]]:
        """The heading of each section, its undecided hunks, and all of them."""
        total = Counter(hunk.section for hunk in self.review.hunks)
        left = Counter(h.section for h in self.review.hunks if h.decision is Decision.PENDING)
        for section in self.review.sections:
            heading = section.heading or self.review.title or "(opening)"
            yield heading, left[section.id], total[section.id]

    def proposed(self) -> Article:
        """The article with all that was not rejected; what alters a fact only where accepted."""
        review = decisions.apply_policy(self.review, Policy.ALL)
        source = self.article.source
        return read_text(
            reviews.text(review, source), path=self.article.path, format=self.article.format
        )

    def text(self) -> str:
        """The article as decided."""
        return reviews.text(self.review, self.article.source)

    def saved(self) -> bool:
        """Wait until every decision is on the disk; whether it is."""
        return self._saver.flush() and self._saver.failure is None

    def close(self) -> None:
        """Save what is left."""
        self._saver.close()

    def _next_undecided(self, place: int) -> int:
        left = [n for n, h in enumerate(self.review.hunks) if h.decision is Decision.PENDING]
        return next((n for n in left if n > place), left[0] if left else -1)
