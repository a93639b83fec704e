"""The lexicon of loaded words, data/neutrality.toml: every form with what to know of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib import resources
from itertools import pairwise

from assistant.language.span import Span
from assistant.language.tokens import COMPOUND
from assistant.problems import Code


class Use(Enum):
    """How a form is used: as it stands, as a verb, or as a verb that may be a noun as well."""

    WORD = auto()
    VERB = auto()
    NOMINAL = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """A form: its rule, why it is loaded, what to prefer, and where it is an ordinary word.

    A pattern of `unless` that stands beside it makes it one, and so does it where none of
    `only` stands there, if there are any.
    """

    code: Code
    group: str
    why: str
    prefer: str
    unless: tuple[str, ...]
    use: Use = Use.WORD
    only: tuple[str, ...] = ()


def occurrences(text: str) -> Iterator[tuple[Span, Entry]]:
    """Where forms of the lexicon stand in a text, the longest at each word."""
    lower = [word.lower() for word in COMPOUND.findall(text)]
    first = _by_first()
    if "’" in text:
        lower = [word.replace("’", "'") for word in lower]
    if first.keys().isdisjoint(lower):
        return
    hits = [
        (place, form)
        for place, word in enumerate(lower)
        for form in first.get(word, ())
        if tuple(lower[place : place + len(form)]) == form
    ]
    words = list(COMPOUND.finditer(text)) if hits else []
    told = -1
    for place, form in hits:
        last = place + len(form) - 1
        if place > told and _together(text, words[place : last + 1]):
            told = place
            yield Span(words[place].start(), words[last].end()), entries()[" ".join(form)]


def _together(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but white space stands between words."""
    return all(text[a.end() : b.start()].isspace() for a, b in pairwise(words))


@cache
def _by_first() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """The forms by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted((tuple(form.split()) for form in entries()), key=len, reverse=True):
        found.setdefault(form[0], []).append(form)
    return found


@cache
def entries() -> Mapping[str, Entry]:
    """Every form of every entry, in lower case."""
    file = resources.files("assistant.checks.neutrality") / "data" / "neutrality.toml"
    found: dict[str, Entry] = {}
    for group, table in tomllib.loads(file.read_text("utf-8")).items():
        rule = Code(table["code"]), group, table["why"]
        unless = table.get("unless", {})
        for word, prefer in table.get("words", {}).items():
            patterns = tuple(unless.get(word, ()))
            asked = tuple(table.get("only", {}).get(word, ()))
            found[word] = Entry(*rule, prefer, patterns, only=asked)
        for lemma, prefer in table.get("verbs", {}).items():
            patterns = tuple(unless.get(lemma, ()))
            for form, put, nominal in _forms(lemma, prefer):
                use = Use.NOMINAL if nominal else Use.VERB
                found[form] = Entry(*rule, put, patterns, use)
    return found


def _forms(lemma: str, prefer: str) -> Iterator[tuple[str, str, bool]]:
    """Each form of a verb, the same form of the one to prefer, and whether it may be a noun."""
    base, third, past, *_ = _inflected()[lemma]
    for forms, puts in zip(_inflected()[lemma], _inflected()[prefer], strict=True):
        for form in forms:
            yield form, puts[0], form in (*base, *third) and form not in past


@cache
def _inflected() -> Mapping[str, Sequence[Sequence[str]]]:
    """The forms of every verb of the lexicon by tag, the base first, the most usual first."""
    file = resources.files("assistant.checks.neutrality") / "data" / "verbs.tsv"
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines()[1:])
    return {row[0]: [forms.split("|") for forms in row] for row in rows}
