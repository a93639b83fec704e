"""Whether a run of words holds a finite verb, by the forms that only verbs have."""

from __future__ import annotations

from functools import lru_cache

from assistant.language.content import Token, tokens
from assistant.language.wordlists import word_list

_AUXILIARY = word_list("be-forms") | word_list("modal-verbs") | {
    "has", "have", "had", "does", "do", "did", "is", "are", "was", "were", "isn't", "aren't",
    "wasn't", "weren't", "won't", "can't", "didn't", "doesn't", "don't", "said", "says",
}  # fmt: skip
_NOT_BEFORE = word_list("determiners") | word_list("prepositions") | {"to"}


def has_verb(text: str) -> bool:
    """Whether some word is a verb that says when."""
    found = tokens(text)
    return any(_is_verb(found, place) for place in range(len(found)))


def opens_with_verb(text: str) -> bool:
    """Whether a verb that says when stands first, an adverb before it aside."""
    found = tokens(text)
    place = 1 if found and found[0].lower.endswith("ly") else 0
    return place < len(found) and (found[place].lower in _AUXILIARY or _past(found[place].lower))


def _is_verb(found: tuple[Token, ...], place: int) -> bool:
    token = found[place]
    if token.lower in _AUXILIARY:
        return token.lower not in ("be", "been", "being")
    if token.is_capital and place:
        return False
    before = found[place - 1].lower if place else ""
    if before in _NOT_BEFORE or not place:
        return False
    return _past(token.lower)


@lru_cache(maxsize=4096)
def _past(word: str) -> bool:
    from assistant.language.inflection import readings

    found = (reading for reading in readings(word) if reading.part == "v")
    return any(reading.tag == "VBD" and reading.lemma != word for reading in found)
