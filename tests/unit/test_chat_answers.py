"""Answers are the same however their bytes are cut, and nothing that comes is unforeseen."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.chat.answers import Answer, Reply
from assistant.chat.endpoint import Shape
from assistant.chat.failures import CutError, NoAnswerError, RefusedError
from assistant.chat.pieces import Pieces
from tests.support.wire import chunk, cut, events, good, whole

TEXT = '{"picks": "1a", "changes": ["2 “froze off” => rejected\u2028", "3 naïve\u0085 => näive"]}'
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "choices delta message content text index finish_reason usage error code param "
                "tool_calls function arguments prompt_tokens completion_tokens thinking refusal "
                "completion_tokens_details reasoning_content detail errors loc msg metadata".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


def read(*data: bytes, longest: int = 100) -> Reply:
    """The answer that comes in these bytes."""
    answer = Answer(Shape.SCHEMA, longest)
    for each in data:
        answer.feed(each)
    return answer.ended()


def streams() -> list[bytes]:
    """Some answers."""
    usage = {"choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": 30}}
    return [
        events([*good(TEXT), usage]),
        events([": ping\n\n", *good(TEXT), usage]).replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + events([*good(TEXT), usage], end=""),
        json.dumps(whole({"content": TEXT}, usage=usage["usage"]), ensure_ascii=False).encode(),
    ]


@pytest.mark.parametrize("data", streams(), ids=["stream", "CRLF", "mark", "whole"])
@given(places=st.lists(st.integers(0, 3000), max_size=12))
def test_where_bytes_are_cut_does_not_matter(data: bytes, places: list[int]) -> None:
    """Within a letter, a line or a number."""
    at = [0, *sorted(min(place, len(data)) for place in places), len(data)]
    found = read(*(data[one:other] for one, other in pairwise(at)))
    assert found == Reply(TEXT, "stop", Shape.SCHEMA, 9, 30)


@given(st.lists(JSON, max_size=6), st.booleans())
@settings(deadline=None)
def test_whatever_json_comes_is_foreseen(values: list[Any], stream: bool) -> None:
    """It is an answer, a complaint, cut off, or none."""
    data = events(values) if stream else json.dumps(values[0] if values else None).encode()
    with suppress(CutError, NoAnswerError, RefusedError):
        read(data)


@given(st.binary(max_size=200), st.sampled_from([b"", b"data: ", b'data: {"choices": [', b"{"]))
def test_whatever_bytes_come_are_foreseen(data: bytes, before: bytes) -> None:
    """As well."""
    with suppress(CutError, NoAnswerError, RefusedError):
        read(before + data)


@given(st.text(min_size=40, max_size=300), st.integers(1, 30))
def test_pieces_make_a_text(text: str, size: int) -> None:
    """One after the other, each with all before it, or all again at the end."""
    assume(not _is_odd(text))
    for pieces in (
        cut(text, size),
        [text[:at] for at in range(size, len(text), size)] + [text],
        [*cut(text, size), text],
    ):
        found = Pieces()
        for piece in pieces:
            found.add(piece)
        assert found.text == text


def _is_odd(text: str) -> bool:
    """Whether a text begins by repeating itself, so that nobody can tell."""
    return any(text.startswith(text[:n] * 2) for n in range(1, len(text) // 2 + 1))


def test_an_answer_without_an_end_is_cut() -> None:
    """Unless it is a whole object by itself."""
    with pytest.raises(CutError):
        read(events([chunk({"content": '{"picks": ""'})], end=""))
    assert read(events([chunk({"content": '{"picks": ""}'})], end="")).ended == "stop"


def test_the_limit_that_was_met_is_an_end() -> None:
    """Where a gateway calls every reason `stop`; a whole object is whole nevertheless."""
    usage = {"choices": [], "usage": {"prompt_tokens": 9, "completion_tokens": 100}}
    assert read(events([*good("CHANGE 2 froze"), usage])).ended == "length"
    assert read(events([*good(TEXT), usage])).ended == "stop"
