"""The synonym sets that are shipped, and looking lemmas up in them."""

from __future__ import annotations

from assistant.language.thesaurus import SynonymSet, Thesaurus, wordnet


def test_wordnet_holds_the_sets_that_spinners_draw_from() -> None:
    """The set by which a leader becomes a loss leader is in the table."""
    found = [found.members for found in wordnet().lookup("loss leader", "n")]
    assert found == [("drawing card", "loss leader", "leader")]


def test_every_shipped_set_has_two_members_or_more() -> None:
    """A set of one lemma says nothing to a spinner and is left out."""
    assert min(len(found.members) for found in wordnet().sets) == 2


def test_lookup_is_by_lower_case_lemma_and_part_of_speech() -> None:
    """A lemma with capitals is found by its lower case, under its own part of speech only."""
    thesaurus = Thesaurus([SynonymSet("n", ("March", "Mar")), SynonymSet("v", ("march", "walk"))])
    assert list(thesaurus.lookup("march", "n")) == [SynonymSet("n", ("March", "Mar"))]
    assert list(thesaurus.lookup("march", "v")) == [SynonymSet("v", ("march", "walk"))]
    assert list(thesaurus.lookup("march", "a")) == []


def test_a_set_is_shown_in_braces() -> None:
    """The form in which reasons name a set."""
    assert str(SynonymSet("a", ("alien", "foreign"))) == "{alien, foreign}"
