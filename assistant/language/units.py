"""Units of measure that may follow a number, each with one canonical name."""

from __future__ import annotations

import re

_FORMS = {
    "pp": "percentage points?|pp",
    "us$": "US dollars?|USD",
    "mph": "mph|miles (?:an|per) hour",
    "km/h": "km/h|kph|kilomet(?:re|er)s (?:an|per) hour",
    "°C": "° ?C|degrees Celsius|degrees centigrade|(?-i:C)",
    "°F": "° ?F|degrees Fahrenheit|(?-i:F)",
    "kWh": "(?-i:kWh)|kilowatt[- ]hours?",
    "%": "%|per ?cent(?:um)?|pcts?|pc",
    "$": "dollars?|bucks?",
    "£": "pounds? sterling|pounds?|quid|GBP",
    "€": "euros?|EUR",
    "¥": "yen|JPY",
    "yuan": "yuan|renminbi|RMB|CNY",
    "₹": "rupees?|INR",
    "cent": "cents?|¢",
    "penny": "pence|penny|pennies",
    "peso": "pesos?",
    "rouble": "rou?bles?",
    "franc": "francs?|CHF",
    "krone": "kron(?:e|er|a|or|ur)",
    "second": "seconds?|secs?",
    "minute": "minutes?|mins?",
    "hour": "hours?|hrs?",
    "day": "days?|mean solar days?",
    "week": "weeks?|hebdomads?",
    "fortnight": "fortnights?",
    "month": "months?|calendar months?",
    "year": "years?|yrs?|twelvemonths?",
    "decade": "decades?|decennium|decennary",
    "century": "centur(?:y|ies)",
    "mm": "mm|millimet(?:re|er)s?",
    "cm": "cm|centimet(?:re|er)s?",
    "m": "(?-i:m)|met(?:re|er)s?",
    "km": "kms?|kilomet(?:re|er)s?",
    "inch": "inch(?:es)?",
    "foot": "ft|foot|feet",
    "yard": "yards?|yds?",
    "mile": "miles?|statute miles?|stat mi|(?-i:mi)",
    "knot": "knots?",
    "mg": "mg|milligram(?:me)?s?",
    "g": "(?-i:g)|gram(?:me)?s?",
    "kg": "kgs?|kilogram(?:me)?s?|kilos?",
    "ton": "tons?",
    "tonne": "tonnes?|metric tons?",
    "lb": "lbs?",
    "ounce": "ounces?|oz",
    "stone": "stones?",
    "acre": "acres?",
    "hectare": "hectares?|(?-i:ha)",
    "litre": "lit(?:re|er)s?",
    "ml": "ml|millilit(?:re|er)s?",
    "gallon": "gallons?|gal",
    "barrel": "barrels?",
    "bushel": "bushels?",
    "°": "°|degrees?",
    "kW": "(?-i:kW)|kilowatts?",
    "MW": "(?-i:MW)|megawatts?",
    "GW": "(?-i:GW)|gigawatts?",
    "MB": "(?-i:MB)|megabytes?",
    "GB": "(?-i:GB)|gigabytes?",
    "TB": "(?-i:TB)|terabytes?",
    "point": "points?|pts?",
    "goal": "goals?",
    "vote": "votes?",
}
"""Each unit with the ways to write it; a longer form stands before the one it begins with."""

_UNIT = re.compile(
    r"[\s\-\u2011]?(?:"
    + "|".join(f"(?P<u{n}>{forms})" for n, forms in enumerate(_FORMS.values()))
    + r")(?:(?<=[%°¢])|(?![^\W_]))",
    re.IGNORECASE,
)
_UNITS = tuple(_FORMS)

_STRICT = {"%", "pp", "°", "°C", "°F", "$", "us$", "£", "€", "¥", "₹"}
PLAIN_UNITS = frozenset(_UNITS) - _STRICT
"""Units that read as ordinary nouns, and so may stand where a garbled noun stood."""


def unit_at(text: str, at: int) -> tuple[str, int]:
    """The unit that stands at `at`, after one space or hyphen, and where it ends.

    The empty string and `at` where none stands there.
    """
    match = _UNIT.match(text, at)
    if match is None or match.lastgroup is None:
        return "", at
    return _UNITS[int(match.lastgroup[1:])], match.end()
