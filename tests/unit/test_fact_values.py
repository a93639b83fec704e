"""The values of facts: equal in any form, different after any change, and spun ones put right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.checks.edits.judge import Judge
from assistant.checks.facts.comparison import differences
from assistant.edits import Edit, Flag, Refusal
from assistant.language.fact import FactKind
from tests.benchmarks import facts as benchmark

_PAIRS = Path(benchmark.__file__).parent / "facts_tuned"
_LONG = Path(benchmark.__file__).parent / "facts_dev"
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


_SIZES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


def _spelled(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    for size, word in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if number >= size:
            head, rest = divmod(number, size)
            tail = f"{' and' if rest < 100 else ''} {_spelled(rest)}" if rest else ""
            return f"{_spelled(head)} {word}{tail}"
    raise AssertionError


def _grouped(number: int) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [str(number), f"{number:,}", _spelled(number), f"{number:,}".replace(",", "\u202f")]
    )


@pytest.mark.parametrize(("before", "after"), benchmark.pairs(_PAIRS / "equal.tsv"))
def test_the_same_in_other_words_is_no_difference(before: str, after: str) -> None:
    """A fact is the same in words, figures, abbreviations and other units."""
    assert differences(before, after) == ()
    assert differences(after, before) == ()


@pytest.mark.parametrize(("before", "after"), benchmark.pairs(_PAIRS / "different.tsv"))
def test_another_value_limit_or_direction_is_a_difference(before: str, after: str) -> None:
    """What says another thing is told, whatever else stays."""
    assert differences(before, after) != ()


@pytest.mark.parametrize(("garbled", "repaired"), benchmark.pairs(_PAIRS / "repairs.tsv"))
def test_what_a_spinner_did_to_a_fact_can_be_put_right(garbled: str, repaired: str) -> None:
    """The judge lets such a repair through, and never one that changes a value unflagged."""
    assert list(benchmark.refused([(garbled, repaired)])) == []
    assert list(benchmark.unflagged([(garbled, repaired)])) == []


_SHARE = 0.985
"""Of the long lists, how much is judged well at least."""


def test_most_of_the_long_lists_is_judged_well() -> None:
    """Equal, different and spun pairs of every kind that newspapers write."""
    for name, misses in (
        ("equal", benchmark.unequal),
        ("different", benchmark.undistinguished),
    ):
        some = benchmark.pairs(_LONG / f"{name}.tsv")
        assert len(list(misses(some))) <= (1 - _SHARE) * len(some), name


def test_no_repair_of_the_long_lists_changes_a_value_unseen() -> None:
    """And most of them can be offered."""
    some = benchmark.pairs(_LONG / "repairs.tsv")
    assert list(benchmark.unflagged(some)) == []
    assert len(list(benchmark.refused(some))) <= 0.03 * len(some)


@given(st.integers(0, 10**10), st.data())
@settings(max_examples=200, deadline=None)
def test_a_number_is_the_same_in_every_rendering(number: int, data: st.DataObject) -> None:
    """Digits, groups of digits and words of one number say the same."""
    one, other = data.draw(_grouped(number)), data.draw(_grouped(number))
    assert differences(f"They sold {one} of them.", f"They sold {other} of them.") == ()


@given(st.integers(0, 10**10), st.integers(1, 10**6), st.data())
@settings(max_examples=200, deadline=None)
def test_another_number_is_never_the_same(number: int, more: int, data: st.DataObject) -> None:
    """No rendering of one number is taken for one of another."""
    one, other = data.draw(_grouped(number)), data.draw(_grouped(number + more))
    assert differences(f"They sold {one} of them.", f"They sold {other} of them.")


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1800, 2100))
@settings(max_examples=100, deadline=None)
def test_a_date_is_the_same_in_every_rendering(day: int, month: int, year: int) -> None:
    """Day before month, month before day and the figures of ISO 8601."""
    name = _MONTHS[month - 1]
    forms = (f"{day} {name} {year}", f"{name} {day}, {year}", f"{year}-{month:02}-{day:02}")
    for form in forms:
        assert differences(f"It was on {forms[0]}.", f"It was on {form}.") == ()
        assert differences(f"It was on {forms[0]}.", f"It was on {form} again, on 1 May 1799.")


@given(st.integers(0, 23), st.integers(0, 59))
@settings(max_examples=100, deadline=None)
def test_a_time_is_the_same_in_every_rendering(hour: int, minute: int) -> None:
    """Twenty-four hours and twice twelve."""
    half = "p.m." if hour >= 12 else "a.m."
    twelve = f"{(hour - 1) % 12 + 1}:{minute:02} {half}"
    assert (
        differences(f"We met at {hour:02}:{minute:02} there.", f"We met at {twelve} there.") == ()
    )


_LIMITS = ["more than", "fewer than", "at least", "at most", "nearly", "about", ""]


@given(st.sampled_from(_LIMITS), st.sampled_from(_LIMITS), st.integers(2, 10**6))
@settings(max_examples=100, deadline=None)
def test_another_limit_is_never_the_same(one: str, other: str, number: int) -> None:
    """A number that is passed, reached, missed or near is another each time."""
    found = differences(f"It took {one} {number} men.", f"It took {other} {number} men.")
    assert (found == ()) is (one == other)


def _judged(text: str, original: str, replacement: str) -> Edit | Refusal:
    start = text.index(original)
    return Judge.of(read_text(text)).judged(
        Edit(start, start + len(original), original, replacement)
    )


def test_a_number_that_becomes_another_is_refused_though_words_are_synonyms() -> None:
    """A thesaurus that calls two numerals or two units alike does not make them one."""
    assert isinstance(_judged("It lost 3 million men.", "million", "billion"), Refusal)
    assert isinstance(_judged("It took 5 minutes there.", "minutes", "seconds"), Refusal)


@pytest.mark.parametrize(
    ("text", "original", "replacement"),
    [
        ("It was on 9/11/2001 there.", "9/11/2001", "11 September 2001"),
        ("The GQF met there.", "GQF", "Grand Quill Fund"),
        ("The Grand Quill Fund met there.", "Grand Quill Fund", "GQF"),
        ("II in five men left.", "II", "Two"),
        ("It took five with out him.", "with out", "without"),
    ],
)
def test_what_may_be_the_same_is_for_an_editor(text: str, original: str, replacement: str) -> None:
    """Where nobody can be sure, it is neither refused nor unseen."""
    judged = _judged(text, original, replacement)
    assert isinstance(judged, Edit)
    assert Flag.FACT in judged.flags


@pytest.mark.parametrize(
    ("text", "original", "replacement"),
    [
        ("It was on 9/11/2001 there.", "9/11/2001", "12 September 2001"),
        ("The GQF met there.", "GQF", "Grand Velde Fund"),
        ("II in five men left.", "II", "Three"),
    ],
)
def test_what_is_another_is_refused(text: str, original: str, replacement: str) -> None:
    """Another day, another name, another number."""
    assert isinstance(_judged(text, original, replacement), Refusal)


@pytest.mark.parametrize(
    "text",
    [
        "The loss leader [sic] met them.",
        "The loss leader (sic) met them.",
        "The loss leader [thus] met them.",
        "They used the word loss leader for it.",
    ],
)
def test_what_is_written_on_purpose_is_not_touched(text: str) -> None:
    """Words before [sic], or spoken of as words, stay."""
    assert isinstance(_judged(text, "loss leader", "boss"), Refusal)
    assert isinstance(_judged("The loss leader met them.", "loss leader", "boss"), Edit)


def test_a_spun_direction_is_flagged() -> None:
    """A point of the compass that a spinner took for another waits for an editor."""
    edit = _judged("The antarctic road is shut.", "antarctic", "northern")
    assert isinstance(edit, Edit)
    assert edit.flags == (Flag.FACT,)


def test_a_limit_may_come_in_where_garble_stood() -> None:
    """A repair that writes `nearly` needs no flag; one that puts `over` for it does."""
    edit = _judged("Intimately 500 men came.", "Intimately", "Nearly")
    assert isinstance(edit, Edit)
    assert edit.flags == ()
    other = _judged("They saw nearly 500 men.", "nearly", "over")
    assert isinstance(other, Edit)
    assert other.flags == (Flag.FACT,)


def test_a_contrary_is_named() -> None:
    """The message says which word says the contrary of which."""
    found = differences("Prices rose.", "Prices fell.")
    assert [(each.kind, each.message) for each in found] == [
        (FactKind.SENSE, "the sense “rose” becomes “fell”")
    ]
