"""Which units make a summary: as a set that says most of an article in few words.

An article says concepts: its names, figures and other content words. What a set is worth is
the weight of the concepts that it says, each counted once, and of the places of its sentences,
less the price of its words (concept coverage, Gillick and Favre 2009). Concepts weigh more that
come back, that the title has, and that come in early, as news tells first what matters most. The
set is searched for by a beam: the best few sets of one unit, of two, and so on.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from assistant.checks.neutrality.loaded_words import findings
from assistant.language.content import tokens
from assistant.language.tokens import lower_words
from assistant.summary.definites import Introduced
from assistant.summary.passages import Passage, terms
from assistant.summary.self_contained import unsuitable
from assistant.summary.units import Unit

_ONCE, _TITLE, _FIGURE = 0.75, 2.0, 5.0
"""What a concept weighs that comes once, and how much more one of the title, and a figure."""

_FADE = 0.1
"""How much less a concept weighs for each sentence before the first that says it."""

_PLACE, _DECAY = 25.0, 1.5
"""What it is worth to be the first sentence; a later one as much less as it is later."""

_HEADS = 1.0
"""What it is worth to open a paragraph."""

_WORD = 0.75
"""What a word costs."""

_LOADED, _POINTS, _LONG = 3.0, 10.0, 6.0
"""What a loaded word costs, a thing that is spoken of as known and is not, and to be long."""

_FAULTY = 6.0
"""What the last of a wanted number may take from what the others are worth."""

_GLANCE = 30
"""Words that are read at a glance."""

_BEAM, _SHORTLIST = 4, 200
"""How many sets of each size are gone on from, and how many units are tried for them."""

_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Scale:
    """What the concepts of an article weigh."""

    weight: Mapping[str, float]
    introduced: Introduced

    @classmethod
    def of(cls, found: Sequence[Passage], title: str) -> Scale:
        """The weights of what some sentences say under a title."""
        spread: Counter[str] = Counter()
        first: dict[str, int] = {}
        for number, passage in enumerate(found):
            said = set(_concepts(passage.text))
            spread.update(said)
            for concept in said:
                first.setdefault(concept, number)
        named = frozenset(terms(lower_words(title)))
        lead = next((p for p in found if not unsuitable(p)), None)
        return cls(
            {
                concept: (_ONCE + math.log2(count) + _TITLE * (concept in named)
                          + _FIGURE * _is_figure(concept)) / (1 + _FADE * first[concept])
                for concept, count in spread.items()
            },
            Introduced.by(title, lead, found),
        )  # fmt: skip

    def says(self, unit: Unit) -> frozenset[str]:
        """The concepts that a unit says."""
        return frozenset(_concepts(unit.text))

    def worth(self, concepts: Iterable[str]) -> float:
        """What it is worth to say some concepts."""
        return sum(self.weight.get(concept, 0.0) for concept in concepts)


def _concepts(text: str) -> Iterable[str]:
    return (token.stem for token in tokens(text) if token.is_content)


def _is_figure(concept: str) -> bool:
    """Whether a concept is a figure, and not the number of a year."""
    return bool(_DIGITS.search(concept)) and not _YEAR.fullmatch(concept)


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit, the concepts that it says, and what it is worth besides them."""

    unit: Unit
    concepts: frozenset[str]
    prior: float

    @property
    def places(self) -> frozenset[int]:
        """Where its sentences stand."""
        return frozenset(passage.place for passage in self.unit.passages)


@dataclass(frozen=True, slots=True)
class _Set:
    """Some choices, by their numbers, and what they say, take and are worth together."""

    taken: tuple[int, ...] = ()
    said: frozenset[str] = frozenset()
    places: frozenset[int] = frozenset()
    words: int = 0
    worth: float = 0.0


def chosen(
    found: Sequence[Unit], scale: Scale, *, most: int | None, words: int, known: Iterable[Unit] = ()
) -> list[Unit]:
    """The units of the best set, in their order: so many of them, of so many words.

    What `known` units say counts for nothing, and none of their sentences is told again. With
    no number of them given, they are one, and as many more as add something.
    """
    used = {passage.place for unit in known for passage in unit.passages}
    said = frozenset[str]().union(*(scale.says(unit) for unit in known))
    choices = _shortlist([unit for unit in found if unit.size <= words], found, scale, said, used)
    best = _best(choices, scale, most, words)
    return sorted((choices[number].unit for number in best.taken), key=lambda unit: unit.place)


def _shortlist(
    fitting: Sequence[Unit], found: Sequence[Unit], scale: Scale, said: frozenset[str],
    used: set[int],
) -> list[Choice]:  # fmt: skip
    """The units that are worth most by themselves."""
    order = {place: n for n, place in enumerate(sorted({unit.place for unit in found}))}
    choices = [
        Choice(unit, scale.says(unit) - said, _prior(unit, order[unit.place]))
        for unit in fitting
        if used.isdisjoint(p.place for p in unit.passages)
    ]
    best = nlargest(_SHORTLIST, choices, key=lambda c: c.prior + scale.worth(c.concepts))
    return [
        Choice(c.unit, c.concepts, c.prior - _faults(c.unit, order[c.unit.place], scale))
        for c in best
    ]


def _best(choices: Sequence[Choice], scale: Scale, most: int | None, words: int) -> _Set:
    beam, best = [_Set()], _Set()
    while most is None or len(beam[0].taken) < most:
        grown = {
            frozenset(larger.taken): larger
            for some in beam
            for number, choice in enumerate(choices)
            if (larger := _with(some, number, choice, scale)).words <= words
            and some.places.isdisjoint(choice.places)
        }
        beam = nlargest(_BEAM, grown.values(), key=lambda found: found.worth)
        spare = _FAULTY if most is not None else 0.0
        if not beam or (best.taken and beam[0].worth <= best.worth - spare):
            return best
        best = beam[0]
    return best


def _with(some: _Set, number: int, choice: Choice, scale: Scale) -> _Set:
    return _Set(
        (*some.taken, number),
        some.said | choice.concepts,
        some.places | choice.places,
        some.words + choice.unit.size,
        some.worth + choice.prior + scale.worth(choice.concepts - some.said),
    )


def _prior(unit: Unit, order: int) -> float:
    place = _PLACE / (1 + _DECAY * order) + _HEADS * unit.passages[0].heads
    return place - _WORD * unit.size


def _faults(unit: Unit, order: int, scale: Scale) -> float:
    points = scale.introduced.unexplained(unit.text, unit.place) if order else 0
    return _LOADED * len(findings(unit.text)) + _POINTS * points + _LONG * (unit.size > _GLANCE)
