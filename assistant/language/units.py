"""Units of measure and currencies that may follow a number, each with one canonical name.

The tables are data/units.toml and data/currencies.txt.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from assistant.language.casing import folded
from assistant.language.patterns import lazy
from assistant.language.wordlists import data_lines, data_text

_TABLE: dict[str, dict[str, Any]] = tomllib.loads(data_text("units.toml"))
_NAMES = {
    "USD": "us$", "AUD": "a$", "CAD": "c$", "NZD": "nz$", "HKD": "hk$", "SGD": "s$", "EUR": "€",
    "GBP": "£", "JPY": "¥", "CNY": "yuan", "INR": "₹",
}  # fmt: skip
"""The unit that a currency is called by; others are called by their code."""

_WORDS = frozenset("ALL AMD BAM BIF COP CUP GEL LAK MAD MOP NIO PEN RON SOS STN TOP TRY".split())
"""Codes that are words or other names in capitals."""

CURRENCIES: dict[str, str] = {}
"""The signs and codes that stand before an amount, as they are written, each with its unit."""

_BUCKETS: dict[str, list[tuple[str, str]]] = defaultdict(list)
"""Patterns of forms by their first character in lower case, each with its unit."""


def _listed() -> None:
    for line in data_lines("currencies.txt"):
        code, signs, *names = line.split("|")
        unit = _NAMES.get(code, code)
        codes = () if code in _WORDS else (code,)
        for sign in (*codes, *signs.split()):
            CURRENCIES[sign] = unit
        for form in (*map(re.escape, names), *(f"(?-i:{each})" for each in codes)):
            _BUCKETS[_first(form)].append((form, unit))
    for unit, entry in _TABLE.items():
        for form in _alternatives(entry["forms"]):
            _BUCKETS[_first(form)].append((form, unit))


def _alternatives(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern, at its top level."""
    depth, start = 0, 0
    for at, sign in enumerate(pattern):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _first(form: str) -> str:
    """The character that a form begins with; a form begins with no choice."""
    return form.removeprefix("(?-i:").lstrip("\\[")[0].lower()


_listed()
CURRENCIES |= {"$": "$", "Rs": "₹", "Rs.": "₹", "£": "£"}
_PATTERNS = {
    first: (
        lazy(
            f"(?:{'|'.join(f'({form})' for form, _ in forms)})(?:(?<=[%°¢²³])|(?![^\\W_]))",
            re.IGNORECASE,
        ),
        tuple(unit for _, unit in forms),
    )
    for first, forms in (
        (first, sorted(forms, key=lambda form: -len(form[0]))) for first, forms in _BUCKETS.items()
    )
}
"""A pattern of all forms that begin with a character, a group each, and the units of the groups."""

_BETWEEN = lazy(
    r"(?:consecutive|straight|successive|full|whole|further|more|additional|extra)"
    r"\s(?=(?:second|minute|hour|day|week|fortnight|month|year|decade)s?\b)",
    re.IGNORECASE,
)
"""What may stand between a number and its measure of time."""

_GAPS = frozenset(" \t\n\r\f\v\xa0\u2009\u202f\u2011-")

_MONEY = frozenset(
    {*CURRENCIES.values(), *"pound rouble peso franc krone dinar shilling cent".split()}
)
PLAIN_UNITS = frozenset(name for name, unit in _TABLE.items() if unit.get("plain"))
"""Units that read as ordinary nouns, and so may stand where a garbled noun stood."""


def unit_at(text: str, at: int) -> tuple[str, int]:
    """The unit that stands at `at`, after one space or hyphen, and where it ends.

    `three more years` are years, too.

    The empty string and `at` where none stands there. A unit of one letter stands behind digits.
    """
    start = at + (text[at : at + 1] in _GAPS)
    if between := _BETWEEN.match(text, start):
        start = between.end()
    known = _PATTERNS.get(folded(text[start : start + 1]))
    if known is None or (match := known[0].match(text, start)) is None or not match.lastindex:
        return "", at
    is_letter = match.end() - start == 1 and text[start].isalpha()
    if is_letter and not text[at - 1 : at].isdigit():
        return "", at
    return known[1][match.lastindex - 1], match.end()


def is_currency(unit: str) -> bool:
    """Whether a unit is money."""
    return unit in _MONEY


def base(unit: str) -> tuple[str, Fraction]:
    """The unit that a unit is measured in, and how many of it one is: `m` and 1000 for `km`."""
    known = _TABLE.get(unit, {})
    return known.get("base", unit), Fraction(known.get("factor", 1))


def bases(unit: str) -> Iterator[tuple[str, Fraction]]:
    """Every unit that a unit may be measured in: pounds are money or a weight, cents of many."""
    yield base(unit)
    known = _TABLE.get(unit, {})
    if other := known.get("also"):
        yield base(other)
    for each in known.get("of", ()):
        yield each, Fraction(known["factor"])
