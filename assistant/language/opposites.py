"""Words that say the contrary of one another: rose and fell, before and after, all and some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from assistant.language.tokens import COMPOUND
from assistant.language.wordlists import word_list

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

_SIDES: dict[str, list[tuple[int, int]]] = defaultdict(list)
for _number, _pair in enumerate(OPPOSITES):
    for _side, _group in enumerate(_pair):
        for _word in _group:
            _SIDES[_word].append((_number, _side))


def opposed(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Words of one text in whose place another has a contrary, with that: (`rose`, `fell`).

    Words are compared in their order; a word that stands in both at its place is no contrary.
    """
    old, new = _words(before), _words(after)
    if old == new or not (_SIDES.keys() & old and _SIDES.keys() & new):
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
    return [match.group().lower() for match in COMPOUND.finditer(text)]


def _contraries(gone: list[str], put: list[str]) -> Iterator[tuple[str, str]]:
    """Each word with one of others that says the contrary, unless its like is among them."""
    sides = {side: word for word in put for side in _SIDES.get(word, ())}
    for word in gone:
        for number, side in _SIDES.get(word, ()):
            contrary = sides.get((number, 1 - side))
            if contrary is not None and (number, side) not in sides:
                yield word, contrary
                break
