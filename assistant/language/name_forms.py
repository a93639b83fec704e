"""One name in its forms: Dr and Doctor, Nato and NATO, Organisation and Organization."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache

from assistant.language.names import ordinary
from assistant.language.spelling import spelling_key, without_accents
from assistant.language.wordlists import data_lines, word_list

_WORD = re.compile(r"[^\W\d_]+")
_SHOUTED = 4
"""From so many letters on, a name in capitals is the same without them: Nato."""


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """What abbreviations of names stand for, in lower case, without their points."""
    rows = (line.partition(" / ") for line in data_lines("name-forms.txt"))
    return {short: tuple(full.split("|")) for short, _, full in rows}


@lru_cache(maxsize=4096)
def name_forms(word: str) -> frozenset[str]:
    """All that a word of a name may be in full, an ordinary word in American spelling."""
    lower = word.lower()
    if full := abbreviations().get(lower):
        return frozenset(form for each in full for form in name_forms(each))
    if word.isupper() and len(word) < _SHOUTED:
        return frozenset({word})
    return frozenset({f"={spelling_key(lower)}" if ordinary(lower) else without_accents(lower)})


@cache
def _expansions() -> dict[str, tuple[str, ...]]:
    from assistant.language.thesaurus import wordnet

    found: dict[str, list[str]] = defaultdict(list)
    for group in wordnet().sets:
        if group.part != "n":
            continue
        phrases = [member for member in group.members if " " in member]
        for short in group.members:
            letters = short.replace(".", "")
            if len(letters) > 1 and letters.isupper():
                found[letters] += [each for each in phrases if _initials(each) == letters]
    for line in data_lines("acronyms.txt"):
        short, _, phrase = line.partition(" / ")
        found[short].append(phrase)
    return {short: tuple(dict.fromkeys(full)) for short, full in found.items() if full}


def _initials(phrase: str) -> str:
    words = phrase.split()
    if phrase.islower():
        return "".join(word[0] for word in words).upper()
    return "".join(word[0] for word in words if word[0].isupper())


def expansions(word: str) -> tuple[str, ...]:
    """The names that dictionaries list for an acronym: of FBI, of GDP."""
    return _expansions().get(word, ())


def restyled(text: str, other: str) -> Counter[str]:
    """The words of one text that are names by their capital alone, and how often they are.

    These are words that another text has as often with the same capital; and offices and
    bodies, which one house writes with a capital and the next without, with ordinary words
    before them: the Foreign Ministry, Mayor of Orrin.
    """
    mine = _WORD.findall(text)
    generic = word_list("offices-and-bodies") | word_list("titles")
    its = Counter(_WORD.findall(other))
    found = Counter({word: n for word, n in Counter(mine).items() if its[word] >= n})
    its -= Counter(word for word in mine if word.islower())
    heads = False
    for word in reversed(mine):
        lower = word.lower()
        is_plain = word[0].isupper() and its[lower] > 0
        heads = is_plain and (lower in generic or (heads and ordinary(lower)))
        if heads:
            found[word] += 1
            its[lower] -= 1
    return found
