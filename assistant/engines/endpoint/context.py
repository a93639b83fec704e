"""What the prompt engine works with."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.chat.budget import Budget
from assistant.chat.cache import Cache
from assistant.chat.client import Client
from assistant.chat.endpoint import Endpoint
from assistant.chat.exchange import Exchange
from assistant.chat.tokens import Counter
from assistant.engines.endpoint.glossary import Glossary
from assistant.engines.local import LocalEngine
from assistant.prompts import Prompt


@dataclass(frozen=True, slots=True)
class House:
    """What the house asks for: its style, for the model, and its glossary, enforced."""

    style: str = ""
    glossary: Glossary = field(default_factory=lambda: Glossary({}))

    def told(self) -> str:
        """The house's wishes, as the model is told them."""
        style = f"\nThe house asks for:\n{self.style.strip()}\n" if self.style.strip() else ""
        terms = "".join(f"\n{term} -> {form}" for term, form in self.glossary.forms.items())
        return style + (f"\nForms to use:{terms}\n" if terms else "")


@dataclass(frozen=True, slots=True)
class Means:
    """An endpoint and all that surrounds it; `channel` is None where no weights are installed.

    `scope` is `auto`, which sends nothing of an article in which the channel finds nothing,
    or `all`.
    """

    endpoint: Endpoint
    prompt: Prompt
    counter: Counter
    budget: Budget
    channel: LocalEngine | None = None
    cache: Cache | None = None
    house: House = field(default_factory=House)
    scope: str = "auto"

    def exchange(self, client: Client) -> Exchange:
        """Questions to a client with these means."""
        return Exchange(client, self.prompt, self.counter, self.budget, self.cache)
