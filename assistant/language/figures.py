"""A number in digits, as its pattern matched it."""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.language.amount import Amount
from assistant.language.casing import folded
from assistant.language.numerals import GLYPHS, SCALES, SHORT_SCALES
from assistant.language.units import CURRENCIES, is_currency, unit_at
from assistant.language.wordlists import word_list

_NOUN = re.compile(r"\s+(?:(?P<before>[a-z]+)\s+)?(?P<noun>[a-z]+s|people|men|women|children)\b")
_DIMENSION = re.compile(r"(?:hurdles|waves|walls|tall|high|wide|long|deep|thick|apart|away)\b")
_SMALL_WORDS = word_list("function-words") | word_list("stop-words")
_POSSESSED = re.compile(
    r"\b(?:my|your|his|her|its|our|their)\s+(?:early\s|late\s|mid[-\s]?)?\Z", re.IGNORECASE
)
_AGE_LIMIT = re.compile(r"\b(?:over|under)[\s-]\Z", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\b(?:in|since|of|until|till|from|before|after)\s\Z", re.IGNORECASE)
_THIS_CENTURY = "30"
"""Years of two figures up to this one are of the 21st century."""
_SEASON = re.compile(r"\d{4}/(?:\d\d|\d{4})")
_SIGNS = {"": "", "+": "+", "plus": "+", "±": "±", "+/-": "±", "+/−": "±"}


def figures(match: re.Match[str], text: str) -> list[Amount]:
    """The amounts of a match: one, or the two of `2019/20`, `50/50` and `three-all`."""
    digits, (start, end) = re.sub("[, \u00a0\u202f\u2009']", "", match["digits"]), match.span()
    sign = " ".join(folded(match["sign"] or match["second"] or "").split())
    sign = _SIGNS.get(sign, "±" if "or" in sign or "/" in sign else "-")
    if "/" in digits:
        return _slashed(match, digits, sign)
    if digits.count(".") > 1:
        return [Amount(start, end, shown=sign + digits)]
    if match["suffix"] == "st" and (digits[-1] != "1" or digits[-2:] == "11"):
        return [Amount(start, end, Fraction(digits), unit="stone", sign=sign)]
    if match["suffix"]:
        return [Amount(start, end, Fraction(digits), unit="th", sign=sign)]
    if match["level"]:
        middle, value = match.start("level"), Fraction(digits)
        return [Amount(start, middle, value), Amount(middle, end, value)]
    if match["decade"] and (shown := _decade(match, text, digits)):
        return [Amount(start, end, shown=sign + shown)]
    return [_amount(match, text, digits, sign)]


def _slashed(match: re.Match[str], digits: str, sign: str) -> list[Amount]:
    """A fraction, or two numbers: a season, halves, odds of 3/1."""
    one, _, other = digits.partition("/")
    start, end = match.span()
    if int(one) < int(other) and not _SEASON.fullmatch(digits):
        return [Amount(start, end, shown=sign + digits)]
    middle = match.start("digits") + match["digits"].index("/")
    second = one[: -len(other)] + other if len(other) < len(one) else other
    return [Amount(start, middle, Fraction(one)), Amount(middle + 1, end, Fraction(second))]


def _decade(match: re.Match[str], text: str, digits: str) -> str:
    """`1980s` for `80s`; nothing for ages, as in the under-18s."""
    start = match.start()
    if digits[-1] != "0" or _AGE_LIMIT.search(text, max(0, start - 8), start):
        return ""
    century = "19" if match["century"] and digits > "20" else "20" if match["century"] else ""
    if not century and len(digits) == 2 and not _POSSESSED.search(text, max(0, start - 24), start):
        century = "19"
    return f"{century}{digits}s"


def _amount(match: re.Match[str], text: str, digits: str, sign: str) -> Amount:
    start, end = match.span()
    if (match["numero"] or "").startswith("FY") and len(digits) == 2:
        digits = f"20{digits}"
    elif match["century"] and _YEAR_BEFORE.search(text, max(0, start - 8), start):
        digits = f"{'19' if digits > _THIS_CENTURY else '20'}{digits}"
    currency = CURRENCIES.get((match["currency"] or "").strip(), "")
    mantissa = Fraction(digits) + _added(match["glyph"])
    scale = SCALES[folded(match["scale"])] if match["scale"] else 1
    if match["again"]:
        scale *= SCALES[folded(match["again"])]
    if short := folded(match["short"] or ""):
        if currency or short not in "mb" or _counts(text, match.end()):
            scale = SHORT_SCALES[short]
        else:
            end = match.start("short")
            end -= text[end - 1].isspace()
    if currency:
        return Amount(start, end, mantissa, scale, currency, sign)
    unit, end = unit_at(text, end)
    return Amount(start, end, mantissa, scale, unit, sign)


def _added(glyph: str | None) -> Fraction:
    """The fraction behind a figure: 1/2 of `2½` and of `2 1/2`."""
    if not glyph:
        return Fraction(0)
    return GLYPHS.get(glyph) or Fraction(glyph.strip())


def _counts(text: str, at: int) -> bool:
    """Whether an `m` before `at` is of millions, as in `3m homes` and `3m euros`, not of metres."""
    if text[at - 1] not in "mM" or not text[at - 2 : at - 1].isdigit():
        return is_currency(unit_at(text, at)[0])
    if is_currency(unit_at(text, at)[0]):
        return True
    found = _NOUN.match(text, at)
    if found is None or _DIMENSION.search(found.group()):
        return False
    return found["noun"] not in _SMALL_WORDS and (found["before"] or "") not in _SMALL_WORDS
