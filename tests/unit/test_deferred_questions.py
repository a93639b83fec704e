"""Questions that are put off: asked for together, answered later, and never asked twice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant import prompts
from assistant.article.files import read_text
from assistant.chat.budget import Budget
from assistant.chat.deferred import Kept, PostponedError, Question
from assistant.chat.endpoint import Endpoint
from assistant.chat.prices import Price
from assistant.chat.tokens import counter
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.engine import OpenAIEngine
from assistant.errors import EngineError
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, Review, text
from assistant.summary.model import USUAL
from assistant.workspace import pipeline
from tests.support.chat import ARTICLE, REPAIRED, good


class Box(dict[str, Kept]):
    """Answers by id, as a test puts them in."""

    def kept(self, number: str) -> Kept | None:
        """What came of a question."""
        return self.get(number)

    def refusals(self) -> list[Kept]:
        """What was refused."""
        return [each for each in self.values() if each.status != 200]

    def answer(self, question: Question, said: str, **more: Any) -> None:
        """Put in a completion that says something."""
        choice = {"index": 0, "message": {"content": said}, "finish_reason": "stop", **more}
        self[question.id] = Kept(question.body, text=json.dumps({"choices": [choice]}))

    def refuse(self, question: Question, status: int, **error: Any) -> None:
        """Put in an error."""
        self[question.id] = Kept(question.body, status, json.dumps({"error": error}))


def deferring(box: Box) -> OpenAIEngine:
    """An engine that puts off what it asks."""
    context = EndpointContext(
        Endpoint("http://host.invalid/v1", "gpt-4o-mini", retries=4),
        prompts.load("repair"), counter("gpt-4o-mini"), Budget(Price(1.0, 2.0)), scope="all",
    )  # fmt: skip
    return OpenAIEngine(context).deferring(box)


def repair(box: Box, article: str = ARTICLE) -> Review:
    """The review of an article, by an engine that puts off what it asks."""
    return pipeline.repair(read_text(article), deferring(box))[0]


def asked(box: Box, article: str = ARTICLE) -> tuple[Question, ...]:
    """What a repair asks that is not answered."""
    with pytest.raises(PostponedError) as caught:
        repair(box, article)
    return caught.value.questions


def accepted(review: Review) -> str:
    """The article with all that is proposed."""
    return text(apply_policy(review, Policy.ALL), ARTICLE)


def test_a_question_is_asked_once_and_its_answer_is_used() -> None:
    """The request is whole, not streamed, and the same each time."""
    box = Box()
    (question,) = asked(box)
    assert asked(box) == (question,)
    assert not {"stream", "stream_options"} & set(question.body)
    assert question.body["model"] == "gpt-4o-mini"
    box.answer(question, good())
    assert accepted(repair(box)) == REPAIRED


def test_all_parts_of_an_article_ask_at_once() -> None:
    """None waits for the answer of another."""
    said = "The loss leaders froze off the plan. " * 60
    sections = "".join(f"{title} Vote\n\n{said}\n\n" for title in ("Harbor", "Ferry", "Bridge"))
    questions = asked(Box(), sections)
    assert len(questions) > 1
    assert len({each.id for each in questions}) == len(questions)


def test_a_bad_answer_is_complained_of_in_a_second_question() -> None:
    """It holds the first answer and the complaint; the first is not asked again."""
    box = Box()
    (first,) = asked(box)
    box.answer(first, "No idea.")
    (second,) = asked(box)
    assert second.id != first.id
    assert second.body["messages"][-2]["content"] == "No idea."
    box.answer(second, good())
    assert accepted(repair(box)) == REPAIRED


def test_a_refused_parameter_is_left_out_the_next_time() -> None:
    """Under the same id, so that whoever is answered either way is answered for good."""
    box = Box()
    (first,) = asked(box)
    message = "Unsupported value: 'temperature' does not support 0 with this model."
    box.refuse(first, 400, message=message, param="temperature", code="unsupported_value")
    (second,) = asked(box)
    assert second.id == first.id
    assert second.body == {k: v for k, v in first.body.items() if k != "temperature"}
    (other,) = asked(box, ARTICLE.replace("Ferry", "Harbor"))
    assert "temperature" not in other.body
    box.answer(second, good())
    assert accepted(repair(box)) == REPAIRED


def test_an_answer_cut_by_thoughts_is_asked_for_with_more_room() -> None:
    """And the whole answer that then comes stands for the first question as well."""
    box = Box()
    (first,) = asked(box)
    box.answer(first, "<think>Let me see", finish_reason="length")
    (second,) = asked(box)
    (limit,) = [name for name in first.body if name.startswith("max_")]
    assert (second.id, second.body[limit] > first.body[limit]) == (first.id, True)
    box.answer(second, good())
    assert accepted(repair(box)) == REPAIRED


def test_what_is_given_up_or_refused_for_good_is_a_failure_at_once() -> None:
    """It says why, and waits for nothing."""
    box = Box()
    (first,) = asked(box)
    box.refuse(first, 401, message="Incorrect API key provided.")
    with pytest.raises(EngineError, match="Incorrect API key"):
        repair(box)
    box[first.id] = Kept(first.body, given_up="it was answered 500 three times")
    with pytest.raises(EngineError, match="three times"):
        repair(box)


def test_a_summary_is_put_off_as_well() -> None:
    """With the sentences that cannot stand asked for once more."""
    box, article = Box(), read_text(ARTICLE)
    with pytest.raises(PostponedError) as caught:
        deferring(box).summarise(article, USUAL)
    (first,) = caught.value.questions
    false = {"takeaways": [{"text": "The mayor resigned in 1990.", "evidence": [1]}]}
    box.answer(first, json.dumps(false))
    with pytest.raises(PostponedError) as caught:
        deferring(box).summarise(article, USUAL)
    (second,) = caught.value.questions
    assert second.id != first.id
    true = {"takeaways": [{"text": "The loss leaders froze off the plan.", "evidence": [1]}]}
    box.answer(second, json.dumps(true))
    assert deferring(box).summarise(article, USUAL).summary.takeaways
