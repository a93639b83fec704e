"""A passage: one sentence under repair, with its groups of candidate spans and what was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.article.visible import VisibleText
from assistant.language.tokens import Word
from assistant.repair.candidates import Candidate, CandidateSpan
from assistant.repair.posterior import Evidence

_SPACE = re.compile(r"\s+")

Splice = tuple[int, int, str]
"""Start and end in the source, and the replacement."""


@dataclass(frozen=True, slots=True)
class Option:
    """One candidate of one span of a group."""

    span: CandidateSpan
    candidate: Candidate

    @property
    def edit(self) -> Splice:
        """What is written where, if the option is chosen."""
        return self.span.replacement(self.candidate)


@dataclass(frozen=True, slots=True)
class Group:
    """Candidate spans that overlap: at most one of their options can be right."""

    start: int
    end: int
    options: tuple[Option, ...]


@dataclass(slots=True)
class Passage:
    """A sentence of the source, its groups, and the option chosen for some of them.

    `shown` is the sentence as it is seen. Groups that are `quoted` stand in a quotation: they
    are weighed, never chosen. `evidence` and `scores` (log-odds) hold what is known of the
    options weighed, by group and option.
    """

    shown: VisibleText
    run: tuple[Word, ...]
    groups: tuple[Group, ...]
    quoted: frozenset[int] = frozenset()
    chosen: dict[int, int] = field(default_factory=dict)
    evidence: dict[int, dict[int, Evidence]] = field(default_factory=dict)
    scores: dict[int, dict[int, float]] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where in the source the first of what is seen stands."""
        return self.shown.offsets[0]

    @property
    def end(self) -> int:
        """Where in the source the last of it ends."""
        return self.shown.ends[-1]

    def edits(self) -> list[Splice]:
        """What was chosen, in order of place; of edits that overlap, the first."""
        return list(
            _without_overlap(self.groups[g].options[o].edit for g, o in self.chosen.items())
        )

    def text(self) -> str:
        """The sentence with what was chosen, white space folded."""
        return self._between(self.start, self.end, self.edits())

    def around(self, group: int, option: int | None) -> tuple[str, str, str]:
        """The sentence before, at and behind a group, with an option of it or, for None, none.

        All that was chosen elsewhere is spliced in; white space is folded.
        """
        members = self.groups[group]
        if option is None:
            return self.between(members.start, members.end)
        start, end, text = members.options[option].edit
        before, _, after = self.between(start, end)
        return before, text, after

    def between(self, start: int, end: int) -> tuple[str, str, str]:
        """The sentence before, in and behind a span of the source, which stands as it was."""
        edits = [edit for edit in self.edits() if edit[1] <= start or edit[0] >= end]
        return (
            self._between(self.start, start, edits),
            self._between(start, end, []),
            self._between(end, self.end, edits),
        )

    def _between(self, start: int, end: int, edits: Iterable[Splice]) -> str:
        pieces, at = [], start
        for first, last, text in edits:
            if start <= first and last <= end:
                pieces += [self.shown.between(at, first), text]
                at = last
        pieces.append(self.shown.between(at, end))
        return one_spaced("".join(pieces))


def one_spaced(text: str) -> str:
    """A text with a single space in the place of any white space."""
    return _SPACE.sub(" ", text)


def _without_overlap(edits: Iterable[Splice]) -> Iterator[Splice]:
    reached = -1
    for edit in sorted(edits):
        if edit[0] >= reached:
            yield edit
            reached = edit[1]


def group(spans: Iterable[CandidateSpan]) -> tuple[Group, ...]:
    """Candidate spans in groups of those that overlap, directly or through others."""
    groups: list[list[CandidateSpan]] = []
    reached = -1
    for span in sorted(spans, key=lambda found: (found.start, found.end)):
        if span.start >= reached:
            groups.append([])
        groups[-1].append(span)
        reached = max(reached, span.end)
    return tuple(_grouped(members) for members in groups)


def _grouped(members: list[CandidateSpan]) -> Group:
    options = (Option(span, found) for span in members for found in span.candidates)
    return Group(members[0].start, max(span.end for span in members), tuple(options))
