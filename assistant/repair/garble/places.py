"""Places: where a sentence may be garbled, as the models see it, with candidates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.casing import surface
from assistant.language.relatives import Relation
from assistant.language.tokens import Word
from assistant.models.base import LanguageModel
from assistant.models.reader import Opinion, Reader, Verdict
from assistant.repair.garble.candidates import Candidate, Expected, Proposer
from assistant.repair.garble.foresight import foresee
from assistant.repair.reading import Sentence

SUSPECTED, ALERT = 0.01, 0.05
"""Probability that a word is garbled, by the reader, from which candidates are looked for, and
the largest of a sentence from which they are."""
_LONGEST = 4
"""Words of a span."""
_SPARE = 0.3
"""Probability that a word was put in from which it may be deleted, or go with the one before."""

Opinions = tuple[Opinion | None, ...]
"""What the reader says of each word of a sentence; None of one that it does not see."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the models see at a span: verdicts on its first word, in the order of `Verdict`.

    `garbled` is the largest probability that one of its words is not as it was, `spare` the
    smallest that one behind the first was put in, `here` the log-probability of what stands
    there, `surprise` how far it lies behind the likeliest by the language model, in nats.
    """

    verdicts: tuple[float, ...]
    garbled: float
    spare: float
    here: float
    surprise: float


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A run of words, what the models see there, and candidates; `opens` the sentence or not.

    Compared by identity.
    """

    run: tuple[Word, ...]
    sight: Sight
    candidates: tuple[Candidate, ...]
    opens: bool


@dataclass(frozen=True, slots=True)
class Place:
    """The spans that begin at one word, that of the word alone first, and the word before it.

    At most one candidate of them all can be right. `before` is None unless a space parts them.
    """

    spans: tuple[Span, ...]
    before: Word | None

    @property
    def options(self) -> list[tuple[Span, Candidate]]:
        """Every candidate with its span, in the order of their evidence."""
        return [(span, candidate) for span in self.spans for candidate in span.candidates]


def opinions(found: Sequence[Sentence], reader: Reader) -> list[Opinions]:
    """What the reader says of each word of each sentence."""
    read = reader.read([sentence.shown.text for sentence in found])
    return [_by_word(sentence, said) for sentence, said in zip(found, read, strict=True)]


def _by_word(sentence: Sentence, said: Sequence[Opinion]) -> Opinions:
    starts = [opinion.piece.start for opinion in said]
    found: list[Opinion | None] = []
    for word in sentence.run:
        at = sentence.shown.index(word.start)
        place = bisect_right(starts, at) - 1
        inside = place >= 0 and at < said[place].piece.end
        found.append(said[place] if inside else None)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Looking:
    """Looks for places with a reader, a language model, and a proposer for both."""

    reader: Reader
    model: LanguageModel
    proposer: Proposer

    def places(
        self, sentence: Sentence, said: Opinions, locked: frozenset[int], before: str
    ) -> Iterator[Place]:
        """The places of a sentence at words that are not `locked`, read behind what is before."""
        run = sentence.run
        for first, expected in self._expected(sentence, said, locked, before).items():
            spans = self._spans(run, first, said, expected, locked)
            apart = first > 0 and run[first].joined == " "
            yield Place(tuple(spans), run[first - 1] if apart else None)

    def _expected(
        self, sentence: Sentence, said: Opinions, locked: frozenset[int], before: str
    ) -> dict[int, Expected]:
        """What is expected at the suspected words of a sentence, by number of word."""
        wanted = {
            number: opinion
            for number, opinion in enumerate(said)
            if opinion is not None and opinion.garbled > SUSPECTED and number not in locked
        }
        if not any(opinion.garbled > ALERT for opinion in wanted.values()):
            return {}
        guesses = self.reader.guesses(list(wanted.values()))
        foreseen = foresee(self.model, sentence, before)
        return {
            number: Expected(row, *foreseen(sentence.run[number].start))
            for number, row in zip(wanted, guesses, strict=True)
        }

    def _spans(
        self,
        run: Sequence[Word],
        first: int,
        said: Opinions,
        expected: Expected,
        locked: frozenset[int],
    ) -> Iterator[Span]:
        for last in range(first, min(first + _LONGEST, len(run))):
            if last in locked or (last > first and not run[last].joined):
                return
            words = tuple(run[first : last + 1])
            known = [opinion for opinion in said[first : last + 1] if opinion is not None]
            sight = self._sight(surface(words), expected, known)
            found = tuple(self._candidates(words, expected, sight, deletable=first > 0))
            if found or last == first:
                yield Span(words, sight, found, opens=first == 0)

    def _sight(self, text: str, expected: Expected, known: Sequence[Opinion]) -> Sight:
        token, _ = self.proposer.first(text)
        spare = [opinion.verdicts[Verdict.DELETE] for opinion in known[1:]]
        return Sight(
            known[0].verdicts,
            max(opinion.garbled for opinion in known),
            min(spare, default=0.0),
            float(expected.guessed[token]),
            self.proposer.surprise(text, expected),
        )

    def _candidates(
        self, words: tuple[Word, ...], expected: Expected, sight: Sight, *, deletable: bool
    ) -> Iterator[Candidate]:
        if not all(word.text.isalpha() for word in words):
            return
        known = {surface(words)}
        for each in self._every(words, expected, sight, deletable=deletable):
            if each.text not in known:
                known.add(each.text)
                yield each

    def _every(
        self, words: tuple[Word, ...], expected: Expected, sight: Sight, *, deletable: bool
    ) -> Iterator[Candidate]:
        text = surface(words)
        yield from self.proposer.related(text, expected)
        if len(words) == 1:
            yield from self.proposer.guessed(text, expected)
            if sight.verdicts[Verdict.DELETE] > _SPARE and deletable:
                yield Candidate("", Relation.NONE, sight.here, 1, 0)
        elif sight.spare > _SPARE:
            first = words[0].text.lower()
            yield from self.proposer.related(first, expected)
            yield from self.proposer.guessed(first, expected)
