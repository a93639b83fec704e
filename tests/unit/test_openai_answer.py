"""What a model answered, however it is wrapped, cut or broken."""

from __future__ import annotations

import contextlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engines.endpoint.json_answer import AnswerError
from assistant.engines.endpoint.repair.response import Answer, Phrase, parse, partial

GOOD = Answer(
    ((3, 1), (7, 0)),
    (Phrase(2, "freeze off", "reject"), Phrase(5, "very", "")),
    ((4, "The whole sentence, “restored”."),),
)
STORED = {
    "picks": "3b,7a",
    "changes": ["2 freeze off => reject", "5 very =>", "4 The whole sentence, “restored”."],
}
JSON = json.dumps(STORED, ensure_ascii=False)
LINES = (
    "PICK 3b\nPICK 7a\nCHANGE 2 freeze off => reject\nCHANGE 5 very =>\n"
    "CHANGE 4 The whole sentence, “restored”.\n"
)

_BITS = st.sampled_from(
    [
        *'{}[]",:\\|\n1b ',
        '{"picks": "',
        '"changes": ["',
        "1 a => b",
        "PICK ",
        "CHANGE ",
        "CHANGE 2 x",
        "NONE",
        "```json\n",
        "```",
        "// x\n",
        "null",
        "9" * 7,
        "\\ud800",
        "٣",
        "²",
    ]
)
_ANYTHING = st.text(max_size=80) | st.lists(_BITS, max_size=30).map("".join)
_JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@pytest.mark.parametrize(
    "text",
    [
        JSON,
        LINES,
        json.dumps(STORED, indent=2),
        f"Here is what I found:\n```json\n{JSON}\n```\nI hope this {{helps}}.",
        f'Thinking of {{"a": 1}} first. {JSON}',
        JSON.replace("]}", ",],}"),
        JSON.replace('"changes"', '// so\n"changes"'),
        LINES.replace("CHANGE 2 ", "CHANGE 2| ").replace(" =>", " |"),
        LINES.replace("CHANGE 2 ", "CHANGE 2 | ").replace(" =>", " |"),
        LINES.replace("CHANGE 2", "  CHANGE: [2]").replace(" =>", " →"),
        LINES.replace("PICK 3b\nPICK 7a", "Certainly!\nPICK 3: b, 7-a"),
        LINES.replace("\n", "\r\n"),
        JSON.replace("3b,7a", "S3b, S7a"),
        LINES.replace("PICK 3b", "PICK S3b"),
    ],
)
def test_the_same_answer_in_many_wrappings(text: str) -> None:
    """Talk, fences, comments, trailing commas, and lines with one separator or another."""
    assert parse(text) == GOOD


@pytest.mark.parametrize("text", ["NONE", '{"picks": ""}', '{"changes": null}'])
def test_nothing_to_change_is_an_answer(text: str) -> None:
    """In lines as in JSON, with keys left out."""
    assert parse(text) == Answer()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" \n", "empty"),
        ("I am sorry.", "neither"),
        ('{"answer": "3b"}', "neither"),
        (JSON[: len(JSON) // 2], "neither"),
        ('{"picks": 3}', "must be a text"),
        ('{"changes": {"n": 1}}', "a list"),
        (json.dumps({"picks": ",".join(f"{n}a" for n in range(2001))}), "too many"),
    ],
)
def test_an_answer_that_cannot_be_used(text: str, reason: str) -> None:
    """The reason is in the model's terms."""
    with pytest.raises(AnswerError, match=reason):
        parse(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"changes": [{"n": 1, "is": "a", "was": "b"}]}', "it is no text"),
        ('{"changes": ["freeze off => reject"]}', "it has no number"),
        ('{"picks": "Na,Mb", "changes": ["N react => oppose"]}', "it names no suspect"),
        ("CHANGE The whole sentence.", "it has no number"),
        ('{"picks": "S1a,S1b"}', "suspect 1 is picked twice"),
        ('{"changes": ["1 a", "1 b"]}', "sentence 1 is given twice"),
        ('{"changes": ["1 a => b => c"]}', "it holds an arrow"),
    ],
)
def test_an_entry_that_cannot_be_read_is_a_fault(text: str, reason: str) -> None:
    """It costs itself: what else the answer says can be used."""
    assert parse(text).faults[0].reason == reason
    both = parse(text.replace('"changes": [', '"changes": ["7 x => y",'))
    assert both.says or "changes" not in text


def test_an_arrow_is_never_text() -> None:
    """With nothing before it, it parts the number from the sentence."""
    assert parse('{"changes": ["1 => A New Heading"]}').sentences == ((1, "A New Heading"),)


def test_what_is_said_twice_alike_is_said_once() -> None:
    """A model that repeats itself does not contradict itself."""
    assert parse('{"picks": ["1a", "1a"], "changes": ["2 x", "2 x"]}') == Answer(
        ((1, 0),), (), ((2, "x"),)
    )


@given(_ANYTHING)
def test_any_text_is_an_answer_or_an_error(text: str) -> None:
    """Nothing but AnswerError is raised."""
    with contextlib.suppress(AnswerError):
        assert isinstance(parse(text), Answer)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(STORED, _JSON_VALUES)))
def test_any_value_in_the_object_is_an_answer_or_an_error(stored: dict[str, object]) -> None:
    """Types that were not asked for included."""
    with contextlib.suppress(AnswerError):
        assert isinstance(parse(json.dumps(stored)), Answer)


@pytest.mark.parametrize("depth", [100, 980, 5000])
def test_deep_nesting_is_an_answer_or_an_error(depth: int) -> None:
    """A model stuck on a bracket does not end the run."""
    text = f'{{"picks": {"[" * depth}{"]" * depth}}}'
    with contextlib.suppress(AnswerError):
        assert parse(text) == Answer()
    assert partial(text) == Answer()


@given(_ANYTHING)
def test_any_beginning_is_read_without_an_error(text: str) -> None:
    """What cannot be used is nothing."""
    assert isinstance(partial(text), Answer)


@pytest.mark.parametrize("text", [JSON, LINES])
def test_a_beginning_says_nothing_that_the_whole_does_not(text: str) -> None:
    """And, at the end, all of it."""
    for end in range(len(text) + 1):
        found = partial(text[:end])
        for part, whole in (
            (found.picks, GOOD.picks),
            (found.phrases, GOOD.phrases),
            (found.sentences, GOOD.sentences),
        ):
            assert part == whole[: len(part)]
    assert partial(text) == GOOD


def test_a_run_of_spaces_is_read_at_once() -> None:
    """A model that is stuck on white space holds up no other request."""
    start = time.thread_time()
    assert parse(f"CHANGE 1{' ' * 7000}x").sentences == ((1, "x"),)
    assert time.thread_time() - start < 0.2
