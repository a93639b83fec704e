"""The content words of a sentence: their stems, their places, and the clauses they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.language.stems import stem
from assistant.language.tokens import WORD
from assistant.language.wordlists import data_lines, word_list

_BREAK = re.compile(r"[;:.!?]|,|[–—]| - |\b(?:but|while|although|though|whereas)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as it stands, in lower case, its stem, its clause, and whether it has a capital."""

    text: str
    lower: str
    stem: str
    clause: int

    @property
    def is_content(self) -> bool:
        """Whether it says something by itself."""
        return self.lower not in word_list("stop-words") and len(self.lower) > 1

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper()


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a sentence, in order."""
    breaks = [match.start() for match in _BREAK.finditer(text)]
    found = []
    for match in WORD.finditer(text):
        lower = match.group().lower().replace("’", "'")
        clause = bisect_left(breaks, match.start())
        found.append(Token(match.group(), lower, stem(lower), clause))
    return tuple(found)


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> bool:
    """Whether two words in lower case may say the same: of one stem, or synonyms in some sense."""
    if stem(one) == stem(other) or _derived(one, other):
        return True
    if not _groups(one).isdisjoint(_groups(other)):
        return True
    from assistant.language.synonymy import are_synonyms

    return are_synonyms(one, other)


@lru_cache(maxsize=20_000)
def _groups(word: str) -> frozenset[int]:
    """The groups of paraphrases in which a word stands, whatever its inflection."""
    from assistant.language.inflection import readings

    forms = {word, stem(word), *(reading.lemma for reading in readings(word))}
    known = _paraphrases()
    return frozenset(number for form in forms for number in known.get(form, ()))


@cache
def _paraphrases() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(data_lines("paraphrases.txt")):
        for word in line.split():
            found[word] = (*found.get(word, ()), number)
    return found


def _derived(one: str, other: str) -> bool:
    """Whether one word may be derived from the other: `decide` and `decision`."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 99)
    return min(shared, len(one), len(other)) >= max(5, min(len(one), len(other)) - 3)


def found_in(token: Token, others: Iterable[Token]) -> bool:
    """Whether a word, or one that may say the same, stands among others."""
    known = tuple(others)
    return any(token.stem == other.stem for other in known) or any(
        alike(token.lower, other.lower) for other in known if other.is_content
    )
