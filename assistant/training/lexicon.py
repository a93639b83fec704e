"""What spinners look words up in: WordNet in its own order, Moby, LibreOffice's thesaurus.

The tables are gathered once by `python -m tests.tools.thesauri` into a folder; a missing one
is empty, and without WordNet's the synonym sets that are shipped stand in for it. Half of
the sets, those that restoration is judged on, are never trained on: neither they nor, in any
other table, two words that stand together in one of them.
"""

from __future__ import annotations

import hashlib
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, permutations
from pathlib import Path

from assistant.language.thesaurus import SynonymSet, wordnet
from assistant.paths import cache_dir

Lists = Mapping[str, tuple[str, ...]]
WORDNET, MOBY, LIBREOFFICE, NEIGHBOURS = "wordnet", "moby", "libreoffice", "neighbours"


@dataclass(frozen=True, slots=True)
class Synset:
    """A synonym set and the numbers of those it is linked to: similar, more general, special."""

    part: str
    members: tuple[str, ...]
    links: tuple[int, ...] = ()

    def is_judged(self) -> bool:
        """Whether it belongs to the half that restoration is judged on."""
        name = str(SynonymSet(self.part, self.members))
        digest = hashlib.md5(name.encode(), usedforsecurity=False).digest()
        return len(self.members) > 1 and digest[-1] % 2 == 1


@dataclass(frozen=True)
class Lexicon:
    """The thesauri: synonym sets by lemma and part in order of sense, lists by head word."""

    synsets: tuple[Synset, ...]
    senses: Mapping[tuple[str, str], tuple[int, ...]]
    moby: Lists = field(default_factory=dict)
    libreoffice: Lists = field(default_factory=dict)
    neighbours: Lists = field(default_factory=dict)
    withheld: frozenset[int] = frozenset()
    withheld_pairs: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def phrases(self) -> frozenset[str]:
        """The entries of several words, in lower case."""
        heads = (lemma for lemma, _ in self.senses)
        found = chain(heads, self.moby, self.libreoffice)
        return frozenset(head.lower() for head in found if " " in head)

    def sets(self, lemma: str, part: str) -> Iterator[Synset]:
        """The sets of a lemma, in lower case, the most usual sense first, none that is withheld."""
        for number in self.senses.get((lemma, part), ()):
            if number not in self.withheld:
                yield self.synsets[number]

    def linked(self, lemma: str, part: str) -> Iterator[str]:
        """The members of sets that those of a lemma are linked to."""
        for number in self.senses.get((lemma, part), ()):
            for link in self.synsets[number].links:
                yield from self.synsets[link].members

    def allowed(self, lemma: str, others: Iterable[str]) -> tuple[str, ...]:
        """Those of some words that share no withheld set with a lemma, in their order."""
        return tuple(
            other
            for other in dict.fromkeys(others)
            if (lemma, other.lower()) not in self.withheld_pairs
        )


def default_folder() -> Path:
    """Where the tables are gathered."""
    return cache_dir() / "training" / "thesauri"


def load(folder: Path | None = None, *, judged: bool = False) -> Lexicon:
    """The thesauri of a folder; with `judged`, nothing is withheld."""
    folder = folder or default_folder()
    synsets = tuple(_synsets(folder))
    withheld = frozenset(
        number for number, each in enumerate(synsets) if not judged and each.is_judged()
    )
    pairs = frozenset(
        pair
        for number in withheld
        for pair in permutations({member.lower() for member in synsets[number].members}, 2)
    )
    moby, libreoffice, neighbours = (
        _lists(folder, name) for name in (MOBY, LIBREOFFICE, NEIGHBOURS)
    )
    return Lexicon(
        synsets, _senses(folder, synsets), moby, libreoffice, neighbours, withheld, pairs
    )


def table(folder: Path, name: str) -> Path:
    """The file of a table: rows of fields apart by ``|``."""
    return folder / f"{name}.txt.xz"


def _rows(path: Path) -> Iterator[list[str]]:
    if path.is_file():
        text = lzma.decompress(path.read_bytes()).decode()
        yield from (line.split("|") for line in text.split("\n") if line)


def _synsets(folder: Path) -> Iterator[Synset]:
    """Rows of part, numbers of linked rows apart by spaces, members."""
    rows = list(_rows(table(folder, WORDNET)))
    if not rows:
        yield from (Synset(each.part, each.members) for each in wordnet().sets)
    for part, links, *members in rows:
        yield Synset(part, tuple(members), tuple(map(int, links.split())))


def _senses(folder: Path, synsets: Iterable[Synset]) -> Mapping[tuple[str, str], tuple[int, ...]]:
    """Rows of lemma, part and numbers of sets; where there are none, the order of the sets."""
    rows = list(_rows(table(folder, f"{WORDNET}-senses")))
    if rows:
        return {(lemma, part): tuple(map(int, sets.split())) for lemma, part, sets in rows}
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(synsets):
        for member in {member.lower() for member in each.members}:
            found[member, each.part].append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


def _lists(folder: Path, name: str) -> Lists:
    return {head: tuple(members) for head, *members in _rows(table(folder, name))}
