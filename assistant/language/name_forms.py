"""One name in its forms: Dr and Doctor, Nato and NATO, Organisation and Organization."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from assistant.language.names import ordinary
from assistant.language.spelling import spelling_key, without_accents
from assistant.language.wordlists import data_lines

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
