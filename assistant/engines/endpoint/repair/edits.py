"""From an answer to edits: each sentence's differences, word by word, each checked by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.checks.edits.judge import Judge
from assistant.checks.edits.losses import Change, losses
from assistant.checks.edits.structure import section_problem, sentence_problem
from assistant.edits import Edit, Flag, Refusal
from assistant.engines.endpoint.glossary import Glossary
from assistant.engines.endpoint.json_answer import AnswerError
from assistant.engines.endpoint.repair.part import Numbered, Part
from assistant.engines.endpoint.repair.placing import (
    Placed,
    Placement,
    differences,
    placement,
    same,
)
from assistant.engines.endpoint.repair.refused import numbered, refusal_of, refused_entry
from assistant.engines.endpoint.repair.request import visible
from assistant.engines.endpoint.repair.response import Answer
from assistant.problems import Code, Problem

_MOST_ADDED = 2
"""Words that an edit may have beyond those it replaces."""

_NARROW = 3
"""Words of a change that can be told from its neighbours to stand where they stood."""

_UNWEIGHED = 0.5
"""Confidence in an edit while its answer still comes."""

_WIDEST = 4
"""Differences that may be one change where none of them can stand alone."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A sentence that the answer changes: its edits, and what of it is refused.

    `picked` are those edits that were chosen from a list.
    """

    sentence: Numbered
    edits: tuple[Edit, ...]
    refused: tuple[Refusal, ...] = ()
    picked: frozenset[Edit] = frozenset()

    @property
    def complaint(self) -> str:
        """What is wrong with it, for the model; nothing where nothing is."""
        told = (
            f"“{visible(r.original)}” to “{visible(r.replacement)}”: {r.reason}"
            for r in self.refused
            if r.code is not Code.ENTRY_INVALID
        )
        return "; ".join(told)


@dataclass(frozen=True, slots=True)
class Reviser:
    """Turns answers about parts of one article into edits that the checks let through.

    `instructions` are what the model is told besides the article. The edits of every engine
    are judged again before they reach a review; here that is done so that a sentence whose
    edits are refused can be asked about once more, with the reason.
    """

    judge: Judge
    glossary: Glossary
    instructions: str
    speaker: str

    def revised(self, part: Part, answer: Answer) -> tuple[Revised, ...]:
        """Every sentence that an answer changes, or has an entry for that is of no use.

        Raises AnswerError where no entry is of any use, and where the part would not be itself
        any more.
        """
        known = numbered(part, answer)
        if known.faults and not known.says:
            first = known.faults[0]
            raise AnswerError(f"“{visible(first.entry)[:60]}”: {first.reason}")
        found = [self._sentence(part, sentence, known) for sentence in part.sentences]
        changed = [each for each in found if each is not None]
        before = " ".join(part.text(sentence) for sentence in part.sentences)
        gained = sum(len(e.replacement) - len(e.original) for r in changed for e in r.edits)
        if problem := section_problem(before, "x" * max(len(before) + gained, 0)):
            raise AnswerError(problem.message)
        if strays := tuple(
            refused_entry(part, fault) for fault in known.faults if not fault.number
        ):
            changed.append(Revised(part.sentences[0], (), strays))
        return tuple(changed)

    def _sentence(self, part: Part, sentence: Numbered, answer: Answer) -> Revised | None:
        found = placement(part, sentence, answer)
        if not found.entries and not found.faults:
            return None
        seen = part.seen(sentence)
        entries, refused = self._fitting(part, found)
        changes = differences(seen, entries)
        refused = (*(refused_entry(part, fault) for fault in found.faults), *refused)
        if not changes:
            return Revised(sentence, (), refused) if refused else None
        judged = self._judged(part, sentence, changes)
        flagged = self._flagged(part, sentence, [change for change, _ in judged])
        pairs = [
            (each, change.pick is not None)
            for (change, each), flags in zip(judged, flagged, strict=True)
            for each in [_with(each, flags)]
        ]
        kept = [(each, picked) for each, picked in pairs if isinstance(each, Edit)]
        refused += tuple(each for each, _ in pairs if isinstance(each, Refusal))
        picks = frozenset(edit for edit, picked in kept if picked)
        return Revised(sentence, tuple(edit for edit, _ in kept), refused, picks)

    def _fitting(
        self, part: Part, found: Placement
    ) -> tuple[tuple[Placed, ...], tuple[Refusal, ...]]:
        """The entries under which the sentence stays itself, and the others as refusals."""
        problem = self._problem(part, found.sentence, found.entries)
        if problem is None:
            return found.entries, ()
        alone = [(e, self._problem(part, found.sentence, [e])) for e in found.entries]
        good = tuple(entry for entry, wrong in alone if wrong is None)
        if found.whole or not good or self._problem(part, found.sentence, good):
            alone, good = [(e, problem) for e in found.entries], ()
        return good, tuple(
            refusal_of(part, found.sentence, entry, wrong) for entry, wrong in alone if wrong
        )

    def _problem(self, part: Part, sentence: Numbered, entries: Sequence[Placed]) -> Problem | None:
        """Why a sentence cannot become what some entries make of it; little in common is none."""
        before, after = part.text(sentence), _after(part, sentence, entries)
        if same(before) == same(after):
            return None
        others = [part.text(s) for s in part.sentences if abs(s.number - sentence.number) == 1]
        problem = sentence_problem(before, after, self.instructions, others)
        return None if problem and problem.code is Code.UNRELATED else problem

    def _judged(
        self, part: Part, sentence: Numbered, changes: Sequence[Placed]
    ) -> list[tuple[Placed, Edit | Refusal]]:
        """Each change with its judgement; those that only stand together are made one."""
        found = [(change, self._one(part, sentence, change)) for change in changes]
        found = [pair for pair in found if same(pair[1].original) != same(pair[1].replacement)]
        place = 0
        while place < len(found):
            wider = self._joined(part, sentence, found, place)
            if wider is not None:
                first, last, both = wider
                found[first:last] = [both]
                place = first
            place += 1
        return found

    def _joined(
        self,
        part: Part,
        sentence: Numbered,
        found: Sequence[tuple[Placed, Edit | Refusal]],
        place: int,
    ) -> tuple[int, int, tuple[Placed, Edit]] | None:
        """A change that alters a fact with those beside it, where together they alter none.

        One that is refused may be joined to what only is flagged.
        """
        alone = found[place][1]
        if not _alters_fact(alone):
            return None
        flagged: tuple[int, int, tuple[Placed, Edit]] | None = None
        for size in range(2, _WIDEST + 1):
            for first in range(max(0, place - size + 1), min(place, len(found) - size) + 1):
                both = _spanning(part.text(sentence), [c for c, _ in found[first : first + size]])
                judged = self._one(part, sentence, both)
                if not isinstance(judged, Edit):
                    continue
                joined = first, first + size, (both, judged)
                if not _alters_fact(judged):
                    return joined
                flagged = flagged or joined
        return flagged if isinstance(alone, Refusal) else None

    def _one(self, part: Part, sentence: Numbered, change: Placed) -> Edit | Refusal:
        """One change as an edit that may stand, or why it may not."""
        edit = self.glossary.enforced(_edit(part, sentence, change, self.speaker))
        if len(change.text.split()) > len(edit.original.split()) + _MOST_ADDED:
            shown = visible(change.text)[:60]
            wrong = Problem(Code.WORDS_ADDED, f"“{shown}” adds more than it replaces")
            return refusal_of(part, sentence, change, wrong)
        return self.judge.judged(edit)

    def _flagged(
        self, part: Part, sentence: Numbered, changes: Sequence[Placed]
    ) -> list[tuple[tuple[Flag, str], ...]]:
        """The flags that the changes of a sentence get for what they lose, with the reasons."""
        before, after = part.text(sentence), _after(part, sentence, changes)
        lost = losses(before, [Change(c.start, c.end, c.text) for c in changes])
        problem = sentence_problem(before, after)
        flags: list[tuple[tuple[Flag, str], ...]] = []
        for change, loss in zip(changes, lost, strict=True):
            found = ((loss.flag, loss.reason),) if loss else ()
            if problem and problem.code is Code.UNRELATED and _is_wide(before, change):
                found = (*found, (Flag.REWRITTEN, problem.message))
            flags.append(found)
        return flags


def _edit(part: Part, sentence: Numbered, change: Placed, speaker: str) -> Edit:
    """A change as an edit of the source."""
    span = part.seen(sentence).span(change.start, change.end)
    reason = f"{speaker} says what it stood for"
    known = [s for s in part.suspicions if (s.start, s.end) == (span.start, span.end)]
    if change.pick is not None:
        known = [change.pick[0]]
        reason = f"{change.pick[0].reason}; picked by {speaker}"
    others = tuple(c for s in known for c in s.candidates if c.text != change.text)
    return Edit(
        span.start, span.end, part.article.slice(span), change.text,
        confidence=_UNWEIGHED, reason=reason, alternatives=others,
    )  # fmt: skip


def _with(each: Edit | Refusal, flags: Sequence[tuple[Flag, str]]) -> Edit | Refusal:
    """An edit with flags and the reasons for them."""
    if isinstance(each, Edit):
        for flag, reason in flags:
            each = replace(each.flagged(flag), reason=f"{each.reason}; {reason}")
    return each


def _is_wide(text: str, change: Placed) -> bool:
    """Whether a change takes or puts more words than stand for one another in spun text."""
    return max(len(text[change.start : change.end].split()), len(change.text.split())) > _NARROW


def _alters_fact(judged: Edit | Refusal) -> bool:
    if isinstance(judged, Edit):
        return Flag.FACT in judged.flags
    return judged.code is Code.FACT_ALTERED


def _spanning(text: str, changes: Sequence[Placed]) -> Placed:
    """Changes that follow on one another as one, with the words between them."""
    start, end = changes[0].start, changes[-1].end
    inner = [Placed(c.start - start, c.end - start, c.text) for c in changes]
    return Placed(start, end, _spliced(text[start:end], inner))


def _after(part: Part, sentence: Numbered, changes: Sequence[Placed]) -> str:
    return _spliced(part.text(sentence), changes)


def _spliced(text: str, changes: Sequence[Placed]) -> str:
    return "".join(_pieces(text, changes))


def _pieces(text: str, changes: Sequence[Placed]) -> Iterator[str]:
    at = 0
    for each in changes:
        yield text[at : each.start]
        yield each.text
        at = each.end
    yield text[at:]
