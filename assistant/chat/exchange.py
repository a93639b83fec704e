"""One question to an endpoint: from the cache where it was answered before, within the budget."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from assistant.chat.budget import Budget
from assistant.chat.cache import Cache, digest
from assistant.chat.client import Client, Messages, Reply
from assistant.chat.endpoint import Shape
from assistant.chat.failures import ContextError
from assistant.chat.metering import Metered
from assistant.chat.tokens import Counter
from assistant.prompts import Prompt

_SHOWN_BACK = 4000
_LESS = 0.8
"""What may fit of a request that does not, where the server does not say."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Asks a client with one prompt."""

    client: Client
    prompt: Prompt
    counter: Counter
    budget: Budget
    cache: Cache | None = None

    async def answered(
        self,
        messages: Callable[[Shape], Messages],
        longest: int,
        usable: Callable[[Reply], bool],
        seen: Callable[[str], None] = lambda _: None,
    ) -> Reply:
        """The answer to a request, of at most `longest` tokens; kept where it is `usable`.

        Raises BudgetError where it might cost more than is allowed, ContextError where it is too
        large for the model, whose room is then known, and EngineError.
        """
        endpoint = self.client.endpoint
        asked = messages(Shape.SCHEMA)
        key = digest(
            endpoint.base_url, endpoint.model, endpoint.profile.temperature,
            self.prompt.digest, longest, asked,
        )  # fmt: skip
        if self.cache is not None and (kept := self.cache.get("answer", key)) is not None:
            self.budget.found()
            return Reply(kept, "stop", Shape.SCHEMA)
        try:
            reply = await self.client.ask(
                messages, longest=longest, schema=self.prompt.answer_schema, seen=seen,
                meter=Metered(self.counter, self.budget),
            )  # fmt: skip
        except ContextError as error:
            self._learn_room(self.counter.messages(asked), error)
            raise
        if self.cache is not None and usable(reply):
            self.cache.put("answer", key, reply.text)
        return reply

    def said_back(self, reply: Reply, reason: str) -> Messages:
        """What goes on a conversation after an answer of no use: the answer, and why."""
        return [
            {"role": "assistant", "content": reply.text[:_SHOWN_BACK] or "-"},
            {"role": "user", "content": self.prompt.filled("again", {"reason": reason})},
        ]

    @property
    def room(self) -> float:
        """The tokens that a request and its answer may have together, as far as is known."""
        return self.client.known.room or math.inf

    def _learn_room(self, sent: int, error: ContextError) -> None:
        """What fits, after a request of so many tokens of ours did not."""
        room = sent * _LESS
        if error.room:
            room = error.room * sent / error.took if error.took else min(room, error.room)
        self.client.known.room = int(min(self.room, room))
