"""The engine: suspicions first, then narrow requests, many at a time, proposals as they come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant import prompts
from assistant.article.model import Article
from assistant.chat.budget import Budget, BudgetError
from assistant.chat.client import Client
from assistant.chat.endpoint import Shape
from assistant.checks.edits.judge import Judge
from assistant.edits import Edit, Refusal
from assistant.engines.base import Proposal, Work
from assistant.engines.endpoint.aio import threaded, together
from assistant.engines.endpoint.context import Means
from assistant.engines.endpoint.repair.dialogue import Conversation, Heard, Outcome, told
from assistant.engines.endpoint.repair.edits import Revised, Reviser
from assistant.engines.endpoint.repair.plan import Plan, plan
from assistant.engines.endpoint.repair.request import Part
from assistant.engines.endpoint.repair.unrequested import Asked
from assistant.engines.endpoint.summary.engine import OpenAISummariser
from assistant.problems import Code
from assistant.summary.model import Summary, Wanted

_EXPECTED = 0.35
"""Tokens of an answer for each token of its sentences, as measured with garbled articles."""

_EMPTY_ANSWER = 12
_WARM = 0.7
"""The temperature of an answer that is wanted in another form."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would ask: requests, tokens, and US dollars, None where no price is known.

    `estimated` says that the tokens themselves are an estimate.
    """

    requests: int
    prompt_tokens: int
    completion_tokens: int
    cost: float | None
    estimated: bool


class OpenAIEngine:
    """Repairs wording by asking an endpoint, and checks what it answers."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._work = Work()

    @property
    def name(self) -> str:
        """The engine, its model and its host, as recorded in a review."""
        return f"openai ({self._means.endpoint.model} at {self._means.endpoint.host})"

    @property
    def prompt(self) -> str:
        """Name, version and digest of the prompt."""
        return self._means.prompt.mark

    @property
    def work(self) -> Work:
        """What the repair has cost so far."""
        return self._work

    def estimate(self, article: Article) -> Estimate:
        """What a repair would ask of the endpoint, the cache aside; nothing is sent."""
        counter = self._means.counter
        talk = self._conversation(article, Client(self._means.endpoint))
        asked = plan(self._means, article, talk.fitting).parts.values()
        parts = [part for known in asked for part in known]
        prompts = sum(counter.messages(talk.messages(part, Shape.SCHEMA)) for part in parts)
        texts = (counter.text(" ".join(map(part.text, part.sentences))) for part in parts)
        answers = sum(_EMPTY_ANSWER + int(_EXPECTED * size) for size in texts)
        budget = Budget(self._means.budget.price)
        budget.spend(prompts, answers)
        return Estimate(len(parts), prompts, answers, budget.usage.cost, counter.estimated)

    def repair(self, article: Article, only: Container[int] | None = None) -> Iterator[Proposal]:
        """Propose edits, section by section as the answers come; closing it cancels the rest."""
        client = Client(self._means.endpoint)
        talk = self._conversation(article, client)
        asked = plan(self._means, article, talk.fitting)
        if only is not None:
            asked = replace(asked, parts={s: p for s, p in asked.parts.items() if s in only})
        glossary = list(self._means.house.glossary.edits(article))
        self._work = Work(len(article.source.split()), asked.suspicions)
        self._account()
        for section in article.sections:
            if section.id not in asked.parts and (only is None or section.id in only):
                yield _with_own(article, Proposal(section.id, ()), glossary)
        if asked.parts:
            proposals: Iterator[Proposal] = threaded(
                lambda put: self._ask(client, talk, asked, put)
            )
            for proposal in proposals:
                self._account()
                yield _with_own(article, proposal, glossary)

    def afresh(self) -> OpenAIEngine:
        """An engine that asks anew what was answered before, and gives another answer if it can.

        It asks about all it is given, without waiting for the channel.
        """
        endpoint = self._means.endpoint
        profile = endpoint.profile
        if profile.temperature == 0:
            endpoint = replace(endpoint, profile=replace(profile, temperature=_WARM))
        return OpenAIEngine(
            replace(self._means, endpoint=endpoint, channel=None, cache=None, scope="all")
        )

    def summarise(self, article: Article, wanted: Wanted) -> Summary:
        """A summary by the same endpoint, within the same budget; raises EngineError."""
        means = replace(self._means, prompt=prompts.load("summary"))
        summary = OpenAISummariser(means).summarise(article, wanted)
        self._account()
        return summary

    def _conversation(self, article: Article, client: Client) -> Conversation:
        means = self._means
        style = means.house.told()
        reviser = Reviser(
            Judge.of(article),
            means.house.glossary,
            told(means.prompt, style),
            means.endpoint.model,
        )
        return Conversation(means.exchange(client), style, reviser)

    async def _ask(
        self, client: Client, talk: Conversation, asked: Plan, put: Callable[[Proposal], None]
    ) -> None:
        """Ask about every section at once; the client's pace holds most of them back."""
        channel = self._means.channel
        flags = _Flags(Asked(channel.model if channel else None), asyncio.Lock())
        async with client:
            await together(
                self._section(talk, flags, section, parts, put)
                for section, parts in asked.parts.items()
            )

    async def _section(
        self,
        talk: Conversation,
        flags: _Flags,
        section: int,
        parts: Sequence[Part],
        put: Callable[[Proposal], None],
    ) -> None:
        done = Proposal(section, (), last=False)

        def heard(so_far: Sequence[Revised]) -> None:
            new = (edit for each in so_far for edit in each.edits)
            put(replace(done, edits=(*done.edits, *new)))

        for part in parts:
            outcome = await self._outcome(talk, part, heard)
            edits = await flags.flagged(part, outcome.revised)
            done = Proposal(
                section, (*done.edits, *edits), (*done.refused, *outcome.refused), last=False
            )
        put(replace(done, last=True))

    async def _outcome(self, talk: Conversation, part: Part, heard: Heard) -> Outcome:
        """What comes of a part; beyond the budget nothing is asked, and that is recorded."""
        if not self._work.stopped:
            try:
                return await talk.about(part, heard)
            except BudgetError as error:
                self._work = replace(self._work, stopped=str(error))
        start, end = part.sentences[0].span.start, part.sentences[-1].span.end
        reason = f"nothing was asked about it: {self._work.stopped}"
        return Outcome((), (Refusal(start, end, "", "", reason, Code.NOT_ASKED),))

    def _account(self) -> None:
        self._work = replace(self._work, usage=self._means.budget.usage)


@dataclass(frozen=True, slots=True)
class _Flags:
    """The language model says what was asked for, in a thread, for one part at a time."""

    asked: Asked
    lock: asyncio.Lock

    async def flagged(self, part: Part, revised: Sequence[Revised]) -> tuple[Edit, ...]:
        async with self.lock:
            return await asyncio.to_thread(self.asked.flagged, part, revised)


def _with_own(article: Article, proposal: Proposal, glossary: Sequence[Edit]) -> Proposal:
    """A proposal with what the glossary wants where the model changes nothing."""
    own = [edit for edit in glossary if article.section_at(edit.start).id == proposal.section]
    edits = proposal.edits
    free = (e for e in own if not any(e.start < k.end and k.start < e.end for k in edits))
    return replace(proposal, edits=tuple(sorted((*edits, *free), key=lambda edit: edit.start)))
