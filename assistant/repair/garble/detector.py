"""The detector: where an article reads garbled, and what may have stood there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from statistics import fmean

from assistant.article.model import Article
from assistant.article.quotations import quotations
from assistant.language.casing import surface
from assistant.language.span import Span
from assistant.language.spelling import dialect
from assistant.models.base import LanguageModel
from assistant.models.reader import Reader
from assistant.repair.detection import Detection
from assistant.repair.garble.belief import Belief, Weights, weights
from assistant.repair.garble.candidates import Proposer
from assistant.repair.garble.doubted import unlocked
from assistant.repair.garble.evidence import Surroundings, evidence, suspicion
from assistant.repair.garble.places import Looking, Opinions, Place, opinions
from assistant.repair.garble.repeated import together
from assistant.repair.garble.weighing import gains
from assistant.repair.garble.wording import Wording, before, worded
from assistant.repair.garble.written import change, detection
from assistant.repair.passage import Splice
from assistant.repair.reading import Locks, Sentence, covered, locks, sentences, vocabulary

_THREADS = 2
_WEIGHED, _IN_DOUBT = 8, 0.35
"""Candidates that the language model weighs, and the belief in garble above which it does."""
_NEAR = 6
"""Sentences before and behind some that the reader reads with them."""
_LIKELY = 0.3
"""Belief in a candidate from which it is read in its place, where others are looked for."""


@dataclass(frozen=True, slots=True)
class Believed:
    """A place of a sentence, by its number, with the posterior of what stood there.

    `gains` are what the language model found some candidates to win, by number, in nats.
    """

    sentence: int
    place: Place
    belief: Belief
    gains: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Detector:
    """Reads one article: its sentences, what is locked, how garbled it reads as it stands.

    `most` is the largest probability that a word is garbled, by the reader alone; 0 without words.
    """

    article: Article
    found: tuple[Sentence, ...]
    held: Locks
    looking: Looking
    around: Surroundings
    weights: Weights
    most: float

    @classmethod
    def of(cls, article: Article, reader: Reader, model: LanguageModel) -> Detector:
        """A detector for an article; the language model sharpens what the reader sees."""
        found = sentences(article)
        said = opinions(list(worded(found, ())), reader)
        words = vocabulary(found)
        proposer = Proposer(reader.tokenizer, dialect(words), model)
        held = locks(found, sorted(quotations(article)))
        return cls(
            article, found, held, Looking(reader, model, proposer),
            Surroundings(words, _density(said)), weights(),
            max((opinion.garbled for _, opinion in unlocked(found, said, held)), default=0.0),
        )  # fmt: skip

    @property
    def density(self) -> float:
        """The share of the words of the article that read garbled, by the reader alone."""
        return self.around.density

    def detections(
        self, sections: Container[int] | None = None, taken: Sequence[Splice] = ()
    ) -> tuple[Detection, ...]:
        """What is garbled with some probability, in order of place, of all or some sections.

        What is changed where something is `taken` is read with the rest, and not looked for;
        the changes are in order.
        """
        every = self.believed(sections, taken)
        return tuple(
            detection(self.article.source, self.found[each.sentence], each.place, each.belief)
            for each in every
        )

    def garbled(self, sections: Container[int], taken: Sequence[Splice]) -> tuple[Detection, ...]:
        """What reads garbled in some sections beside what is taken.

        Nothing, where with that so little does that it may be chance.
        """
        found = self.detections(sections, taken)
        counted = sum(each.garbled > self.weights.counted for each in found)
        words = sum(len(each.run) for each in self.found if each.section.id in sections)
        if counted + len(taken) <= self.weights.clean * words:
            return ()
        return tuple(each for each in found if each.garbled > self.weights.marked)

    def believed(
        self, sections: Container[int] | None = None, taken: Sequence[Splice] = ()
    ) -> list[Believed]:
        """The places of all or some sections, but for those taken, with what is believed.

        What the reader finds likely to have stood somewhere is read there when the rest of its
        sentence is looked at once more, and when the language model weighs the other places.
        """
        wanted = [
            number
            for number, sentence in enumerate(self.found)
            if sections is None or sentence.section.id in sections
        ]
        first = self.seen(wanted, taken)
        likely = self._likely(first, taken)
        changes = sorted(
            (*taken, *(change(self.article.source, each.place, each.belief) for each in likely))
        )
        changed = {each.sentence for each in likely}
        unchanged = (each for each in first if each.sentence not in changed)
        every = [*unchanged, *likely, *self.seen(sorted(changed), changes)]
        agreed = _agreed(sorted(every, key=_start))
        wordings = list(worded(self.found, changes))
        with ThreadPoolExecutor(_THREADS) as pool:
            won = list(pool.map(partial(self._gains, wordings), agreed))
        return [
            replace(each, belief=self.weights.weighed(each.belief, gains), gains=gains)
            if gains
            else each
            for each, gains in zip(agreed, _averaged(agreed, won), strict=True)
        ]

    def seen(self, wanted: Sequence[int], changes: Sequence[Splice] = ()) -> list[Believed]:
        """The places of some sentences, by one reading, with changes made, where none is made.

        `wanted` are numbers of sentences, in order.
        """
        if not wanted:
            return []
        wordings = list(worded(self.found, changes))
        near = slice(max(0, wanted[0] - _NEAR), wanted[-1] + 1 + _NEAR)
        said = dict(enumerate(opinions(wordings[near], self.looking.reader), near.start))
        spans = [Span(start, end) for start, end, _ in changes]
        held = {number: self._held(number, spans) for number in wanted}
        return [
            Believed(number, place, self._belief(place))
            for number, place in self.looking.places(wordings, said, held)
        ]

    def _held(self, number: int, taken: Sequence[Span]) -> frozenset[int]:
        """The words of a sentence at which nothing is looked for."""
        locked, quoted = self.held(self.found[number])
        return locked | quoted | covered(self.found[number].run, taken)

    def _belief(self, place: Place) -> Belief:
        known = evidence(place, self.around)
        return self.weights.belief(known, suspicion(place, self.around))

    def _likely(self, found: Sequence[Believed], taken: Sequence[Splice]) -> list[Believed]:
        """The places at which something is likely; of those that overlap, the likeliest."""
        kept: list[Believed] = []
        held = list(taken)
        likely = [each for each in found if each.belief.best > _LIKELY]
        for each in sorted(likely, key=lambda known: -known.belief.best):
            made = change(self.article.source, each.place, each.belief)
            if not any(made[0] < other[1] and other[0] < made[1] for other in held):
                held.append(made)
                kept.append(each)
        return kept

    def _gains(self, wordings: Sequence[Wording], known: Believed) -> dict[int, float]:
        """What the language model says of the likeliest candidates of a place in doubt."""
        place, belief = known.place, known.belief
        order = belief.likeliest(_WEIGHED)
        if not order or belief.garbled <= _IN_DOUBT:
            return {}
        options = [place.options[number] for number in order]
        last = max(span.run[-1].end for span, _ in options)
        wording = wordings[known.sentence].without(Span(_start(known), last))
        found = gains(self.looking.model, wording, before(wordings, known.sentence), options)
        return dict(zip(order, found, strict=True))


def _alike(every: Sequence[Believed]) -> Iterator[list[int]]:
    """The numbers of places at which the same stands, where there are several."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(every):
        found[surface(each.place.spans[0].run)].append(number)
    return (some for some in found.values() if len(some) > 1)


def _agreed(every: Sequence[Believed]) -> list[Believed]:
    """Places with those at which the same stands believed alike."""
    agreed = list(every)
    for some in _alike(every):
        beliefs = together([(every[n].place.names, every[n].belief) for n in some])
        for number, belief in zip(some, beliefs, strict=True):
            agreed[number] = replace(every[number], belief=belief)
    return agreed


def _averaged(
    every: Sequence[Believed], won: Sequence[Mapping[int, float]]
) -> list[Mapping[int, float]]:
    """The gains of places, of the same candidate where the same stands their average."""
    averaged = list(won)
    for some in _alike(every):
        found: dict[tuple[int, str], list[float]] = defaultdict(list)
        for number in some:
            for option, gain in won[number].items():
                found[every[number].place.names[option]].append(gain)
        for number in some:
            names = every[number].place.names
            averaged[number] = {option: fmean(found[names[option]]) for option in won[number]}
    return averaged


def _start(known: Believed) -> int:
    return known.place.spans[0].run[0].start


def _density(said: Sequence[Opinions]) -> float:
    known = [opinion.garbled for each in said for opinion in each if opinion is not None]
    return sum(known) / len(known) if known else 0.0
