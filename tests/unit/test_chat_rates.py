"""Estimates learn from what was asked: second tries, and how long answers are."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.chat.budget import Usage
from assistant.chat.cache import Cache
from assistant.chat.rates import Foreseen, Rates, known, learn
from assistant.engines.endpoint.repair.engine import OpenAIEngine
from assistant.summary.model import Wanted
from assistant.workspace import pipeline
from tests.support import chat
from tests.support.endpoint import Endpoint
from tests.unit.test_summariser import ARTICLE
from tests.unit.test_summariser import WRONG as REFUSED

USUAL = Rates(requests=10, sent=1000, text=400, asked=11, paid=1100, answered=200)
COUNTS = st.integers(1, 10**6)
WRONG = json.dumps({"picks": "", "changes": ["77 boats => ships"]})
BODY = "Nobody came to the harbor on that day, and no boat left it. " * 16


@given(COUNTS, COUNTS, COUNTS)
def test_what_is_foreseen_is_never_less_than_asking_once(
    requests: int, sent: int, text: int
) -> None:
    """However few second tries were seen."""
    found = Rates(9, 900, 300, 5, 100, 200).usage(Foreseen(requests, sent, text))
    assert (found.requests, found.prompt_tokens) == (requests, sent)
    assert found.completion_tokens == round(text * 200 / 300)


def test_what_was_seen_is_foreseen(tmp_path: Path) -> None:
    """More of it, the more often; a run that was cut short teaches nothing."""
    cache, asked = Cache(tmp_path / "cache.sqlite3"), Foreseen(10, 1000, 400)
    assert known(cache, "key", USUAL) == USUAL
    learn(cache, "key", USUAL, asked, Usage(20, 3000, 800))
    assert known(cache, "key", USUAL).usage(asked) == Usage(16, 2050, 500)
    for _ in range(100):
        learn(cache, "key", USUAL, asked, Usage(20, 3000, 800))
    found = known(cache, "key", USUAL).usage(asked)
    assert (found.requests, found.prompt_tokens) == pytest.approx((20, 3000), rel=0.02)
    assert found.completion_tokens == pytest.approx(800, rel=0.02)
    kept = known(cache, "key", USUAL)
    learn(cache, "key", USUAL, asked, Usage(3, 300, 40))
    assert known(cache, "key", USUAL) == kept
    assert known(None, "key", USUAL) == known(cache, "other", USUAL) == USUAL


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"requests": 1e400}', "[" * 9999])
def test_what_somebody_else_wrote_is_no_rate(text: str, tmp_path: Path) -> None:
    """Nor are counts that cannot be."""
    cache = Cache(tmp_path / "cache.sqlite3")
    learn(cache, "key", USUAL, Foreseen(1, 1, 1), Usage(1, 1, 1))
    with sqlite3.connect(cache.path) as file:
        file.execute("update entries set value = ?", (text,))
    assert known(cache, "key", USUAL) == USUAL
    for count in (0, -1, 10**18, True):
        told = dict.fromkeys(Rates.__slots__, count)
        cache.put("rates", "key", json.dumps(told))
        assert known(cache, "key", USUAL) == USUAL


def off(engine: OpenAIEngine, source: str) -> list[float]:
    """How far an estimate lies from what a repair came to: requests, tokens sent and answered."""
    article = read_text(source)
    found = engine.estimate(article)
    _, account = pipeline.repair(article, engine)
    used = account.work.usage
    assert used is not None
    pairs = (
        (found.requests, used.requests),
        (found.prompt_tokens, used.prompt_tokens),
        (found.completion_tokens, used.completion_tokens),
    )
    return [abs(foreseen / came - 1) for foreseen, came in pairs]


def test_second_tries_are_foreseen_from_those_seen(tmp_path: Path) -> None:
    """A model that must be asked twice about every part: within 30 % after three articles."""
    cache = Cache(tmp_path / "cache.sqlite3")
    texts = [f"The Harbor Year {n}\n\n{BODY}\n" for n in range(4)]
    with Endpoint(chat.always(WRONG)) as server:
        engine = chat.engine(server, cache=cache, prompt_limit=640)
        first = off(engine, texts[0])
        for source in texts[1:3]:
            pipeline.repair(read_text(source), engine)
        last = off(engine, texts[3])
    assert max(last) <= 0.3 < max(first), (first, last)


def test_summaries_are_foreseen_as_they_came(tmp_path: Path) -> None:
    """Where sentences of each are refused, a second request is foreseen."""
    cache = Cache(tmp_path / "cache.sqlite3")
    model = chat.always(json.dumps({"takeaways": [REFUSED], "abstract": []}))
    with Endpoint(model) as server:
        engine = chat.engine(server, cache=cache)
        off = []
        for number in range(6):
            article = read_text(f"{ARTICLE.source}\nThe ferry has {number} decks.\n")
            found = engine.estimate_summary(article, Wanted(2, 40))
            usage = engine.summarise(article, Wanted(2, 40)).usage
            assert usage is not None
            off.append(abs(found.prompt_tokens / usage.prompt_tokens - 1))
    assert off[-1] <= 0.3 < off[0]
