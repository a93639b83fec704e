"""A part asked about one sentence at a time, by example: for models too weak for more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.chat.budget import BudgetError
from assistant.chat.client import Messages
from assistant.chat.endpoint import Shape
from assistant.chat.exchange import Exchange
from assistant.chat.rates import Foreseen
from assistant.edits import Refusal
from assistant.engines.endpoint.json_answer import AnswerError
from assistant.engines.endpoint.repair.edits import Revised, Reviser
from assistant.engines.endpoint.repair.part import Numbered, Part
from assistant.engines.endpoint.repair.refused import refusals
from assistant.engines.endpoint.repair.request import visible
from assistant.engines.endpoint.repair.response import Answer

_ANSWER_BASE, _ANSWER_RATE = 24, 1.6
_LABEL = re.compile(r"^(?:as it was|sentence|answer|output)\s*:\s*", re.IGNORECASE)
_QUOTES = "\"“”'` "
_CONTEXT = 200


@dataclass(frozen=True, slots=True)
class OneByOne:
    """Asks about single sentences, each with the one before it as it reads by now.

    `exchange` has a prompt that takes one.
    """

    exchange: Exchange
    style: str
    reviser: Reviser

    def messages(self, part: Part, sentence: Numbered, before: str) -> Messages:
        """What the model is told of a sentence."""
        text = visible(part.text(sentence))
        lines = f"Before it stands: {visible(before)[-_CONTEXT:]}\n" if before else ""
        values = {"material": f"{lines}Sentence: {text}", "style": self.style}
        system, user = self.exchange.prompt.render(values)
        return [{"role": "system", "content": system}, {"role": "user", "content": user}]

    def foreseen(self, parts: Sequence[Part]) -> Foreseen:
        """What asking about the sentences of some parts comes to, as far as it can be told."""
        counter = self.exchange.counter
        texts = [part.text(sentence) for part in parts for sentence in part.sentences]
        told = [text for text in texts if _has_words(text)]
        first = next((part for part in parts), None)
        if first is None:
            return Foreseen(0, 0, 0)
        frame = counter.messages(self.messages(first, first.sentences[0], ""))
        frame -= counter.text(first.text(first.sentences[0]))
        sizes = sum(map(counter.text, told))
        return Foreseen(len(told), len(told) * frame + 2 * sizes, sizes)

    async def about(
        self, part: Part, repaired: Mapping[int, str]
    ) -> tuple[tuple[Revised, ...], tuple[Refusal, ...]]:
        """The sentences of a part that change, and what is refused; one answer a sentence.

        Raises EngineError, and BudgetError where not even the first may be asked about.
        """
        found: list[Revised] = []
        lost: list[Refusal] = []
        before = ""
        if part.before is not None:
            shown = part.article.visible(part.before).text
            before = repaired.get(part.before.start, shown)
        for sentence in part.sentences:
            try:
                each = await self._one(part, sentence, before)
            except AnswerError as error:
                lost += refusals(part, [sentence], f"the answer cannot be used: {error}")
                each = ()
            except BudgetError:
                if sentence is part.sentences[0]:
                    raise
                left = part.sentences[part.sentences.index(sentence) :]
                lost += refusals(part, left, "nothing was asked about it: the budget is spent")
                break
            found += each
            changes = ((e.start, e.end, e.replacement) for r in each for e in r.edits)
            before = part.seen(sentence).spliced(changes)
        return tuple(found), (*lost, *(r for each in found for r in each.refused))

    async def _one(self, part: Part, sentence: Numbered, before: str) -> tuple[Revised, ...]:
        text = part.text(sentence)
        if not _has_words(text):
            return ()

        def messages(shape: Shape) -> Messages:
            del shape
            return self.messages(part, sentence, before)

        longest = _ANSWER_BASE + int(_ANSWER_RATE * self.exchange.counter.text(text))
        reply = await self.exchange.answered(messages, longest, lambda reply: bool(reply.text))
        answer = Answer(sentences=((sentence.number, read(reply.text)),))
        return self.reviser.revised(part.only([sentence]), answer)


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def read(text: str) -> str:
    """The sentence in an answer: its first line, labels and quotation marks around it aside.

    Raises AnswerError where there is none.
    """
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    bare = _LABEL.sub("", line)
    if bare[:1] in _QUOTES and bare[-1:] in _QUOTES:
        bare = bare.strip(_QUOTES)
    if not bare:
        msg = "it is empty"
        raise AnswerError(msg)
    return bare
