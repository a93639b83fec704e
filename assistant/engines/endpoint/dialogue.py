"""One question to a model: asked, its answer read, complained about once, and asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.chat.client import Messages, Reply
from assistant.chat.endpoint import Shape
from assistant.chat.exchange import Exchange
from assistant.engines.endpoint.json_answer import AnswerError, TooLongError
from assistant.engines.endpoint.repair.request import mark, visible
from assistant.prompts import Prompt

Ask = Callable[[Shape], Messages]
"""The messages of a request, for each shape that an answer can have."""

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Dialogue(Generic[A]):
    """Questions with one prompt, whose answers are read by `parse`.

    `parse` raises AnswerError for a text that is no answer. Every method raises EngineError,
    and BudgetError where a request might cost more than is allowed.
    """

    exchange: Exchange
    parse: Callable[[str], A]

    async def asked(
        self, ask: Ask, longest: int, seen: Callable[[str], None] = lambda _: None
    ) -> tuple[A, Reply]:
        """An answer of at most `longest` tokens; raises AnswerError where it is of no use."""
        reply = await self._reply(ask, longest, seen)
        return self._read(reply), reply

    async def insisted(
        self,
        ask: Ask,
        longest: int,
        use: Callable[[A], B],
        seen: Callable[[str], None] = lambda _: None,
    ) -> tuple[B, Reply]:
        """What `use` makes of an answer, asked for once more with its complaint.

        Raises AnswerError where the second answer is of no use either.
        """
        reply = await self._reply(ask, longest, seen)
        try:
            return use(self._read(reply)), reply
        except AnswerError as error:
            said = self.exchange.said_back(reply, visible(str(error)))
        reply = await self._reply(lambda shape: [*ask(shape), *said], longest, seen)
        return use(self._read(reply)), reply

    async def _reply(self, ask: Ask, longest: int, seen: Callable[[str], None]) -> Reply:
        return await self.exchange.answered(ask, longest, self._is_answer, seen)

    def _read(self, reply: Reply) -> A:
        if reply.ended == "refusal":
            raise AnswerError("the model refuses")
        if reply.ended == "filter":
            raise AnswerError("a filter of the endpoint held it back")
        if reply.lacked_room:
            raise TooLongError("the model's thoughts took all its room (see `reasoning_effort`)")
        if reply.ended == "length":
            raise TooLongError("it is too long")
        return self.parse(reply.text)

    def _is_answer(self, reply: Reply) -> bool:
        try:
            self._read(reply)
        except AnswerError:
            return False
        return True


def question(
    prompt: Prompt,
    shape: Shape,
    material: str,
    style: str,
    values: Mapping[str, str] | None = None,
    *,
    between: str = "",
) -> Messages:
    """A prompt about some material, which stands between two marks that it cannot hold.

    `between` is the mark to use where the material does not hold it: one for all requests of an
    article, so that what they have in common is the same.
    """
    line = between if between and between not in material else mark(material)
    known = {"material": material, "mark": line, "style": style, **(values or {})}
    form = "text_answer" if shape is Shape.TEXT else "json_answer"
    known["answer"] = prompt.filled(form, known)
    system, user = prompt.render(known)
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]
