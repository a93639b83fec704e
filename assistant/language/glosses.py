"""What two phrases mean in common: the definition of a synonym set of WordNet that holds both."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources

from assistant.language.stems import bases

_PARTS = "nvar"
_LONGEST = 5
"""Words in the longest phrase that is looked up."""

_IN_FRONT = frozenset({"a", "an", "the"})


@lru_cache(maxsize=4_000)
def gloss(one: str, other: str, known: str = "") -> str:
    """The definition that a phrase and another share in any inflection; empty without one.

    Of several sets the one counts whose members are named in `known`, as a reason names them.
    """
    first, second = _apart(one.casefold().split(), other.casefold().split())
    if first == second or not (0 < len(first) <= _LONGEST and 0 < len(second) <= _LONGEST):
        return ""
    found = dict(_shared(" ".join(first), " ".join(second)))
    named = (text for members, text in found.items() if members in known)
    return next(named, next(iter(found.values()), ""))


def _apart(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """Two phrases without the articles before them, and the words that begin or end both."""
    one = one[1:] if one[:1] and one[0] in _IN_FRONT else one
    other = other[1:] if other[:1] and other[0] in _IN_FRONT else other
    while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    while len(one) > 1 and len(other) > 1 and one[0] == other[0]:
        one, other = one[1:], other[1:]
    return one, other


def _shared(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The sets that hold both: their members as they are shown, and the definition."""
    for part in _PARTS:
        wanted = _lemmas(other, part)
        for lemma in _lemmas(one, part):
            for line in _sets(lemma):
                letter, *members, text = line.split("|")
                if letter == part and any(member.casefold() in wanted for member in members):
                    yield "{" + ", ".join(members) + "}", text


def _lemmas(phrase: str, part: str) -> Collection[str]:
    """What a phrase may be a form of: its first word inflects in a verb, else its last."""
    words = phrase.split(" ")
    place = 0 if part == "v" else -1
    word = words[place]
    found = {phrase: None}
    for base in (*_irregular().get((part, word), ()), *_regular(word, part)):
        words[place] = base
        found[" ".join(words)] = None
    return found.keys()


def _regular(word: str, part: str) -> Iterator[str]:
    if part in "nv":
        yield from bases(word, part)
        for ending in ("ed", "ing"):
            stem = word.removesuffix(ending)
            if part == "v" and stem != word and stem[-1:] == stem[-2:-1]:
                yield stem[:-1]
    if part in "ar":
        for ending in ("er", "est"):
            if word.endswith(ending):
                yield from (word.removesuffix(ending), word.removesuffix(ending) + "e")


@lru_cache(maxsize=4_000)
def _sets(lemma: str) -> tuple[str, ...]:
    """The lines of the sets that hold a lemma."""
    return tuple(_lines(_table()[0], f"|{lemma}|"))


def _lines(text: str, wanted: str) -> Iterator[str]:
    at = text.find(wanted)
    while at >= 0:
        end = text.find("\n", at)
        yield text[text.rfind("\n", 0, at) + 1 : end]
        at = text.find(wanted, end)


@cache
def _irregular() -> Mapping[tuple[str, str], list[str]]:
    """What forms that no rule explains are forms of, by their part of speech."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in _table()[1].splitlines():
        part, form, base = line.split("|")
        found[part[1:], form].append(base)
    return found


@cache
def _table() -> tuple[str, str]:
    """The sets of WordNet 3.0, and irregular forms (Princeton University; data/WORDNET-LICENSE)."""
    path = resources.files("assistant.language") / "data" / "wordnet-3.0-glosses.txt.gz"
    text = gzip.decompress(path.read_bytes()).decode()
    cut = text.index("\n=") + 1
    return text[:cut], text[cut:]
