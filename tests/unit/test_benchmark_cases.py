"""The sentences that checks are judged on, and what the checks came to on those tuned on."""

from __future__ import annotations

from tests.benchmarks import claims, neutrality, support
from tests.benchmarks.corpus import FITTED


def test_summary_sentences_that_were_tuned_on() -> None:
    """Nine in ten wrong ones are caught, at most twelve in a hundred right ones refused."""
    cases = support.cases(kept=False)
    wrong = [case for case in cases if not case.right]
    right = [case for case in cases if case.right]
    assert sum(case.judged_well for case in wrong) >= 0.9 * len(wrong)
    assert sum(case.judged_well for case in right) >= 0.88 * len(right)


def test_right_sentences_are_doubted_and_not_refused() -> None:
    """Of those tuned on, none is taken for a contradiction; a third of the wrong ones are."""
    cases = support.cases(kept=False)
    assert not [case.summary for case in cases if case.right and case.refused]
    wrong = [case for case in cases if not case.right]
    assert sum(case.refused for case in wrong) >= 0.3 * len(wrong)


def test_the_kept_half_is_apart() -> None:
    """No sentence is both tuned on and judged on."""
    tuned = {case.summary for case in support.cases(kept=False)}
    kept = {case.summary for case in support.cases(kept=True)}
    assert kept
    assert not tuned & kept


def test_loaded_words_that_were_tuned_on() -> None:
    """Findings are right, most of them, and more than half of the loaded words are found."""
    score = neutrality.score(FITTED)
    assert score.precision >= 0.85
    assert score.recall >= 0.55


def test_no_claim_is_told_as_fact() -> None:
    """Of the articles made for it, in a summary of any length."""
    assert [case.told_as_fact() for kept in (False, True) for case in claims.cases(kept=kept)] == (
        [""] * 40
    )
