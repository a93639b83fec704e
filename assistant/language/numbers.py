"""Numbers in digits and in words: sign, currency, magnitude, unit, ordinals, fractions, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from assistant.language.amounts import Amount, joined
from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.number_pattern import HALF_OF_ONE, NUMBER, OF_ONE
from assistant.language.numerals import (
    CURRENCIES,
    DECADES,
    GLYPHS,
    ORDINALS,
    SCALES,
    SHORT_SCALES,
    SMALL,
    TENS,
    TIMES,
    amounts,
    roman,
)
from assistant.language.units import unit_at
from assistant.language.wordlists import word_list

_POSSESSED = re.compile(
    r"\b(?:my|your|his|her|its|our|their)\s+(?:early\s|late\s|mid[-\s]?)?\Z", re.IGNORECASE
)
_NOUN = re.compile(r"\s+(?:(?P<before>[a-z]+)\s+)?(?P<noun>[a-z]+s|people|men|women|children)\b")
_DIMENSION = re.compile(r"(?:hurdles|waves|walls|tall|high|wide|long|deep|thick|apart|away)\b")
_SMALL_WORDS = word_list("function-words") | word_list("stop-words")


def numbers(text: str) -> Iterator[Found]:
    """The numbers of a text, in order, none overlapping another.

    Of several in one run of words, as in `five twelve`, the first has its range.
    """
    for amount in joined(text, _amounts(text)):
        yield Found(Fact(FactKind.NUMBER, amount.canonical), amount.start, amount.end)


def _amounts(text: str) -> Iterator[Amount]:
    at = 0
    while match := NUMBER.search(text, at):
        at = max(match.end(), at + 1)
        if match["idiom"]:
            continue
        found = _read(match, text)
        yield from found
        at = max(at, found[-1].end)


def _read(match: re.Match[str], text: str) -> list[Amount]:
    """The amounts of one match; the last one ends with its unit."""
    if match["words"]:
        return _spelled(match, text)
    if match["digits"]:
        return [_figures(match, text)]
    start, end = match.span()
    if match["single"]:
        unit, end = unit_at(text, end - 1)
        return [Amount(start, end, Fraction(1), unit=unit)]
    if match["share"]:
        return [Amount(start, end, Fraction(1, ORDINALS[folded(match["shareof"])]), part=True)]
    if match["part"] or match["alone"]:
        share = _fraction(match) if match["part"] else GLYPHS[match["alone"]]
        return [_of_one(text, Amount(start, end, share, part=True))]
    if match["vague"] or match["tens"]:
        shown = folded(match["vague"]) if match["vague"] else _decade(match, text)
        return [Amount(start, end, shown=shown)]
    value, unit = _word(match)
    return [Amount(start, end, Fraction(value), unit=unit)]


def _word(match: re.Match[str]) -> tuple[int, str]:
    """The value of one number word, and its unit: `twice` is 2 times, `fivefold` 5."""
    if match["nth"]:
        return ORDINALS[folded(match["nth"])], "th"
    if match["twice"]:
        return TIMES[folded(match["twice"])], "times"
    if match["fold"]:
        count = re.sub(r"-?fold\Z", "", folded(match["fold"]))
        return int(count) if count.isdecimal() else SMALL[count], "times"
    if match["score"]:
        return 20 * SMALL.get(folded(match["scores"]), 1), ""
    return roman(match["roman"]), ""


def _decade(match: re.Match[str], text: str) -> str:
    """`1980s` for the eighties; of somebody in her eighties `80s`."""
    tens = DECADES.get(folded(match["tens"]), 0)
    if match["hundreds"]:
        return f"{SMALL[folded(match['hundreds'])]}{tens}s"
    if not tens:
        return "2000s"
    possessed = _POSSESSED.search(text, max(0, match.start() - 24), match.start())
    return f"{tens}s" if possessed else f"19{tens}s"


def _fraction(match: re.Match[str]) -> Fraction:
    bottom = 2 if match["half"] else _bottom(folded(match["bottom"] or ""))
    top = folded(match["top"] or "a")
    count = 1 if top in ("a", "an") else SMALL.get(top) or SCALES.get(top, 0)
    return Fraction(count, bottom)


def _bottom(word: str) -> int:
    return 4 if word.startswith("quarter") else ORDINALS.get(word) or ORDINALS[word[:-1]]


def _of_one(text: str, part: Amount) -> Amount:
    """A fraction with what it is of: `half a million`, `three quarters of an hour`."""
    pattern = HALF_OF_ONE if part.mantissa.denominator in (2, 4) else OF_ONE
    for each in (OF_ONE, pattern):
        if of := each.match(text, part.end):
            scale = folded(of["scale"] or of.groupdict().get("bare") or "")
            end = of.end() if scale else of.end() - 1
            unit, unit_end = unit_at(text, end)
            if scale or unit:
                whole = SCALES.get(scale, 1)
                return Amount(part.start, unit_end, part.mantissa, whole, unit, part=True)
    unit, end = unit_at(text, part.end) if text[part.start : part.end] in GLYPHS else ("", part.end)
    return Amount(part.start, end, part.mantissa, unit=unit, part=True)


def _spelled(match: re.Match[str], text: str) -> list[Amount]:
    words = [w for w in re.split(r"[\s-]+", folded(match["words"])) if w not in ("a", "an", "and")]
    sign = "-" if words[0] in ("minus", "negative") else ""
    if words[0] in ("minus", "negative", "plus"):
        words = words[1:]
    start, end, unit = *match.span(), ""
    if match["tail"]:
        *before, last = words
        if last == "second" and (not before or before[-1] not in TENS):
            values, unit = amounts(before), "second"
        else:
            *head, amount = amounts(before)
            values, unit = [*head, amount + ORDINALS[last]], "th"
    else:
        values = amounts(words)
        unit, end = unit_at(text, end)
    *head, amount = values
    starts = (start, *(match.end() for _ in head))
    first = [Amount(at, match.end(), Fraction(v)) for at, v in zip(starts, head, strict=False)]
    last_start = match.end() if head else start
    mantissa, scale = _scaled(words, amount)
    return [*first, Amount(last_start, end, mantissa, scale, unit, sign)]


def _scaled(words: list[str], amount: int) -> tuple[Fraction, int]:
    """A number as a mantissa times the scale that it is spelled with: 3 and 10⁶."""
    scale = SCALES.get(words[-1], 1)
    return Fraction(amount, scale), scale


def _figures(match: re.Match[str], text: str) -> Amount:
    digits, (start, end) = re.sub("[, \u00a0\u202f\u2009']", "", match["digits"]), match.span()
    sign = folded((match["sign"] or match["second"] or "").strip())
    sign = {"": "", "+": "+", "plus": "+"}.get(sign, "-")
    if "/" in digits or digits.count(".") > 1:
        return Amount(start, end, shown=sign + digits)
    if match["suffix"]:
        return Amount(start, end, Fraction(digits), unit="th", sign=sign)
    if match["decade"]:
        century = "19" if match["century"] and digits > "20" else "20" if match["century"] else ""
        if (
            not century
            and len(digits) == 2
            and not _POSSESSED.search(text, max(0, start - 24), start)
        ):
            century = "19"
        return Amount(start, end, shown=f"{sign}{century}{digits}s")
    currency = CURRENCIES.get(folded((match["currency"] or "").strip()), "")
    mantissa = Fraction(digits) + _added(match["glyph"])
    scale = SCALES[folded(match["scale"])] if match["scale"] else 1
    if short := folded(match["short"] or ""):
        if currency or short not in "mb" or _counts(text, match.end()):
            scale = SHORT_SCALES[short]
        else:
            end = match.start("short")
    unit, end = (currency, end) if currency else unit_at(text, end)
    return Amount(start, end, mantissa, scale, unit, sign)


def _added(glyph: str | None) -> Fraction:
    """The fraction behind a figure: 1/2 of `2½` and of `2 1/2`."""
    if not glyph:
        return Fraction(0)
    return GLYPHS.get(glyph) or Fraction(glyph.strip())


def _counts(text: str, at: int) -> bool:
    """Whether an `m` before `at` is of millions, as in `3m homes`, where none are metres."""
    if text[at - 1] not in "mM" or not text[at - 2 : at - 1].isdigit():
        return False
    found = _NOUN.match(text, at)
    if found is None or _DIMENSION.search(found.group()):
        return False
    return found["noun"] not in _SMALL_WORDS and (found["before"] or "") not in _SMALL_WORDS
