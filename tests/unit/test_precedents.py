"""Decide once: what editors decided of a phrase is decided the same way in other articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.edits import Edit, Flag
from assistant.errors import UsageError
from assistant.review import precedents, serialisation
from assistant.review.decisions import apply_policy, decide
from assistant.review.model import Decision, Policy, Review, make
from assistant.review.policies import Confident, accepts, policy_of
from assistant.review.precedents import Precedent, Precedents, learned

TEXT = "The alien firm left.\n"


def review(*flags: Flag, confidence: float = 0.9, text: str = TEXT) -> Review:
    """A review of one hunk."""
    edit = Edit(4, 9, text[4:9], "foreign", confidence=confidence, flags=flags)
    return make(read_text(text), [edit], "test")


def decided(decision: Decision, text: str | None = None) -> Review:
    """A review whose hunk an editor decided."""
    made = review()
    return decide(made, made.hunks[0].id, decision, text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (decided(Decision.ACCEPTED), Decision.ACCEPTED),
        (decided(Decision.REJECTED), Decision.REJECTED),
        (decided(Decision.CHANGED, "other"), Decision.CHANGED),
    ],
)
def test_a_phrase_is_decided_as_before(before: Review, after: Decision) -> None:
    """With a note, in one entry of the log that can be undone; capitals do not matter."""
    made = learned([before, before]).applied(review(text=TEXT.replace("alien", "Alien")))
    assert made.hunks[0].decision is after
    assert made.hunks[0].text == before.hunks[0].text.replace("alien", "Alien")
    assert made.hunks[0].note.startswith("2 times before: ")
    assert len(made.log) == 1
    assert serialisation.loads(serialisation.dumps(made)) == made


def test_what_was_decided_in_different_ways_waits() -> None:
    """Flagged, so that no policy accepts it, and with the counts."""
    known = learned([decided(Decision.ACCEPTED), decided(Decision.REJECTED)])
    made = apply_policy(known.applied(review()), Policy.UNFLAGGED)
    assert made.hunks[0].decision is Decision.PENDING
    assert made.hunks[0].note == "2 times before: accepted 1, rejected 1"
    assert [each.is_conflict for each in known.known.values()] == [True]


@pytest.mark.parametrize("flag", [Flag.FACT, Flag.QUOTATION, Flag("later")])
def test_no_fact_is_altered_by_a_precedent(flag: Flag) -> None:
    """It is noted, and waits."""
    made = learned([decided(Decision.ACCEPTED)]).applied(review(flag))
    assert made.hunks[0].decision is Decision.PENDING
    assert made.hunks[0].note


def test_what_no_editor_decided_teaches_nothing() -> None:
    """Neither what a policy accepted, nor what precedents did; but what came after does."""
    accepted = apply_policy(review(), Policy.UNFLAGGED)
    accepted = replace(accepted, unseen=len(accepted.log))
    assert learned([accepted]).known == {}
    again = decide(accepted, accepted.hunks[0].id, Decision.REJECTED)
    (found,) = learned([again]).known.values()
    assert (found.accepted, found.rejected) == (0, 1)


_COUNTS = st.integers(0, 9)
_PRECEDENTS = st.builds(
    Precedent, st.text(min_size=1), st.text(), _COUNTS, _COUNTS,
    st.dictionaries(st.text(), st.integers(1, 9), max_size=2),
)  # fmt: skip


@given(st.lists(_PRECEDENTS, max_size=4))
def test_there_and_back(found: list[Precedent]) -> None:
    """As JSON and as values."""
    known = Precedents({(p.original.casefold(), p.replacement.casefold()): p for p in found})
    assert precedents.loads(precedents.dumps(known)) == known


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"schema": "other"}', '{"schema": "assistant.decisions/1", "phrases": [1]}',
     '{"schema": "assistant.decisions/1", "phrases": [{"original": "a", "accepted": -1}]}'],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    """In one line."""
    with pytest.raises(UsageError):
        precedents.loads(text)


@pytest.mark.parametrize(
    ("text", "accepted"),
    [("unflagged", True), ("none", False), ("confidence>=0.9", True), ("confidence>=0.91", False)],
)
def test_a_policy_by_name_or_confidence(text: str, accepted: bool) -> None:
    """It comes back as it was written."""
    policy = policy_of(text)
    assert str(policy) == text
    assert accepts(policy, review().hunks[0].edit) is accepted


@given(
    st.sampled_from(["unflagged", "all", "confidence>=0.5"]),
    st.sampled_from(Flag),
    st.sampled_from(Flag),
)
def test_a_flag_that_a_policy_names_it_does_not_mind(base: str, named: Flag, flag: Flag) -> None:
    """What alters a fact is accepted by no other; the rest of the policy stays as it is."""
    policy = policy_of(f"{base}+{named}")
    assert str(policy) == f"{base}+{named}"
    edit = review(flag, confidence=0.9).hunks[0].edit
    assert accepts(policy, edit) is (flag is named or accepts(policy_of(base), edit))


@pytest.mark.parametrize("text", ["none+fact", "all+", "all+facts", "unflagged+fact+", "fact+all"])
def test_only_flags_that_there_are_can_be_named(text: str) -> None:
    """And only beside a policy that accepts something."""
    with pytest.raises(UsageError):
        policy_of(text)


@given(st.floats(0, 1), st.sampled_from(Flag))
def test_confidence_alone_accepts_nothing_that_is_flagged(least: float, flag: Flag) -> None:
    """However sure it is."""
    assert not accepts(Confident(least), review(flag, confidence=1.0).hunks[0].edit)


@pytest.mark.parametrize("text", ["", "all ", "confidence", "confidence>=2", "confidence>=.9x"])
def test_no_other_policy_is_taken(text: str) -> None:
    """The hint names those there are."""
    with pytest.raises(UsageError, match="there is no policy"):
        policy_of(text)
