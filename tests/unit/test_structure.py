"""Whether a rewritten sentence is still that sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checks.edits.structure import section_problem, sentence_problem, shared
from assistant.problems import Code, Problem

BEFORE = "The loss leaders of Port Ellery froze off the plan for the ferry on Friday."
AFTER = "The leaders of Port Ellery rejected the plan for the ferry on Friday."
BESIDE = "Nurses from seven villages carried lanterns along the flooded causeway."
TOLD = "You undo the replacements and do nothing else: you do not improve style."

_TEXTS = st.text(st.sampled_from("abc Ai.,!?’“”-\n\té1ж語*_[](){}`~#<>\u200b"), max_size=60)


def _code(problem: Problem | None) -> Code | None:
    return problem and problem.code


def test_a_repair_is_no_problem() -> None:
    """Words may be replaced, and fewer come back than a spinner wrote."""
    assert sentence_problem(BEFORE, AFTER, TOLD, [BESIDE]) is None


@pytest.mark.parametrize(
    ("after", "code"),
    [
        ("", Code.SENTENCE_VANISHED),
        ("\u00a0 ", Code.SENTENCE_VANISHED),
        ("Off.", Code.SENTENCE_LENGTH),
        (AFTER + " And so on and so forth" * 3, Code.SENTENCE_LENGTH),
        (AFTER.replace("on Friday.", "today. It is dead."), Code.SENTENCE_BOUNDARY),
        (AFTER.replace("plan", "**plan**"), Code.MARKUP_ADDED),
        (AFTER.replace("the plan", "[the plan](x)"), Code.MARKUP_ADDED),
        (AFTER.replace("plan", "<b>plan"), Code.MARKUP_ADDED),
        (AFTER.replace("plan", "`plan`"), Code.MARKUP_ADDED),
        (AFTER.replace("plan", "~~plan~~"), Code.MARKUP_ADDED),
        (AFTER.replace("plan", "{++plan++}"), Code.MARKUP_ADDED),
        (AFTER.replace("plan", "[b]plan[/b]"), Code.MARKUP_ADDED),
        (f"# {AFTER}", Code.MARKUP_ADDED),
        (AFTER.replace("plan", "pl\x1b[2Jan"), Code.MARKUP_ADDED),
        (AFTER.replace(" plan", "\nplan"), Code.MARKUP_ADDED),
        (AFTER.replace("plan", "pl\u202ean"), Code.INVISIBLE_ADDED),
        (AFTER.replace("plan", "pl\U000e0041an"), Code.INVISIBLE_ADDED),
        ("Nobody in this quiet village ever wanted such an expensive boat anyway.", Code.UNRELATED),
        (AFTER.replace("the plan", "план"), Code.SCRIPT_CHANGED),
        ("Loss leaders Port Ellery froze off plan ferry Friday.", Code.LANGUAGE_CHANGED),
    ],
)
def test_what_is_not_that_sentence(after: str, code: Code) -> None:
    """Each way to stop being the sentence has its rule."""
    assert _code(sentence_problem(BEFORE, after, TOLD, [BESIDE])) is code


def test_the_sentence_beside_it_is_not_taken_in() -> None:
    """Most of its words would be too many; one of them may be right."""
    merged = "The loss leaders of Port Ellery froze off nurses with lanterns from seven villages"
    taken = f"{merged} carried along the flooded causeway."
    assert _code(sentence_problem(BEFORE, taken, "", [BESIDE])) is Code.NEIGHBOUR_MERGED
    assert sentence_problem(BEFORE, AFTER.replace("plan", "causeway"), "", [BESIDE]) is None


def test_the_instructions_are_not_repeated() -> None:
    """Eight words of them in a row are too many, unless the sentence had them."""
    leaked = "The loss leaders of Port Ellery undo the replacements and do nothing else: you do not"
    assert _code(sentence_problem(BEFORE, f"{leaked}.", TOLD)) is Code.PROMPT_REPEATED
    assert sentence_problem(f"{leaked}!", f"{leaked}.", TOLD) is None


def test_the_end_of_a_sentence_is_kept() -> None:
    """A model that forgets the full stop merges it with the next."""
    problem = sentence_problem(BEFORE, AFTER.removesuffix("."), TOLD, [BESIDE])
    assert _code(problem) is Code.SENTENCE_BOUNDARY


def test_markup_that_was_there_may_stay() -> None:
    """Only what is brought in counts, not what is kept or lost."""
    bold = BEFORE.replace("plan", "**plan**")
    assert sentence_problem(bold, bold.replace("loss ", "")) is None
    assert sentence_problem(bold, BEFORE) is None


@settings(deadline=None)
@given(_TEXTS.filter(str.strip), _TEXTS, st.lists(_TEXTS, max_size=2))
def test_an_identical_sentence_is_no_problem(text: str, told: str, others: list[str]) -> None:
    """Whatever stands in it, around it and in the instructions."""
    assert sentence_problem(text, text, told, others) is None


@settings(deadline=None)
@given(_TEXTS, _TEXTS, _TEXTS, st.lists(_TEXTS, max_size=2))
def test_a_problem_is_one_line(before: str, after: str, told: str, others: list[str]) -> None:
    """Nothing raises, and no text of the model is quoted in the reason."""
    problem = sentence_problem(before, after, told, others)
    assert problem is None or (problem.message and "\n" not in problem.message)


@given(st.text(max_size=300), st.integers(0, 900))
def test_a_section_keeps_its_length(before: str, size: int) -> None:
    """Between half and half as much again it is no problem; far outside it is."""
    problem = section_problem(before, "x" * size)
    if 0.5 * len(before) <= size <= 1.5 * len(before):
        assert problem is None
    if not 0.5 * len(before) - 25 <= size <= 1.5 * len(before) + 26:
        assert _code(problem) is Code.SECTION_LENGTH


@settings(deadline=None)
@given(_TEXTS, _TEXTS)
def test_what_is_shared_is_a_share(one: str, other: str) -> None:
    """Between none and all, the same both ways, and all with itself."""
    assert 0 <= shared(one, other) == shared(other, one) <= shared(one, one) == 1
