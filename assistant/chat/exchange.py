"""One question to an endpoint: from the cache where it was answered before, within the budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.chat.budget import Budget
from assistant.chat.cache import Cache, digest
from assistant.chat.client import Client, Messages, Reply
from assistant.chat.endpoint import Shape
from assistant.chat.tokens import Counter
from assistant.prompts import Prompt

_SHOWN_BACK = 4000
_TIMES, _MORE = 4, 1_000
"""How far the tokens of another vocabulary can be from ours, and what frames them."""


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

        Raises BudgetError where it might cost more than is allowed, and EngineError.
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
        tokens = self.counter.messages(asked)
        self.budget.reserve(tokens, longest)
        try:
            reply = await self.client.ask(
                messages, longest=longest, schema=self.prompt.answer_schema, seen=seen
            )
        finally:
            self.budget.release(tokens, longest)
        self._account(reply, tokens, longest)
        if self.cache is not None and usable(reply):
            self.cache.put("answer", key, reply.text)
        return reply

    def said_back(self, reply: Reply, reason: str) -> Messages:
        """What goes on a conversation after an answer of no use: the answer, and why."""
        return [
            {"role": "assistant", "content": reply.text[:_SHOWN_BACK] or "-"},
            {"role": "user", "content": self.prompt.filled("again", {"reason": reason})},
        ]

    def _account(self, reply: Reply, asked: int, longest: int) -> None:
        """What the server says was used, where it can be; else what we count ourselves."""
        prompt, completion = reply.prompt_tokens, reply.completion_tokens
        if prompt is None or not 0 <= prompt <= asked * _TIMES + _MORE:
            prompt = asked
        if completion is None or not 0 <= completion <= longest * _TIMES + _MORE:
            completion = self.counter.text(reply.text)
        self.budget.spend(prompt, completion)
