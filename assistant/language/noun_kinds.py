"""What nouns stand for in their most usual sense: a person, a deed, a thing, an amount, and so on.

Kinds are the lexicographer files of WordNet 3.0; `tests.tools.noun_kinds` writes the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from assistant.language.wordlists import data_lines

HUMAN = frozenset({"person", "group"})
DEEDS = frozenset(
    "act cognition communication event feeling attribute possession motive state time".split()
)
"""What people do, say, think, feel and own, and how they are; no thing that can be touched."""

MEASURED = frozenset("possession attribute quantity act relation".split())
"""What goes up and down in figures."""


def noun_kind(word: str) -> str:
    """The kind of a noun in either number, in any case; empty for what is none."""
    word = word.lower()
    for form in _singulars(word):
        if kind := _kinds().get(form):
            return kind
    return ""


def _singulars(word: str) -> tuple[str, ...]:
    """A word, and what it may be the plural of."""
    if word.endswith("ies"):
        return word, f"{word[:-3]}y", word[:-1]
    if word.endswith("s") and not word.endswith("ss"):
        return word, word[:-1], word[:-2]
    return (word,)


@cache
def _kinds() -> Mapping[str, str]:
    rows = (line.split(": ") for line in data_lines("noun-kinds.txt"))
    return {noun: kind for kind, nouns in rows for noun in nouns.split()}
