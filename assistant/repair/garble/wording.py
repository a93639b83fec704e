"""A sentence as it is repaired so far: what the models read, with the places of its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.language.span import Span
from assistant.repair.passage import Splice, one_spaced
from assistant.repair.reading import Sentence

_BEFORE = 2
"""Sentences before one that a language model reads."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence with some changes made, which are in order and do not overlap."""

    sentence: Sentence
    changes: tuple[Splice, ...]
    text: str

    @classmethod
    def of(cls, sentence: Sentence, changes: Iterable[Splice] = ()) -> Wording:
        """A sentence with those of some changes, in order, that lie in it."""
        inside = tuple(
            (start, end, put)
            for start, end, put in changes
            if sentence.span.start <= start and end <= sentence.span.end
        )
        return cls(sentence, inside, sentence.shown.spliced(inside))

    def index(self, offset: int) -> int:
        """The place in the text of an offset of the source; in a change, its start."""
        shown, moved = self.sentence.shown, 0
        for start, end, put in self.changes:
            if offset <= start:
                break
            first, last = shown.index(start), shown.index(end)
            if offset < end:
                return first + moved
            moved += len(put) - (last - first)
        return shown.index(offset) + moved

    def without(self, span: Span) -> Wording:
        """The wording without the changes that touch a span of the source."""
        kept = tuple(
            change
            for change in self.changes
            if not (change[0] < span.end and span.start < change[1])
        )
        return self if len(kept) == len(self.changes) else Wording.of(self.sentence, kept)


def before(wordings: Sequence[Wording], number: int) -> str:
    """What is read before a sentence: the two before it, white space folded."""
    earlier = wordings[max(0, number - _BEFORE) : number]
    return " ".join(one_spaced(each.text).strip() for each in earlier)


def worded(found: Sequence[Sentence], changes: Sequence[Splice]) -> Iterator[Wording]:
    """Each of some sentences with those of some changes, in order, that lie in it."""
    starts = [start for start, _, _ in changes]
    for sentence in found:
        first = bisect_left(starts, sentence.span.start)
        yield Wording.of(sentence, changes[first : bisect_left(starts, sentence.span.end)])
