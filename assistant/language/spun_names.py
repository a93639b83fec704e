"""Names that a spinner changed word by word: *Unified Countries* of the United Nations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

_LONGEST = 4


@lru_cache(maxsize=4096)
def listed_instead(phrase: str) -> str | None:
    """The name that dictionaries list in whose place a phrase may stand, or None.

    Its words are those of the phrase or synonyms of them, one for one, and the phrase itself
    is no name that they list. Given and returned as written, with single spaces.
    """
    words = tuple(phrase.split())
    lower = tuple(word.lower() for word in words)
    if not 1 < len(words) <= _LONGEST or lower in _listed():
        return None
    from assistant.language.synonymy import are_synonyms

    for first, names in _by_first()[len(words)].items():
        if first == lower[0] or are_synonyms(first, lower[0]):
            found = (own for own in names if _stands_for(lower[1:], own[1:]))
            if name := next(found, None):
                return _listed()[name]
    return None


def _stands_for(words: Sequence[str], own: Sequence[str]) -> bool:
    from assistant.language.synonymy import are_synonyms

    pairs = zip(words, own, strict=True)
    return all(one == other or are_synonyms(one, other) for one, other in pairs)


@cache
def _listed() -> dict[tuple[str, ...], str]:
    """The names of WordNet of two to four words, each with a capital, and not all only names."""
    from assistant.language.thesaurus import wordnet

    groups = [group.members for group in wordnet().sets if group.part == "n"]
    plain = {member for members in groups for member in members if member.islower()}
    names = {tuple(m.split(" ")) for members in groups for m in members if m[0].isupper()}
    return {
        tuple(part.lower() for part in parts): " ".join(parts)
        for parts in names
        if 1 < len(parts) <= _LONGEST and all(part.istitle() for part in parts)
        and any(not plain.isdisjoint(_stripped(part.lower())) for part in parts)
    }  # fmt: skip


def _stripped(word: str) -> tuple[str, ...]:
    return (word, word.removesuffix("s"), word.removesuffix("d"))


@cache
def _by_first() -> dict[int, dict[str, list[tuple[str, ...]]]]:
    """The listed names by how many words they have and by the first of these."""
    found: dict[int, dict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
    for words in sorted(_listed()):
        found[len(words)][words[0]].append(words)
    return found
