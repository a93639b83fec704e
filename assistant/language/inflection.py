"""Inflection in both directions, of words and of lemmas of several words.

A verb of several words inflects in its first ("froze off"), a noun in its last, in the word
before a preposition ("points of view", "passers-by"), or in the office before an adjective
("attorneys general"). Tags are those of the Penn Treebank.

Forms are those of `data/inflections.txt`, which says by what; for all other words those of
the `dictionary`, whose first answer is often not what newspapers write. Adjectives that are
compared by *more* stand in a list of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.language import dictionary
from assistant.language.stems import bases
from assistant.language.wordlists import data_lines, word_list

BASE = {"n": "NN", "v": "VB", "a": "JJ", "r": "RB"}
TAGS = {
    "n": ("NN", "NNS"),
    "v": ("VB", "VBZ", "VBD", "VBN", "VBG"),
    "a": ("JJ", "JJR", "JJS"),
    "r": ("RB", "RBR", "RBS"),
}
_PREPOSITIONS = frozenset({"of", "in", "on", "at", "to", "for", "with", "from", "by", "under"})
_PARTICLES = _PREPOSITIONS | {"up", "down", "off", "out", "over", "through", "back", "away"}
_OFFICES = frozenset(
    "attorney secretary governor solicitor surgeon inspector postmaster consul director adjutant"
    " auditor advocate paymaster quartermaster commissioner comptroller".split()
)
_AFTER_NOUN = frozenset(
    "martial laureate apparent presumptive elect designate emeritus errant politic royal".split()
)
_AGENT = re.compile(r"\w{3,}(?:er|or)")
_COMPARED = {"JJR": "more", "JJS": "most"}


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
    for part in TAGS:
        position = _head(words, part)
        for lemma, tag in _word_readings(words[position], part):
            yield Reading(_put(words, position, lemma), part, tag)


def _word_readings(word: str, part: str) -> Iterator[tuple[str, str]]:
    if hyphened := _hyphened(word, part):
        head, rest = hyphened
        yield from ((lemma + rest, tag) for lemma, tag in _word_readings(head, part))
        return
    lemmas = dictionary.lemmas(word).get(part, ())
    if not lemmas or (part == "n" and "-" in word):
        lemmas = (*lemmas, *bases(word, part))
    ours = () if word in lemmas else _lemmas().get((word, part), ())
    for lemma in dict.fromkeys((*ours, *lemmas, word)):
        for tag in TAGS[part]:
            known = (*_word_forms(lemma, part, tag), *_forms(lemma, part).get(tag, ()))
            if word in known or (tag == BASE[part] and lemma == word):
                yield lemma, tag


@lru_cache(maxsize=100_000)
def parts_of(word: str) -> frozenset[str]:
    """The parts of speech, as letters, that the dictionary knows a word in lower case in."""
    return frozenset(dictionary.lemmas(word.lower()))


@lru_cache(maxsize=100_000)
def inflect(lemma: str, part: str, tag: str) -> tuple[str, ...]:
    """The forms of a lemma under a tag, most usual first; the lemma itself for a base tag."""
    if tag == BASE[part]:
        return (lemma,)
    words = lemma.split(" ")
    position = _head(words, part)
    forms = _word_forms(words[position], part, tag)
    return tuple(_put(words, position, form) for form in forms)


def every_form(lemma: str, part: str, tag: str) -> tuple[str, ...]:
    """The forms of a lemma under a tag and those that are written but not usual, behind them."""
    words = lemma.split(" ")
    position = _head(words, part)
    others = _forms(words[position], part).get(tag, ())
    found = (*inflect(lemma, part, tag), *(_put(words, position, form) for form in others))
    return tuple(dict.fromkeys(found))


def _word_forms(word: str, part: str, tag: str) -> tuple[str, ...]:
    if usual := _usual(word.lower(), part).get(tag):
        return tuple(_recapitalised(form, word) for form in usual)
    if tag == BASE[part]:
        return (word,)
    if part == "a" and word.lower() in word_list("compared-by-more"):
        return (f"{_COMPARED[tag]} {word}",)
    if hyphened := _hyphened(word, part):
        head, rest = hyphened
        return tuple(form + rest for form in _word_forms(head, part, tag))
    if part == "n" and word.rpartition("-")[2] in _PARTICLES and "-" in word:
        return (word + "s",)
    return _forms(word, part).get(tag, ())


def _hyphened(word: str, part: str) -> tuple[str, str] | None:
    """The head of a hyphened noun that does not end in it, and what follows: passer, -by."""
    words = word.split("-")
    if part != "n" or len(words) == 1 or not all(words):
        return None
    position = _hyphened_head(words)
    if position == len(words) - 1:
        return None
    return "-".join(words[: position + 1]), "-" + "-".join(words[position + 1 :])


def _hyphened_head(words: list[str]) -> int:
    if len(words) > 2 and words[1] in _PREPOSITIONS | {"de"}:
        return len(words) - 1 if _singular(words[2]) in ("the", "all", "nothing") else 0
    if len(words) == 2 and words[1] in _PARTICLES and _AGENT.fullmatch(_singular(words[0])):
        return 0
    return _postpositive(words)


def _singular(word: str) -> str:
    return next(bases(word, "n"), word) if word.endswith("ies") else word.removesuffix("s")


def _postpositive(words: list[str]) -> int:
    """The head of a noun that an adjective may follow, as in attorney general."""
    last = len(words) - 1
    office = _singular(words[last - 1]) if last else ""
    if words[last] == "general" and office in _OFFICES:
        return last - 1
    if (office, words[last]) in (("notary", "public"), ("sergeant", "major")):
        return last - 1
    return max(last - 1, 0) if words[last] in _AFTER_NOUN else last


@cache
def _table() -> dict[tuple[str, str], dict[str, tuple[str, ...]]]:
    table: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for line in data_lines("inflections.txt"):
        lemma, part, tags, forms = line.split(" ")
        for tag in tags.split(","):
            table.setdefault((lemma, part), {})[tag] = tuple(forms.split("/"))
    return table


@cache
def _lemmas() -> dict[tuple[str, str], tuple[str, ...]]:
    """The lemmas of the forms of the table, by form and part of speech."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for (lemma, part), by_tag in _table().items():
        for form in {form for forms in by_tag.values() for form in forms}:
            found[form, part] = (*found.get((form, part), ()), lemma)
    return found


def _usual(word: str, part: str) -> dict[str, tuple[str, ...]]:
    """The forms of the table for a word in lower case, by tag."""
    return _table().get((word, part), {})


@lru_cache(maxsize=100_000)
def _forms(word: str, part: str) -> dict[str, tuple[str, ...]]:
    """The forms of one word by tag; those that the dictionary lacks follow the rules."""
    if not word:
        return {}
    lower = word.lower()
    forms = dictionary.forms(lower, part)
    if part in "nv":
        for past, participle in (("VBD", "VBN"), ("VBN", "VBD")):
            if past in forms:
                forms.setdefault(participle, forms[past])
        if not forms.keys() >= set(TAGS[part]):
            forms = {**dictionary.regular(lower, part), **forms}
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
        return _postpositive(words)
    return 0


def _put(words: list[str], position: int, word: str) -> str:
    return " ".join((*words[:position], word, *words[position + 1 :]))
