"""Things that a sentence speaks of as known: told by itself, it leaves a reader to ask which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.language.noun_kinds import noun_kind
from assistant.language.stems import stem
from assistant.language.tokens import lower_words
from assistant.language.wordlists import word_list
from assistant.summary.clauses import opens_with_verb
from assistant.summary.passages import Passage, terms

_THE = re.compile(r"\b[Tt]he (?=((?:[a-z][a-z-]+ ){0,2}[a-z][a-z-]+))")
_INDEFINITE = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Mm]any|\d+) "
    r"((?:[a-z][a-z-]+ ){0,2}[a-z][a-z-]+)"
)
_EXPLAINED = re.compile(r"\A (?:of|that|which|who|whose|where|to|for|between|at|on|in [A-Z])\b")
_OPENS = re.compile(r"\W*(?:\w+ of )?[Tt]he ")
_MOST_WORDS = 3
_UNIQUE = frozenset({"", "group", "location", "time"})
"""Kinds of nouns of which there may be but one: `the government`, `the city`, `the year`."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """What a reader knows: the words of the title and the lead, and where other things came in."""

    known: frozenset[str] = frozenset()
    places: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def by(cls, title: str, lead: Passage | None, passages: Sequence[Passage]) -> Introduced:
        """What the title and the lead name, and the first sentence that has each other thing."""
        places: dict[str, int] = {}
        seen = set[str]()
        for passage in passages:
            for found in _INDEFINITE.finditer(passage.text):
                if head := _head(found[1]):
                    places.setdefault(head, passage.place)
            new = [word for word in passage.words if word not in seen]
            seen.update(new)
            for word in new:
                if noun_kind(word) not in _UNIQUE:
                    places.setdefault(stem(word), passage.place)
        named = (*terms(lower_words(title)), *(lead.terms if lead is not None else ()))
        return cls(frozenset(named), places)

    def unexplained(self, text: str, place: int) -> int:
        """How many things the sentence at a place speaks of that an earlier one told of."""
        found = {head for head, at in _definite(text) if self._is_elsewhere(head, at, text, place)}
        opener = pointing(text)
        points = opener and noun_kind(opener[-1]) not in _UNIQUE
        return len(found) + bool(points and not found and self.known.isdisjoint(terms(opener)))

    def _is_elsewhere(self, head: str, at: int, text: str, place: int) -> bool:
        first = self.places.get(head, place)
        return first < place and head not in self.known and head not in terms(
            lower_words(text[:at])
        )  # fmt: skip


def pointing(text: str) -> tuple[str, ...]:
    """The words of a thing that opens a sentence as if it were known: `The boy was …`.

    None where more is said of it (`The mayor of Lund`), or where it is a name.
    """
    found = _OPENS.match(text)
    words = text[found.end() :].split(" ", _MOST_WORDS + 1) if found else []
    for size in range(1, min(_MOST_WORDS, len(words) - 1) + 1):
        last = words[size - 1]
        if not last.isalpha() or not last.islower() or last in word_list("prepositions"):
            break
        if opens_with_verb(" ".join(words[size:])):
            return tuple(words[:size])
    return ()


def _definite(text: str) -> Iterator[tuple[str, int]]:
    """The stems of things with a definite article of which no more is said, with their places."""
    for found in _THE.finditer(text):
        head = _head(found[1])
        if head and not _EXPLAINED.match(text[found.start(1) + _size(found[1]) :]):
            yield head, found.start()


def _words(run: str) -> list[str]:
    """The words of a noun with what stands before it, up to the first that is no noun."""
    words: list[str] = []
    for word in run.split(" "):
        if word in word_list("stop-words") or word in word_list("prepositions"):
            break
        words.append(word)
    while words and not noun_kind(words[-1]):
        words.pop()
    return words


def _size(run: str) -> int:
    return len(" ".join(_words(run)))


def _head(run: str) -> str:
    words = _words(run)
    return next(iter(terms(words[-1:])), "") if words else ""
