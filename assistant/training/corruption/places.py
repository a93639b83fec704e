"""The places of a document that families write at."""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from assistant.language.casing import surface
from assistant.language.names import ordinary
from assistant.language.tokens import Word, words
from assistant.language.wordlists import word_list
from assistant.training.corruption.base import Places
from assistant.training.lexicon import Lexicon

_QUOTED = re.compile(r"[“\"][^”\"\n]{1,600}[”\"]")
_OPENS = re.compile(r"(?:[.!?:…]|^|\n)[\"“”‘’'()\[\]*#>\s-]*\Z")
_NEAR = 12
_LONGEST = 3
PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its words, by number: facts, those left alone, both, and where each stands."""

    text: str
    words: tuple[Word, ...]
    facts: frozenset[int]
    left: frozenset[int]
    locked: frozenset[int]
    numbers: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, text: str, *, quotations: bool, spared: float, chance: random.Random) -> Document:
        """Read a text; unless `quotations`, what stands in them is left alone."""
        found = words(text)
        spans = [m.span() for m in PARAGRAPH.finditer(text) if chance.random() < spared]
        if not quotations:
            spans += [m.span() for m in _QUOTED.finditer(text)]
        facts = frozenset(n for n, word in enumerate(found) if _is_fact(text, word))
        left = _inside(found, spans)
        numbers = defaultdict(list)
        for number, word in enumerate(found):
            numbers[word.text.lower()].append(number)
        return cls(text, found, facts, left, facts | left, numbers)


def _is_fact(text: str, word: Word) -> bool:
    """Whether a word is a figure or, by its capitals, a name."""
    if not word.text[0].isalpha():
        return True
    if word.text == "I" or word.text.islower():
        return False
    if any(letter.isupper() for letter in word.text[1:]):
        return True
    opens = _OPENS.search(text[max(0, word.start - _NEAR) : word.start])
    return not opens or not ordinary(word.text.lower())


def _inside(found: Sequence[Word], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    starts = [word.start for word in found]
    inside = (range(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans)
    return frozenset(chain.from_iterable(inside))


@dataclass(slots=True)
class Supply:
    """The places of a document by kind, in random order, each given once a kind."""

    document: Document
    lexicon: Lexicon
    chance: random.Random
    _made: dict[Places, list[range]] = field(default_factory=dict)

    def take(self, kind: Places) -> range | None:
        """The next place of a kind as a range of word numbers, None where there is no more."""
        if kind not in self._made:
            self._made[kind] = self._places(kind)
            self.chance.shuffle(self._made[kind])
        return self._made[kind].pop() if self._made[kind] else None

    def _places(self, kind: Places) -> list[range]:
        small, run = word_list("function-words"), self.document.words
        free = [n for n in range(len(run)) if n not in self.document.left]
        if kind is Places.FIGURES:
            return [range(n, n + 1) for n in free if run[n].text[0].isdigit()]
        free = [n for n in free if n not in self.document.facts]
        if kind is Places.PHRASES:
            return self._phrases(frozenset(free))
        content = [n for n in free if run[n].text.lower() not in small and len(run[n].text) > 2]
        if kind is Places.PAIRS:
            known = frozenset(content)
            spaced = (n for n in content if n + 1 in known and run[n + 1].joined == " ")
            return [range(n, n + 2) for n in spaced]
        if kind is Places.SMALL:
            content = [n for n in free if run[n].text.lower() in small]
        return [range(n, n + 1) for n in (free if kind is Places.ANY else content)]

    def _phrases(self, free: frozenset[int]) -> list[range]:
        run, phrases = self.document.words, self.lexicon.phrases
        found = []
        for first in sorted(free):
            for end in range(first + 2, min(first + _LONGEST, len(run)) + 1):
                place = range(first, end)
                if not free.issuperset(place) or any(not w.joined for w in run[first + 1 : end]):
                    break
                text = surface(run[first:end])
                if text in phrases or text.removesuffix("s") in phrases:
                    found.append(place)
        return found
