"""Summaries by an endpoint: asked for with evidence, checked sentence by sentence, filled up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant import timing
from assistant.article.model import Article
from assistant.chat.budget import BudgetError
from assistant.chat.client import Client, Messages, Reply
from assistant.chat.endpoint import Shape
from assistant.chat.failures import ContextError
from assistant.chat.rates import Foreseen, Rates
from assistant.engines.base import Estimate, Summarised
from assistant.engines.endpoint import foresight
from assistant.engines.endpoint.aio import threaded
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.dialogue import Dialogue, question
from assistant.engines.endpoint.json_answer import AnswerError
from assistant.engines.endpoint.repair.request import visible
from assistant.engines.endpoint.summary.request import Numbered, selections, shown
from assistant.engines.endpoint.summary.response import Written, parse
from assistant.summary import extractive
from assistant.summary.drafts import verified
from assistant.summary.model import NOTHING_STANDS, Summary, SummarySentence, Unconfirmed, Wanted
from assistant.summary.naming import Naming
from assistant.timing import Stage

_LIMITS = 2
"""A request may be so many times as long as one for a repair; of a longer article the sentences
that stand for most of it are shown."""

_ANSWER_BASE, _TOKENS_A_TAKEAWAY, _TOKENS_A_WORD = 300, 90, 4
_EMPTY, _EXPECTED_A_TAKEAWAY = 40, 45
"""Tokens that an answer has of itself, and for each takeaway."""

_USUAL = Rates(requests=1, sent=1_000, text=300, asked=1, paid=1_000, answered=300)
"""What a summary comes to where nothing has been seen: what is foreseen of it."""

_FEWEST = 2
"""Takeaways below which the local engine fills in."""

_OVER = 1.25
"""How far beyond the words that were asked for an abstract may go."""

_Checked = list[SummarySentence | Unconfirmed]


@dataclass(frozen=True, slots=True)
class OpenAISummariser:
    """Summarises by asking an endpoint; nothing it says stands unsupported.

    `context` has the summary prompt.
    """

    context: EndpointContext

    def summarise(self, article: Article, wanted: Wanted) -> Summarised:
        """A summary of an article, of the local engine where the answer is of no use.

        Raises UsageError where there is no key, and EngineError where the endpoint cannot be
        reached, refuses, or fails.
        """
        local = extractive.summarise(article, wanted)
        if local.is_empty:
            return Summarised(local)
        context = self.context.sending()
        found: Iterator[Summary] = threaded(lambda put: _put(context, article, wanted, local, put))
        summary, usage = next(found), context.budget.usage
        timing.count(usage.tokens, Stage.ASKING)
        if context.cache is not None and usage.requests:
            foresight.learn(context, _USUAL, _foreseen(context, article, wanted), usage)
        return Summarised(summary, usage)

    def estimate(self, article: Article, wanted: Wanted) -> Estimate:
        """What a summary would ask of the endpoint, the cache aside; nothing is sent."""
        if extractive.summarise(article, wanted).is_empty:
            return Estimate(0, 0, 0, 0.0, estimated=False)
        return foresight.estimate(self.context, _USUAL, _foreseen(self.context, article, wanted))


def _foreseen(context: EndpointContext, article: Article, wanted: Wanted) -> Foreseen:
    """What asking once comes to."""
    talk = _talk(context, context.client(), article, wanted)
    sent = context.counter.messages(talk.messages(talk.shown(), Shape.SCHEMA))
    return Foreseen(1, sent, _EMPTY + _EXPECTED_A_TAKEAWAY * wanted.takeaways + 2 * wanted.words)


def _talk(context: EndpointContext, client: Client, article: Article, wanted: Wanted) -> _Talk:
    dialogue = Dialogue(context.exchange(client), parse)
    style = context.house.as_instructions()
    return _Talk(dialogue, style, article, wanted, context.prompt_limit)


async def _put(
    context: EndpointContext,
    article: Article,
    wanted: Wanted,
    local: Summary,
    put: Callable[[Summary], None],
) -> None:
    name = context.engine_name
    async with context.client() as client:
        talk = _talk(context, client, article, wanted)
        try:
            found = await talk.summary()
        except AnswerError as error:
            put(replace(local, note=f"the answer of {name} cannot be used: {error}"))
        except BudgetError as error:
            put(replace(local, note=f"{name} was not asked: {error}"))
        else:
            named = replace(found, engine=name, prompt=context.prompt.mark)
            put(_filled(named, local, wanted))


@dataclass(frozen=True, slots=True)
class _Talk:
    """A conversation about one article."""

    dialogue: Dialogue[Written]
    style: str
    article: Article
    wanted: Wanted
    prompt_limit: int

    async def summary(self) -> Summary:
        """What stands of the answer after one more try; raises AnswerError and EngineError."""
        known, written, reply = await self._written()
        takeaways, abstract = self._held(written, known)
        rejected = _unconfirmed((*takeaways, *abstract))
        if rejected:
            again = await self._mended(known, reply, rejected)
            more = self._held(again, known)
            takeaways = _patched(takeaways, more[0])
            abstract = _patched(abstract, more[1])
        good = _standing(takeaways), _standing(abstract)
        return Summary(
            tuple(good[0][: self.wanted.takeaways]),
            tuple(_within(good[1], _OVER * self.wanted.words)),
            "",
            tuple(_unconfirmed((*takeaways, *abstract))),
        )

    async def _written(self) -> tuple[Numbered, Written, Reply]:
        """An answer about as many sentences as the model has room for."""
        while True:
            known = self.shown()
            ask = partial(self.messages, known)
            try:
                written, reply = await self.dialogue.insisted(
                    ask, self.longest, lambda found: found
                )
            except ContextError:
                if len(known) == 1:
                    raise
            else:
                return known, written, reply

    async def _mended(
        self, known: Numbered, reply: Reply, rejected: Sequence[Unconfirmed]
    ) -> Written:
        """The sentences that cannot stand, once more; none where that is no answer."""
        problems = "\n".join(
            f"- {visible(e.sentence.text)} ({visible(e.reason)})" for e in rejected
        )
        said = [
            {"role": "assistant", "content": reply.text},
            {
                "role": "user",
                "content": self.dialogue.exchange.prompt.filled("mend", {"problems": problems}),
            },
        ]
        try:
            written, _ = await self.dialogue.asked(
                lambda shape: [*self.messages(known, shape), *said], self.longest
            )
        except (AnswerError, BudgetError):
            return Written()
        return written

    @property
    def longest(self) -> int:
        """The most tokens that an answer may have."""
        wanted = self.wanted
        return _ANSWER_BASE + _TOKENS_A_TAKEAWAY * wanted.takeaways + _TOKENS_A_WORD * wanted.words

    def messages(self, known: Numbered, shape: Shape) -> Messages:
        """What the model is told about some sentences."""
        values = {"takeaways": str(self.wanted.takeaways), "words": str(self.wanted.words)}
        material = shown(self.article, known)
        return question(self.dialogue.exchange.prompt, shape, material, self.style, values)

    def shown(self) -> Numbered:
        """The sentences that are shown: all, or the best of them that fit a request."""
        exchange = self.dialogue.exchange
        limit = min(_LIMITS * self.prompt_limit, exchange.room - self.longest)
        for numbered in selections(self.article):
            if exchange.counter.messages(self.messages(numbered, Shape.SCHEMA)) <= limit:
                return numbered
        return numbered

    def _held(self, written: Written, known: Numbered) -> tuple[_Checked, _Checked]:
        prompt = self.dialogue.exchange.prompt
        instructions = f"{prompt.system}\n{prompt.json_answer}\n{prompt.text_answer}\n{self.style}"
        naming = Naming.of(self.article.title, self.article.visible().text)
        takeaways, abstract = (
            [verified(draft, known, instructions, naming, takeaway=kind) for draft in drafts]
            for drafts, kind in ((written.takeaways, True), (written.abstract, False))
        )
        return takeaways, abstract


def _patched(first: _Checked, second: Iterable[SummarySentence | Unconfirmed]) -> _Checked:
    """The first sentences, those that cannot stand replaced in turn by those of a second try."""
    better = [each for each in second if isinstance(each, SummarySentence) and each not in first]
    better.reverse()
    return [better.pop() if isinstance(each, Unconfirmed) and better else each for each in first]


def _standing(found: _Checked) -> list[SummarySentence]:
    return [each for each in found if isinstance(each, SummarySentence)]


def _unconfirmed(found: Iterable[SummarySentence | Unconfirmed]) -> list[Unconfirmed]:
    return [each for each in found if isinstance(each, Unconfirmed)]


def _within(sentences: Sequence[SummarySentence], words: float) -> Iterable[SummarySentence]:
    size = 0
    for each in sentences:
        size += len(each.text.split())
        if size <= words:
            yield each


def _filled(summary: Summary, local: Summary, wanted: Wanted) -> Summary:
    """A summary with sentences of the local engine where too little of it is left."""
    takeaways, abstract = summary.takeaways, summary.abstract
    fell = summary.is_empty and bool(summary.unconfirmed)
    if len(takeaways) < min(_FEWEST, wanted.takeaways):
        used = {span for each in takeaways for span in each.evidence}
        new = (each for each in local.takeaways if not used & set(each.evidence))
        takeaways = (*takeaways, *new)[: wanted.takeaways]
    if not abstract and wanted.words:
        abstract = local.abstract
    if (takeaways, abstract) == (summary.takeaways, summary.abstract):
        return summary
    note = NOTHING_STANDS if fell else summary.note
    name = f"{summary.engine}, filled in by {local.engine}"
    return replace(summary, takeaways=takeaways, abstract=abstract, note=note, engine=name)
