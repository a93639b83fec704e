"""How sure an edit of a model is, and whether it waits for the editor.

Large models over-edit, so what a model says is weighed by how its place reads: what the
channel believed of it, whether the words that go fit badly, what the language model gains.
Where the article reads garbled, a sentence that does too is taken whole or not at all, but for
an edit that next to nothing speaks for; where the article reads clean, everything waits.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.edits import Edit, Flag
from assistant.engines.endpoint.repair.edits import Revised
from assistant.engines.endpoint.repair.part import Numbered, Part
from assistant.engines.endpoint.repair.request import visible
from assistant.language.span import Span
from assistant.models.base import LanguageModel
from assistant.repair.density import Reading
from assistant.repair.surprisal import Surprise, one_line, surprises

SURE = 0.6
"""Confidence from which an edit does not wait."""

_DOUBTFUL = 0.4
"""Confidence below which an edit waits though the rest of its sentence does not."""

_SUSPECTED = 0.5
"""Belief from which a place reads garbled."""

_BEHIND = 2
"""Words behind an edit whose surprisal it moves."""

_LEAST, _MOST = -6.0, 14.0
_FEW = 3
_LONG, _WHOLE = 8, 0.9
"""Suspects from which a list is long, and the share of it that shows no judgement."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an edit.

    `gain` are the nats that its words and those behind them win, within bounds; `belief` is
    that of the channel or the reader that its place is garbled; `listed` says that it was offered,
    `odd` that it takes an improbable word away, `around` how many others its sentence has, `more`
    how many words it adds, `unchosen` that the answer took the whole of a long list, `clean`
    that the article reads clean.
    """

    gain: float
    belief: float
    listed: float
    odd: float
    around: float
    more: float
    unchosen: float
    clean: float
    constant: float = 1.0


WEIGHTS = Evidence(
    gain=0.33, belief=1.2, listed=0.0, odd=0.8, around=0.1, more=-0.2, unchosen=-4.0, clean=-3.0,
    constant=0.2,
)  # fmt: skip
"""Between what ``python -m tests.benchmarks.prompted --fit`` finds for models strong and weak."""


def confidence(evidence: Evidence) -> float:
    """The probability that an edit is right: logistic in its evidence."""
    names = Evidence.__slots__
    odds = sum(getattr(WEIGHTS, name) * getattr(evidence, name) for name in names)
    return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class Weigher:
    """Weighs the edits of one article.

    `model` and `reading`, how it reads the article, are None where none is installed.
    """

    model: LanguageModel | None
    garbled: bool
    reading: Reading | None = None

    def weighed(self, part: Part, revised: Sequence[Revised]) -> tuple[Edit, ...]:
        """The edits of a part with their confidence, flagged where they wait."""
        edited = [each for each in revised if each.edits]
        known = {each.sentence.number: each.edits for each in edited}
        gains = self._gains(part, edited, known)
        picks = sum(len(each.picked) for each in edited)
        listed = len(part.suspicions)
        unchosen = listed >= _LONG and picks >= _WHOLE * listed
        return tuple(
            edit
            for each, found in zip(edited, gains, strict=True)
            for edit in self._sentence(
                each,
                [
                    self.evidence(part, each, edit, gain, unchosen=unchosen)
                    for edit, gain in zip(each.edits, found, strict=True)
                ],
            )
        )

    def _sentence(self, each: Revised, evidence: Sequence[Evidence]) -> Iterator[Edit]:
        """The edits of a sentence, weighed by what speaks for each."""
        sure = [confidence(found) for found in evidence]
        whole = self.garbled and any(found.odd or found.belief >= _SUSPECTED for found in evidence)
        bar = [sum(sure) / len(sure)] * len(sure) if whole else sure
        for edit, own, weighed in zip(each.edits, sure, bar, strict=True):
            told = replace(edit, confidence=round(own, 4))
            waits = not self.garbled or weighed < SURE or own < _DOUBTFUL
            yield told.flagged(Flag.UNREQUESTED) if waits else told

    def evidence(
        self, part: Part, each: Revised, edit: Edit, gain: float, *, unchosen: bool
    ) -> Evidence:
        """What speaks for an edit of a sentence that gains so much."""
        known = (*part.suspicions, *part.odd)
        near = [s for s in known if s.start < edit.end and edit.start < s.end]
        here = [Span(w.start, w.end) for w in self._words(each.sentence) if w.is_improbable]
        touched = sum(span.overlaps(edit.span) for span in here)
        listed = any(edit.replacement == c.text for s in near for c in s.candidates)
        return Evidence(
            min(max(gain, _LEAST), _MOST),
            max((s.garbled for s in near), default=0.0),
            float(listed or edit in each.picked),
            float(touched > 0),
            float(min(len(here) - touched, _FEW)),
            len(edit.replacement.split()) - len(edit.original.split()),
            float(unchosen),
            float(not self.garbled),
        )

    def _words(self, sentence: Numbered) -> Sequence[Surprise]:
        """The words of a sentence as they stand."""
        if self.reading is None:
            return ()
        span, known = sentence.span, self.reading.found
        first = bisect_left(known, span.start, key=lambda word: word.start)
        return known[first : bisect_left(known, span.end, key=lambda word: word.start)]

    def _gains(
        self, part: Part, edited: Sequence[Revised], known: Mapping[int, Sequence[Edit]]
    ) -> list[list[float]]:
        """The nats that each edit of each sentence gains, all others made; 0 without a model."""
        if self.model is None:
            return [[0.0] * len(each.edits) for each in edited]
        texts = [
            (_before(part, each.sentence, known), one_line(_text(part, each.sentence, each.edits)))
            for each in edited
        ]
        return [
            _gained(part, each, self._words(each.sentence), after)
            for each, after in zip(edited, surprises(self.model, texts), strict=True)
        ]


def _gained(
    part: Part, each: Revised, before: Sequence[Surprise], after: Sequence[Surprise]
) -> list[float]:
    """The gain of each edit of a sentence, from its words in the source and as they then read."""
    seen = part.seen(each.sentence)
    gains, moved = [], 0
    for edit in each.edits:
        first = seen.index(edit.start) + moved
        last = first + len(edit.replacement)
        gains.append(_nats(before, edit.start, edit.end) - _nats(after, first, last))
        moved += len(edit.replacement) - (seen.index(edit.end) - seen.index(edit.start))
    return gains


def _nats(words: Sequence[Surprise], start: int, end: int) -> float:
    """The surprisal of what stands at a place, and of the words behind it."""
    here = [w.nats for w in words if w.start < end and start < w.end]
    behind = [w.nats for w in words if w.start >= max(end, start)][:_BEHIND]
    return sum(here) + sum(behind)


def _before(part: Part, sentence: Numbered, known: Mapping[int, Sequence[Edit]]) -> str:
    """The sentence before, as revised: nothing is its own context."""
    before = next((s for s in part.sentences if s.number == sentence.number - 1), None)
    if before is not None:
        return visible(_text(part, before, known.get(before.number, ())))
    if part.before is not None and sentence == part.sentences[0]:
        return visible(part.article.visible(part.before).text)
    return ""


def _text(part: Part, sentence: Numbered, edits: Sequence[Edit]) -> str:
    changes = ((e.start, e.end, e.replacement) for e in edits)
    return part.seen(sentence).spliced(changes)
