"""Weighing: what the language model says of the options of passages.

One scoring of a sentence as it stands gives the log-probability of every token and, for
every option, that of its first token. From these the gain of an option is foreseen (a
linear fit), and only options with a prospect are scored, with some words after them. The
text before an option is the same with and without it, so only what follows is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from assistant.language.tokens import CHUNK
from assistant.models.base import LanguageModel
from assistant.repair.evidence import foreseen_gain, gather, regained
from assistant.repair.passage import Passage
from assistant.repair.posterior import Evidence, Weights, by_option

_LONGEST_CONTEXT = 200
_PROMISING = 0.01
"""Belief from an earlier weighing above which an option is weighed again."""

_AGAIN = 5.0
"""How much surer the foresight must be of an option of a group that was weighed before."""

_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Task:
    """Weigh some groups of a passage after a context, with `right` words behind each option."""

    passage: Passage
    context: str
    groups: Sequence[int]
    right: int


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A task as the language model read it: tokens, their log-probabilities, the whole table.

    The first `lead` tokens are the context; `glue` is the space that parts it from the text.
    """

    task: Task
    row: tuple[int, ...]
    lead: int
    glue: str
    own: Sequence[float]
    table: Any


@dataclass(frozen=True, slots=True)
class _Query:
    """An option to be scored: tokens before and at it, and what stands there now is worth."""

    passage: Passage
    group: int
    option: int | None
    before: tuple[int, ...]
    rest: tuple[int, ...]
    kept: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """Weighs the options of passages with a language model.

    `vocabulary` counts the words of the article in lower case. Options whose foreseen
    posterior, at the share given, is below `prospect` are not scored.
    """

    model: LanguageModel
    weights: Weights
    vocabulary: Counter[str]
    prospect: float = 0.006

    def weigh(self, tasks: Sequence[Task], share: float) -> None:
        """Fill in the evidence and scores of the groups of each task, as its text now stands."""
        queries: list[_Query] = []
        for first in range(0, len(tasks), _TOGETHER):
            for sheet in self._read(tasks[first : first + _TOGETHER]):
                for group in sheet.task.groups:
                    queries += self._queries(sheet, group, share)
        scores = self.model.score([(query.before, query.rest) for query in queries])
        found: dict[tuple[int, int], dict[int | None, float]] = {}
        for query, score in zip(queries, scores, strict=True):
            found.setdefault((id(query.passage), query.group), {})[query.option] = (
                score - query.kept
            )
        for task in tasks:
            for group in task.groups:
                self._record(task.passage, group, found.get((id(task.passage), group), {}))

    def _read(self, tasks: Sequence[Task]) -> Iterator[_Sheet]:
        rows, leads = [], []
        for task in tasks:
            context, glue = self._context(task.context)
            lead = self.model.encode(context)
            rows.append((*lead, *self.model.encode(glue + task.passage.text())))
            leads.append((len(lead), glue))
        tables = self.model.predictions(rows)
        for task, row, (lead_size, glue), table in zip(tasks, rows, leads, tables, strict=True):
            own = table[range(len(row)), list(row)].tolist()
            yield _Sheet(task, row, lead_size, glue, own, table)

    def _context(self, context: str) -> tuple[str, str]:
        while len(self.model.encode(context)) > _LONGEST_CONTEXT and " " in context:
            context = context[len(context) // 4 :].split(" ", 1)[-1]
        return context.rstrip(" "), " " if context.endswith(" ") else ""

    def _queries(self, sheet: _Sheet, group: int, share: float) -> Iterator[_Query]:
        """The options of a group that are worth scoring."""
        passage = sheet.task.passage
        earlier = by_option(passage.scores.get(group, {}), share)
        chosen = passage.chosen.get(group)
        if chosen is not None:
            yield self._query(sheet, group, None)
            wanted = {number for number, belief in earlier.items() if belief > _PROMISING}
            for number in sorted(wanted - {chosen}):
                yield self._query(sheet, group, number)
            return
        foreseen = self._foresee(sheet, group)
        scores = {number: self.weights.score(known) for number, known in foreseen.items()}
        bar = self.prospect * (_AGAIN if earlier else 1.0)
        for number, belief in by_option(scores, share).items():
            if belief > bar or earlier.get(number, 0.0) > _PROMISING:
                yield self._query(sheet, group, number)
        passage.evidence[group] = foreseen

    def _query(self, sheet: _Sheet, group: int, option: int | None) -> _Query:
        before, rest, tail = self._parts(sheet, group, option)
        at = sheet.lead + len(before)
        kept = sum(sheet.own[at : len(sheet.row) - len(tail)])
        context = sheet.row[: sheet.lead]
        return _Query(sheet.task.passage, group, option, (*context, *before), rest, kept)

    def _parts(
        self, sheet: _Sheet, group: int, option: int | None
    ) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """The tokens before an option, of it and some words behind it, and of all that follows."""
        before, middle, after = sheet.task.passage.around(group, option)
        before = sheet.glue + before
        bare = before.rstrip(" ")
        words = list(CHUNK.finditer(after))
        cut = words[sheet.task.right].start() if len(words) > sheet.task.right else len(after)
        encode = self.model.encode
        return encode(bare), encode(before[len(bare) :] + middle + after[:cut]), encode(after[cut:])

    def _foresee(self, sheet: _Sheet, group: int) -> dict[int, Evidence]:
        """The evidence for every option of a group, its gain as it is foreseen."""
        passage, found = sheet.task.passage, {}
        encode, foresight = self.model.encode, self.model.card.foresight
        options = enumerate(passage.groups[group].options)
        for span, members in groupby(options, key=lambda each: each[1].span):
            before, here, _ = passage.between(span.start, span.end)
            before = sheet.glue + before
            bare = before.rstrip(" ")
            joint = before[len(bare) :]
            at = sheet.lead + len(encode(bare))
            size = len(encode(joint + here))
            own = sum(sheet.own[at : at + size])
            following = sheet.own[at + size : at + size + 3]
            opening = span.start == passage.start
            for number, option in members:
                first = encode(joint + option.candidate.text)
                won = float(sheet.table[at, first[0]]) - own
                gain = foreseen_gain(foresight, option, won, following, len(first), size)
                found[number] = gather(option, gain, own, following, size, opening, self.vocabulary)
        return regained(found, {number: known.gain for number, known in found.items()})

    def _record(self, passage: Passage, group: int, gains: dict[int | None, float]) -> None:
        """Set down the gains over the source of the options that were scored."""
        chosen = passage.chosen.get(group)
        if chosen is not None:
            gains = {**gains, chosen: 0.0}
        base = gains.pop(None, 0.0)
        over = {option: gain - base for option, gain in gains.items() if option is not None}
        known = {option: passage.evidence[group][option] for option in over}
        passage.evidence[group] = regained(known, over)
        passage.scores[group] = {
            option: self.weights.score(found) for option, found in passage.evidence[group].items()
        }
