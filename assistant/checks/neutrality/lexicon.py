"""The lexicon of loaded words: the rules of `rules/`, every form with what to know of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.checks.neutrality.inflected import inflected
from assistant.checks.neutrality.rules import Rule, WordGroup, word_rules
from assistant.language.span import Span
from assistant.language.tokens import COMPOUND

LEFT_OUT = "-"
"""Stands in a rule for a word that may be left out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A form: its rule, why it is loaded, what to prefer, and where it stands when it is.

    `prefer` is empty where nothing is proposed, and `LEFT_OUT` where the word may go.
    """

    rule: str
    name: str
    level: str
    why: str
    prefer: str
    where: str
    always: bool = False


Lexicon = Mapping[str, Mapping[tuple[str, ...], tuple[Entry, ...]]]
"""The entries of forms by their first word, then by all; the longest form first."""


def occurrences(text: str, lexicon: Lexicon) -> Iterator[tuple[Span, tuple[Entry, ...]]]:
    """Where forms of a lexicon stand in a text, the longest at each word, with their entries."""
    lower = [word.lower() for word in COMPOUND.findall(text)]
    if "’" in text:
        lower = [word.replace("’", "'") for word in lower]
    if lexicon.keys().isdisjoint(lower):
        return
    hits = [
        (place, form, found)
        for place, word in enumerate(lower)
        if word in lexicon
        for form, found in lexicon[word].items()
        if tuple(lower[place : place + len(form)]) == form
    ]
    words = list(COMPOUND.finditer(text)) if hits else []
    for place, form, found in hits:
        last = place + len(form) - 1
        if _together(text, words[place : last + 1]):
            yield Span(words[place].start(), words[last].end()), found


def _together(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether nothing but white space stands between words."""
    return all(text[a.end() : b.start()].isspace() for a, b in pairwise(words))


@cache
def built_in() -> Lexicon:
    """The forms of all rules that come with the program."""
    return lexicon(word_rules())


def lexicon(rules: Iterable[Rule]) -> Lexicon:
    """The forms of some rules."""
    entries: dict[tuple[str, ...], list[Entry]] = {}
    for rule in rules:
        for group in rule.groups:
            for form, prefer in _forms(group):
                entry = Entry(
                    rule.id, rule.name, rule.level, group.message or rule.message,
                    prefer, group.where, group.always,
                )  # fmt: skip
                entries.setdefault(tuple(form.lower().split()), []).append(entry)
    found: dict[str, dict[tuple[str, ...], tuple[Entry, ...]]] = {}
    for parts in sorted(entries, key=len, reverse=True):
        found.setdefault(parts[0], {})[parts] = tuple(entries[parts])
    return found


def _forms(group: WordGroup) -> Iterator[tuple[str, str]]:
    """Each form of a group, and what to prefer in its form."""
    for word in group.words:
        yield word, group.prefer.get(word, "")
    for lemma in group.verbs:
        prefer = group.prefer.get(lemma, "")
        own = inflected()[lemma]
        for tag, forms in enumerate(own):
            put = inflected()[prefer][tag][0] if prefer else ""
            for form in forms[:1]:
                if not any(form in earlier for earlier in own[:tag]):
                    yield form, _sure(put, form, prefer, own)


def _sure(put: str, form: str, prefer: str, own: Sequence[Sequence[str]]) -> str:
    """A form to prefer; nothing where a form may be present or past and the other may not."""
    if not prefer:
        return ""
    tags = [tag for tag, forms in enumerate(own) if form in forms]
    return put if len({inflected()[prefer][tag][0] for tag in tags}) == 1 else ""
