"""Words left without their ending, where grammar lets no other reading stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.article.files import read_text
from assistant.edits import EditKind, Flag, splice
from assistant.repair.bare_lemmas import bare_lemmas
from tests.tools import bare_lemmas as made

SEEDS = Path(__file__).parents[2] / "seeds" / "clean"


@pytest.mark.parametrize(
    ("bare", "mended"),
    [
        ("They shut two museum for good.", "They shut two museums for good."),
        ("It burned for three week.", "It burned for three weeks."),
        ("Many child were at the pier.", "Many children were at the pier."),
        ("He saw several city in May.", "He saw several cities in May."),
        ("These mayor have signed.", "These mayors have signed."),
        ("It rose faster than the bank had expect.", "It rose faster than the bank had expected."),
        ("The mayor has announce it.", "The mayor has announced it."),
        ("The vote was postpone on Friday.", "The vote was postponed on Friday."),
        ("Two men were accuse of it.", "Two men were accused of it."),
    ],
)
def test_a_word_is_given_its_ending_back(bare: str, mended: str) -> None:
    """As its own kind of edit, for an editor to decide."""
    edits = bare_lemmas(read_text(bare))
    assert splice(bare, edits) == mended
    assert {(edit.kind, edit.flags) for edit in edits} == {(EditKind.LEMMA, (Flag.UNCERTAIN,))}


def test_behind_be_the_other_participle_is_a_candidate() -> None:
    """The dealers may have been reduced, or reducing."""
    (edit,) = bare_lemmas(read_text("Dealers were accuse him of it."))
    assert (edit.replacement, [other.text for other in edit.alternatives]) == (
        "accused",
        ["accusing"],
    )


@pytest.mark.parametrize(
    "source",
    [
        "What he did was announce it early.",
        "All they did was accuse him.",
        "The powers they have allow them to act.",
        "Two museum directors left.",
        "It was a ten year plan, and an eight column headline.",
        "Several textile and apparel makers left.",
        "Those who have gone are many, and these are few.",
        "Two sheep and three aircraft were lost, with many people and four million others.",
        "He has work, had help and has hope of more.",
        "Phase two trial results came. The number two man left.",
        "She said: “Two museum for me, they had expect it.”",
        "They have become rich, have come and have put it there.",
        "The Two Museum was built for it.",
        "The clerk has write access. Many faculty agree.",
        "These gp120 cells and two p66 parts were kept.",
    ],
)
def test_what_may_stand_stays(source: str) -> None:
    """Clefts, compounds, labels, words that never take an ending, quotations and names."""
    assert bare_lemmas(read_text(source)) == ()


@pytest.mark.parametrize("path", sorted(SEEDS.iterdir()), ids=lambda path: path.stem)
def test_a_clean_article_has_none(path: Path) -> None:
    """None of the seeds has a finding."""
    assert bare_lemmas(read_text(path.read_text("utf-8"))) == ()


def test_the_table_is_what_the_dictionaries_say() -> None:
    """`python -m tests.tools.bare_lemmas` writes it anew; every fortieth word is looked up here."""
    told = dict(line.split("\t", 1) for line in made.TABLE.read_text("utf-8").splitlines()[2:])
    words = made.words()[::40]
    assert len(words) > 2_000
    for word in words:
        found = made.endings(word)
        assert told.get(word) == (found and made.row(found)), word
