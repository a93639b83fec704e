"""Summaries in what a model answered: objects, lines, fences, and what is none."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engines.endpoint.json_answer import AnswerError
from assistant.engines.endpoint.summary.response import Written, parse
from assistant.summary.drafts import Draft

ONE = Draft("The council rejected the plan.", (1, 3))
TWO = Draft("It met on Monday.", (2,))
WRITTEN = Written((ONE,), (TWO,))
OBJECT = {
    "takeaways": [{"text": ONE.text, "evidence": [1, 3]}],
    "abstract": [{"text": TWO.text, "evidence": [2]}],
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(OBJECT),
        f"Here it is:\n```json\n{json.dumps(OBJECT, indent=2)}\n```\nI hope it helps.",
        f"TAKEAWAY [1, 3] {ONE.text}\nABSTRACT [2] {TWO.text}\n",
        f"- TAKEAWAY: [1,3] {ONE.text}\n- ABSTRACT: [2] {TWO.text}",
        json.dumps(OBJECT).replace("[1, 3]", '["[1]", "3"]'),
        json.dumps(OBJECT).replace("[1, 3]", "[1, 3],"),
    ],
)
def test_the_same_summary_in_many_forms(text: str) -> None:
    """Talk, fences, lines and commas too many do not matter."""
    assert parse(text) == WRITTEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "neither the JSON object nor the lines"),
        ("I cannot summarise this.", "neither the JSON object nor the lines"),
        ('{"takeaways": "none"}', "must be lists"),
        ('{"takeaways": ["A sentence."]}', "must be an object"),
        ('{"takeaways": [{"text": 5, "evidence": [1]}]}', "must be an object"),
        (json.dumps({"takeaways": [{"text": "x"}] * 61}), "at most 60"),
    ],
)
def test_what_is_no_summary(text: str, expected: str) -> None:
    """It is told in the terms of the model."""
    with pytest.raises(AnswerError, match=expected):
        parse(text)


def test_a_sentence_without_numbers_has_no_evidence() -> None:
    """It is kept, and refused later with the reason."""
    assert parse('{"takeaways": [{"text": "A."}]}') == Written((Draft("A.", ()),))


@given(st.text())
def test_any_text_is_an_answer_or_none(text: str) -> None:
    """Nothing but AnswerError is raised."""
    with contextlib.suppress(AnswerError):
        parse(text)
