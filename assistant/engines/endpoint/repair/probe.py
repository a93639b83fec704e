"""Whether a model can be asked about whole sections: it is shown two sentences of ours first."""

from __future__ import annotations

from assistant.article.files import read_text
from assistant.chat.budget import BudgetError
from assistant.engines.endpoint.dialogue import Dialogue, question
from assistant.engines.endpoint.json_answer import AnswerError
from assistant.engines.endpoint.repair.edits import Reviser
from assistant.engines.endpoint.repair.part import Part, parts
from assistant.engines.endpoint.repair.request import shown
from assistant.engines.endpoint.repair.response import Answer, parse

_TEXT = (
    "The band played on the hole until twelve PM, and the crowd climbed for an encore.\n\n"
    "The doors of the hall open at seven.\n"
)
_WORDS = ("whole", "called")
"""What a model that knows English puts right."""

_LONGEST = 200
_LIST = 10
_SHARE = 0.9


async def can_take_sections(dialogue: Dialogue[Answer], reviser: Reviser) -> bool:
    """Whether a model answers in form, mends what is garbled and leaves what is not.

    The answer is kept as any other is. Raises EngineError.
    """
    (part,) = parts(read_text(_TEXT), ())
    told = {"reads": dialogue.exchange.prompt.dense.strip()}
    try:
        answer, _ = await dialogue.asked(
            lambda shape: question(dialogue.exchange.prompt, shape, shown(part), "", told),
            _LONGEST,
        )
        found = reviser.revised(part, answer)
    except (AnswerError, BudgetError):
        return False
    first, last = part.sentences[0].number, part.sentences[-1].number
    put = " ".join(e.replacement for r in found if r.sentence.number == first for e in r.edits)
    spoilt = any(r.sentence.number == last and r.edits for r in found)
    return any(word in put for word in _WORDS) and not spoilt


def is_no_judgement(part: Part, answer: Answer) -> bool:
    """Whether an answer takes nine tenths of a list, as a model does that cannot choose."""
    size = len(part.suspicions)
    return size >= _LIST and len(answer.picks) >= _SHARE * size and not answer.phrases


def copies_example(answer: Answer, example: str) -> bool:
    """Whether an answer is that of the worked example in the prompt."""
    try:
        return answer.says and parse(example) == answer
    except AnswerError:
        return False
