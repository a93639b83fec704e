"""One part of an article and the model: asked, checked, asked again once, or left as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from assistant.chat.budget import BudgetError
from assistant.chat.client import Messages
from assistant.chat.endpoint import Shape
from assistant.chat.exchange import Exchange
from assistant.chat.rates import Foreseen
from assistant.edits import Refusal
from assistant.engines.endpoint.dialogue import Dialogue, question
from assistant.engines.endpoint.json_answer import AnswerError, TooLongError
from assistant.engines.endpoint.repair.edits import Revised, Reviser
from assistant.engines.endpoint.repair.part import Part, halves
from assistant.engines.endpoint.repair.probe import (
    can_take_sections,
    copies_example,
    is_no_judgement,
)
from assistant.engines.endpoint.repair.refused import refusals
from assistant.engines.endpoint.repair.request import mark, shown, visible
from assistant.engines.endpoint.repair.response import Answer, parse, partial
from assistant.engines.endpoint.repair.sentences import OneByOne
from assistant.errors import EngineError
from assistant.prompts import Prompt

_ANSWER_BASE, _ANSWER_RATE = 256, 1.6
"""Tokens that an answer may have: so many, and so many for each token of the sentences."""

_ANSWER_LEAST = 64

Heard = Callable[[tuple[Revised, ...]], None]
Texts = Mapping[int, str]
"""Sentences by their start, as they read by now."""

_NONE: Texts = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a part: the sentences that changed, and what was refused."""

    revised: tuple[Revised, ...] = ()
    refused: tuple[Refusal, ...] = ()


@dataclass(slots=True)
class Conversation:
    """Asks about the parts of one article. `prompt_limit` is the most tokens of a request.

    `dense` says that the article reads garbled. `form` is `sections`, `sentences` or `auto`;
    under `auto` a model that cannot take sections is asked by `weak`, sentence by sentence.
    Where nobody watches, an answer is looked at when it has ended, whole or not.
    """

    exchange: Exchange
    style: str
    reviser: Reviser
    prompt_limit: int = 6000
    dense: bool = True
    weak: OneByOne | None = None
    form: str = "sections"
    is_watched: bool = True
    _mark: str = field(init=False)
    _shown: dict[tuple[int, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._mark = mark(self.reviser.judge.article.source)

    def messages(self, part: Part, shape: Shape, repaired: Texts = _NONE) -> Messages:
        """What the model is told about a part; `repaired` are its neighbours by now."""
        prompt = self.exchange.prompt
        told = {"reads": (prompt.dense if self.dense else prompt.sparse).strip()}
        return question(prompt, shape, shown(part, repaired), self.style, told, between=self._mark)

    def fitting(self, part: Part) -> tuple[Part, ...]:
        """The part, or pieces of it that fit a request; a sentence is never cut."""
        sent = self.exchange.counter.messages(self.messages(part, Shape.SCHEMA))
        if sent <= self.prompt_limit and sent + self._shortest(part) <= self.exchange.room:
            return (part,)
        pieces = halves(part)
        if len(pieces) == 1:
            return (part,)
        return tuple(piece for half in pieces for piece in self.fitting(half))

    def foreseen(self, parts: Sequence[Part]) -> Foreseen:
        """What asking about some parts comes to, if every first answer can be used."""
        asked = [piece for part in parts for piece in self.fitting(part)]
        if self.form == "sentences" and self.weak is not None:
            return self.weak.foreseen(asked)
        sent = (self.exchange.counter.messages(self.messages(p, Shape.SCHEMA)) for p in asked)
        return Foreseen(len(asked), sum(sent), sum(map(self._size, asked)))

    def longest(self, part: Part) -> int:
        """The most tokens that an answer about a part may have."""
        return _ANSWER_BASE + int(_ANSWER_RATE * self._size(part))

    def _shortest(self, part: Part) -> int:
        """The tokens without which there is no use in asking about a part."""
        return _ANSWER_LEAST + self._size(part) // 2

    def _size(self, part: Part) -> int:
        return self.exchange.counter.text(" ".join(map(part.text, part.sentences)))

    async def about(
        self, part: Part, heard: Heard = lambda _: None, repaired: Texts = _NONE
    ) -> Outcome:
        """What comes of a part; sentences of which something is refused are asked about again.

        Raises EngineError and BudgetError, and TooLongError where half of it may be answered.
        """
        if self.form == "sentences" and self.weak is not None:
            return Outcome(*await self.weak.about(part, repaired))
        try:
            revised = await self._revised(part, heard, repaired)
        except AnswerError as error:
            if isinstance(error, TooLongError) and len(part.sentences) > 1:
                raise
            if self.form == "auto" and self.weak is not None:
                self.form = "sentences"
                return await self.about(part, heard, repaired)
            reason = f"the answer cannot be used: {error}"
            return Outcome((), refusals(part, part.sentences, reason))
        bad = [each for each in revised if each.complaint]
        if bad:
            second = await self._once_more(part, revised, bad, repaired)
            revised = tuple(_merged(each, second) if each in bad else each for each in revised)
        return Outcome(revised, tuple(refusal for each in revised for refusal in each.refused))

    async def choose(self) -> None:
        """Settle the form under `auto`, by what the model makes of two sentences of ours."""
        if self.form == "auto" and not await can_take_sections(self._dialogue, self.reviser):
            self.form = "sentences"

    def _used(self, part: Part, answer: Answer) -> tuple[Revised, ...]:
        """What an answer makes of a part; raises AnswerError for one that shows no judgement."""
        if self.form == "auto" and (
            is_no_judgement(part, answer) or copies_example(answer, self._example)
        ):
            msg = "it repeats what it was given"
            raise AnswerError(msg)
        return self.reviser.revised(part, answer)

    @property
    def _example(self) -> str:
        return self.exchange.prompt.json_answer

    async def _revised(self, part: Part, heard: Heard, repaired: Texts) -> tuple[Revised, ...]:
        """The sentences that change; raises AnswerError where neither of two answers is one."""
        known, said = Answer(), ""

        def seen(text: str) -> None:
            nonlocal known, said
            said = text
            if self.is_watched and (so_far := partial(text)) != known:
                known = so_far
                heard(self._so_far(part, so_far))

        try:
            revised, _ = await self._dialogue.insisted(
                lambda shape: self.messages(part, shape, repaired), self.longest(part),
                lambda answer: self._used(part, answer), seen,
            )  # fmt: skip
        except (EngineError, BudgetError):
            if said and not self.is_watched:
                heard(self._so_far(part, partial(said)))
            raise
        return revised

    async def _once_more(
        self, part: Part, revised: Sequence[Revised], bad: Sequence[Revised], repaired: Texts
    ) -> tuple[Revised, ...]:
        """The sentences asked about again, with what was refused of them and why."""
        alone = part.only([each.sentence for each in bad])
        now = {**repaired, **texts(part, revised)}
        refused = "\n".join(f"[{each.sentence.number}] {each.complaint}" for each in bad)
        complaint = self.exchange.prompt.filled("again", {"reason": refused})
        try:
            answer, _ = await self._dialogue.asked(
                lambda shape: _with_reason(self.messages(alone, shape, now), complaint),
                self.longest(alone),
            )
            return self.reviser.revised(alone, answer)
        except (AnswerError, BudgetError):
            return ()

    @property
    def _dialogue(self) -> Dialogue[Answer]:
        return Dialogue(self.exchange, parse)

    def _so_far(self, part: Part, answer: Answer) -> tuple[Revised, ...]:
        try:
            return self.reviser.revised(part, answer)
        except AnswerError:
            return ()


def texts(part: Part, revised: Sequence[Revised]) -> dict[int, str]:
    """The sentences that change as they then read, by their start."""
    return {
        each.sentence.span.start: part.seen(each.sentence).spliced(
            (e.start, e.end, e.replacement) for e in each.edits
        )
        for each in revised
        if each.edits
    }


def _merged(first: Revised, second: Sequence[Revised]) -> Revised:
    """A sentence with what a second answer mends of it; what stays refused is on record."""
    again = next((each for each in second if each.sentence == first.sentence), None)
    if again is None:
        return first
    new = [e for e in again.edits if not any(e.span.meets(k.span) for k in first.edits)]
    left = [r for r in first.refused if not any(e.span.overlaps(r.span) for e in new)]
    more = [r for r in again.refused if r not in left]
    edits = tuple(sorted((*first.edits, *new), key=lambda edit: edit.start))
    picked = first.picked | (again.picked & frozenset(new))
    return Revised(first.sentence, edits, (*left, *more), picked)


def _with_reason(messages: Messages, complaint: str) -> Messages:
    *first, last = messages
    return [*first, {**last, "content": f"{last['content']}\n\n{visible_lines(complaint)}"}]


def visible_lines(text: str) -> str:
    """Some lines without what no reader sees."""
    return "\n".join(visible(line) for line in text.splitlines())


def instructions(prompt: Prompt, style: str) -> str:
    """All that the model is told besides the article."""
    told = (prompt.system, prompt.user, prompt.json_answer, prompt.text_answer)
    return "\n".join((*told, prompt.dense, prompt.sparse, style))
