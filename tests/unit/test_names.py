"""Which words are names."""

from __future__ import annotations

from assistant.language.capitals import Names, is_headline
from assistant.language.words import words


def _locked(text: str, *others: str) -> list[str]:
    run = words(text)
    names = Names.of([run, *map(words, others)])
    return [run[number].text for number in sorted(names.locked(run))]


def test_a_capital_inside_a_sentence_is_a_name() -> None:
    """The first word is none by its capital alone."""
    assert _locked("Critics say Marta Quill of Dunmore left.") == ["Marta", "Quill", "Dunmore"]


def test_a_first_word_that_is_a_name_elsewhere_is_one() -> None:
    """Unless the article also writes it small."""
    assert _locked("Frost spoke.", "They asked Frost again.") == ["Frost"]
    assert _locked("Frost came.", "They saw Frost in the frost.") == []


def test_figures_and_acronyms_are_locked() -> None:
    """They are facts."""
    assert _locked("Some 42 MPs of the EU left.") == ["42", "MPs", "EU"]


def test_a_headline_shows_no_names_by_its_capitals() -> None:
    """What is a name in it is known from the sentences below."""
    assert is_headline(words("Council Rejects Plan for Northern Bridge"))
    assert _locked("Council Rejects Quill Plan Twice", "Then Quill and the council met.") == [
        "Quill"
    ]
