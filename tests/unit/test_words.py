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
    ],
)  # fmt: skip
def test_the_indefinite_article_follows_the_sound(word: str, article: str) -> None:
    """By how the next word is spoken, not by how it is written."""
    assert article_for(word) == article
