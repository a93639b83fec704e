"""A model that is too weak for sections is asked sentence by sentence, and helps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.article.files import read_text
from assistant.chat.cache import Cache
from assistant.engines.endpoint.json_answer import AnswerError
from assistant.engines.endpoint.repair.sentences import read
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, text
from assistant.workspace import pipeline
from tests.support import chat
from tests.support.endpoint import Endpoint

COPIED = json.dumps({"picks": "Na,Mb", "changes": ["N react => oppose"]})
PROBE = {"picks": "", "changes": ["1 on the hole => on the whole", "1 climbed => called"]}


def asked(body: Mapping[str, Any]) -> str:
    """What the user message of a request says."""
    return str(body["messages"][1]["content"])


def is_single(body: Mapping[str, Any]) -> bool:
    """Whether one sentence is asked about."""
    return asked(body).endswith("As it was:")


def mended(body: Mapping[str, Any]) -> str:
    """The sentence that is asked about, restored."""
    sentence = asked(body).rpartition("\nSentence: ")[2].partition("\n")[0]
    for old, new in (("loss leaders", "leaders"), ("froze off", "rejected"), ("alien", "foreign")):
        sentence = sentence.replace(old, new)
    return f"As it was: {sentence}"


def weak(body: Mapping[str, Any]) -> str:
    """A model that copies the form of an answer, and can mend a sentence."""
    return mended(body) if is_single(body) else COPIED


def strong(body: Mapping[str, Any]) -> str:
    """A model that mends the sentences of the probe and of the article."""
    return json.dumps(PROBE) if "encore" in asked(body) else chat.good()


def repaired(server: Endpoint, **means: Any) -> tuple[str, str]:
    """The article with all proposals, and the form in which the model was asked."""
    review, account = pipeline.repair(read_text(chat.ARTICLE), chat.engine(server, **means))
    return text(apply_policy(review, Policy.ALL), chat.ARTICLE), account.work.form


def test_a_model_that_copies_the_form_is_asked_by_the_sentence() -> None:
    """One request shows it, and each sentence has one of its own."""
    with Endpoint(weak) as server:
        assert repaired(server, form="auto") == (chat.REPAIRED, "sentences")
        kinds = [is_single(request.body) for request in server.requests]
    assert kinds == [False, True, True, True, True, True]


def test_a_model_that_can_is_asked_about_sections() -> None:
    """After one look at what it makes of two sentences of ours, which is kept."""
    with Endpoint(strong) as server:
        assert repaired(server, form="auto") == (chat.REPAIRED, "sections")
        assert len(server.requests) == 2


def test_the_look_is_kept(tmp_path: Path) -> None:
    """By model and server, as every answer is."""
    cache = Cache(tmp_path / "cache.sqlite3")
    with Endpoint(strong) as server:
        repaired(server, form="auto", cache=cache)
        repaired(server, form="auto", cache=cache)
        assert len(server.requests) == 2


def test_a_form_that_is_set_is_kept_to() -> None:
    """No look is taken, and nothing else is tried."""
    with Endpoint(weak) as server:
        assert repaired(server, form="sections")[0] == chat.ARTICLE
        assert not any(is_single(request.body) for request in server.requests)
    with Endpoint(weak) as server:
        assert repaired(server, form="sentences") == (chat.REPAIRED, "sentences")
        assert all(is_single(request.body) for request in server.requests)


def test_the_sentence_before_is_shown_as_it_reads_by_now() -> None:
    """So that the model sees what was restored."""
    with Endpoint(weak) as server:
        repaired(server, form="sentences")
        third = next(r for r in server.requests if "\nSentence: They met" in asked(r.body))
    assert "Before it stands: The leaders of Port Ellery rejected" in asked(third.body)


def test_a_model_that_fails_later_is_asked_by_the_sentence_too() -> None:
    """Though it passed the first look."""

    def answer(body: Mapping[str, Any]) -> str:
        if "encore" in asked(body):
            return json.dumps(PROBE)
        return weak(body)

    with Endpoint(answer) as server:
        assert repaired(server, form="auto") == (chat.REPAIRED, "sentences")


@pytest.mark.parametrize(
    "told", ["The bridge fell.", "\n As it was: The bridge fell.\nIt fell.", '"The bridge fell."']
)
def test_the_sentence_is_read_out_of_an_answer(told: str) -> None:
    """Its first line, without labels and marks around it."""
    assert read(told) == "The bridge fell."


def test_nothing_is_no_sentence() -> None:
    """It is told as such."""
    with pytest.raises(AnswerError, match="empty"):
        read(" \n")
