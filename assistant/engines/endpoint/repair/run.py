"""One article at an endpoint: its parts asked about at once, proposals as the answers come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.article.model import Article
from assistant.chat.budget import Budget, BudgetError
from assistant.chat.client import Client
from assistant.edits import Edit, Refusal
from assistant.engines.base import Proposal, Work
from assistant.engines.endpoint.aio import threaded, together
from assistant.engines.endpoint.repair.dialogue import Conversation, Heard, Outcome
from assistant.engines.endpoint.repair.edits import Revised
from assistant.engines.endpoint.repair.plan import Plan
from assistant.engines.endpoint.repair.request import Part
from assistant.engines.endpoint.repair.unrequested import Asked
from assistant.problems import Code

Put = Callable[[Proposal], None]


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
        """Ask about every section at once; the client's pace holds most of them back."""
        async with self.client:
            await together(
                self._section(section, parts, put) for section, parts in self.asked.parts.items()
            )

    async def _section(self, section: int, parts: Sequence[Part], put: Put) -> None:
        done = Proposal(section, (), last=False)

        def report(proposal: Proposal) -> None:
            put(replace(proposal, work=self.work()))

        def heard(so_far: Sequence[Revised]) -> None:
            new = (edit for each in so_far for edit in each.edits)
            report(replace(done, edits=(*done.edits, *new)))

        for part in parts:
            outcome = await self._outcome(part, heard)
            edits = await self._flagged(part, outcome.revised)
            done = replace(
                done, edits=(*done.edits, *edits), refused=(*done.refused, *outcome.refused)
            )
        report(replace(done, last=True))

    async def _outcome(self, part: Part, heard: Heard) -> Outcome:
        """What comes of a part; beyond the budget nothing is asked, and that is recorded."""
        if not self.stopped:
            try:
                return await self.talk.about(part, heard)
            except BudgetError as error:
                self.stopped = str(error)
        start, end = part.sentences[0].span.start, part.sentences[-1].span.end
        reason = f"nothing was asked about it: {self.stopped}"
        return Outcome((), (Refusal(start, end, "", "", reason, Code.NOT_ASKED),))

    async def _flagged(self, part: Part, revised: Sequence[Revised]) -> tuple[Edit, ...]:
        """The language model says what was asked for, in a thread, for one part at a time."""
        async with self._flagging:
            return await asyncio.to_thread(self.flags.flagged, part, revised)
