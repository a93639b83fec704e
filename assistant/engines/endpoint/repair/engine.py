"""The engine `openai`: suspicions first, then narrow requests, many at a time."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from assistant import prompts
from assistant.article.model import Article
from assistant.chat.budget import Budget
from assistant.chat.client import Client
from assistant.chat.deferred import Answers
from assistant.chat.pace import Pace
from assistant.chat.rates import Rates
from assistant.checks.edits.judge import Judge
from assistant.engines.base import Estimate, Proposal, Summarised
from assistant.engines.endpoint import foresight
from assistant.engines.endpoint.context import EndpointContext, Shared
from assistant.engines.endpoint.greeting import greeted
from assistant.engines.endpoint.repair.dialogue import Conversation, instructions
from assistant.engines.endpoint.repair.edits import Reviser
from assistant.engines.endpoint.repair.gathering import Gathering
from assistant.engines.endpoint.repair.plan import plan
from assistant.engines.endpoint.repair.run import Run
from assistant.engines.endpoint.repair.sentences import OneByOne
from assistant.engines.endpoint.repair.weighing import Weigher
from assistant.engines.endpoint.summary.engine import OpenAISummariser
from assistant.notices import Notice
from assistant.summary.model import Wanted

_USUAL = Rates(requests=4, sent=6_000, text=1_200, asked=5, paid=6_400, answered=550)
"""What repairs of garbled articles came to, second tries and all, by models that know English."""

_WARM = 0.7
"""The temperature of an answer that is wanted in another form."""


@dataclass(frozen=True, slots=True)
class OpenAIEngine:
    """Repairs wording by asking an endpoint, and checks what it answers."""

    context: EndpointContext

    @property
    def name(self) -> str:
        """The engine, its model and its host, as recorded in a review."""
        return self.context.engine_name

    @property
    def prompt(self) -> str:
        """Name, version and digest of the prompt."""
        return self.context.prompt.mark

    def estimate(self, article: Article) -> Estimate:
        """What a repair would ask of the endpoint, the cache aside; nothing is sent."""
        context = self.context.suspecting()
        talk = _conversation(context, article, context.client())
        asked = plan(context, talk.reviser.judge)
        talk.dense = asked.garbled
        return foresight.estimate(context, _USUAL, talk.foreseen(asked.parts))

    def repair(self, article: Article, only: Container[int] | None = None) -> Iterator[Proposal]:
        """Propose edits, section by section as the answers come; closing it cancels the rest.

        Raises UsageError where there is no key, EngineError where the endpoint fails.
        """
        run = self._run(article, only)
        yield from run.proposals()
        if self.context.cache is not None and run.is_whole:
            seen = run.talk.foreseen(run.asked.parts)
            foresight.learn(self.context, _USUAL, seen, run.budget.usage)

    def afresh(self) -> OpenAIEngine:
        """An engine that asks anew what was answered before, and gives another answer if it can.

        It asks about all it is given, without waiting for the channel.
        """
        endpoint = self.context.endpoint
        profile = endpoint.profile
        if profile.temperature == 0:
            endpoint = replace(endpoint, profile=replace(profile, temperature=_WARM))
        return OpenAIEngine(
            replace(self.context, endpoint=endpoint, channel=None, cache=None, scope="all")
        )

    def together(self, in_flight: int = 0) -> tuple[OpenAIEngine, int]:
        """An engine whose articles share one pace, and how many requests it has in flight."""
        most = in_flight or self.context.endpoint.in_flight
        endpoint = replace(self.context.endpoint, in_flight=most, pace=Pace(most))
        return OpenAIEngine(replace(self.context, endpoint=endpoint, shared=Shared())), most

    def deferring(self, answers: Answers) -> OpenAIEngine:
        """An engine that asks nothing itself: what is not among some answers is put off.

        It does not find out first what the model can take, and does not wait for what fails.
        """
        endpoint = replace(self.context.endpoint, retries=0)
        form = "sections" if self.context.form == "auto" else self.context.form
        budget = Budget(self.context.budget.price)
        return OpenAIEngine(
            replace(self.context, endpoint=endpoint, form=form, budget=budget, answers=answers)
        )

    def summarise(self, article: Article, wanted: Wanted) -> Summarised:
        """A summary by the same endpoint, within the same budget; raises EngineError."""
        context = replace(self.context, prompt=prompts.load("summary"))
        return OpenAISummariser(context).summarise(article, wanted)

    def estimate_summary(self, article: Article, wanted: Wanted) -> Estimate:
        """What a summary would ask of the endpoint; nothing is sent."""
        context = replace(self.context, prompt=prompts.load("summary"))
        return OpenAISummariser(context).estimate(article, wanted)

    def _run(self, article: Article, only: Container[int] | None) -> Run:
        context = self.context.sending()
        needed = context.channel is not None and not Gathering(context, article).is_known
        greeting = greeted(context, needed=needed)
        context = context.suspecting()
        if context.channel is not None:
            _ = context.channel.model  # loaded while the endpoint is reached
        client = context.client()
        client.known.room = greeting()
        talk = _conversation(context, article, client)
        asked = plan(context, talk.reviser.judge, only)
        talk.dense = asked.garbled
        if asked.left:
            context.notify(Notice(f"nothing is sent: {asked.left}"))
        model = context.channel.model if context.channel and asked.parts else None
        weigher = Weigher(model, asked.garbled, asked.reading)
        own = list(context.house.glossary.edits(article))
        return Run(article, client, talk, asked, weigher, context.budget, own, only)


def _conversation(context: EndpointContext, article: Article, client: Client) -> Conversation:
    style = context.house.as_instructions()
    told = instructions(context.prompt, style)
    reviser = Reviser(Judge.of(article), context.house.glossary, told, context.endpoint.model)
    single = replace(context, prompt=prompts.load("repair_sentence")).exchange(client)
    weak = OneByOne(single, style, reviser)
    return Conversation(
        context.exchange(client), style, reviser, context.prompt_limit,
        weak=weak, form=context.form, is_watched=context.shared is None,
    )  # fmt: skip
