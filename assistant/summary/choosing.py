"""Which units make a summary: as a set that says most of an article in so many words.

An article says concepts: its names, figures and other content words. What a set is worth is
the weight of the concepts that it says, each counted once, and of the places of its sentences
(concept coverage, Gillick and Favre 2009; it is submodular, so that what says most a word is
taken first, and then units are exchanged as long as the set gains).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from assistant.checks.neutrality.loaded_words import findings
from assistant.language.content import tokens
from assistant.language.tokens import lower_words
from assistant.summary.passages import Passage, terms
from assistant.summary.self_contained import pointing, unsuitable
from assistant.summary.units import Unit

_TITLE, _FIGURE = 2.0, 4.0
"""What a concept weighs more that stands in the title, or is a figure."""

_PLACE, _DECAY = 25.0, 1.0
"""What it is worth to be the first sentence; a later one as much less as it is later."""

_HEADS = 1.0
"""What it is worth to open a paragraph."""

_BREVITY = 0.5
"""How far what a unit adds is taken by the word: not at all is 0, wholly is 1."""

_LOADED, _LONG = 3.0, 1.0
"""What a loaded word costs, and each word beyond the length of a bullet."""

_POINTS = 8.0
"""What it costs to open with a thing that neither the title nor the lead has named."""

_COMFORT = 24
_SHORT = 16
"""Words of a takeaway for which there is always room."""

_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Scale:
    """What the concepts of an article weigh."""

    weight: Mapping[str, float]
    introduced: frozenset[str] = frozenset()

    @classmethod
    def of(cls, found: Sequence[Passage], title: str) -> Scale:
        """The weights of what some sentences say under a title."""
        spread = Counter(concept for passage in found for concept in set(_concepts(passage.text)))
        named = frozenset(terms(lower_words(title)))
        return cls(
            {
                concept: math.log2(1 + count)
                + _TITLE * (concept in named)
                + _FIGURE * bool(_DIGITS.search(concept))
                for concept, count in spread.items()
            },
            named | frozenset(next((p.terms for p in found if not unsuitable(p)), ())),
        )

    def says(self, unit: Unit) -> frozenset[str]:
        """The concepts that a unit says."""
        return frozenset(_concepts(unit.text))


def _concepts(text: str) -> Iterable[str]:
    return (token.stem for token in tokens(text) if token.is_content)


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit, its concepts, and what it is worth by itself."""

    unit: Unit
    concepts: frozenset[str]
    prior: float


def chosen(
    found: Sequence[Unit], scale: Scale, *, most: int | None, words: int, known: Iterable[Unit] = ()
) -> list[Unit]:
    """The units of the best set, in their order: so many of them, of so many words.

    What `known` units say counts for nothing, and none of their sentences is told again.
    """
    order = {place: n for n, place in enumerate(sorted({unit.place for unit in found}))}
    used = {passage.place for unit in known for passage in unit.passages}
    said = frozenset[str]().union(*(scale.says(unit) for unit in known))
    choices = [
        Choice(unit, scale.says(unit) - said, _prior(unit, order[unit.place], scale))
        for unit in found
        if used.isdisjoint(p.place for p in unit.passages) and unit.size <= words
    ]
    return sorted(
        (
            choice.unit
            for choice in _exchanged(_greedy(choices, scale, most, words), choices, scale, words)
        ),
        key=lambda unit: unit.place,
    )


def _greedy(choices: Sequence[Choice], scale: Scale, most: int | None, words: int) -> list[Choice]:
    taken: list[Choice] = []
    while most is None or len(taken) < most:
        left = words - sum(choice.unit.size for choice in taken)
        left = max(left, _SHORT) if most is not None else left
        gains = [(_gain(c, taken, scale) / c.unit.size**_BREVITY, n) for n, c in enumerate(choices)
                 if c.unit.size <= left and _is_apart(c, taken)]  # fmt: skip
        if not gains or max(gains)[0] <= 0:
            break
        taken.append(choices[max(gains, key=lambda g: (g[0], -g[1]))[1]])
    return taken


def _exchanged(
    taken: list[Choice], choices: Sequence[Choice], scale: Scale, words: int
) -> list[Choice]:
    """The set after exchanges of one unit for another, as long as it gains."""
    for _ in range(4):
        best, value = taken, _worth(taken, scale)
        for place, choice in product(range(len(taken)), choices):
            others = [*taken[:place], *taken[place + 1 :]]
            size = choice.unit.size + sum(other.unit.size for other in others)
            if size <= max(words, sum(other.unit.size for other in taken)) and _is_apart(
                choice, others
            ):
                other = [*others, choice]
                if (worth := _worth(other, scale)) > value + 1e-9:
                    best, value = other, worth
        if best is taken:
            break
        taken = best
    return taken


def _is_apart(choice: Choice, taken: Iterable[Choice]) -> bool:
    places = {passage.place for passage in choice.unit.passages}
    return all(places.isdisjoint(p.place for p in other.unit.passages) for other in taken)


def _gain(choice: Choice, taken: Sequence[Choice], scale: Scale) -> float:
    said = frozenset[str]().union(*(other.concepts for other in taken))
    return choice.prior + sum(scale.weight.get(concept, 0.0) for concept in choice.concepts - said)


def _worth(taken: Sequence[Choice], scale: Scale) -> float:
    said = frozenset[str]().union(*(choice.concepts for choice in taken))
    return sum(choice.prior for choice in taken) + sum(scale.weight.get(c, 0.0) for c in said)


def _prior(unit: Unit, order: int, scale: Scale) -> float:
    loaded = len(findings(unit.text))
    things = terms(pointing(unit.text)) if order else ()
    points = bool(things) and scale.introduced.isdisjoint(things)
    long = max(0, unit.size - _COMFORT)
    place = _PLACE / (1 + _DECAY * order) + _HEADS * unit.passages[0].heads
    return place - _LOADED * loaded - _LONG * long - _POINTS * points
