"""A spinner: garbles wording as article-spinning software does, and remembers where."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.language.articles import article_for
from assistant.language.casing import recase, surface
from assistant.language.inflection import BASE, Reading, readings
from assistant.language.spelling import same_but_spelling
from assistant.language.thesaurus import LONGEST_LEMMA, SynonymSet, Thesaurus
from assistant.language.tokens import Word
from assistant.repair.candidates import UNTOUCHED
from assistant.training.corruption.base import fitted, written

Part = Callable[[SynonymSet], bool]


@dataclass(frozen=True, slots=True)
class SpunSpan:
    """Where the garbled text (`start` to `end`, code points) stands for `original`."""

    start: int
    end: int
    text: str
    original: str
    synonyms: SynonymSet


@dataclass(frozen=True, slots=True)
class Spun:
    """A garbled text, the clean one, and the spans that differ."""

    text: str
    clean: str
    spans: tuple[SpunSpan, ...]


@dataclass(frozen=True, slots=True)
class Spinner:
    """Replaces a share of the words by members of any synonym set that holds them.

    `part` says which sets it may draw from, so that parameters can be fitted on some and
    judged on others. `sloppy` is the share of replacements left uninflected, as poor
    spinners do. The same seed gives the same text.
    """

    thesaurus: Thesaurus
    rate: float
    seed: int
    part: Part = lambda _: True
    sloppy: float = 0.0

    def spin(
        self, clean: str, sentences: Sequence[tuple[tuple[Word, ...], frozenset[int]]]
    ) -> Spun:
        """Garble a text whose sentences are given as words and the indices never to touch."""
        chance = random.Random(self.seed)
        wanted = round(self.rate * sum(len(run) for run, _ in sentences))
        places = [
            (run[first : last + 1], run[first - 1] if first and run[first].joined == " " else None)
            for run, locked in sentences
            for first, last in _matches(run, locked, self.thesaurus)
        ]
        chance.shuffle(places)
        swaps: list[tuple[int, int, str, SynonymSet]] = []
        taken: set[int] = set()
        for span, before in places:
            if wanted <= 0:
                break
            swap = self._swap(span, before, chance)
            if swap and not taken & {swap[0], span[0].start}:
                swaps.append(swap)
                taken |= {swap[0], span[0].start}
                wanted -= len(span)
        return _apply(clean, sorted(swaps, key=lambda swap: swap[0]))

    def _swap(
        self, span: tuple[Word, ...], before: Word | None, chance: random.Random
    ) -> tuple[int, int, str, SynonymSet] | None:
        options = [
            (reading, found)
            for reading in readings(surface(span))
            for found in self.thesaurus.lookup(reading.lemma, reading.part)
            if self.part(found)
        ]
        if not options:
            return None
        sets = list(dict.fromkeys(found for _, found in options))
        chosen = chance.choice(sets)
        reading = chance.choice([reading for reading, found in options if found == chosen])
        if chance.random() < self.sloppy:
            reading = replace(reading, tag=BASE[reading.part])
        text = _member(reading, chosen, chance)
        if text is None or text.lower() == surface(span):
            return None
        text = recase(text, span)
        start, end = span[0].start, span[-1].end
        if before and before.text.lower() in ("a", "an"):
            wanted = article_for(text)
            if wanted != before.text.lower():
                start = before.start
                text = f"{wanted.capitalize() if before.capital else wanted} {text}"
        return start, end, text, chosen


def _member(reading: Reading, chosen: SynonymSet, chance: random.Random) -> str | None:
    others = [
        member
        for member in chosen.members
        if member.lower() != reading.lemma and not same_but_spelling(member.lower(), reading.lemma)
    ]
    if not others:
        return None
    return fitted(chance.choice(others), reading)


def _matches(
    run: tuple[Word, ...], locked: frozenset[int], thesaurus: Thesaurus
) -> list[tuple[int, int]]:
    """The longest runs of words that are lemmas, left to right, none overlapping."""
    found, first = [], 0
    while first < len(run):
        for last in range(min(first + LONGEST_LEMMA, len(run)) - 1, first - 1, -1):
            span = run[first : last + 1]
            if set(range(first, last + 1)) & locked or not all(w.joined for w in span[1:]):
                continue
            text = surface(span)
            if (
                len(text) > 2
                and text not in UNTOUCHED
                and any(next(thesaurus.lookup(r.lemma, r.part), None) for r in readings(text))
            ):
                found.append((first, last))
                first = last
                break
        first += 1
    return found


def _apply(clean: str, swaps: Sequence[tuple[int, int, str, SynonymSet]]) -> Spun:
    text, starts = written(clean, (swap[:3] for swap in swaps))
    spans = (
        SpunSpan(at, at + len(put), put, clean[start:end], synonyms)
        for at, (start, end, put, synonyms) in zip(starts, swaps, strict=True)
    )
    return Spun(text, clean, tuple(spans))
