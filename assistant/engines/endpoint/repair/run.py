"""One article at an endpoint: its parts asked about at once, proposals as the answers come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from assistant.article.model import Article
from assistant.chat.budget import Budget, BudgetError
from assistant.chat.client import Client
from assistant.edits import Edit, Refusal
from assistant.engines.base import Proposal, Work
from assistant.engines.endpoint.aio import threaded, together
from assistant.engines.endpoint.repair.dialogue import Conversation, Heard, Outcome, texts
from assistant.engines.endpoint.repair.edits import Revised
from assistant.engines.endpoint.repair.part import Part
from assistant.engines.endpoint.repair.plan import Plan
from assistant.engines.endpoint.repair.weighing import Weigher
from assistant.problems import Code

Put = Callable[[Proposal], None]


@dataclass(slots=True)
class Run:
    """The repair of an article as planned; `stopped` says why the rest of it is not asked about.

    `own` are edits that the glossary wants; `only` are the sections that are wanted, or None.
    """

    article: Article
    client: Client
    talk: Conversation
    asked: Plan
    weigher: Weigher
    budget: Budget
    own: Sequence[Edit] = ()
    only: Container[int] | None = None
    stopped: str = ""
    _words: int = field(init=False)
    _sentences: int = 0
    _weighing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self._words = len(self.article.source.split())

    def proposals(self) -> Iterator[Proposal]:
        """Proposals for every section; closing the iterator cancels what is left."""
        asked = {s.section for part in self.asked.parts for s in part.sentences}
        for section in self.article.sections:
            if section.id not in asked and (self.only is None or section.id in self.only):
                yield self.completed(Proposal(section.id, (), work=self.work()))
        if asked:
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
        return Work(
            self._words,
            self.asked.suspicions,
            usage=self.budget.usage,
            stopped=self.stopped,
            sentences=self._sentences,
            left=self.asked.left,
            form=self._form if self._sentences else "",
        )

    @property
    def _form(self) -> str:
        return "sentences" if self.talk.form == "sentences" else "sections"

    async def _ask(self, put: Put) -> None:
        """Ask about every part at once; the client's pace holds most of them back."""
        async with self.client:
            await self.talk.choose()
            await together(self._part(part, put) for part in self.asked.parts)

    async def _part(self, whole: Part, put: Put) -> None:
        """Ask about a part, one piece of it after the other where it is too large."""
        sections = sorted({sentence.section for sentence in whole.sentences})
        done = {section: Proposal(section, (), last=False) for section in sections}
        repaired: dict[int, str] = {}

        def heard(part: Part, so_far: Sequence[Revised]) -> None:
            edits = [edit for each in so_far for edit in each.edits]
            for section in dict.fromkeys(sentence.section for sentence in part.sentences):
                put(replace(self._with(done[section], edits, ()), work=self.work()))

        for part in self.talk.fitting(whole):
            outcome = await self._outcome(part, partial(heard, part), repaired)
            repaired |= texts(part, outcome.revised)
            edits = await self._weighed(part, outcome.revised)
            for section in sections:
                done[section] = self._with(done[section], edits, outcome.refused)
        for proposal in done.values():
            put(replace(proposal, last=True, work=self.work()))

    def _with(self, known: Proposal, edits: Sequence[Edit], refused: Sequence[Refusal]) -> Proposal:
        """A proposal with those of some edits and refusals that are of its section."""
        here = lambda each: self.article.section_at(each.start).id == known.section  # noqa: E731
        return replace(
            known,
            edits=(*known.edits, *filter(here, edits)),
            refused=(*known.refused, *filter(here, refused)),
        )

    async def _outcome(self, part: Part, heard: Heard, repaired: Mapping[int, str]) -> Outcome:
        """What comes of a part; beyond the budget nothing is asked, and that is recorded."""
        if not self.stopped:
            try:
                outcome = await self.talk.about(part, heard, repaired)
            except BudgetError as error:
                self.stopped = str(error)
            else:
                self._sentences += len(part.sentences)
                return outcome
        start, end = part.sentences[0].span.start, part.sentences[-1].span.end
        reason = f"nothing was asked about it: {self.stopped}"
        return Outcome((), (Refusal(start, end, "", "", reason, Code.NOT_ASKED),))

    async def _weighed(self, part: Part, revised: Sequence[Revised]) -> tuple[Edit, ...]:
        """The language model weighs the edits, in a thread, for one part at a time."""
        async with self._weighing:
            return await asyncio.to_thread(self.weigher.weighed, part, revised)
