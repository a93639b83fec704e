"""A session: whatever keys are pressed, the review stays a review and nothing is lost."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from assistant.article.document import Document
from assistant.article.files import read_text
from assistant.edits import Alternative, Edit, splice
from assistant.errors import SourceError, UsageError
from assistant.review import file as review_file
from assistant.review.decisions import candidates, decide
from assistant.review.log import is_sound
from assistant.review.merge import SectionEdits, with_proposals
from assistant.review.model import Decision, Review, make, proposed_edits, text
from assistant.review.selecting import DOUBTED, FLAGGED, STATES, Filter, Order, waiting
from assistant.review.selection import Side
from assistant.tui.flow import View
from assistant.tui.laying import Laying
from assistant.tui.standing import marks
from assistant.workspace.claim import claim
from assistant.workspace.exporting import Export, exported
from assistant.workspace.session import Session

SOURCE = (
    "Ferry Plan\n\nHarbor Vote\n\nThe alien firm froze off the alien plan.\n\n"
    "After It\n\nThe alien boats left the harbor on Friday.\n"
)


def edits(*words: str) -> list[Edit]:
    """An edit for every place where one of the words stands."""
    found = []
    for word in words:
        at = SOURCE.find(word)
        while at >= 0:
            other = (Alternative("strange", 0.1),)
            found.append(Edit(at, at + len(word), word, word.upper(), alternatives=other))
            at = SOURCE.find(word, at + 1)
    return found


def review(*words: str) -> Review:
    """A review of those edits."""
    return make(read_text(SOURCE), edits(*words), "scripted")


def proposed(section: int, *words: str) -> SectionEdits:
    """Those edits of a section, as an engine proposes them in the end."""
    hunks = [hunk for hunk in review(*words).hunks if hunk.section == section]
    return SectionEdits(section, tuple(hunk.edit for hunk in hunks))


class Editor(RuleBasedStateMachine):
    """An editor who presses any key, while an engine goes on proposing."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.laying = Laying(SOURCE)
        path = Path(self.folder.name) / "r.json"
        self.session = Session(
            document=Document.of_text(SOURCE), review=review("alien"), path=path, claim=claim(path)
        )

    def teardown(self) -> None:
        """What is on the disk is what was decided."""
        self.session.put(self.session.review)
        assert self.session.saved()
        assert review_file.load_review(self.session.path) == self.session.review
        self.session.close()
        self.folder.cleanup()

    @rule(decision=st.sampled_from([Decision.ACCEPTED, Decision.REJECTED]))
    def decide(self, decision: Decision) -> None:
        """Accept or reject."""
        with suppress(UsageError):
            self.session.decide(decision)

    @rule(told=st.text(min_size=1, max_size=5))
    def write(self, told: str) -> None:
        """By hand."""
        self.session.write(told)

    @rule(number=st.integers(1, 9))
    def choose(self, number: int) -> None:
        """A candidate, if there is one."""
        try:
            self.session.choose(number)
        except UsageError:
            hunk = self.session.current
            assert hunk is None or number >= len(candidates(hunk))

    @rule(step=st.integers(-3, 3))
    def move(self, step: int) -> None:
        """Up and down."""
        self.session.move(step)
        self.session.move_section(step or 1)

    @rule()
    def like(self) -> None:
        """All like this one."""
        with suppress(UsageError):
            self.session.accept_like()

    @rule(decision=st.sampled_from([Decision.ACCEPTED, Decision.REJECTED]))
    def section(self, decision: Decision) -> None:
        """A whole section."""
        self.session.decide_section(decision)

    @rule(count=st.integers(-3, 3), keeps=st.booleans())
    def words(self, count: int, *, keeps: bool) -> None:
        """Stand at words, select some."""
        self.session.word(count)
        if keeps:
            self.session.begin_extending()

    @rule()
    def delete(self) -> None:
        """Take away what is there."""
        self.session.delete()

    @rule(side=st.sampled_from(Side), count=st.sampled_from([-1, 1, 2]))
    def resize(self, side: Side, count: int) -> None:
        """A word more, or less."""
        with suppress(UsageError):
            self.session.resize(side, count)

    @rule(way=st.sampled_from(["split", "join", "repeat"]))
    def reshape(self, way: str) -> None:
        """Split, join, decide as before."""
        with suppress(UsageError):
            getattr(self.session, way)()

    @rule(number=st.integers(0, 2))
    def preview(self, number: int) -> None:
        """Look at a candidate."""
        with suppress(UsageError):
            self.session.preview(number)

    @rule(term=st.sampled_from(["alien", "harbor", "the", "none"]), count=st.integers(-2, 2))
    def search(self, term: str, count: int) -> None:
        """Find something, and go on from there."""
        self.session.search(term)
        self.session.to_match(count)
        self.session.back(-1)

    @rule(only=st.sampled_from([None, FLAGGED, DOUBTED, STATES[Decision.PENDING]]),
          by_doubt=st.booleans())  # fmt: skip
    def order(self, only: Filter | None, *, by_doubt: bool) -> None:
        """Go through some of them."""
        self.session.order = Order(only, by_doubt)
        self.session.advance()

    @rule()
    def rules(self) -> None:
        """Always so, left, what checks find."""
        self.session.write_everywhere("harbor", "port")
        self.session.leave_everywhere("alien")
        self.session.check()

    @rule(decision=st.sampled_from([Decision.ACCEPTED, Decision.REJECTED, Decision.PENDING]),
          sure=st.sampled_from([0.05, 0.9, 0.99]))  # fmt: skip
    def bulk(self, decision: Decision, sure: float) -> None:
        """Decide many at once; one undo takes it back."""
        before = self.session.review
        if self.session.decide_all(waiting(before, least=sure), decision):
            self.session.undo()
            assert self.session.review.hunks == before.hunks
            self.session.redo()

    @rule(view=st.sampled_from(View), columns=st.sampled_from([20, 80]))
    def look(self, view: View, columns: int) -> None:
        """What is laid out is the same, whatever stood there before."""
        session, afresh = self.session, Laying(SOURCE)
        for laying in (self.laying, afresh):
            place = session.shown_place if session.current else -1
            laying.take(session.as_previewed, place, view, marks(session))
            laying.lay(columns)
        rows = range(max(self.laying.height, afresh.height))
        assert [self.laying.row(row) for row in rows] == [afresh.row(row) for row in rows]
        assert self.laying.rows() == afresh.rows()

    @rule()
    def export(self) -> None:
        """For Word: it reads as proposed, if XML can hold what was written."""
        try:
            found = exported(self.session.document, self.session.review, Export.WORD)
        except SourceError:
            return
        shown = Document.of_bytes(found, path="r.docx").article.source
        assert shown.split() == splice(SOURCE, proposed_edits(self.session.review)).split()

    @rule()
    def undo(self) -> None:
        """Take back."""
        before = self.session.review
        if self.session.undo():
            self.session.redo()
            assert self.session.review == before
            self.session.undo()

    @rule(words=st.sets(st.sampled_from(["alien", "froze off", "boats", "alien firm"])))
    def arrived(self, words: set[str]) -> None:
        """The engine has something new; no decision is lost."""
        before = {h.id: h for h in self.session.review.hunks if h.decision is not Decision.PENDING}
        for section in self.session.review.sections:
            self.session.arrived(proposed(section.id, *words))
        after = {hunk.id: hunk for hunk in self.session.review.hunks}
        assert all(after[hunk_id] == hunk for hunk_id, hunk in before.items())

    @invariant()
    def sound(self) -> None:
        """The text is the source but for the hunks, and the place is one."""
        hunks = self.session.review.hunks
        assert 0 <= self.session.place <= max(len(hunks) - 1, 0)
        assert len({hunk.id for hunk in hunks}) == len(hunks)
        assert is_sound(self.session.review)
        rejected = self.session.review
        for hunk in hunks:
            rejected = decide(rejected, hunk.id, Decision.REJECTED)
        assert text(rejected, SOURCE) == SOURCE


Editor.TestCase.settings = settings(max_examples=30, stateful_step_count=100, deadline=None)
TestEditor = Editor.TestCase


def test_what_an_engine_proposes_later_joins_what_was_decided() -> None:
    """Hunks keep their ids and decisions, new ones get new ids, in the order of the article."""
    old = review("alien")
    first, second, third = (hunk.id for hunk in old.hunks)
    old = decide(old, second, Decision.ACCEPTED)
    new = with_proposals(old, proposed(old.hunks[0].section, "alien", "froze off"))
    assert [(h.edit.original, h.id, h.decision) for h in new.hunks] == [
        ("alien", first, Decision.PENDING),
        ("froze off", new.hunks[1].id, Decision.PENDING),
        ("alien", second, Decision.ACCEPTED),
        ("alien", third, Decision.PENDING),
    ]
    assert len({hunk.id for hunk in new.hunks}) == 4
