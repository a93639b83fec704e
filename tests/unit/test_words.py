"""Words of a sentence, capitals and the indefinite article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.articles import article_for
from assistant.language.casing import recase
from assistant.language.tokens import words


def test_hyphens_part_words_and_a_possessive_ending_belongs_to_none() -> None:
    """Each part of a compound can be a suspect, and so can what owns something."""
    found = words("The tar-black res publica’s seal, don't")
    assert [(word.text, word.joined) for word in found] == [
        ("The", ""),
        ("tar", " "),
        ("black", "-"),
        ("res", " "),
        ("publica", " "),
        ("seal", ""),
        ("don't", ""),
    ]


@given(st.text(max_size=200))
def test_words_are_where_they_say(text: str) -> None:
    """Offsets are code points into the text, whatever stands in it."""
    assert all(text[word.start : word.end] == word.text for word in words(text))


@pytest.mark.parametrize(
    ("candidate", "like", "expected"),
    [
        ("reject", "Spurn", "Reject"),
        ("turn down", "Spurn", "Turn down"),
        ("turn down", "SPURN", "TURN DOWN"),
        ("role", "character", "role"),
        ("land use", "Terra Firma", "Land Use"),
    ],
)
def test_a_candidate_takes_the_capitals_of_what_it_replaces(
    candidate: str, like: str, expected: str
) -> None:
    """At the start of a sentence, in a headline, in capitals."""
    assert recase(candidate, words(like)) == expected


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("hour", "an"), ("house", "a"), ("university", "a"), ("uncle", "an"), ("one-off", "a"),
        ("MP", "an"), ("US", "a"), ("FBI", "an"), ("NATO", "a"), ("honest", "an"), ("unit", "a"),
        ("unimportant", "an"), ("European", "a"), ("umbrella", "an"), ("useful", "a"),
        ("11", "an"), ("11th", "an"), ("18-year-old", "an"), ("80", "an"), ("8th", "an"),
        ("800", "an"), ("8,000", "an"), ("18,500", "an"), ("11:30", "an"), ("8.5", "an"),
        ("1,800", "a"), ("110", "a"), ("180", "a"), ("17", "a"), ("100", "a"), ("0.8", "a"),
        ("1800s", "an"), ("1,100", "a"), ("$8 million", "an"), ("£1,100", "a"), ("€18bn", "an"),
        ("U.S.", "a"), ("U.N.", "a"), ("F.B.I.", "an"), ("M.B.A.", "an"), ("UNESCO", "a"),
        ("UNICEF", "a"), ("UK", "a"), ("EU", "an"), ("UAE", "a"), ("Ugandan", "a"),
        ("Ukrainian", "a"), ("Uruguayan", "a"), ("MRI", "an"), ("HIV", "an"), ("NGO", "an"),
        ("SUV", "an"), ("SUVs", "an"), ("NHS", "an"), ("LED", "an"), ("NCAA", "an"),
        ("NAACP", "an"), ("NYPD", "an"), ("LAPD", "an"), ("LGBT", "an"), ("HSBC", "an"),
        ("NASA", "a"), ("FIFA", "a"), ("FEMA", "a"), ("SIM", "a"), ("FTSE", "a"), ("RAM", "a"),
        ("OPEC", "an"), ("AIDS", "an"), ("UEFA", "a"), ("FBI's", "an"), ("R&D", "an"),
        ("S&P", "an"), ("X-ray", "an"), ("T-shirt", "a"), ("F-16", "an"), ("B-52", "a"),
        ("U-turn", "a"), ("A-list", "an"), ("e-mail", "an"), ("M16", "an"), ("MH370", "an"),
        ("3D", "a"), ("mRNA", "an"), ("html", "an"), ("eBay", "an"), ("iPhone", "an"),
        ("one-year", "a"), ("once", "a"), ("onerous", "an"), ("hour-long", "an"),
        ("honour", "an"), ("heir", "an"), ("historic", "a"), ("hotel", "a"), ("euro", "a"),
        ("ewe", "a"), ("unanimous", "a"), ("unidentified", "an"), ("union", "a"),
        ("urban", "an"), ("urgent", "an"), ("usual", "a"), ("utter", "an"), ("utility", "a"),
        ("ubiquitous", "a"), ("uranium", "a"), ("Uber", "an"), ("Yves", "an"), ("year", "a"),
        ("Mr. Orr", "a"), ("Ms. Lund", "a"), ("8-K", "an"), ("", "a"), ("—", "a"),
    ],
)  # fmt: skip
def test_the_indefinite_article_follows_the_sound(word: str, article: str) -> None:
    """By how the next word is spoken, not by how it is written."""
    assert article_for(word) == article
