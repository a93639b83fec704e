"""What two facts have to do with one another: agreeing, implying, contradicting."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.agreement import agree, contradicts, implies, measured
from assistant.language.fact import Fact, FactKind
from assistant.language.units import CURRENCIES, unit_at
from assistant.language.wordlists import data_lines

_LIMITS = ["over", "at-least", "under", "at-most", "nearly", "just-over", "about", "exactly"]
_WITHIN = {
    "": lambda value, of: value == of,
    "exactly": lambda value, of: value == of,
    "over": lambda value, of: value > of,
    "at-least": lambda value, of: value >= of,
    "under": lambda value, of: value < of,
    "at-most": lambda value, of: value <= of,
    "nearly": lambda value, of: of * Fraction(88, 100) <= value < of,
    "just-over": lambda value, of: of < value <= of * Fraction(112, 100),
    "about": lambda value, of: abs(value - of) <= of * Fraction(12, 100),
}
"""Whether a value is as a limit says, written down apart from the product's ranges."""


def _stated(limit: str, number: int) -> Fact:
    if not limit:
        return Fact(FactKind.NUMBER, str(number))
    return Fact(FactKind.LIMIT, f"{limit} {number}")


_limits = st.sampled_from(["", *_LIMITS])
_sizes = st.integers(1, 40)
_facts = st.builds(_stated, _limits, _sizes)


@given(_limits, _sizes, _limits, _sizes)
@settings(max_examples=400, deadline=None)
def test_what_implies_another_holds_nowhere_without_it(
    one: str, number: int, other: str, size: int
) -> None:
    """Of all values, whole and half: what is true under the first is true under the second."""
    values = [Fraction(half, 2) for half in range(100)]
    first = [value for value in values if _WITHIN[one](value, number)]
    both = [value for value in first if _WITHIN[other](value, size)]
    if implies(_stated(one, number), _stated(other, size)):
        assert both == first
    if contradicts(_stated(one, number), _stated(other, size)):
        assert both == []


@given(_facts, _facts, _facts)
@settings(max_examples=300, deadline=None)
def test_the_three_are_consistent(one: Fact, other: Fact, third: Fact) -> None:
    """Agreeing and contradicting go both ways, implying goes on, and they exclude each other."""
    assert implies(one, one)
    assert agree(one, other) is agree(other, one)
    assert contradicts(one, other) is contradicts(other, one)
    if implies(one, other):
        assert not contradicts(one, other)
        if implies(other, third):
            assert implies(one, third)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
@settings(max_examples=200, deadline=None)
def test_numbers_agree_that_are_equal_and_no_others(one: int, other: int) -> None:
    """Bare ones, whatever they are said to be of."""
    first, second = Fact(FactKind.NUMBER, str(one)), Fact(FactKind.NUMBER, str(other))
    assert agree(first, second) is (one == other)
    assert not agree(first, Fact(FactKind.NUMBER, f"{one} km"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("over 5", "at-least 5"), ("over 6", "over 5"), ("under 5", "at-most 5"),
        ("nearly 5", "under 5"), ("just-over 5", "over 5"), ("exactly 5", "about 5"),
        ("over 2 hour", "over 119 minute"),
    ],
)  # fmt: skip
def test_a_narrower_limit_implies_a_wider_one(one: str, other: str) -> None:
    """And is not implied by it."""
    first, second = Fact(FactKind.LIMIT, one), Fact(FactKind.LIMIT, other)
    assert implies(first, second)
    assert not implies(second, first)
    assert not contradicts(first, second)


@pytest.mark.parametrize(
    ("full", "part"),
    [
        ("2024-05-05", "2024-05"), ("2024-05-05", "--05-05"), ("2024-05-05", "--05"),
        ("2024-05", "--05"), ("--05-05", "--05"),
    ],
)  # fmt: skip
def test_a_date_implies_its_parts(full: str, part: str) -> None:
    """The day of a year its month, and that month of any year."""
    first, second = Fact(FactKind.DATE, full), Fact(FactKind.DATE, part)
    assert implies(first, second)
    assert not implies(second, first)
    assert not contradicts(first, second)
    assert contradicts(first, Fact(FactKind.DATE, part[:-1] + ("6" if part[-1] == "5" else "5")))


def test_a_date_implies_its_year() -> None:
    """And no other year."""
    day = Fact(FactKind.DATE, "2024-05-05")
    assert implies(day, Fact(FactKind.NUMBER, "2024"))
    assert not implies(day, Fact(FactKind.NUMBER, "2023"))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (FactKind.NUMBER, "10 pound", "10 £"), (FactKind.NUMBER, "10 pound", "10 lb"),
        (FactKind.NUMBER, "50 cent", "0.5 €"), (FactKind.NUMBER, "50 cent", "0.5 $"),
        (FactKind.NUMBER, "1700s", "18 th century"), (FactKind.NUMBER, "VIII", "8 th"),
        (FactKind.NUMBER, "12 year-old", "12"), (FactKind.LIMIT, "plus 5", "over 5"),
        (FactKind.LIMIT, "plus 5", "at-least 5"), (FactKind.NAME, "St", "Street"),
        (FactKind.NAME, "St", "Saint"), (FactKind.NAME, "Dr", "Doctor"),
        (FactKind.NAME, "NATO", "Nato"), (FactKind.NAME, "Defence", "Defense"),
        (FactKind.FRAME, "last year", "last 12 month"), (FactKind.NEGATION, "none", "nobody"),
    ],
)  # fmt: skip
def test_a_fact_of_several_readings_agrees_with_each(kind: FactKind, one: str, other: str) -> None:
    """Pounds are money or a weight, and St is a saint or a street."""
    assert agree(Fact(kind, one), Fact(kind, other))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (FactKind.NUMBER, "10 £", "10 lb"), (FactKind.NUMBER, "0.5 $", "0.5 €"),
        (FactKind.LIMIT, "over 5", "at-least 5"), (FactKind.NAME, "Street", "Saint"),
        (FactKind.NAME, "US", "Us"), (FactKind.NAME, "Hall", "Hal"), (FactKind.NAME, "UN", "UK"),
        (FactKind.NUMBER, "8", "8 th"), (FactKind.NEGATION, "never", "not"),
    ],
)  # fmt: skip
def test_what_agrees_with_one_fact_need_not_agree(kind: FactKind, one: str, other: str) -> None:
    """The readings of one fact are no bridge between two others."""
    assert not agree(Fact(kind, one), Fact(kind, other))


def test_every_currency_is_read_by_each_of_its_names() -> None:
    """And by its code and signs before an amount."""
    for line in data_lines("currencies.txt"):
        code, signs, *names = line.split("|")
        units = {unit_at(f"5 {name}", 1)[0] for name in names}
        assert len(units) == 1, code
        assert {CURRENCIES[sign] for sign in signs.split()} <= units, code
        assert CURRENCIES.get(code, *units) in units, code


def test_units_of_one_kind_are_measured_in_one() -> None:
    """By exact factors."""
    assert measured("1 mile")[0] == 63360 * measured("1 inch")[0]
    assert measured("1 km²") == (Fraction(10**6), "m²")
    assert measured("25 basis point") == measured("0.25 pp")
    assert measured("1 GWh") == measured("1000 MWh")
    assert measured("1 hectare") == measured("0.01 km²")
    assert measured("50 %") == (Fraction(1, 2), "")
