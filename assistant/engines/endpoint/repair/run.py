"""One article at an endpoint: its parts asked about at once, proposals as the answers come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from assistant.article.model import Article
from assistant.chat.budget import Budget, BudgetError
from assistant.chat.client import Client
from assistant.chat.failures import ContextError
from assistant.edits import Edit, Refusal
from assistant.engines.base import Proposal, Work
from assistant.engines.endpoint.aio import threaded, together
from assistant.engines.endpoint.json_answer import TooLongError
from assistant.engines.endpoint.repair.dialogue import Conversation, Heard, Outcome, texts
from assistant.engines.endpoint.repair.edits import Revised
from assistant.engines.endpoint.repair.part import Part, halves
from assistant.engines.endpoint.repair.plan import Plan
from assistant.engines.endpoint.repair.refused import refusals
from assistant.engines.endpoint.repair.unmended import unmended
from assistant.engines.endpoint.repair.weighing import Weigher
from assistant.errors import EngineError
from assistant.problems import Code

Put = Callable[[Proposal], None]

_HALVINGS = 1
"""How often a part is cut in two because its answer is too long."""


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
    _answered: bool = False
    _broken: bool = False
    _failure: EngineError | None = None
    _unanswered: set[int] = field(default_factory=set)
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

    @property
    def is_whole(self) -> bool:
        """Whether all that was planned has been asked and answered."""
        return self._answered and not self.stopped and self._failure is None

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
        """Ask about every part at once; the client's pace holds most of them back.

        Raises EngineError where the endpoint failed and nothing was answered.
        """
        async with self.client:
            await self.talk.choose()
            await together(self._part(part, put) for part in self.asked.parts)
        if self._failure is not None and not self._answered:
            raise self._failure

    async def _part(self, whole: Part, put: Put) -> None:
        """Ask about a part, one piece of it after the other where it is too large."""
        done = {section: Proposal(section, (), last=False) for section in _sections(whole)}
        repaired: dict[int, str] = {}

        def heard(part: Part, so_far: Sequence[Revised]) -> None:
            edits = [edit for each in so_far for edit in each.edits]
            for section in _sections(part):
                put(replace(self._with(done[section], edits, ()), work=self.work()))

        waiting = [(whole, _HALVINGS)]
        while waiting:
            part, halvings = waiting.pop(0)
            part, *rest = self.talk.fitting(part)  # what fits is known better by now
            waiting[:0] = [(each, halvings) for each in rest]
            try:
                outcome = await self._outcome(part, partial(heard, part), repaired)
            except (ContextError, TooLongError) as error:
                halvings -= isinstance(error, TooLongError)
                if len(pieces := halves(part)) > 1 and halvings >= 0:
                    waiting[:0] = [(each, halvings) for each in pieces]
                    continue
                outcome = self._unfit(part, error)
            repaired |= texts(part, outcome.revised)
            edits = await self._weighed(part, outcome.revised)
            if self.asked.garbled and not self.stopped:
                edits += tuple(unmended(part, edits))
            done |= {n: self._with(known, edits, outcome.refused) for n, known in done.items()}
        for section, proposal in done.items():
            put(replace(proposal, last=section not in self._unanswered, work=self.work()))

    def _with(self, known: Proposal, edits: Sequence[Edit], refused: Sequence[Refusal]) -> Proposal:
        """A proposal with those of some edits and refusals that are of its section."""
        here = lambda each: self.article.section_at(each.start).id == known.section  # noqa: E731
        return replace(
            known,
            edits=(*known.edits, *filter(here, edits)),
            refused=(*known.refused, *filter(here, refused)),
        )

    async def _outcome(self, part: Part, heard: Heard, repaired: Mapping[int, str]) -> Outcome:
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
                outcome = await self.talk.about(part, kept, repaired)
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
                self._sentences += len(part.sentences)
                return outcome
        if self._broken:
            self._unanswered.update(_sections(part))
        self._answered = self._answered or bool(known)
        return Outcome(known, (_not_asked(part, f"{reason}: {self.stopped}"),))

    def _unfit(self, part: Part, error: ContextError | TooLongError) -> Outcome:
        """What is recorded of a part that is too large, and cannot be cut."""
        if isinstance(error, ContextError):
            self._failure = self._failure or error
            return Outcome((), (_not_asked(part, error.message),))
        return Outcome((), refusals(part, part.sentences, f"the answer cannot be used: {error}"))

    async def _weighed(self, part: Part, revised: Sequence[Revised]) -> tuple[Edit, ...]:
        """The language model weighs the edits, in a thread, for one part at a time."""
        async with self._weighing:
            return await asyncio.to_thread(self.weigher.weighed, part, revised)


def _sections(part: Part) -> list[int]:
    """The ids of the sections that sentences of a part belong to, in order."""
    return sorted({sentence.section for sentence in part.sentences})


def _not_asked(part: Part, reason: str) -> Refusal:
    start, end = part.sentences[0].span.start, part.sentences[-1].span.end
    return Refusal(start, end, "", "", reason, Code.NOT_ASKED)
