"""What two versions of a text share: lines first, then runs of words, then word by word.

A bit matrix of all the words of both (Indel distance, Hyyrö 2004) grows with their square.
Lines and runs of words that stand once in each version, in the same order, are taken to be the
same (patience diff, Cohen); only what lies between them is compared word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

_AT_ONCE = 16_000_000
"""Pairs of pieces that are compared at once: two sides of four thousand each, 2 MB of bits."""

_RUN = 12
"""Pieces of a run: about six words."""

_Keys = Iterable[tuple[int, Hashable]]
_Kinds = Sequence[Callable[[Sequence[str]], _Keys]]


class Shared(NamedTuple):
    """`size` pieces that two versions share: where they begin in the old and in the new one."""

    old: int
    new: int
    size: int


def shared(old: Sequence[str], new: Sequence[str]) -> tuple[Shared, ...]:
    """The runs of pieces that two versions share, in order, none touching the next in both."""
    found: list[Shared] = []
    for run in _shared(old, new, Shared(0, 0, 0), (_lines, _runs)):
        last = found[-1] if found else Shared(0, 0, 0)
        if (last.old + last.size, last.new + last.size) == (run.old, run.new) and found:
            found[-1] = last._replace(size=last.size + run.size)
        else:
            found.append(run)
    return tuple(found)


def _shared(old: Sequence[str], new: Sequence[str], at: Shared, kinds: _Kinds) -> Iterator[Shared]:
    """The runs that two pieces of a text share, which begin `at` places of the whole."""
    head = _common(old, new)
    if head:
        yield Shared(at.old, at.new, head)
    old, new = old[head:], new[head:]
    at = Shared(at.old + head, at.new + head, 0)
    tail = _common(old[::-1], new[::-1])
    ends = len(old) - tail, len(new) - tail
    yield from _between(old[: ends[0]], new[: ends[1]], at, kinds)
    if tail:
        yield Shared(at.old + ends[0], at.new + ends[1], tail)


def _between(old: Sequence[str], new: Sequence[str], at: Shared, kinds: _Kinds) -> Iterator[Shared]:
    if not old or not new:
        return
    if not kinds or len(old) * len(new) <= _AT_ONCE:
        yield from _by_piece(old, new, at)
        return
    keys, *finer = kinds
    start, other = 0, 0
    for place, place_there in (*_anchors(keys(old), keys(new)), (len(old), len(new))):
        here = Shared(at.old + start, at.new + other, 0)
        yield from _shared(old[start:place], new[other:place_there], here, finer)
        start, other = place, place_there


def _by_piece(old: Sequence[str], new: Sequence[str], at: Shared) -> Iterator[Shared]:
    from rapidfuzz.distance import Indel

    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            size = op.src_end - op.src_start
            yield Shared(at.old + op.src_start, at.new + op.dest_start, size)


def _anchors(old: _Keys, new: _Keys) -> list[tuple[int, int]]:
    """The places of keys that both have once, as many as are in the same order in both."""
    there = _once(new)
    pairs = [(place, there[key]) for key, place in _once(old).items() if key in there]
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile:] = [place, *tops[pile + 1 :]] if pile < len(tops) else [place]
        ends[pile:] = [number, *ends[pile + 1 :]] if pile < len(ends) else [number]
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _once(keys: _Keys) -> dict[Hashable, int]:
    """The places of the keys that there is one of, in order."""
    places: dict[Hashable, int] = {}
    for place, key in keys:
        places[key] = -1 if key in places else place
    return {key: place for key, place in places.items() if place >= 0}


def _lines(pieces: Sequence[str]) -> _Keys:
    start = 0
    for end, piece in enumerate(pieces, 1):
        if "\n" in piece or end == len(pieces):
            yield start, "".join(pieces[start:end])
            start = end


def _runs(pieces: Sequence[str]) -> _Keys:
    for start in range(len(pieces) - _RUN + 1):
        yield start, hash(tuple(pieces[start : start + _RUN]))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces two sequences begin with that are the same."""
    size = min(len(one), len(other))
    return next((place for place in range(size) if one[place] != other[place]), size)
