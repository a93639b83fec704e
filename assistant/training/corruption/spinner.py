"""Garbles a document with one spinner, and remembers where."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.language.articles import agreeing
from assistant.language.casing import recase, surface
from assistant.training.corruption.base import Family, Garbled, Swap, written
from assistant.training.corruption.places import Document, Supply
from assistant.training.corruption.settings import Settings
from assistant.training.corruption.spacing import spread
from assistant.training.lexicon import Lexicon

_ARTICLES = ("a", "an")


def spin(text: str, settings: Settings, lexicon: Lexicon, chance: random.Random) -> Garbled:
    """Garble a text; the same settings and state of `chance` give the same.

    Replaces `density` of all words, or as many as the families have anything for.
    """
    document = Document.of(
        text, quotations=settings.quotations, spared=settings.spared, chance=chance
    )
    swaps = _Spinning(document, settings, lexicon, chance).swaps()
    if settings.spread:
        swaps += _layout(text, settings, swaps)
    return _applied(text, sorted(swaps, key=lambda swap: swap.start))


@dataclass(slots=True)
class _Spinning:
    """One document while it is garbled: what is taken, and what each surface became."""

    document: Document
    settings: Settings
    lexicon: Lexicon
    chance: random.Random
    taken: set[int] = field(default_factory=set)
    became: dict[str, str] = field(default_factory=dict)
    found: list[Swap] = field(default_factory=list)
    written: int = 0

    def swaps(self) -> list[Swap]:
        """Replacements with offsets into the clean text, until as many words as asked for."""
        wanted = round(self.settings.density * len(self.document.words))
        supply = Supply(self.document, self.lexicon, self.chance)
        families = dict(self.settings.families)
        while families and self.written < wanted:
            (family,) = self.chance.choices(list(families), list(families.values()))
            place = supply.take(family.places)
            if place is None:
                del families[family]
            elif self.taken.isdisjoint(place):
                self._replace(place, family)
        return self.found

    def _replace(self, place: range, family: Family) -> None:
        run = self.document.words[place.start : place.stop]
        stood = surface(run)
        options = family.options(stood)
        if not options:
            return
        text = self.chance.choice(options)
        if self.settings.consistent and not family.slip:
            text = self.became.setdefault(stood, text)
            self._repeat(place, stood, text, family.name)
        self._write(place, text, family.name)

    def _repeat(self, place: range, stood: str, text: str, family: str) -> None:
        """Write the same wherever the same stands."""
        length, run = len(place), self.document.words
        for first in self.document.numbers[stood.partition(" ")[0]]:
            other = range(first, first + length)
            if other != place and self.document.locked.isdisjoint(other):
                spaced = all(word.joined for word in run[first + 1 : first + length])
                if spaced and surface(run[first : first + length]) == stood:
                    self._write(other, text, family)

    def _write(self, place: range, text: str, family: str) -> None:
        if not self.taken.isdisjoint(place):
            return
        run = self.document.words[place.start : place.stop]
        text = (text.lower() if self.settings.lower else text).replace(" ", self.settings.joint)
        if self.settings.recasing:
            text = recase(text, run)
        start, end = run[0].start, run[-1].end
        if text == self.document.text[start:end]:
            return
        self.taken |= set(place)
        self.written += len(place)
        self.found.append(Swap(start, end, text, self.document.text[start:end], family))
        before = place.start - 1
        if self.settings.agreeing and run[0].joined == " " and before not in self.taken:
            self._agree(before, text)

    def _agree(self, number: int, text: str) -> None:
        article = self.document.words[number]
        if article.text.lower() in _ARTICLES and text[0].isalpha():
            agreed = agreeing(article.text, text)
            if agreed != article.text:
                swap = Swap(article.start, article.end, agreed, article.text, "agreeing", True)
                self.found.append(swap)
                self.taken.add(number)


def _layout(text: str, settings: Settings, swaps: Sequence[Swap]) -> list[Swap]:
    taken = {at for swap in swaps for at in range(swap.start, swap.end + 1)}
    return [
        Swap(start, end, wide, text[start:end], "spacing", True)
        for start, end, wide in spread(text, marks=settings.marks)
        if taken.isdisjoint(range(start, end + 1))
    ]


def _applied(clean: str, swaps: Sequence[Swap]) -> Garbled:
    """The garbled text; swaps come with offsets into the clean one and leave with new ones."""
    text, starts = written(clean, ((swap.start, swap.end, swap.text) for swap in swaps))
    moved = (
        replace(swap, start=start, end=start + len(swap.text))
        for start, swap in zip(starts, swaps, strict=True)
    )
    return Garbled(text, clean, tuple(moved))
