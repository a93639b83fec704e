"""The thesaurus that a spinner draws from: synonym sets, looked up by lemma."""

from __future__ import annotations

import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

LONGEST_LEMMA = 4
"""Words in the longest lemma that is looked up."""


@dataclass(frozen=True, slots=True)
class SynonymSet:
    """Lemmas that share a sense. `part` is n, v, a or r: noun, verb, adjective, adverb."""

    part: str
    members: tuple[str, ...]

    def __str__(self) -> str:
        return "{" + ", ".join(self.members) + "}"


class Thesaurus:
    """Synonym sets with an index from lemma, in lower case, to the sets that hold it."""

    def __init__(self, sets: Iterable[SynonymSet]) -> None:
        self.sets = tuple(sets)
        self._index: dict[str, list[int]] = defaultdict(list)
        for number, synonyms in enumerate(self.sets):
            for member in dict.fromkeys(lemma.lower() for lemma in synonyms.members):
                self._index[member].append(number)

    def __contains__(self, lemma: str) -> bool:
        return lemma in self._index

    def count(self, lemma: str) -> int:
        """How many sets of any part of speech hold `lemma`, given in lower case."""
        return len(self._index.get(lemma, ()))

    def lookup(self, lemma: str, part: str) -> Iterator[SynonymSet]:
        """The sets of one part of speech that hold `lemma`, given in lower case."""
        for number in self._index.get(lemma, ()):
            if self.sets[number].part == part:
                yield self.sets[number]


@cache
def wordnet() -> Thesaurus:
    """The synonym sets of WordNet 3.0 (Princeton University; see data/WORDNET-LICENSE)."""
    table = resources.files("assistant.language") / "data" / "wordnet-3.0-synonyms.txt.xz"
    lines = lzma.decompress(table.read_bytes()).decode().split("\n")
    return Thesaurus(SynonymSet(line[0], tuple(line[2:].split("|"))) for line in lines)
