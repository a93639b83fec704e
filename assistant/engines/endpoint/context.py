"""What the prompt engine works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from assistant.chat.budget import Budget
from assistant.chat.cache import Cache
from assistant.chat.client import Client
from assistant.chat.deferred import Answers, Deferred
from assistant.chat.endpoint import Endpoint
from assistant.chat.exchange import Exchange
from assistant.chat.tokens import Counter
from assistant.engines.endpoint.glossary import Glossary
from assistant.engines.local import LocalEngine
from assistant.errors import WeightsError
from assistant.notices import Notice, NoticeKind, Notify, silent
from assistant.prompts import Prompt


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What the house asks for: its style, for the model, and its glossary, enforced."""

    style: str = ""
    glossary: Glossary = field(default_factory=lambda: Glossary({}))

    def as_instructions(self) -> str:
        """The house's wishes, as the model is told them."""
        style = f"\nThe house asks for:\n{self.style.strip()}\n" if self.style.strip() else ""
        terms = "".join(f"\n{term} -> {form}" for term, form in self.glossary.forms.items())
        return style + (f"\nForms to use:{terms}\n" if terms else "")


def _as_it_is(endpoint: Endpoint) -> Endpoint:
    return endpoint


@dataclass(slots=True)
class Shared:
    """What the articles of a batch find out for each other: the room of the model, in tokens."""

    room: int | None = None


@dataclass(frozen=True, slots=True)
class EndpointContext:
    """An endpoint and all that surrounds it; without a `channel` words alone raise suspicions.

    `scope` is `auto`, which sends nothing of an article that reads clean, or `all`. `form` is
    `sections`, `sentences`, or `auto`, which finds out what the model can take. `unlocked` gives
    the endpoint its key, and `notify` hears where text goes. `prompt_limit` is the most tokens of
    a request, `candidates` the most candidates that are shown of a suspect. Where there are
    `answers` nothing is asked: what they do not hold is put off. What is `shared` with other
    articles is found out once; nobody watches them then, and an answer is looked at when it has
    ended.
    """

    endpoint: Endpoint
    prompt: Prompt
    counter: Counter
    budget: Budget
    channel: LocalEngine | None = None
    cache: Cache | None = None
    house: HouseStyle = field(default_factory=HouseStyle)
    scope: str = "auto"
    form: str = "sections"
    unlocked: Callable[[Endpoint], Endpoint] = _as_it_is
    notify: Notify = silent
    prompt_limit: int = 6000
    candidates: int = 5
    answers: Answers | None = None
    shared: Shared | None = None

    @property
    def engine_name(self) -> str:
        """The engine, its model and its host, as recorded in a review."""
        return f"openai ({self.endpoint.model} at {self.endpoint.host})"

    def sending(self) -> EndpointContext:
        """The same for a piece of work of its own: with the key, and within the budget.

        It is said where the text goes. Raises UsageError where there is no key. What is put off
        goes nowhere yet.
        """
        if self.answers is not None:
            return replace(self, budget=self.budget.part())
        host, model = self.endpoint.host, self.endpoint.model
        endpoint = self.unlocked(self.endpoint)
        self.notify(Notice(f"the text goes to {host} ({model})"))
        return replace(self, endpoint=endpoint, budget=self.budget.part())

    def suspecting(self) -> EndpointContext:
        """The same without a channel where its language model is missing; that is noticed."""
        if self.channel is None:
            return self
        try:
            self.channel.require()
        except WeightsError as error:
            message = f"{error.message}; the thesaurus alone raises suspicions"
            self.notify(Notice(message, error.hint, NoticeKind.WARNING))
            return replace(self, channel=None)
        return self

    def client(self) -> Client:
        """Who asks in this context."""
        if self.answers is None:
            return Client(self.endpoint)
        transport = Deferred(self.answers, self.endpoint.host)
        client = Client(self.endpoint, transport)
        client.known.quirks = transport.learned(client.known.quirks)
        return client

    def exchange(self, client: Client) -> Exchange:
        """Questions to a client in this context."""
        return Exchange(client, self.prompt, self.counter, self.budget, self.cache)
