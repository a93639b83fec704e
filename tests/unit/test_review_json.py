"""Reviews as JSON: exact there and back, and damage told in one line."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given

from assistant.article.files import read_bytes
from assistant.article.model import Article
from assistant.edits import Alternative, Edit, Flag, Refusal
from assistant.errors import UsageError
from assistant.language.span import Span
from assistant.problems import Code
from assistant.review import decisions, log
from assistant.review import serialisation as review_json
from assistant.review.model import Decision, Policy, Review, make
from assistant.summary.model import Summary, SummarySentence
from tests.support.reviews import reviews as any_reviews

_REVIEW = make(
    read_bytes(b"\xef\xbb\xbfA bad day.\n", path="day.txt"),
    [Edit(2, 5, "bad", "good", alternatives=(Alternative("fine", 0.2),), confidence=0.9)],
    "test",
)


@given(any_reviews())
def test_there_and_back_is_the_same(made: tuple[Review, Article]) -> None:
    """With decisions, the log and what was undone."""
    review, _ = made
    for hunk in review.hunks:
        review = decisions.decide(review, hunk.id, Decision.ACCEPTED)
    review = log.undo(review)
    assert review_json.loads(review_json.dumps(review)) == review


def test_the_shape_that_others_read() -> None:
    """Names and values as documented; the byte order mark is told with the encoding."""
    stored = json.loads(review_json.dumps(_REVIEW))
    assert stored["schema"] == "assistant.review/1"
    assert stored["source"] == {
        "path": "day.txt",
        "sha256": _REVIEW.source.sha256,
        "encoding": "utf-8+bom",
        "format": "text",
    }
    assert set(stored) >= {"schema", "source", "title", "engine", "sections", "hunks", "summary"}
    assert set(stored["sections"][0]) == {"id", "heading", "start", "end"}
    hunk = {key: stored["hunks"][0][key] for key in ("id", "section", "kind", "start", "end")}
    assert hunk == {
        "id": _REVIEW.hunks[0].id,
        "section": 0,
        "kind": "wording",
        "start": 2,
        "end": 5,
    }
    assert stored["hunks"][0]["alternatives"] == [{"text": "fine", "confidence": 0.2}]
    assert stored["hunks"][0]["decision"] == "pending"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "assistant.review/2"}',
        '{"schema": "assistant.review/1"}',
        "[" * 100_000,
        review_json.dumps(_REVIEW).replace('"start": 2', '"start": -2'),
        review_json.dumps(_REVIEW).replace('"decision": "pending"', '"decision": "perhaps"'),
        review_json.dumps(_REVIEW).replace('"confidence": 0.9', '"confidence": "high"'),
    ],
)
def test_what_is_no_review_is_one_line(text: str) -> None:
    """Never a traceback, whatever stands there."""
    with pytest.raises(UsageError) as caught:
        review_json.loads(text)
    assert "\n" not in caught.value.message


def test_keys_of_a_later_version_are_passed_over() -> None:
    """So that a newer one may add some."""
    stored = json.loads(review_json.dumps(_REVIEW)) | {"mood": "good"}
    assert review_json.loads(json.dumps(stored)) == _REVIEW


def test_a_flag_of_a_later_version_is_kept_and_no_policy_takes_the_hunk() -> None:
    """Whatever it may mean, an editor has to look."""
    stored = json.loads(review_json.dumps(_REVIEW))
    stored["hunks"][0]["flags"] = ["uncertain", "unheard-of"]
    review = review_json.loads(json.dumps(stored))
    assert review.hunks[0].edit.flags == (Flag.UNCERTAIN, "unheard-of")
    assert decisions.apply_policy(review, Policy.ALL) == review
    again = json.loads(review_json.dumps(review))
    assert again["hunks"][0]["flags"] == ["uncertain", "unheard-of"]


def test_a_refusal_keeps_its_rule_and_an_old_one_has_none() -> None:
    """So that figures can be given rule by rule."""
    coded = Refusal(2, 5, "bad", "3", "it would alter a fact", Code.FACT_ALTERED)
    old = Refusal(2, 5, "bad", "3", "it would alter a fact")
    review = make(read_bytes(b"A bad day.\n"), (), "test", refused=(coded, old))
    assert review_json.loads(review_json.dumps(review)) == review
    assert "code" not in json.loads(review_json.dumps(review))["refused"][1]


def test_a_review_with_numbered_hunks_opens_and_goes_on() -> None:
    """As earlier versions wrote them: decisions, notes and what can be undone are all there."""
    stored = json.loads(review_json.dumps(_REVIEW))
    pending = {"decision": "pending", "changed_to": None, "flags": []}
    accepted = pending | {"decision": "accepted"}
    stored["hunks"][0] |= accepted | {"id": "h1", "note": "so"}
    stored["log"] = [
        [{"id": "h1", "before": pending, "after": accepted}],
        [{"id": "h1", "before": accepted, "after": accepted | {"note": "so"}}],
    ]
    stored["refused"] = []
    review = review_json.loads(json.dumps(stored))
    assert review.hunks[0].id == _REVIEW.hunks[0].id
    assert (review.hunks[0].note, review.hunks[0].decision) == ("so", Decision.ACCEPTED)
    assert log.undo(log.undo(review)).hunks == _REVIEW.hunks
    assert review_json.loads(review_json.dumps(review)) == review


def test_a_log_that_does_not_fit_the_hunks_is_damage() -> None:
    """Undo would make no text of it."""
    whole = {"kind": "wording", "start": 3, "end": 4, "original": "a", "replacement": "b"}
    whole |= {"section": 0, "confidence": 1, "reason": "", "alternatives": [], "flags": []}
    stored = json.loads(review_json.dumps(_REVIEW))
    before = whole | {"decision": "pending", "changed_to": None}
    stored["log"] = [[{"id": "x", "before": before, "after": None}]]
    with pytest.raises(UsageError, match="damaged"):
        review_json.loads(json.dumps(stored))


def test_a_summary_is_kept_and_what_is_none_is_passed_over() -> None:
    """It can be written again; the decisions cannot."""
    article = read_bytes(b"A bad day.\n", path="day.txt")
    sentence = SummarySentence("The day was bad.", (Span(0, 10),))
    summary = Summary((sentence,), (), "x", note="n").about(article)
    review = replace(_REVIEW, summary=summary)
    stored = json.loads(review_json.dumps(review))
    assert review_json.loads(json.dumps(stored)) == review
    for broken in ({}, {"takeaways": 3}, "text", [1]):
        stored["summary"] = broken
        assert review_json.loads(json.dumps(stored)) == _REVIEW
