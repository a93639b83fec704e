"""A summary sentence that its evidence does not support is refused, with the reason."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.checks.support.unsupported import unsupported
from assistant.problems import Code, Problem

EVIDENCE = [
    "The council of Port Ellery voted 6 to 3 on Monday to close the ferry.",
    "Mayor Ines Tarrow said the ferry had not made a profit since 2019.",
    "The union may appeal, and prosecutors suspect Aldo Brice of fraud.",
]


@pytest.mark.parametrize(
    ("sentence", "code", "fault"),
    [
        ("The council voted 7 to 2 on Monday to close the ferry.", Code.UNKNOWN_FIGURE, "“7”"),
        (
            "The council voted 6 to 3 on Tuesday to close the ferry.",
            Code.UNKNOWN_FIGURE,
            "“Tuesday”",
        ),
        (
            "The council of Port Marlow voted 6 to 3 on Monday to close the ferry.",
            Code.UNKNOWN_NAME,
            "Marlow",
        ),
        ("Ines Tarrow said the ferry had made a profit since 2019.", Code.NEGATION_LOST, "profit"),
        ("The ferry had not made a profit since 2019.", Code.ATTRIBUTION_LOST, ""),
        ("The union will appeal.", Code.HEDGE_LOST, "may"),
        ("“The ferry is dead,” said Ines Tarrow.", Code.ALTERED_QUOTATION, "the ferry is dead"),
        ("The council voted 6 to 3 to open the ferry.", Code.CONTRADICTION, "open"),
        (
            "The council voted 6 to 3 to close the ferry because of the weather.",
            Code.CAUSE_ADDED,
            "because",
        ),
    ],
)
def test_what_is_wrong_is_told(sentence: str, code: Code, fault: str) -> None:
    """Under its code, in one line, with what is at fault."""
    found = unsupported(sentence, EVIDENCE)
    assert any(each.code is code and fault in each.message for each in found), found
    assert all("\n" not in each.message for each in found)


@pytest.mark.parametrize(
    "sentence",
    [
        EVIDENCE[0],
        "Port Ellery’s council voted six to three on Monday to close the ferry.",
        "The ferry had not made a profit since 2019, according to Mayor Ines Tarrow.",
        "The union may appeal.",
        "Prosecutors suspect Aldo Brice of fraud.",
    ],
)
def test_what_is_right_passes(sentence: str) -> None:
    """Other words, other forms, a shorter sentence."""
    assert unsupported(sentence, EVIDENCE) == ()


def test_a_country_says_nothing() -> None:
    """The United States is no verb that gives a claim to somebody."""
    evidence = ["The United States closed the ferry.", "Ines Tarrow said that Port Ellery paid."]
    found = unsupported("Port Ellery paid the United States.", evidence)
    assert Code.ATTRIBUTION_LOST in {problem.code for problem in found}


def test_no_evidence_is_no_support() -> None:
    """Whatever the sentence says."""
    found = unsupported("The ferry closed.", [])
    assert found == (Problem(Code.NO_EVIDENCE, "it rests on no sentence"),)


@pytest.mark.parametrize("word", ["H2O", "U.S.", "3D", "WW2"])
def test_a_part_of_a_word_is_no_name(word: str) -> None:
    """The whole word is, and it is missed where the evidence has it not."""
    sentence = f"They spent a third of the {word} money on stone."
    assert unsupported(sentence, [sentence]) == ()
    found = unsupported(sentence, [sentence.replace(word, "old")])
    assert Code.UNKNOWN_NAME in {problem.code for problem in found}


@cache
def _sentences() -> list[str]:
    seeds = Path(__file__).parents[2] / "seeds"
    files = [path for folder in ("clean", "garbled") for path in (seeds / folder).iterdir()]
    articles = [read_text(path.read_text("utf-8")) for path in sorted(files)]
    return [a.slice(span) for a in articles for _, _, span in a.sentences()]


@settings(deadline=None)
@given(st.deferred(lambda: st.sampled_from(_sentences())))
def test_a_sentence_supports_itself(sentence: str) -> None:
    """Of any article, garbled or not."""
    assert unsupported(sentence, [sentence]) == ()


@settings(deadline=None)
@given(*[st.deferred(lambda: st.sampled_from(_sentences()))] * 2)
def test_a_problem_stands_in_the_sentence(sentence: str, other: str) -> None:
    """And is told in one line, whatever the evidence."""
    for problem in unsupported(sentence, [other]):
        assert problem.message
        assert "\n" not in problem.message
        if problem.span is not None:
            assert 0 <= problem.span.start < problem.span.end <= len(sentence)


def test_a_roman_numeral_is_compared_with_a_number_that_has_a_unit() -> None:
    """As the number that it is."""
    assert list(unsupported("Part III was read.", ["Part II was read in 5h."]))
    assert not list(unsupported("Part II was read.", ["Part II was read in 5h."]))


def test_a_bank_account_is_no_source() -> None:
    """What prosecutors allege is no fact because the sentence speaks of accounts."""
    evidence = "Prosecutors allege that Aldo Brice moved $9 million into accounts in Port Marlow."
    told = "Aldo Brice moved $9 million into accounts in Port Marlow, and his trial may be long."
    assert Code.HEDGE_LOST in _codes(told, evidence)
    own = "By his own account, Aldo Brice moved $9 million into accounts in Port Marlow."
    assert Code.ATTRIBUTION_LOST not in _codes(own, evidence)


def test_all_is_brought_in() -> None:
    """Unless the evidence tells of the whole, or it says nothing of the kind."""
    evidence = "The health office of Port Ellery reported 31 cases of measles."
    assert Code.SUPERLATIVE_ADDED in _codes("All 31 cases of measles were reported.", evidence)
    assert not _codes("In all, the health office of Port Ellery reported 31 cases.", evidence)
    whole = f"{evidence} Every case was reported in May."
    assert Code.SUPERLATIVE_ADDED not in _codes("All 31 cases were reported in May.", whole)


def _codes(sentence: str, *evidence: str) -> set[Code]:
    return {problem.code for problem in unsupported(sentence, evidence)}
