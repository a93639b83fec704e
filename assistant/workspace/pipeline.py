"""Article -> structural faults and an engine's proposals -> checks -> review, as events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from assistant.article.model import Article
from assistant.article.structure_issues import structure_issues
from assistant.chat.budget import Usage
from assistant.checks.edits.judge import Judge
from assistant.checks.neutrality import rewording
from assistant.edits import Edit, Refusal
from assistant.engines.base import Engine, Proposal, Work
from assistant.review.model import Review, make


@dataclass(frozen=True, slots=True)
class Account:
    """What a repair came to; `stopped` says why not all of it was done, if so."""

    words: int = 0
    suspects: int = 0
    hunks: int = 0
    refused: tuple[Refusal, ...] = ()
    tokens: int = 0
    seconds: float = 0.0
    usage: Usage | None = None
    stopped: str = ""

    @property
    def words_a_second(self) -> float:
        """The speed of the engine."""
        return self.words / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class SectionDone:
    """A section is repaired, or, where it is not the `last` of it, in part.

    It holds the edits kept so far, what was refused, and the account of the work so far.
    """

    section: int
    edits: tuple[Edit, ...]
    refused: tuple[Refusal, ...]
    last: bool
    snapshot: Callable[[], Review] = field(repr=False, compare=False)
    work: Work = field(default_factory=Work)

    @property
    def review(self) -> Review:
        """The review of all that was done when this section was."""
        return self.snapshot()


@dataclass(frozen=True, slots=True)
class Finished:
    """The article is repaired."""

    review: Review
    account: Account


Event = SectionDone | Finished


def events(article: Article, engine: Engine, *, neutral: bool = False) -> Iterator[Event]:
    """Repair an article; an event for each proposal and a last one for the whole.

    The first review holds the structural faults already, and neutral forms of loaded words
    where they are wanted. Raises EngineError where the engine cannot work.
    """
    start = time.monotonic()
    judge = Judge.of(article)
    own = [*structure_issues(article), *(_neutral(article, judge) if neutral else ())]
    done: dict[int, _Judged] = {}

    def review(known: dict[int, _Judged]) -> Review:
        edits = [*own, *(edit for kept, _ in known.values() for edit in kept)]
        refused = tuple(each for _, stopped in known.values() for each in stopped)
        return make(article, edits, engine.name, refused=refused, prompt=engine.prompt)

    if own:  # they need no engine, and can be decided while it begins
        yield SectionDone(article.sections[0].id, (), (), last=False, snapshot=partial(review, {}))
    work = Work()
    for proposal in engine.repair(article):
        work = proposal.work
        done[proposal.section] = _judged(proposal, judge)
        snapshot = partial(review, dict(done))
        yield SectionDone(proposal.section, *done[proposal.section], proposal.last, snapshot, work)
    whole = review(done)
    seconds = time.monotonic() - start
    account = Account(
        work.words, work.suspects, len(whole.hunks), whole.refused, work.tokens, seconds,
        work.usage, work.stopped,
    )  # fmt: skip
    yield Finished(whole, account)


def repair(
    article: Article,
    engine: Engine,
    *,
    each: Callable[[SectionDone], None] | None = None,
    neutral: bool = False,
) -> tuple[Review, Account]:
    """Repair an article; `each` is told of every section as it is done."""
    for event in events(article, engine, neutral=neutral):
        if isinstance(event, Finished):
            return event.review, event.account
        if each is not None:
            each(event)
    raise AssertionError  # the last event is always Finished


def _neutral(article: Article, judge: Judge) -> Iterator[Edit]:
    for edit in rewording.edits(article):
        if isinstance(judged := judge.judged(edit), Edit):
            yield judged


_Judged = tuple[tuple[Edit, ...], tuple[Refusal, ...]]


def _judged(proposal: Proposal, judge: Judge) -> _Judged:
    judged = [judge.judged(edit) for edit in proposal.edits]
    kept = tuple(edit for edit in judged if isinstance(edit, Edit))
    return kept, (*proposal.refused, *(each for each in judged if isinstance(each, Refusal)))
