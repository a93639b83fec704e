"""Inflection in both directions, of words and of lemmas of several words.

A verb of several words inflects in its first ("froze off"), a noun in its last, or in the
word before a preposition ("points of view"). Tags are those of the Penn Treebank.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.language.stems import bases

UNIVERSAL = {"n": "NOUN", "v": "VERB", "a": "ADJ", "r": "ADV"}
BASE = {"n": "NN", "v": "VB", "a": "JJ", "r": "RB"}
TAGS = {
    "n": ("NN", "NNS"),
    "v": ("VB", "VBZ", "VBD", "VBN", "VBG"),
    "a": ("JJ", "JJR", "JJS"),
    "r": ("RB", "RBR", "RBS"),
}
_PREPOSITIONS = frozenset({"of", "in", "on", "at", "to", "for", "with", "from", "by", "under"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a surface form: a lemma, its part of speech and its inflection."""

    lemma: str
    part: str
    tag: str


@lru_cache(maxsize=100_000)
def readings(surface: str) -> tuple[Reading, ...]:
    """Every reading of a surface form in lower case, words separated by single spaces."""
    return tuple(dict.fromkeys(_readings(surface.split(" "))))


def _readings(words: list[str]) -> Iterator[Reading]:
    for part in UNIVERSAL:
        position = _head(words, part)
        for lemma, tag in _word_readings(words[position], part):
            yield Reading(_put(words, position, lemma), part, tag)


def _word_readings(word: str, part: str) -> Iterator[tuple[str, str]]:
    upos = UNIVERSAL[part]
    lemmas = _lemminflect().getAllLemmas(word, upos=upos).get(upos) or tuple(bases(word, part))
    for lemma in dict.fromkeys((*lemmas, word)):
        forms = _forms(lemma, part)
        for tag in TAGS[part]:
            if word in forms.get(tag, ()) or (tag == BASE[part] and lemma == word):
                yield lemma, tag


@lru_cache(maxsize=100_000)
def inflect(lemma: str, part: str, tag: str) -> tuple[str, ...]:
    """The forms of a lemma under a tag, most usual first; the lemma itself for a base tag."""
    if tag == BASE[part]:
        return (lemma,)
    words = lemma.split(" ")
    position = _head(words, part)
    return tuple(_put(words, position, form) for form in _forms(words[position], part).get(tag, ()))


@lru_cache(maxsize=100_000)
def _forms(word: str, part: str) -> dict[str, tuple[str, ...]]:
    """The forms of one word by tag; those that the dictionary lacks follow the rules."""
    upos, lower = UNIVERSAL[part], word.lower()
    forms = dict(_lemminflect().getAllInflections(lower, upos=upos))
    if part in "nv":
        for past, participle in (("VBD", "VBN"), ("VBN", "VBD")):
            if past in forms:
                forms.setdefault(participle, forms[past])
        for tag, regular in _lemminflect().getAllInflectionsOOV(lower, upos).items():
            forms.setdefault(tag, regular)
    if word == lower:
        return forms
    return {
        tag: tuple(_recapitalised(form, word) for form in found) for tag, found in forms.items()
    }


def _recapitalised(form: str, word: str) -> str:
    return word + form[len(word) :] if form.startswith(word.lower()) else form


def _head(words: list[str], part: str) -> int:
    if part == "v" or len(words) == 1:
        return 0
    if part == "n":
        for position, word in enumerate(words[1:], 1):
            if word in _PREPOSITIONS:
                return position - 1
        return len(words) - 1
    return 0


def _put(words: list[str], position: int, word: str) -> str:
    return " ".join((*words[:position], word, *words[position + 1 :]))


def _lemminflect() -> Any:  # imported late: it loads numpy, and `assistant --help` must not
    import lemminflect

    return lemminflect
