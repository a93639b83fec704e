"""The measures of restoration, from spans and edits to rates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from tests.benchmarks.spinner import Spun, SpunSpan

Change = tuple[int, int, str]
"""Start and end in the garbled text, and what is to be written there."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted over articles; rates are taken from the sums."""

    words: int = 0
    spans: int = 0
    restored: int = 0
    noticeable: int = 0
    noticeable_restored: int = 0
    edits: int = 0
    right: int = 0
    damaged_sentences: int = 0
    whole_sentences: int = 0
    sections: int = 0
    touched_sections: int = 0
    facts: int = 0
    facts_kept: int = 0
    tokens: int = 0
    seconds: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)))

    @property
    def err(self) -> float:
        """Exact restoration rate: garbled spans that read as in the original."""
        return _rate(self.restored, self.spans)

    @property
    def noticeable_err(self) -> float:
        """The same over the spans that a reader would notice."""
        return _rate(self.noticeable_restored, self.noticeable)

    @property
    def precision(self) -> float:
        """Edits proposed that were wanted."""
        return _rate(self.right, self.edits)

    @property
    def f05(self) -> float:
        """Span F0.5 of edits, as (start, end, text): precision counts twice."""
        recall = _rate(self.right, self.spans)
        return _rate(1.25 * self.precision * recall, 0.25 * self.precision + recall)

    @property
    def over_edits(self) -> float:
        """Edits that were not wanted, per 1,000 words."""
        return 1000 * _rate(self.edits - self.right, self.words)

    @property
    def sentence_err(self) -> float:
        """Damaged sentences restored whole."""
        return _rate(self.whole_sentences, self.damaged_sentences)

    @property
    def touched(self) -> float:
        """Share of sections with any edit."""
        return _rate(self.touched_sections, self.sections)

    @property
    def flr(self) -> float:
        """Fact-lock rate: facts of the garbled text that stand in the repaired one."""
        return _rate(self.facts_kept, self.facts)


def _rate(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def splice(text: str, changes: Iterable[Change], start: int = 0, end: int | None = None) -> str:
    """A stretch of a text with the changes that lie in it made."""
    pieces, at = [], start
    for first, last, replacement in sorted(changes):
        pieces += [text[at:first], replacement]
        at = last
    return "".join((*pieces, text[at : len(text) if end is None else end]))


def wanted(span: SpunSpan) -> Change:
    """The edit that undoes a garbled span."""
    return span.start, span.end, span.original


def is_restored(span: SpunSpan, spun: Spun, edits: Sequence[Change]) -> bool:
    """Whether the text around a span reads as in the original once the edits are made."""
    start, end = span.start, span.end
    gold = [wanted(known) for known in spun.spans]
    while True:
        near = [c for c in (*edits, *gold) if c[0] < end and start < c[1]]
        wider = min((start, *(c[0] for c in near))), max((end, *(c[1] for c in near)))
        if wider == (start, end):
            break
        start, end = wider
    inside = lambda changes: [c for c in changes if start <= c[0] and c[1] <= end]  # noqa: E731
    return splice(spun.text, inside(edits), start, end) == splice(
        spun.text, inside(gold), start, end
    )
