"""Words that say the contrary of one another: rose and fell, before and after, all and some.

The pairs are those of data/words/opposites.txt, and the words of senses that WordNet
opposes, whatever their inflection, unless some sense has both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from assistant.language.inflection import readings
from assistant.language.synonymy import are_synonyms
from assistant.language.tokens import COMPOUND
from assistant.language.wordlists import data_lines, word_list

OPPOSITES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, _, other in (line.partition("/") for line in sorted(word_list("opposites")))
)
"""Pairs of groups of words: what one says of something, the other says the contrary of."""

CHANGES: frozenset[str] = frozenset().union(
    *(one | other for one, other in OPPOSITES if "rose" in one)
)
CHANGES -= {"up", "down", "higher", "lower", "growth"}
"""Verbs that say that something becomes more or less."""

_PARTS = re.compile(r"[-_]")
_SIDES = frozenset("01")
_PREFIXES = (
    ("in", "out"), ("over", "under"), ("up", "down"), ("pre", "post"), ("pro", "anti"),
    ("inter", "intra"), ("hyper", "hypo"), ("macro", "micro"), ("fore", "hind"),
)  # fmt: skip
"""Beginnings of words that make contraries of one stem: insourced and outsourced."""

_STEM = 4
"""The fewest letters behind a prefix."""

_Side = tuple[str, str]
"""A pair of groups by its number and a side of it, or a part of speech and a lemma."""


def opposed(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Words of one text in whose place another has a contrary, with that: (`rose`, `fell`).

    Words are compared in their order; a word that stands in both at its place is no contrary.
    """
    old, new = _words(before), _words(after)
    if old == new:
        return
    from rapidfuzz.distance import Indel

    gone: list[str] = []
    put: list[str] = []
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            yield from _contraries(gone, put)
            gone, put = [], []
        else:
            gone += old[op.src_start : op.src_end]
            put += new[op.dest_start : op.dest_end]
    yield from _contraries(gone, put)


def _words(text: str) -> list[str]:
    """The words of a text in lower case; those that are listed together as one: `took_off`."""
    found: list[str] = []
    for match in COMPOUND.finditer(text):
        word = match.group().lower().replace("’", "'").removesuffix("'s")
        if found and f"{found[-1]}_{word}" in _listed():
            found[-1] += f"_{word}"
        else:
            found.append(word)
    return found


def _contraries(gone: Sequence[str], put: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each word with one of others that says the contrary, unless its like is among them."""
    if gone and put:
        for word in gone:
            yield from ((word, contrary) for contrary in islice(contraries(word, put), 1))


def contraries(word: str, others: Iterable[str]) -> Iterator[str]:
    """Those of some words in lower case that say the contrary of one.

    Nothing where one of them says the same as the word, by the pair that opposes them.
    """
    sides = {side: other for other in others for side in _sides(other)}
    for side in _sides(word):
        for other in _others(side) if side not in sides else ():
            contrary = sides.get(other)
            if contrary and (_is_listed(word, contrary) or not are_synonyms(word, contrary)):
                yield contrary


def _is_listed(word: str, contrary: str) -> bool:
    """Whether the list of opposites has two words on the two sides of a pair."""
    return any(
        other in _listed().get(contrary, ())
        for side in _listed().get(word, ())
        for other in _others(side)
    )


@lru_cache(maxsize=20_000)
def _sides(word: str) -> tuple[_Side, ...]:
    """The sides on which a word stands, as listed and as a form of an antonym."""
    lemmas = ((reading.part, reading.lemma) for reading in readings(word))
    parts = _PARTS.split(word) if "_" in word or word not in _listed() else ()
    return (
        *_prefixed(word),
        *_listed().get(word, ()),
        *(side for part in parts for side in _listed().get(part, ())),
        *(side for side in lemmas if side in _antonyms()),
    )


def _prefixed(word: str) -> Iterator[_Side]:
    """The sides on which a word stands by its prefix: overweight and underweight."""
    for pair in _PREFIXES:
        for side, prefix in enumerate(pair):
            stem = word.removeprefix(prefix).removeprefix("-")
            if word.startswith(prefix) and len(stem) >= _STEM:
                yield f"{'/'.join(pair)} {stem}", str(side)


def _others(side: _Side) -> Iterable[_Side]:
    number, own = side
    if own in _SIDES:
        return ((number, "0" if own == "1" else "1"),)
    return _antonyms()[side]


@cache
def _listed() -> dict[str, tuple[_Side, ...]]:
    found: dict[str, list[_Side]] = defaultdict(list)
    for number, pair in enumerate(OPPOSITES):
        for side, group in enumerate(pair):
            for word in group:
                found[word].append((str(number), str(side)))
    return {word: tuple(sides) for word, sides in found.items()}


@cache
def _antonyms() -> dict[_Side, tuple[_Side, ...]]:
    """The antonyms of WordNet 3.0 by part of speech and lemma (see data/WORDNET-LICENSE)."""
    found: dict[_Side, list[_Side]] = defaultdict(list)
    for line in data_lines("wordnet-3.0-antonyms.txt"):
        part, one, other = line.split("|")
        found[part, one].append((part, other))
        found[part, other].append((part, one))
    return {side: tuple(others) for side, others in found.items()}
