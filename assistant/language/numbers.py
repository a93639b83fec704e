"""Numbers in digits and in words: sign, currency, magnitude, unit, ordinals, fractions, shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial

from assistant.language.amount import Amount
from assistant.language.amounts import joined
from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.figures import figures
from assistant.language.number_pattern import HALF_OF_ONE, NUMBER, OF_ONE, STARTERS, STARTS
from assistant.language.numerals import (
    ANNIVERSARIES,
    BIRTHS,
    CHANGES,
    DECADES,
    GLYPHS,
    ORDINALS,
    SCALES,
    SMALL,
    TIMES,
    roman,
)
from assistant.language.spelled import spelled
from assistant.language.triggers import is_one_of
from assistant.language.units import unit_at

POSSESSED = re.compile(
    r"\b(?:my|your|his|her|its|our|their)\s+(?:early\s|late\s|mid[-\s]?)?\Z", re.IGNORECASE
)
_CENTURY = re.compile(r"[\s-]+(?:century|centuries)\b", re.IGNORECASE)
_WAR = re.compile(r"\bworld\s+war\s+\Z", re.IGNORECASE)
_LASTING = re.compile(
    r"\b(?:for|within|than|almost|nearly|least|most|lasted|under|over|about|around)\s+\Z",
    re.IGNORECASE,
)
"""What stands before a time that lasts, where `a` is the number one."""
_GROUPS = {"couple": 2, "pair": 2, "brace": 2, "both": 2, "trio": 3, "quartet": 4, "quintet": 5}
_OF = re.compile(r"\s+of\s+")
_AGO = re.compile(r"an?\s+\w+\s+(?:ago|later|earlier|old)\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:every|each)\s+\Z", re.IGNORECASE)
_TIMES_A = re.compile(
    r"[\s-](?:(?:an?|per|every|each)[\s-](?:minute|hour|day|week|fortnight|month|year|decade)"
    r"|annually|yearly|monthly|weekly|daily|hourly)\b",
    re.IGNORECASE,
)
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
    if _EVERY.search(text, max(0, amount.start - 8), amount.start):
        return replace(amount, weak=True)  # how often, which is a frame of its own
    if amount.unit == "times" and _TIMES_A.match(text, amount.end):
        return replace(amount, weak=True)  # told by how far apart they are
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
        if match["single"] and at and not text[at:begin].strip() and not _AGO.match(text, begin):
            continue  # the day of `$5 a day`
        at = match.end()
        if not match["idiom"]:
            found = _read(match, text)
            yield from found
            at = max(at, found[-1].end)


def _read(match: re.Match[str], text: str) -> list[Amount]:
    """The amounts of one match; the last one ends with its unit."""
    if match["digits"]:
        return figures(match, text)
    if match["words"]:
        return spelled(match, text)
    if match["several"]:
        return _several(match, text)
    kind = match.lastgroup or ""
    if kind in _BESIDE:
        return [_BESIDE[kind](match, text)]
    if kind in _ALONE:
        return [_ALONE[kind](match)]
    value, unit = _VALUES[kind](match)
    weak = kind in ("pair", "lone", "change", "birth")
    return [Amount(*match.span(), Fraction(value), unit=unit, weak=weak)]


def _single(match: re.Match[str], text: str) -> Amount:
    """`a day`, weak but where it lasts, and `every other day`."""
    start, end = match.span()
    count = _NTHS.get(folded(match["everynth"] or ""), 1)
    unit, end = unit_at(text, start if match["single"] and not match["one"] else end - 1)
    weak = not match["single"] or not _LASTING.search(text, max(0, start - 8), start)
    return Amount(start, end, Fraction(count), unit=unit, weak=weak)


def _share(match: re.Match[str]) -> Amount:
    bottom = match["shareof"] or match["thirdof"]
    known = ORDINALS.get(folded(bottom)) or int(bottom[:-2])
    return Amount(*match.span(), Fraction(1, known), part=True)


def _every_nth(match: re.Match[str]) -> Amount:
    """`every third child`, which is one in three."""
    end = match.end("everyof")
    return Amount(match.start(), end, Fraction(1, ORDINALS[folded(match["everyof"])]), part=True)


def _part(match: re.Match[str], text: str) -> Amount:
    share = _fraction(match) if match["part"] else GLYPHS.get(match["alone"], Fraction(1, 2))
    return _of_one(text, Amount(*match.span(), share, part=True, weak=bool(match["halving"])))


def _several(match: re.Match[str], text: str) -> list[Amount]:
    """`several hundred thousand`, which is hundreds of thousands."""
    (start, end), middle = match.span(), match.end("ofthem")
    first = f"{folded(match['ofthem'])}s"
    if match["ofthose"]:
        more = Amount(middle, end, shown=f"{folded(match['ofthose'])}s")
        return [Amount(start, middle, shown=first), more]
    unit, end = unit_at(text, end)
    return [Amount(start, end, shown=f"{first} {unit}".rstrip())]


def _vague(match: re.Match[str], text: str) -> Amount:
    """`millions of dollars`, with their unit."""
    of = _OF.match(text, match.end())
    unit, end = unit_at(text, of.end() - 1) if of else ("", match.end())
    shown = f"{folded(match['vague'])} {unit}".rstrip()
    return Amount(match.start(), end if unit else match.end(), shown=shown)


def _height(match: re.Match[str]) -> Amount:
    feet = int(match["feet"]) + Fraction(int(match["inches"]), 12)
    return Amount(*match.span(), feet, unit="foot")


def _fold(match: re.Match[str]) -> tuple[int, str]:
    count = re.sub(r"-?fold\Z", "", folded(match["fold"]))
    return (int(count) if count.isdecimal() else SMALL.get(count) or SCALES[count]), "times"


def _decade(match: re.Match[str], text: str) -> str:
    """`1980s` for the eighties; of somebody in her eighties `80s`."""
    word = folded(match["tens"] or match["decades"])
    tens = 10 if word == "tens" else DECADES.get(word, 0)
    if match["hundreds"]:
        return f"{SMALL[folded(match['hundreds'])]}{tens:02}s"
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


_BESIDE: dict[str, Callable[[re.Match[str], str], Amount]] = {
    **dict.fromkeys(("single", "every"), _single),
    **dict.fromkeys(("part", "alone", "halving"), _part),
    "vague": _vague,
    "spelleddecade": lambda match, text: Amount(*match.span(), shown=_decade(match, text)),
}
"""The amount of a match by its group, where what stands beside it tells, too."""

_ALONE: dict[str, Callable[[re.Match[str]], Amount]] = {
    **dict.fromkeys(("share", "third"), _share),
    "eachnth": _every_nth,
    "height": _height,
    "roman": lambda match: Amount(*match.span(), shown=match["roman"]),
    "bakers": lambda match: Amount(*match.span(), Fraction(13)),
}
"""The amount of a match by its group, where that is no plain value."""

_VALUES: dict[str, Callable[[re.Match[str]], tuple[int, str]]] = {
    "nth": lambda match: (ORDINALS[folded(match["nth"])], "th"),
    "birth": lambda match: (BIRTHS[folded(match["birth"])], ""),
    "anniversary": lambda match: (ANNIVERSARIES[folded(match["anniversary"])], "th"),
    "twice": lambda match: (TIMES[folded(match["twice"])], "times"),
    "change": lambda match: (CHANGES[folded(match["change"])], "times"),
    "fold": _fold,
    "pair": lambda match: (_GROUPS[folded(match["pair"]).split()[-1]], ""),
    "lone": lambda match: (1, "times" if folded(match["lone"]) == "once" else ""),
    "score": lambda match: (
        20 * SMALL.get(folded(match["scores"]), 1) + SMALL.get(folded(match["more"] or ""), 0),
        "",
    ),
    "aged": lambda match: (SMALL[folded(match["aged"])[:-1]], ""),
}
"""The value and the unit of one number word: `twice` is 2 times, `fivefold` 5, `both` 2."""
