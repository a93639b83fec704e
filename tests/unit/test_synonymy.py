"""Whether two phrases are synonyms in some sense."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.synonymy import are_synonyms

_PHRASES = st.sampled_from(
    ["freeze off", "Rejected", "alien", "foreign", "nights", "Noxes", "dog’s", "qwxz", "ses"]
) | st.text(max_size=12).filter(lambda text: "".join(text.lower().split()) not in {"", "s", "es"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("car", "automobile"),
        ("CARS", "Automobile"),
        ("Noxes", "nights"),
        ("alien", "foreign"),
        ("freeze off", "reject"),
        ("freeze   off", "rejected"),
        ("purchased", "bought"),
        ("bigger", "larger"),
    ],
)
def test_synonyms_in_any_form(one: str, other: str) -> None:
    """Capitals, inflection and white space aside, and both ways."""
    assert are_synonyms(one, other)
    assert are_synonyms(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("car", "dog"), ("Ellery", "Tarrow"), ("qwxz", "qwxz"), ("3", "4"), ("car", "-")],
)
def test_what_is_no_synonym(one: str, other: str) -> None:
    """Words of other senses, and what no dictionary has, not even with itself."""
    assert not are_synonyms(one, other)


@pytest.mark.parametrize("text", ["", " ", "s", "ES"])
def test_what_is_no_word_has_no_synonym(text: str) -> None:
    """What an insertion replaces, and what is left of an inflection."""
    assert not are_synonyms(text, "car")


@settings(deadline=None)
@given(_PHRASES, _PHRASES)
def test_kinship_goes_both_ways(one: str, other: str) -> None:
    """For any texts, and nothing raises."""
    assert are_synonyms(one, other) == are_synonyms(other, one)
