"""The detector: where an article reads garbled, and what may have stood there."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from assistant.article.model import Article
from assistant.article.quotations import quotations
from assistant.edits import Alternative
from assistant.language.articles import with_article
from assistant.language.casing import recase
from assistant.language.names import is_headline
from assistant.language.span import Span
from assistant.language.spelling import dialect
from assistant.models.base import LanguageModel
from assistant.models.reader import Reader
from assistant.repair.detection import Detection
from assistant.repair.garble.belief import Belief, Weights, weights
from assistant.repair.garble.candidates import Proposer
from assistant.repair.garble.evidence import Surroundings, evidence, suspicion
from assistant.repair.garble.places import Looking, Opinions, Place, opinions
from assistant.repair.garble.weighing import gains
from assistant.repair.passage import one_spaced
from assistant.repair.reading import Locks, Sentence, covered, locks, sentences, vocabulary

REASON = "it reads garbled"
_CANDIDATES = 5
_WEIGHED, _IN_DOUBT = 4, 0.25
"""Candidates that the language model weighs, and the belief in garble above which it does."""
_BEFORE = 2
"""Sentences before that the language model reads."""


@dataclass(frozen=True, slots=True)
class Believed:
    """A place of a sentence with the posterior of what stood there."""

    sentence: Sentence
    place: Place
    belief: Belief


@dataclass(frozen=True, slots=True)
class Detector:
    """Reads one article: its sentences, what the reader says of them, what is locked."""

    article: Article
    found: tuple[Sentence, ...]
    said: list[Opinions]
    held: Locks
    looking: Looking
    around: Surroundings
    weights: Weights

    @classmethod
    def of(cls, article: Article, reader: Reader, model: LanguageModel) -> Detector:
        """A detector for an article; the language model sharpens what the reader sees."""
        found = sentences(article)
        said = opinions(found, reader)
        words = vocabulary(found)
        proposer = Proposer(reader.tokenizer, dialect(words), model)
        return cls(
            article, found, said, locks(found, sorted(quotations(article))),
            Looking(reader, model, proposer), Surroundings(words, _density(said)), weights(),
        )  # fmt: skip

    @property
    def density(self) -> float:
        """The share of the words of the article that read garbled, by the reader alone."""
        return self.around.density

    @property
    def most(self) -> float:
        """The largest probability that a word is garbled, by the reader alone; 0 without words."""
        known = (
            opinion.garbled
            for sentence, said in zip(self.found, self.said, strict=True)
            for locked in [frozenset().union(*self.held(sentence))]
            for number, opinion in enumerate(said)
            if opinion is not None and number not in locked
        )
        return max(known, default=0.0)

    def detections(
        self, sections: Container[int] | None = None, taken: Sequence[Span] = ()
    ) -> tuple[Detection, ...]:
        """What is garbled with some probability, in order of place, of all or some sections.

        Where a span is `taken`, nothing is looked for; they are in order.
        """
        return tuple(_detection(self.article, each) for each in self.believed(sections, taken))

    def garbled(self, sections: Container[int], taken: Sequence[Span]) -> tuple[Detection, ...]:
        """What reads garbled in some sections beside what is taken.

        Nothing, where with that so little does that it may be chance.
        """
        found = self.detections(sections, taken)
        marked = [each for each in found if each.garbled > self.weights.marked]
        words = sum(len(each.run) for each in self.found if each.section.id in sections)
        is_garbled = len(marked) + len(taken) > self.weights.clean * words
        return tuple(marked) if is_garbled else ()

    def believed(
        self, sections: Container[int] | None = None, taken: Sequence[Span] = ()
    ) -> Iterator[Believed]:
        """The places of all or some sections, but for those taken, with what is believed."""
        for number, sentence in enumerate(self.found):
            if sections is None or sentence.section.id in sections:
                yield from self._believed(number, sentence, taken)

    def _believed(
        self, number: int, sentence: Sentence, taken: Sequence[Span]
    ) -> Iterator[Believed]:
        locked, quoted = self.held(sentence)
        held = locked | quoted | covered(sentence.run, taken)
        earlier = self.found[max(0, number - _BEFORE) : number]
        before = " ".join(one_spaced(each.shown.text).strip() for each in earlier)
        for place in self.looking.places(sentence, self.said[number], held, before):
            known = evidence(place, self.around)
            belief = self.weights.belief(known, suspicion(place, self.around))
            yield Believed(sentence, place, self._weighed(sentence, before, place, belief))

    def _weighed(self, sentence: Sentence, before: str, place: Place, belief: Belief) -> Belief:
        """A belief with what the language model says of the likeliest candidates, if in doubt."""
        model = self.looking.model
        order = belief.likeliest(_WEIGHED)
        if not order or belief.garbled <= _IN_DOUBT:
            return belief
        found = gains(model, sentence, before, [place.options[number] for number in order])
        return self.weights.weighed(belief, dict(zip(order, found, strict=True)))


def _density(said: Sequence[Opinions]) -> float:
    known = [opinion.garbled for each in said for opinion in each if opinion is not None]
    return sum(known) / len(known) if known else 0.0


def _detection(article: Article, known: Believed) -> Detection:
    """A place as a detection, over the words of its best candidate."""
    place, belief = known.place, known.belief
    every = place.options
    order = [at for at in belief.likeliest(len(every)) if belief.candidates[at] > 0]
    span = every[order[0]][0] if order else place.spans[0]
    start, end = span.run[0].start, span.run[-1].end
    headline = is_headline(known.sentence.shown.text, known.sentence.run)
    written: dict[tuple[int, str], float] = {}
    for at in order:
        of, candidate = every[at]
        if of is span:
            text = recase(candidate.text, span.run, headline=headline)
            edit = _edit(article.source, place, start, end, text)
            written.setdefault(edit, belief.candidates[at])
    first = min((begin for begin, _ in list(written)[:_CANDIDATES]), default=start)
    source = article.source
    return Detection(
        first,
        end,
        source[first:end],
        round(belief.garbled, 4),
        tuple(
            Alternative(source[first:begin] + text, round(share, 4))
            for (begin, text), share in list(written.items())[:_CANDIDATES]
        ),
        REASON,
    )


def _edit(source: str, place: Place, start: int, end: int, text: str) -> tuple[int, str]:
    """Where a candidate begins and what it writes: an a or an before it agrees, a space goes."""
    if not text and place.before is not None:
        return place.before.end, ""
    first, _, put = with_article(source, start, end, text)
    return first, put
