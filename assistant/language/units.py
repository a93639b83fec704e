"""Units of measure and currencies that may follow a number, each with one canonical name.

The table is data/units.toml.
"""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from typing import Any

from assistant.language.wordlists import data_text

_TABLE: dict[str, dict[str, Any]] = tomllib.loads(data_text("units.toml"))
_UNITS = tuple(_TABLE)

_UNIT = re.compile(
    r"[\s\-\u2011]?(?:"
    + "|".join(f"(?P<u{n}>{unit['forms']})" for n, unit in enumerate(_TABLE.values()))
    + r")(?:(?<=[%°¢])|(?![^\W_]))",
    re.IGNORECASE,
)

PLAIN_UNITS = frozenset(name for name, unit in _TABLE.items() if unit.get("plain"))
"""Units that read as ordinary nouns, and so may stand where a garbled noun stood."""


def unit_at(text: str, at: int) -> tuple[str, int]:
    """The unit that stands at `at`, after one space or hyphen, and where it ends.

    The empty string and `at` where none stands there.
    """
    match = _UNIT.match(text, at)
    if match is None or match.lastgroup is None:
        return "", at
    return _UNITS[int(match.lastgroup[1:])], match.end()


def base(unit: str) -> tuple[str, Fraction]:
    """The unit that a unit is measured in, and how many of it one is: `m` and 1000 for `km`."""
    known = _TABLE.get(unit, {})
    return known.get("base", unit), Fraction(known.get("factor", 1))
