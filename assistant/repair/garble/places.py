"""Places: where a sentence may be garbled, as the models see it, with candidates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.casing import surface
from assistant.language.relatives import Relation
from assistant.language.tokens import Word
from assistant.models.base import LanguageModel
from assistant.models.reader import Opinion, Reader, Verdict
from assistant.repair.garble.candidates import Candidate, Expected, Proposer
from assistant.repair.garble.foresight import foresee
from assistant.repair.garble.wording import Wording, before

SUSPECTED, ALERT = 0.01, 0.05
"""Probability that a word is garbled, by the reader, from which candidates are looked for, and
the largest of a sentence from which they are."""
_LONGEST = 4
"""Words of a span."""
_AT_ONCE = 4
"""Sentences that are looked at together: the models are faster so."""
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

    @property
    def names(self) -> list[tuple[int, str]]:
        """How many words each candidate would replace and what it would put, in the same order."""
        return [(len(span.run), candidate.text) for span, candidate in self.options]


def opinions(found: Sequence[Wording], reader: Reader) -> list[Opinions]:
    """What the reader says of each word of each sentence."""
    read = reader.read([sentence.text for sentence in found])
    return [_by_word(wording, said) for wording, said in zip(found, read, strict=True)]


def _suspected(said: Opinions, locked: frozenset[int]) -> dict[int, Opinion]:
    """The words of a sentence at which candidates are looked for."""
    found = {
        number: opinion
        for number, opinion in enumerate(said)
        if opinion is not None and opinion.garbled > SUSPECTED and number not in locked
    }
    return found if any(opinion.garbled > ALERT for opinion in found.values()) else {}


def _lots(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))


def _by_word(wording: Wording, said: Sequence[Opinion]) -> Opinions:
    starts = [opinion.piece.start for opinion in said]
    found: list[Opinion | None] = []
    for word in wording.sentence.run:
        at = wording.index(word.start)
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
        self,
        wordings: Sequence[Wording],
        said: Mapping[int, Opinions],
        held: Mapping[int, frozenset[int]],
    ) -> Iterator[tuple[int, Place]]:
        """The places of some sentences, with their numbers, at words that are not `held`.

        `held` has the numbers of the sentences that are wanted, and of their words.
        """
        wanted = {
            number: found
            for number, locked in held.items()
            if (found := _suspected(said[number], locked))
        }
        for lot in _lots(list(wanted)):
            for number, expected in self._expected(wordings, {n: wanted[n] for n in lot}):
                run = wordings[number].sentence.run
                for first, known in expected.items():
                    spans = self._spans(run, first, said[number], known, held[number])
                    apart = first > 0 and run[first].joined == " "
                    yield number, Place(tuple(spans), run[first - 1] if apart else None)

    def _expected(
        self, wordings: Sequence[Wording], wanted: Mapping[int, Mapping[int, Opinion]]
    ) -> Iterator[tuple[int, dict[int, Expected]]]:
        """What is expected at the suspected words of a few sentences, by number of word."""
        opinions = [opinion for found in wanted.values() for opinion in found.values()]
        guesses = iter(self.reader.guesses(opinions))
        lines = [(wordings[number], before(wordings, number)) for number in wanted]
        foreseen = foresee(self.model, lines)
        for (number, found), at in zip(wanted.items(), foreseen, strict=True):
            run = wordings[number].sentence.run
            yield number, {word: Expected(next(guesses), *at(run[word].start)) for word in found}

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
            beside = {
                word.text.lower()
                for word in (*run[max(first - 1, 0) : first], *run[last + 1 : last + 2])
            }
            found = tuple(self._candidates(words, expected, sight, beside, deletable=first > 0))
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
        self,
        words: tuple[Word, ...],
        expected: Expected,
        sight: Sight,
        beside: set[str],
        *,
        deletable: bool,
    ) -> Iterator[Candidate]:
        """What may have stood there, but for what stands there or beside it."""
        if not all(word.text.isalpha() for word in words):
            return
        known = {surface(words), *beside}
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
