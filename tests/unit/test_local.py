"""The local engine, with the real weights, on articles of seeds/."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest

from assistant.article.files import read, read_text
from assistant.checks.facts.comparison import differences
from assistant.engines.local import LocalEngine
from assistant.errors import WeightsError
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, text
from assistant.workspace.pipeline import repair

pytestmark = pytest.mark.model

_SEEDS = Path(__file__).parents[2] / "seeds"
_GARBLED = (
    "Council Rejects Ferry Plan\n\n"
    "The council voted on Tuesday against a plan to run a ferry across the harbor. "
    "The town loss leaders froze off the plan after a long debate. "
    "Critics warned that the mathematical operation would lose money in its first year. "
    "Ines Tarrow, the city manager, said the vote was final and would not be repeated.\n"
)


@pytest.fixture(scope="module")
def engine() -> LocalEngine:
    """One engine for all tests: loading the weights takes a while."""
    return LocalEngine()


def test_garbled_wording_is_repaired_with_reason_confidence_and_candidates(
    engine: LocalEngine,
) -> None:
    """What a spinner wrote is put back, and the edit says why."""
    article = read_text(_GARBLED)
    proposals = list(engine.repair(article))
    edits = {e.original: e for p in proposals for e in p.edits}
    found = edits["loss leaders"]
    assert found.replacement == "leaders"
    assert "{drawing card, loss leader, leader}" in found.reason
    assert "the sentence reads " in found.reason
    assert found.confidence > 0.6
    assert edits["mathematical operation"].replacement == "operation"
    assert proposals[-1].work.words > 50
    assert proposals[-1].work.share > 0.01


def test_what_is_certain_comes_first(engine: LocalEngine) -> None:
    """Sure edits are proposed while the rest is weighed; the last proposals hold them too."""
    article = read(_SEEDS / "garbled" / "fairlow-night-clinic.txt")
    early: dict[int, set[tuple[int, str]]] = {}
    final: dict[int, set[tuple[int, str]]] = {}
    shares = []
    for proposal in engine.repair(article):
        found = {(edit.start, edit.replacement) for edit in proposal.edits}
        (final if proposal.last else early)[proposal.section] = found
        shares.append(proposal.work.share_done)
    assert sum(map(len, early.values())) >= 5
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    kept = sum(len(early[section] & final[section]) for section in early)
    assert kept / sum(map(len, early.values())) > 0.9
    assert sorted(final) == [section.id for section in article.sections]


def test_some_sections_alone(engine: LocalEngine) -> None:
    """Only these are read."""
    article = read(_SEEDS / "garbled" / "fairlow-night-clinic.txt")
    proposals = [each for each in engine.repair(article, {2}) if each.last]
    assert [each.section for each in proposals] == [2]
    assert proposals[0].edits


def test_two_articles_in_turn_are_repaired_as_each_alone(engine: LocalEngine) -> None:
    """One engine for both, with an account for each."""
    texts = [_GARBLED, _GARBLED.replace("Ines Tarrow", "Odell Marsh").replace("Tuesday", "Friday")]
    alone = [list(engine.repair(read_text(text))) for text in texts]
    pairs = list(zip_longest(*(engine.repair(read_text(text)) for text in texts)))
    for known, found in zip(alone, zip(*pairs, strict=True), strict=True):
        assert [each for each in found if each] == known


def test_a_clean_article_is_left_alone(engine: LocalEngine) -> None:
    """The share of garbled words goes to nothing, and so do the edits."""
    article = read(_SEEDS / "clean" / "mercer-avenue-tram.txt")
    review, _ = repair(article, engine)
    assert [hunk.edit.original for hunk in review.hunks] == []
    assert list(engine.repair(article))[-1].work.share < 0.01


def test_a_garbled_british_article_comes_much_closer(engine: LocalEngine) -> None:
    """Strange words go, facts and British spelling stay, and so go the leftovers.

    Of the 32 strange words in its lead and one of its sections 6 are left under
    CT2_FORCE_CPU_ISA=GENERIC, 5 under AVX2 and 4 under AVX512.
    """
    path = _SEEDS / "garbled" / "thornhallow-colliery-museum.txt"
    paragraphs = path.read_text("utf-8").split("\n\n")
    garbled = read_text("\n\n".join([*paragraphs[1:5], *paragraphs[10:14], *paragraphs[-2:]]))
    review, _ = repair(garbled, engine)
    repaired = text(apply_policy(review, Policy.UNFLAGGED), garbled.source)
    clean = (_SEEDS / "clean" / "thornhallow-colliery-museum.txt").read_text("utf-8")
    words = set(clean.split())
    strange = [sum(word not in words for word in t.split()) for t in (garbled.source, repaired)]
    assert strange[1] < 0.3 * strange[0]
    accepted = [h.edit for h in review.hunks if not h.edit.flags and h.edit.replacement]
    assert [e for e in accepted if differences(e.original, e.replacement)] == []
    written = " ".join(edit.replacement.lower() for edit in accepted).split()
    assert not {"labor", "color", "organization", "center"} & set(written)
    assert "Leave a Reply" not in repaired


def test_a_sentence_of_400_words_and_odd_text_do_no_harm(engine: LocalEngine) -> None:
    """Nothing is too long, and what is no English is left alone."""
    article = read_text(
        "The crew sailed and " * 100 + "slept.\n\nחברה עזבה את הנמל 🇲🇽 [b]\x1b[0m\x00 end.\n"
    )
    assert [p.section for p in engine.repair(article)] == [s.id for s in article.sections]


def test_weights_that_are_no_weights_are_one_clear_error(tmp_path: Path) -> None:
    """With the command that mends it."""
    with pytest.raises(WeightsError) as caught:
        list(LocalEngine(tmp_path).repair(read_text("The loss leaders froze off the plan.\n")))
    assert "assistant setup" in caught.value.hint
