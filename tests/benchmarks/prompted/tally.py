"""What is counted of a repaired article: marks restored, edits right or needless, what it took."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from assistant.chat.budget import Usage
from assistant.checks.facts.comparison import differences
from assistant.edits import Edit, EditKind
from assistant.engines.base import Estimate
from assistant.review.model import Review
from assistant.workspace.pipeline import Account
from tests.benchmarks.measures import splice
from tests.benchmarks.prompted.texts import Mark, Text


@dataclass(frozen=True, slots=True)
class Judged:
    """An edit, and whether it is right: on a mark, with an acceptable reading there."""

    edit: Edit
    right: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over articles; `unseen` is what policy accepts, `needless` what lies on no mark."""

    words: int = 0
    marks: int = 0
    restored: int = 0
    unseen_restored: int = 0
    unseen: int = 0
    unseen_right: int = 0
    needless: int = 0
    needless_unseen: int = 0
    altered: int = 0
    requests: int = 0
    sent: int = 0
    answered: int = 0
    flags: Counter[str] = field(default_factory=Counter)
    right_flags: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    edits: tuple[Judged, ...] = ()
    off: tuple[float, ...] = ()
    """How far the tokens that were foreseen lie from those of an article, as a share."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))


def tally(text: Text, review: Review, account: Account, foreseen: Estimate) -> Tally:
    """Count what came of one article, of which so much was foreseen."""
    source = text.article.source
    edits = [h.edit for h in review.hunks if h.edit.kind is EditKind.WORDING]
    changes = [h.edit for h in review.hunks if h.edit.kind is not EditKind.MARK]
    mended = [edit for edit in changes if edit.kind is not EditKind.WORDING]
    marks = [
        mark
        for mark in text.marks
        if not any(e.start <= mark.start and mark.end <= e.end for e in mended)
    ]
    unseen = [edit for edit in edits if not edit.flags]
    every, sure = _good(source, edits, marks), _good(source, unseen, marks)
    after = splice(source, [(e.start, e.end, e.replacement) for e in unseen])
    lost = [e for e in edits if not any(_touches(e, mark) for mark in marks)]
    judged = tuple(Judged(edit, edit in every[1]) for edit in edits)
    usage = account.work.usage
    return Tally(
        text.words, len(marks), len(every[0]), len(sure[0]), len(unseen), len(sure[1]),
        len(lost), sum(not e.flags for e in lost), len(differences(_lines(source), _lines(after))),
        usage.requests if usage else 0, usage.prompt_tokens if usage else 0,
        usage.completion_tokens if usage else 0,
        Counter(str(flag) for e in edits for flag in e.flags),
        Counter(str(flag) for e in every[1] for flag in e.flags),
        Counter(str(refusal.code) for refusal in account.refused),
        judged,
        _off(foreseen, usage),
    )  # fmt: skip


def _lines(text: str) -> str:
    """A text whose lines stand apart, so that a capital that opens one makes no name."""
    return text.replace("\n", "\n\n")


def _off(foreseen: Estimate, usage: Usage | None) -> tuple[float, ...]:
    if usage is None or not usage.requests:
        return ()
    came = usage.prompt_tokens + usage.completion_tokens
    return (abs((foreseen.prompt_tokens + foreseen.completion_tokens) / came - 1),)


def _touches(edit: Edit, mark: Mark) -> bool:
    return edit.start <= mark.end and mark.start <= edit.end


def _good(
    source: str, edits: Sequence[Edit], marks: Sequence[Mark]
) -> tuple[list[Mark], list[Edit]]:
    """The marks at which an acceptable reading stands, and the edits that put it there."""
    restored, right = [], []
    for mark in marks:
        now, over = _standing(source, edits, mark)
        if over and any(_plain(reading) in _plain(now) for reading in mark.readings):
            restored.append(mark)
            right += [edit for edit in over if edit not in right]
    return restored, right


def _standing(source: str, edits: Sequence[Edit], mark: Mark) -> tuple[str, list[Edit]]:
    """What stands at a mark, widened to whole words and edits, once the edits are made."""
    over = [edit for edit in edits if _touches(edit, mark)]
    first = max(0, source.rfind(" ", 0, min([mark.start, *(e.start for e in over)])))
    last = source.find(" ", max([mark.end, *(e.end for e in over)]))
    last = len(source) if last < 0 else last
    inside = [(e.start, e.end, e.replacement) for e in edits if first <= e.start and e.end <= last]
    return splice(source, inside, first, last), over


def _plain(text: str) -> str:
    return " " + re.sub(r"[^\w]+", " ", text.lower().replace("’", "'")).strip() + " "
