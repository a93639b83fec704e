"""The noisy channel run backwards over an article, in waves.

The first wave weighs every sentence as it stands. What it repairs makes the rest clearer,
so the sentences that changed are weighed again, in the context as repaired so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.repair.passage import Passage
from assistant.repair.posterior import by_option, estimate_share
from assistant.repair.weighing import Task, Weighing

_RIGHT_FIRST = 12
_RIGHT_LATER = 25
_FIRST_SHARE = 0.08
_OPEN = 0.05
"""Belief that a group is garbled at all, above which it is weighed again."""

_CLEAN = 0.01
"""Share of garbled groups below which an article may be clean: spinners change far more."""

_SETTLED = 0.97
"""Belief in one option above which it need not be weighed again."""


_PART = 120
"""Words that are weighed before somebody hears of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A passage, the title and heading above it, and the passages before it."""

    passage: Passage
    above: tuple[Passage, ...] = ()
    before: tuple[Passage, ...] = ()

    def context(self, *, full: bool) -> str:
        """What the language model reads first: title, heading and, if full, the line before."""
        above = "".join(passage.text() + "\n" for passage in self.above)
        return above + "".join(passage.text() + " " for passage in self.before if full)


@dataclass(slots=True)
class Channel:
    """Restores the lines of an article; `share` is the share of its groups that are garbled.

    `full` gives the first of the `waves` the context that the later ones have.
    Lines may come in several lots: the share of one is where the estimate of the next begins.
    """

    weighing: Weighing
    waves: int = 3
    full: bool = False
    share: float = _FIRST_SHARE
    seen: list[list[float]] = field(default_factory=list)

    def restore(self, lines: Sequence[Line]) -> None:
        """Choose the options of every line."""
        for _ in self.restoring(lines):
            pass

    def restoring(self, lines: Sequence[Line]) -> Iterator[int]:
        """The same, and after each part of the first wave, how many lines it has weighed.

        Until the end nothing is chosen; `settled` tells what is as good as certain by then.
        """
        right = _RIGHT_LATER if self.full else _RIGHT_FIRST
        done = 0
        for part in _parts(lines):
            tasks = [
                Task(
                    line.passage, line.context(full=self.full), range(len(line.passage.groups)),
                    right,
                )
                for line in part
                if line.passage.groups
            ]  # fmt: skip
            self.weighing.weigh(tasks, _FIRST_SHARE)
            done += len(part)
            known = [*self.seen, *_scores(lines[:done])]
            self.share = estimate_share(known, self.weighing.weights)
            yield done
        changed = self._choose_all(lines)
        for wave in range(1, self.waves):
            stale = self._stale(lines, changed, near=wave == 1)
            self.weighing.weigh([self._again(line) for line in stale], max(self.share, 0.02))
            changed = self._choose_all(lines)
            if not changed:
                break
        self.seen += _scores(lines)

    def settled(self, passage: Passage) -> dict[int, int]:
        """The options, by group, that hardly anything later will unsettle."""
        return self._surer_than(_SETTLED, passage)

    @property
    def is_clean(self) -> bool:
        """Whether next to nothing of the article is garbled: what was chosen may be chance."""
        return self.share < _CLEAN

    def confidence(self, passage: Passage, group: int) -> dict[int, float]:
        """The posterior of every option of a group that was weighed."""
        return by_option(passage.scores.get(group, {}), self.share)

    def _choose_all(self, lines: Sequence[Line]) -> set[int]:
        """Estimate the share, choose everywhere, and say which passages (by id) changed."""
        self.share = estimate_share([*self.seen, *_scores(lines)], self.weighing.weights)
        return {id(line.passage) for line in lines if self._choose(line.passage)}

    def _choose(self, passage: Passage) -> bool:
        before = dict(passage.chosen)
        passage.chosen.clear()
        passage.chosen.update(self._surer_than(self.weighing.weights.threshold, passage))
        return passage.chosen != before

    def _surer_than(self, bar: float, passage: Passage) -> dict[int, int]:
        """The best option of each group, where belief in it is above a bar; none of a quotation."""
        found = {}
        for group in passage.scores:
            if group in passage.quoted:
                continue
            beliefs = self.confidence(passage, group)
            option = max(beliefs, key=beliefs.__getitem__, default=None)
            if option is not None and beliefs[option] > bar:
                found[group] = option
        return found

    def _stale(self, lines: Sequence[Line], changed: set[int], *, near: bool) -> list[Line]:
        """The lines to weigh again: they or, if `near`, their context changed; none is settled."""
        return [
            line
            for line in lines
            if (
                id(line.passage) in changed
                or (near and any(id(before) in changed for before in line.before))
            )
            and self._open(line.passage)
        ]

    def _open(self, passage: Passage) -> list[int]:
        """The groups that are neither surely left alone nor surely repaired."""
        return [
            group
            for group in passage.scores
            if group not in passage.quoted and self._in_doubt(passage, group)
        ]

    def _in_doubt(self, passage: Passage, group: int) -> bool:
        beliefs = self.confidence(passage, group).values()
        return sum(beliefs) > _OPEN and max(beliefs) < _SETTLED

    def _again(self, line: Line) -> Task:
        groups = self._open(line.passage)
        return Task(line.passage, line.context(full=True), groups, _RIGHT_LATER)


def _parts(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    first = words = 0
    for number, line in enumerate(lines, 1):
        words += len(line.passage.run)
        if words >= _PART or number == len(lines):
            yield lines[first:number]
            first, words = number, 0


def _scores(lines: Sequence[Line]) -> list[list[float]]:
    """The scores of every group; none for a group without an option worth weighing."""
    return [
        list(line.passage.scores.get(group, {}).values())
        for line in lines
        for group in range(len(line.passage.groups))
        if group not in line.passage.quoted
    ]
