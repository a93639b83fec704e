"""Numbers in digits and in words: sign, currency, magnitude, unit, ordinals, fractions, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial

from assistant.language.amounts import Amount, joined
from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.figures import figures
from assistant.language.number_pattern import HALF_OF_ONE, NUMBER, OF_ONE, STARTERS, STARTS
from assistant.language.numerals import (
    CHANGES,
    DECADES,
    GLYPHS,
    ORDINALS,
    SCALES,
    SMALL,
    TENS,
    TIMES,
    amounts,
    decimal,
    roman,
)
from assistant.language.triggers import is_one_of
from assistant.language.units import unit_at

POSSESSED = re.compile(
    r"\b(?:my|your|his|her|its|our|their)\s+(?:early\s|late\s|mid[-\s]?)?\Z", re.IGNORECASE
)
_CENTURY = re.compile(r"[\s-]+(?:century|centuries)\b", re.IGNORECASE)
_WAR = re.compile(r"\bworld\s+war\s+\Z", re.IGNORECASE)
_NOT = re.compile(r"\bnot\s+(?:a\s+)?\Z", re.IGNORECASE)
_LASTING = re.compile(r"\b(?:for|within|than|almost|nearly|least|lasted)\s+\Z", re.IGNORECASE)
"""What stands before a time that lasts, where `a` is the number one."""
_GROUPS = {"couple": 2, "pair": 2, "brace": 2, "both": 2, "trio": 3, "quartet": 4, "quintet": 5}
_NTHS = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


def numbers(text: str) -> Iterator[Found]:
    """The numbers of a text, in order, none overlapping another.

    Of several in one run of words, as in `five twelve`, the first has its range.
    """
    for amount in joined(text, map(partial(_in_place, text), _amounts(text))):
        fact = Fact(FactKind.NUMBER, amount.canonical, amount.weak)
        yield Found(fact, amount.start, amount.end)


def _in_place(text: str, amount: Amount) -> Amount:
    """An amount by what stands about it: `18th century`, `World War II`."""
    if amount.unit == "th" and (century := _CENTURY.match(text, amount.end)):
        return replace(amount, unit="th century", end=century.end())
    if (amount.bare or amount.shown) and _WAR.search(text, max(0, amount.start - 12), amount.start):
        value = amount.value or roman(amount.shown) if amount.shown.isupper() else amount.value
        return replace(amount, mantissa=Fraction(value), scale=1, unit="th", shown="")
    return amount


def _amounts(text: str) -> Iterator[Amount]:
    at = 0
    for start in STARTS.finditer(text):
        begin = start.start()
        word = start["word"]
        if begin < at or (word and not is_one_of(STARTERS, word)):
            continue
        match = NUMBER.match(text, begin)
        if match is None:
            continue
        if match["single"] and not text[at:begin].strip() and at:
            continue  # the day of `$5 a day`
        at = match.end()
        if not match["idiom"]:
            found = _read(match, text)
            yield from found
            at = max(at, found[-1].end)


def _read(match: re.Match[str], text: str) -> list[Amount]:
    """The amounts of one match; the last one ends with its unit."""
    if match["words"]:
        return _spelled(match, text)
    if match["digits"]:
        return figures(match, text)
    start, end = match.span()
    if match["single"] or match["every"]:
        count = _NTHS.get(folded(match["everynth"] or ""), 1)
        unit, end = unit_at(text, end - 1)
        weak = bool(match["single"]) and not _LASTING.search(text, max(0, start - 8), start)
        return [Amount(start, end, Fraction(count), unit=unit, weak=weak)]
    if bottom := match["shareof"] or match["thirdof"]:
        known = ORDINALS.get(folded(bottom)) or int(bottom[:-2])
        return [Amount(start, end, Fraction(1, known), part=True)]
    if match["part"] or match["alone"] or match["halving"]:
        share = _fraction(match) if match["part"] else GLYPHS.get(match["alone"], Fraction(1, 2))
        return [_of_one(text, Amount(start, end, share, part=True, weak=bool(match["halving"])))]
    if match["lone"] and folded(match["lone"]).startswith("only"):
        unit, end = unit_at(text, end)
        return [Amount(start, end, Fraction(1), unit=unit)]
    if match["several"]:
        unit, end = unit_at(text, end)
        return [Amount(start, end, shown=f"{folded(match['ofthem'])}s {unit}".rstrip())]
    if match["vague"] or match["tens"]:
        shown = folded(match["vague"]) if match["vague"] else _decade(match, text)
        return [Amount(start, end, shown=shown)]
    return [_word(match)]


def _word(match: re.Match[str]) -> Amount:
    """The amount of one number word: `twice` is 2 times, `fivefold` 5, `both` 2."""
    start, end = match.span()

    def amount(value: int, unit: str = "", *, weak: bool = False) -> Amount:
        return Amount(start, end, Fraction(value), unit=unit, weak=weak)

    if match["nth"]:
        return amount(ORDINALS[folded(match["nth"])], "th")
    if match["twice"]:
        return amount(TIMES[folded(match["twice"])], "times")
    if match["change"]:
        return amount(CHANGES[folded(match["change"])], "times", weak=True)
    if match["fold"]:
        count = re.sub(r"-?fold\Z", "", folded(match["fold"]))
        value = int(count) if count.isdecimal() else SMALL.get(count) or SCALES[count]
        return amount(value, "times")
    if match["pair"]:
        return amount(_GROUPS[folded(match["pair"]).split()[-1]], weak=True)
    if match["lone"]:
        lone = folded(match["lone"])
        return amount(1, "times" if lone == "once" else "", weak=True)
    if match["score"]:
        return amount(20 * SMALL.get(folded(match["scores"]), 1))
    if match["aged"]:
        return amount(SMALL[folded(match["aged"])[:-1]])
    if match["bakers"]:
        return amount(13)
    if match["height"]:
        feet = int(match["feet"]) + Fraction(int(match["inches"]), 12)
        return Amount(start, end, feet, unit="foot")
    return Amount(start, end, shown=match["roman"])


def _decade(match: re.Match[str], text: str) -> str:
    """`1980s` for the eighties; of somebody in her eighties `80s`."""
    tens = DECADES.get(folded(match["tens"]), 0)
    if match["hundreds"]:
        return f"{SMALL[folded(match['hundreds'])]}{tens}s"
    if not tens:
        return "2000s"
    possessed = POSSESSED.search(text, max(0, match.start() - 24), match.start())
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
    return Amount(part.start, end, part.mantissa, unit=unit, part=True, weak=part.weak)


def _spelled(match: re.Match[str], text: str) -> list[Amount]:
    words = [w for w in re.split(r"[\s-]+", folded(match["words"])) if w not in ("a", "an", "and")]
    sign = "-" if words[0] in ("minus", "negative") else ""
    if words[0] == "plus" and words[1] == "or":
        words, sign = words[3:], "±"
    elif words[0] in ("minus", "negative", "plus"):
        words = words[1:]
    start, end = match.span()
    if match["decimals"]:
        return [_decimal(match, text, words, sign)]
    if match["all"]:
        value = Fraction(amounts(words[:-1])[-1])
        return [Amount(start, match.start("all"), value), Amount(match.start("all"), end, value)]
    if words == ["one"] and _NOT.search(text, max(0, start - 8), start):
        return [Amount(start, end, Fraction(1), weak=True)]
    values, unit = amounts(words), ""
    if match["tail"]:
        values, unit = _ordinal(words)
    else:
        unit, end = unit_at(text, end)
    *head, amount = values
    places = _places(match) if len(values) == 2 else ()
    if places:
        (one, one_end), (start, _) = places
        first = [Amount(one, one_end, Fraction(head[0]))]
    else:
        starts = (start, *(match.end() for _ in head))
        first = [Amount(at, match.end(), Fraction(v)) for at, v in zip(starts, head, strict=False)]
        start = match.end() if head else start
    mantissa, scale = _scaled(words, amount)
    return [*first, Amount(start, end, mantissa, scale, unit, sign)]


def _places(match: re.Match[str]) -> tuple[tuple[int, int], ...]:
    """Where the two numbers of `three-one` stand, where each is one word."""
    found = [each.span() for each in re.finditer(r"[^\W_]+", match.group())]
    lead = match.start()
    return tuple((lead + a, lead + b) for a, b in found) if len(found) == 2 else ()


def _ordinal(words: list[str]) -> tuple[list[int], str]:
    """The values and the unit of a run of words that ends with an ordinal; a second is a unit."""
    *before, last = words
    if last == "second" and (not before or before[-1] not in TENS):
        return amounts(before), "second"
    *head, amount = amounts(before)
    return [*head, amount + ORDINALS[last]], "th"


def _decimal(match: re.Match[str], text: str, words: list[str], sign: str) -> Amount:
    """`two point five million`."""
    whole = amounts(words[: words.index("point")])[-1]
    value = decimal(whole, re.findall(r"[a-z]+", folded(match["decimals"])))
    scale = SCALES[folded(match["pointscale"])] if match["pointscale"] else 1
    unit, end = unit_at(text, match.end())
    return Amount(match.start(), end, value, scale, unit, sign)


def _scaled(words: list[str], amount: int) -> tuple[Fraction, int]:
    """A number as a mantissa times the scale that it is spelled with: 3 and 10⁶."""
    scale = SCALES.get(words[-1], 1)
    return Fraction(amount, scale), scale
