"""Patterns tried where their words stand."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.triggers import is_one_of, matches

_PATTERN = re.compile(r"\b(?:five\s+six|five|six|\d+\s+five|\d+)\b", re.IGNORECASE)
_WORDS = frozenset({"five", "six"})
_texts = st.lists(
    st.sampled_from(["five", "Six", "FIVE", "12", "a", " ", "\n", "-", "fıve", "ſix", "7up", "x5"])
).map(" ".join)


@given(_texts)
@settings(max_examples=300, deadline=None)
def test_it_finds_what_a_search_finds(text: str) -> None:
    """All of a pattern that begins with one of the words or with a figure."""
    found = [match.span() for match in matches(_PATTERN, _WORDS, text)]
    assert found == [match.span() for match in _PATTERN.finditer(text)]


def test_a_word_is_known_in_letters_that_a_pattern_takes_for_its_own() -> None:
    """Whatever its capitals, and with a long s or a dotless i."""
    assert all(is_one_of(_WORDS, word) for word in ("six", "SIX", "ſix", "fıve", "FİVE"))
    assert not is_one_of(_WORDS, "sixe")
