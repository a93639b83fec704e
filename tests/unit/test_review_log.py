"""Whatever is done to a review, undo takes it back, redo does it again, and no work is lost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.edits import Edit, EditKind
from assistant.errors import UsageError
from assistant.review import decisions, log
from assistant.review.merge import SectionEdits, with_answers, with_edit, with_proposals
from assistant.review.model import Decision, Hunk, Review, make, text
from assistant.review.serialisation import dumps, loads

SOURCE = "one two three four five\n\n## Next\n\nsix seven eight nine ten\n"
ARTICLE = read_text(SOURCE, format=MARKDOWN)
SECTIONS = [section.id for section in ARTICLE.sections]


@st.composite
def proposals(draw: st.DrawFn, section: int) -> tuple[Edit, ...]:
    """Edits of a section, apart and in order."""
    span = ARTICLE.sections[section].span
    sizes = st.tuples(st.integers(1, 6), st.integers(0, 5), st.sampled_from(["", "X", "Y z"]))
    edits, at = [], span.start
    for gap, size, written in draw(st.lists(sizes, max_size=5)):
        start, end = at + gap, at + gap + size
        if end >= span.end:
            break
        edits.append(Edit(start, end, SOURCE[start:end], written))
        at = end
    return tuple(edits)


def any_edit(data: st.DataObject) -> Edit:
    """An edit of any place."""
    start = data.draw(st.integers(0, len(SOURCE) - 1))
    end = data.draw(st.integers(start, len(SOURCE) - 1))
    return Edit(start, end, SOURCE[start:end], "points", EditKind.TAKEAWAYS)


class Editing(RuleBasedStateMachine):
    """An editor and an engine at one review; `before` are the hunks before entries of its log."""

    def __init__(self) -> None:
        super().__init__()
        self.review = make(ARTICLE, (), "x")
        self.before: dict[int, tuple[Hunk, ...]] = {}
        self.entry: int | None = None

    def put(self, review: Review) -> None:
        """What the editor did is one entry, or nothing."""
        if review != self.review:
            assert len(review.log) == len(self.review.log) + 1
            self.before[len(self.review.log)] = self.review.hunks
            self.review = review

    @precondition(lambda self: self.review.hunks)
    @rule(data=st.data(), decision=st.sampled_from(Decision), note=st.sampled_from(["", "n"]))
    def decide(self, data: st.DataObject, decision: Decision, note: str) -> None:
        """A hunk, with a note."""
        hunk = data.draw(st.sampled_from(self.review.hunks))
        written = "mine" if decision is Decision.CHANGED else None
        self.put(decisions.decide(self.review, hunk.id, decision, written))
        self.put(decisions.annotate(self.review, hunk.id, note))

    @rule(data=st.data())
    def insert(self, data: st.DataObject) -> None:
        """A hunk over others, if none reaches beyond it."""
        with suppress(UsageError):
            self.put(with_edit(self.review, any_edit(data)))

    @precondition(lambda self: self.review.hunks)
    @rule(data=st.data())
    def regenerate(self, data: st.DataObject) -> None:
        """Some hunks of a section."""
        asked = data.draw(st.lists(st.sampled_from(self.review.hunks), unique=True, min_size=1))
        edits = data.draw(proposals(data.draw(st.sampled_from(SECTIONS))))
        self.put(with_answers(self.review, asked, edits))

    @precondition(lambda self: self.entry is None)
    @rule()
    def begin(self) -> None:
        """Repair again."""
        before = self.review.hunks
        self.review, self.entry = log.reserve(self.review)
        self.before[self.entry] = before

    @precondition(lambda self: self.entry is not None)
    @rule()
    def end(self) -> None:
        """The repair is done."""
        assert self.entry is not None
        was = len(self.review.log)
        self.review = log.release(self.review, self.entry)
        if len(self.review.log) < was:
            places = self.before.items()
            self.before = {n - (n > self.entry): h for n, h in places if n != self.entry}
        self.entry = None

    @rule(data=st.data(), last=st.booleans())
    def arrive(self, data: st.DataObject, last: bool) -> None:
        """An engine's proposal: nothing that was worked on goes."""
        section = data.draw(st.sampled_from(SECTIONS))
        worked = {h for h in self.review.hunks if h.decision is not Decision.PENDING or h.note}
        pending = set(self.review.hunks)
        edits = data.draw(proposals(section))
        proposed = SectionEdits(section, edits, last=last)
        self.review = with_proposals(self.review, proposed, self.entry)
        assert worked <= set(self.review.hunks)
        if not last:
            assert {h.id for h in pending} <= {h.id for h in self.review.hunks}
        place = -1 if self.entry is None else self.entry
        self.before = {n: hunks for n, hunks in self.before.items() if n <= place}

    @precondition(lambda self: self.review.log)
    @rule()
    def undo(self) -> None:
        """Back, and forth, and back."""
        back = log.undo(self.review)
        again = log.redo(back)
        assert (again.hunks, again.log) == (self.review.hunks, self.review.log)
        if (before := self.before.pop(len(back.log), None)) is not None:
            assert back.hunks == before
        self.review = back
        if self.entry is not None and self.entry >= len(back.log):
            self.entry = None

    @precondition(lambda self: self.review.undone)
    @rule()
    def redo(self) -> None:
        """Forth."""
        self.before[len(self.review.log)] = self.review.hunks
        self.review = log.redo(self.review)

    @invariant()
    def sound(self) -> None:
        """All the way back and forth the text can be made; and the file says the same."""
        stored = loads(dumps(self.review))
        filled = tuple(entry for entry in self.review.log if entry)
        undone = tuple(entry for entry in self.review.undone if entry)
        assert stored == replace(self.review, log=filled, undone=undone)
        review = self.review
        while review.undone:
            review = log.redo(review)
            text(review, SOURCE)
        while review.log:
            review = log.undo(review)
            text(review, SOURCE)


Editing.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestEditing = Editing.TestCase
