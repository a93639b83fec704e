"""Which words are names."""

from __future__ import annotations

import pytest

from assistant.language.names import Names, is_headline, names
from assistant.language.tokens import words


def _locked(text: str, *others: str) -> list[str]:
    run = words(text)
    known = Names.of((each, words(each)) for each in (text, *others))
    return [run[number].text for number in sorted(known.locked(text, run))]


def _is_headline(text: str) -> bool:
    return is_headline(text, words(text))


@pytest.mark.parametrize(
    "text",
    [
        "Council Rejects Plan for Northern Bridge",
        "COUNCIL REJECTS PLAN",
        "Thornhallow Colliery Museum Reopens After £6.3m Restoration",
        "Mayor Opens New Park after Years of Delay",
        "Comet Varga Brightens Too soon, Surprising Astronomers",
        "How Assault and batteries Kept the Lights On in Castellan County",
        "Dutch Port Has Room for 30 Ships.",
        "Is Dunmore Ready for the Flood?",
    ],
)
def test_a_line_in_title_case_is_a_headline(text: str) -> None:
    """Small words, figures and a word or two that lost its capital do not matter."""
    assert _is_headline(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was co-sponsored by Senators Marco Rubio of Florida and Lee of Utah, all Republicans.",
        "Foreign nationals were from France, Mexico, Canada, and the United Kingdom, police said.",
        "Fath Airport is owned by the Revolutionary Guards.",
        "Bill Clinton was impeached in 1998, and Andrew Johnson in 1868.",
        "As Attorney General, Barr leads the Department of Justice.",
        "The Supreme Court is led by President Brenda Hale.",
        "Kipchoge ran in Vienna, Austria.",
        "Pierluisi, Rivera Schatz, and Rosselló are all members of the New Progressive Party.",
        "Prime Minister Boris Johnson said",
        "President Vladimir Putin met President Donald Trump about that",
        "Smith met Jones about that",
        "Critics say Marta Quill of Dunmore left.",
        "Quill",
        "",
    ],
)
def test_a_sentence_full_of_names_is_none(text: str) -> None:
    """A headline would say nothing of its capitals, and the names would be lost as evidence."""
    assert not _is_headline(text)


def test_initials_are_one_name_where_they_stand() -> None:
    """A name of initials is found with all its points, and is the same without them."""
    (found,) = names("The rule of U.S. law holds.")
    assert (found.fact.value, found.start, found.end) == ("US", 12, 16)


def test_a_capital_inside_a_sentence_is_a_name() -> None:
    """The first word is none by its capital alone."""
    assert _locked("Critics say Marta Quill of Dunmore left.") == ["Marta", "Quill", "Dunmore"]


@pytest.mark.parametrize(
    ("text", "locked"),
    [
        ("They joined the Unified Countries of Velde.", ["Velde"]),
        ("They saw the White Firm in Velde.", ["Velde"]),
        ("They asked the Prime Rector again.", []),
        ("They joined the United Nations.", ["United", "Nations"]),
        ("They saw the White House.", ["White", "House"]),
        ("They asked the Harbour Board again.", ["Harbour", "Board"]),
        ("They asked the Town Council again.", ["Town", "Council"]),
    ],
)
def test_capitals_that_stand_for_a_listed_name_are_not_locked(text: str, locked: list[str]) -> None:
    """Word by word, as a spinner leaves them; a name of one's own is."""
    assert _locked(text) == locked


def test_an_abbreviation_ends_no_name() -> None:
    """What stands behind its point is as much a part of the sentence."""
    found = [each.fact.value for each in names("Gen. Velde met Adm. Quill of Velde Corp. there.")]
    assert found == ["Gen", "Velde", "Adm", "Quill", "Velde", "Corp"]


def test_a_first_word_that_is_a_name_elsewhere_is_one() -> None:
    """Unless the article also writes it small."""
    assert _locked("Frost spoke.", "They asked Frost again.") == ["Frost"]
    assert _locked("Frost came.", "They saw Frost in the frost.") == []


def test_figures_and_acronyms_are_locked() -> None:
    """They are facts."""
    assert _locked("Some 42 MPs of the EU left.") == ["42", "MPs", "EU"]


def test_a_headline_shows_no_names_by_its_capitals() -> None:
    """What is a name in it is known from the sentences below."""
    assert _is_headline("Council Rejects Plan for Northern Bridge")
    assert _locked("Council Rejects Quill Plan Twice", "Then Quill and the council met.") == [
        "Quill"
    ]
