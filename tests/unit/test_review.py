"""The review: what was decided, and the text that follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.edits import Alternative, Edit
from assistant.errors import SourceChangedError, SourceError, UsageError
from assistant.review import decisions, log
from assistant.review import model as reviews
from assistant.review.model import Decision, Policy, Review, hunk_id, make
from assistant.review.source import SourceState, check, state, verify
from tests.support.reviews import reviews as any_reviews

_ARTICLE = read_text("A bad day. A Bad night. Some 3 bad men.\n")
_EDITS = (
    Edit(2, 5, "bad", "good", alternatives=(Alternative("fine", 0.2),)),
    Edit(13, 16, "Bad", "Good", flags=("uncertain",)),
    Edit(29, 34, "3 bad", "good", flags=("fact",)),
)


_FIRST, _SECOND, _THIRD = (hunk_id(edit) for edit in _EDITS)


def _review() -> Review:
    return make(_ARTICLE, _EDITS, "test")


def _all(review: Review, decision: Decision) -> Review:
    for hunk in review.hunks:
        review = decisions.decide(review, hunk.id, decision)
    return review


@given(any_reviews())
def test_all_rejected_is_the_source_and_all_accepted_the_proposal(
    made: tuple[Review, Article],
) -> None:
    """Byte for byte."""
    review, article = made
    assert reviews.text(review, article.source) == article.source
    assert reviews.text(_all(review, Decision.REJECTED), article.source) == article.source
    accepted = reviews.text(_all(review, Decision.ACCEPTED), article.source)
    assert accepted == reviews.proposal(review, article.source)


@given(any_reviews(), st.data())
def test_any_subset_differs_in_the_accepted_spans_alone(
    made: tuple[Review, Article], data: st.DataObject
) -> None:
    """What stands between them is as it was."""
    review, article = made
    for hunk in review.hunks:
        if data.draw(st.booleans()):
            review = decisions.decide(review, hunk.id, Decision.ACCEPTED)
    repaired = reviews.text(review, article.source)
    at = shift = 0
    for hunk in review.hunks:
        start, end = hunk.edit.start, hunk.edit.end
        assert repaired[at + shift : start + shift] == article.source[at:start]
        shift += len(hunk.text) - (end - start)
        at = end
    assert repaired[at + shift :] == article.source[at:]


@given(any_reviews(), st.sampled_from(Policy))
def test_no_policy_accepts_what_alters_a_fact_or_a_quotation(
    made: tuple[Review, Article], policy: Policy
) -> None:
    """And the default one nothing that is flagged."""
    review, _ = made
    for hunk in decisions.apply_policy(review, policy).hunks:
        if hunk.decision is Decision.ACCEPTED:
            assert not {"fact", "quotation", "mojibake"} & set(hunk.edit.flags)
            assert policy is Policy.ALL or hunk.edit.flags == ()


def test_a_policy_leaves_what_was_decided() -> None:
    """Only pending hunks are its own."""
    rejected = decisions.decide(_review(), _FIRST, Decision.REJECTED)
    found = [hunk.decision for hunk in decisions.apply_policy(rejected, Policy.ALL).hunks]
    assert found == [Decision.REJECTED, Decision.ACCEPTED, Decision.PENDING]


def test_another_candidate_or_ones_own_text() -> None:
    """A number that is none is refused; a text that alters a fact is flagged and kept."""
    chosen = decisions.choose(_review(), _FIRST, 2)
    assert reviews.text(chosen, _ARTICLE.source).startswith("A fine day.")
    with pytest.raises(UsageError):
        decisions.choose(_review(), _FIRST, 3)
    own = decisions.decide(_review(), _FIRST, Decision.CHANGED, "no good")
    assert "fact" in own.hunk(_FIRST).edit.flags
    assert reviews.text(own, _ARTICLE.source).startswith("A no good day.")
    with pytest.raises(UsageError):
        decisions.decide(_review(), _FIRST, Decision.CHANGED)


def test_accepting_all_like_one_is_one_decision() -> None:
    """Capitals aside; undone at once."""
    alike = decisions.accept_like(_review(), _FIRST)
    assert [h.decision for h in alike.hunks][:2] == [Decision.ACCEPTED] * 2
    assert log.undo(alike).hunks == _review().hunks


def test_a_changed_source_is_known_by_its_digest() -> None:
    """One byte is enough."""
    data = _ARTICLE.source.encode()
    verify(_review(), data)
    with pytest.raises(SourceChangedError):
        verify(_review(), data + b" ")


def test_a_source_that_cannot_be_read_is_not_called_changed(tmp_path: Path) -> None:
    """Nor unchanged: it says what hinders."""
    path, digest = tmp_path / "a.txt", _review().source.sha256
    assert state(path, digest) is SourceState.UNREADABLE
    with pytest.raises(SourceError, match="cannot be read: No such file"):
        check(path, digest)
    path.write_text(_ARTICLE.source)
    assert state(path, digest) is SourceState.UNCHANGED
    path.write_text(_ARTICLE.source + " ")
    assert state(path, digest) is SourceState.CHANGED


class Deciding(RuleBasedStateMachine):
    """Any sequence of decisions, undone and done again, beside a list of what was."""

    @initialize()
    def begin(self) -> None:
        """Start with nothing decided."""
        self.review = _review()
        self.past: list[Review] = []

    @rule(hunk=st.sampled_from([_FIRST, _SECOND, _THIRD]), decision=st.sampled_from(Decision))
    def decide(self, hunk: str, decision: Decision) -> None:
        """Decide one hunk."""
        text = "mine" if decision is Decision.CHANGED else None
        after = decisions.decide(self.review, hunk, decision, text)
        if after != self.review:
            self.past.append(self.review)
        self.review = after

    @precondition(lambda self: bool(self.past))
    @rule()
    def undo_and_redo(self) -> None:
        """Both ways lead back to where they came from."""
        undone = log.undo(self.review)
        assert undone.hunks == self.past[-1].hunks
        again = log.redo(undone)
        assert (again.hunks, again.log) == (self.review.hunks, self.review.log)

    @precondition(lambda self: bool(self.past))
    @rule()
    def undo(self) -> None:
        """Take the last decision back."""
        self.review = log.undo(self.review)
        assert self.review.hunks == self.past.pop().hunks

    @invariant()
    def text_is_well_formed(self) -> None:
        """Whatever was decided, the text can be made."""
        if hasattr(self, "review"):
            assert reviews.text(self.review, _ARTICLE.source).endswith("men.\n")


Deciding.TestCase.settings = settings(max_examples=30, stateful_step_count=20)
TestDeciding = Deciding.TestCase
