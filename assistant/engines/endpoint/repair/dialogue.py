"""One part of an article and the model: asked, checked, asked again once, or left as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.chat.client import Messages
from assistant.chat.endpoint import Shape
from assistant.chat.exchange import Exchange
from assistant.edits import Refusal
from assistant.engines.endpoint.dialogue import Dialogue, question
from assistant.engines.endpoint.json_answer import AnswerError, TooLongError
from assistant.engines.endpoint.repair.edits import Revised, Reviser, refusals
from assistant.engines.endpoint.repair.request import Part, halves, shown, visible
from assistant.engines.endpoint.repair.response import Answer, parse, partial
from assistant.prompts import Prompt

_ANSWER_BASE, _ANSWER_RATE = 256, 1.6
"""Tokens that an answer may have: so many, and so many for each token of the sentences."""

_ANSWER_LEAST = 64

Heard = Callable[[tuple[Revised, ...]], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a part: the sentences that changed, and what was refused."""

    revised: tuple[Revised, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(slots=True)
class Conversation:
    """Asks about the parts of one article. `prompt_limit` is the most tokens of a request."""

    exchange: Exchange
    style: str
    reviser: Reviser
    prompt_limit: int = 6000
    _shown: dict[tuple[int, tuple[int, ...]], str] = field(default_factory=dict)

    def messages(self, part: Part, shape: Shape) -> Messages:
        """What the model is told about a part."""
        place = (part.section.id, tuple(sentence.number for sentence in part.sentences))
        material = self._shown.setdefault(place, "") or shown(part)
        self._shown[place] = material
        return question(self.exchange.prompt, shape, material, self.style)

    def fitting(self, part: Part) -> tuple[Part, ...]:
        """The part, or pieces of it that fit a request; a sentence is never cut."""
        sent = self.exchange.counter.messages(self.messages(part, Shape.SCHEMA))
        if sent <= self.prompt_limit and sent + self._shortest(part) <= self.exchange.room:
            return (part,)
        pieces = halves(part)
        if len(pieces) == 1:
            return (part,)
        return tuple(piece for half in pieces for piece in self.fitting(half))

    def longest(self, part: Part) -> int:
        """The most tokens that an answer about a part may have."""
        return _ANSWER_BASE + int(_ANSWER_RATE * self._size(part))

    def _shortest(self, part: Part) -> int:
        """The tokens without which there is no use in asking about a part."""
        return _ANSWER_LEAST + self._size(part) // 2

    def _size(self, part: Part) -> int:
        return self.exchange.counter.text(" ".join(map(part.text, part.sentences)))

    async def about(self, part: Part, heard: Heard = lambda _: None) -> Outcome:
        """What comes of a part; sentences that are refused are asked about once more, alone.

        Raises EngineError and BudgetError, and TooLongError where half of it may be answered.
        """
        try:
            revised = await self._revised(part, heard)
        except AnswerError as error:
            if isinstance(error, TooLongError) and len(part.sentences) > 1:
                raise
            reason = f"the answer cannot be used: {error}"
            return Outcome((), refusals(part, part.sentences, reason))
        good = tuple(each for each in revised if not each.problem)
        refused: tuple[Refusal, ...] = ()
        for bad in (each for each in revised if each.problem):
            second = await self._once_more(part, bad)
            if second.problem:
                refused += second.refused or refusals(part, [bad.sentence], second.problem)
            if second.edits:
                good += (second,)
        return Outcome(tuple(sorted(good, key=lambda each: each.sentence.number)), refused)

    async def _revised(self, part: Part, heard: Heard) -> tuple[Revised, ...]:
        """The sentences that change; raises AnswerError where neither of two answers is one."""
        known = Answer()

        def seen(text: str) -> None:
            nonlocal known
            if (so_far := partial(text)) != known:
                known = so_far
                heard(self._so_far(part, so_far))

        revised, _ = await self._dialogue.insisted(
            lambda shape: self.messages(part, shape), self.longest(part),
            lambda answer: self.reviser.revised(part, answer), seen,
        )  # fmt: skip
        return revised

    async def _once_more(self, part: Part, bad: Revised) -> Revised:
        """A sentence asked about again, alone, with the reason why it was refused."""
        alone = part.only([bad.sentence])
        complaint = self.exchange.prompt.filled("again", {"reason": visible(bad.problem)})
        try:
            answer, _ = await self._dialogue.asked(
                lambda shape: _with_reason(self.messages(alone, shape), complaint),
                self.longest(alone),
            )
            found = self.reviser.revised(alone, answer)
        except AnswerError as error:
            return Revised(bad.sentence, bad.edits, bad.refused, str(error))
        if not found:
            return Revised(bad.sentence, bad.edits, bad.refused, bad.problem)
        return found[0]

    @property
    def _dialogue(self) -> Dialogue[Answer]:
        return Dialogue(self.exchange, parse)

    def _so_far(self, part: Part, answer: Answer) -> tuple[Revised, ...]:
        try:
            found = self.reviser.revised(part, answer)
        except AnswerError:
            return ()
        return tuple(each for each in found if not each.problem)


def _with_reason(messages: Messages, complaint: str) -> Messages:
    *first, last = messages
    return [*first, {**last, "content": f"{last['content']}\n\n{complaint}"}]


def instructions(prompt: Prompt, style: str) -> str:
    """All that the model is told besides the article."""
    return f"{prompt.system}\n{prompt.user}\n{prompt.json_answer}\n{prompt.text_answer}\n{style}"
