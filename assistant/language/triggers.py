"""Patterns that begin with one of some words are tried at those words alone: it is quicker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.casing import folded

_PLACE = re.compile(r"([^\W\d_]+)|\d+")


def matches(pattern: re.Pattern[str], words: frozenset[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin with a digit or one of some words, none overlapping.

    `words` are in lower case.
    """
    at = 0
    for place in _PLACE.finditer(text):
        if place.start() < at or (place[1] and not is_one_of(words, place[1])):
            continue
        if (match := pattern.match(text, place.start())) is not None:
            at = match.end()
            yield match


def is_one_of(words: frozenset[str], word: str) -> bool:
    """Whether a word is one of some that are in lower case, as a pattern blind to case has it."""
    return (word.lower() if word.isascii() else folded(word)) in words
