"""Patterns that begin with one of some words are tried at those words alone: it is quicker."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from assistant.language.casing import folded

_PLACE = re.compile(r"([^\W\d_]+)|\d+")
_DIGITS = "0"


def matches(pattern: re.Pattern[str], words: frozenset[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin with a digit or one of some words, none overlapping.

    `words` are in lower case.
    """
    places, at = _places(text), 0
    known = words & places.keys() | ({_DIGITS} & places.keys())
    for start in sorted(start for word in known for start in places[word]):
        if start >= at and (match := pattern.match(text, start)) is not None:
            at = match.end()
            yield match


@lru_cache(maxsize=4)
def _places(text: str) -> dict[str, list[int]]:
    """Where each word of a text stands, in lower case, and all figures under `0`."""
    found: dict[str, list[int]] = defaultdict(list)
    for place in _PLACE.finditer(text):
        word = place[1] or _DIGITS
        found[word.lower() if word.isascii() else folded(word)].append(place.start())
    return dict(found)


def is_one_of(words: frozenset[str], word: str) -> bool:
    """Whether a word is one of some that are in lower case, as a pattern blind to case has it."""
    return (word.lower() if word.isascii() else folded(word)) in words
