"""One article at an endpoint: its parts asked about at once, proposals as the answers come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.article.model import Article
from assistant.chat.budget import Budget, BudgetError
from assistant.chat.client import Client
from assistant.chat.failures import ContextError
from assistant.edits import Edit, Refusal
from assistant.engines.base import Proposal, Work
from assistant.engines.endpoint.aio import threaded, together
from assistant.engines.endpoint.json_answer import TooLongError
from assistant.engines.endpoint.repair.dialogue import Conversation, Heard, Outcome
from assistant.engines.endpoint.repair.edits import Revised, refusals
from assistant.engines.endpoint.repair.plan import Plan
from assistant.engines.endpoint.repair.request import Part, halves
from assistant.engines.endpoint.repair.unrequested import Asked
from assistant.errors import EngineError
from assistant.problems import Code

Put = Callable[[Proposal], None]

_HALVINGS = 1
"""How often a part is cut in two because its answer is too long."""


@dataclass(slots=True)
class Run:
    """The repair of an article as planned; `stopped` says why the rest of it is not asked about.

    `own` are edits that the glossary wants.
    """

    article: Article
    client: Client
    talk: Conversation
    asked: Plan
    flags: Asked
    budget: Budget
    own: Sequence[Edit] = ()
    stopped: str = ""
    _words: int = field(init=False)
    _answered: bool = False
    _broken: bool = False
    _failure: EngineError | None = None
    _unanswered: set[int] = field(default_factory=set)
    _flagging: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self._words = len(self.article.source.split())

    def proposals(self) -> Iterator[Proposal]:
        """Proposals for what is asked about; closing the iterator cancels what is left."""
        if self.asked.parts:
            proposed: Iterator[Proposal] = threaded(self._ask)
            for proposal in proposed:
                yield self.completed(proposal)

    def completed(self, proposal: Proposal) -> Proposal:
        """A proposal with what the glossary wants where the model changes nothing."""
        edits = proposal.edits
        free = (
            edit
            for edit in self.own
            if self.article.section_at(edit.start).id == proposal.section
            and not any(edit.start < known.end and known.start < edit.end for known in edits)
        )
        return replace(proposal, edits=tuple(sorted((*edits, *free), key=lambda e: e.start)))

    def work(self) -> Work:
        """The account so far."""
        usage = self.budget.usage
        return Work(self._words, self.asked.suspicions, usage=usage, stopped=self.stopped)

    async def _ask(self, put: Put) -> None:
        """Ask about every section at once; the client's pace holds most of them back.

        Raises EngineError where the endpoint failed and nothing was answered.
        """
        async with self.client:
            await together(
                self._section(section, parts, put) for section, parts in self.asked.parts.items()
            )
        if self._failure is not None and not self._answered:
            raise self._failure

    async def _section(self, section: int, parts: Sequence[Part], put: Put) -> None:
        done = Proposal(section, (), last=False)

        def report(proposal: Proposal) -> None:
            put(replace(proposal, work=self.work()))

        def heard(so_far: Sequence[Revised]) -> None:
            new = (edit for each in so_far for edit in each.edits)
            report(replace(done, edits=(*done.edits, *new)))

        waiting = [(part, _HALVINGS) for part in parts]
        while waiting:
            part, halvings = waiting.pop(0)
            part, *rest = self.talk.fitting(part)  # what fits is known better by now
            waiting[:0] = [(each, halvings) for each in rest]
            try:
                outcome = await self._outcome(part, heard)
            except (ContextError, TooLongError) as error:
                halvings -= isinstance(error, TooLongError)
                if len(pieces := halves(part)) > 1 and halvings >= 0:
                    waiting[:0] = [(each, halvings) for each in pieces]
                    continue
                outcome = self._unfit(part, error)
            edits = await self._flagged(part, outcome.revised)
            done = replace(
                done, edits=(*done.edits, *edits), refused=(*done.refused, *outcome.refused)
            )
        report(replace(done, last=section not in self._unanswered))

    async def _outcome(self, part: Part, heard: Heard) -> Outcome:
        """What comes of a part; once the work has stopped nothing is asked, and that is recorded.

        What was answered before the endpoint failed is kept.
        """
        known: tuple[Revised, ...] = ()

        def kept(so_far: tuple[Revised, ...]) -> None:
            nonlocal known
            known = so_far
            heard(so_far)

        reason = "nothing was asked about it"
        if not self.stopped:
            try:
                outcome = await self.talk.about(part, kept)
            except BudgetError as error:
                self.stopped = str(error)
            except (ContextError, TooLongError):
                raise
            except EngineError as error:
                self._failure, self._broken = self._failure or error, True
                self.stopped = error.message
                reason = "it was not answered to its end"
            else:
                self._answered = True
                return outcome
        if self._broken:
            self._unanswered.add(part.section.id)
        self._answered = self._answered or bool(known)
        return Outcome(known, (_not_asked(part, f"{reason}: {self.stopped}"),))

    def _unfit(self, part: Part, error: ContextError | TooLongError) -> Outcome:
        """What is recorded of a part that is too large, and cannot be cut."""
        if isinstance(error, ContextError):
            self._failure = self._failure or error
            return Outcome((), (_not_asked(part, error.message),))
        return Outcome((), refusals(part, part.sentences, f"the answer cannot be used: {error}"))

    async def _flagged(self, part: Part, revised: Sequence[Revised]) -> tuple[Edit, ...]:
        """The language model says what was asked for, in a thread, for one part at a time."""
        async with self._flagging:
            return await asyncio.to_thread(self.flags.flagged, part, revised)


def _not_asked(part: Part, reason: str) -> Refusal:
    start, end = part.sentences[0].span.start, part.sentences[-1].span.end
    return Refusal(start, end, "", "", reason, Code.NOT_ASKED)
