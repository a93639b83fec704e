"""Numbers in digits and in words: sign, currency, magnitude, unit, ordinals, fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.units import unit_at

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000}
_SCALES |= {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"k": 1_000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9}
_SHORT_SCALES |= {"tn": 10**12, "tr": 10**12}

_SMALL = {word: number for number, word in enumerate(_ONES)}
_SMALL |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_NTH = {word: number for number, word in enumerate(_ORDINALS)}
_NTH |= {word[:-1] + "ieth": 10 * number for number, word in enumerate(_TENS, 2)}
_NTH |= {"hundredth": 100, "thousandth": 1_000, "millionth": 10**6}

_TIMES = {"twice": "2 times", "doubly": "2 times", "thrice": "3 times", "trebly": "3 times"}

_CARDINAL = "|".join([*_SMALL, *_SCALES])
_ORDINAL = "|".join(_NTH)
_SCALE = "|".join(_SCALES)
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5)}
_GLYPHS |= {"⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}

_NUMBER = re.compile(
    rf"""
    (?P<idiom>(?<!\w)(?i:
        one\ another | one-(?:sided|time|way|off|shot|on-one)
        | (?:no|any|some|every|this|that|which|each|another)[ -]one\b
        (?![ -](?:{_SCALE}|of)) | one'?s | one’s | at\ first | first\ of\ all
        | first\ and\ foremost | second\ thoughts? | split[ -]seconds? | per\ second
        | at\ sixes\ and\ sevens)\b)
  | (?P<vague>(?<!\w)(?i:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b)
  | (?P<part>(?<!\w)(?i:(?P<top>an?|{_CARDINAL})[\s-])?
        (?i:(?P<half>half|halves)|(?P<bottom>quarters?|thirds|(?!second)(?:{_ORDINAL})s?))\b
        (?(half)|(?(top)(?:(?i:(?<=s))|(?=\s+of\b))|(?<=ter)(?=\s+of\b))))
  | (?P<words>(?<!\w)(?i:(?P<minus>minus\s+|negative\s+|plus\s+)?
        (?:an?\s+(?=(?:{_SCALE})\b))?
        (?:{_CARDINAL})\b(?:[\s-]+(?:and\s+(?=(?:{_CARDINAL}|{_ORDINAL})\b))?(?:{_CARDINAL})\b)*
        (?:[\s-]+(?:and\s+)?(?P<tail>{_ORDINAL})\b)?))
  | (?P<nth>(?<!\w)(?i:{_ORDINAL})\b)
  | (?P<twice>(?<!\w)(?i:{"|".join(_TIMES)})\b)
  | (?P<roman>(?<![\w.])(?=[IVX]{{2,7}}\b)
        (?:X{{1,3}}(?:IX|IV|V?I{{0,3}})|IX|IV|VI{{0,3}}|I{{1,3}})\b(?!\.\w))
  | (?P<sign>(?<![^\s(\[“"‘'=:;,—])[-+−–](?=(?:[A-Z]{{1,2}})?[$€£¥₹]?\d)
        |(?i:(?<!\w)(?:minus|plus)\s+)(?=\S?\d))?
    (?P<currency>(?:\b(?:US|AU?|CA?|NZ|HK))?\$\s?|[€£¥₹]\s?|\b(?:USD|EUR|GBP)\s?)?
    (?(currency)(?P<second>[-−])?)
    (?P<digits>\d+(?:\.\d+){{2,}}|\d+/\d+(?!\d|/)|\d{{1,3}}(?:[,\u00a0\u202f']\d{{3}})+(?!\d)(?:\.\d+)?
        |\d+(?:\.\d+)?|\.\d+)
    (?:(?P<suffix>st|nd|rd|th|d)\b|(?P<decade>['’]?s)\b)?
    (?:[\s-]?(?P<scale>(?i:{_SCALE}))(?i:s?)\b|\s?(?P<short>(?i:mn|mln|bn|tn|tr|[kmb]))(?![^\W_]))?
  | (?P<glyph>[½⅓⅔¼¾⅕⅛⅜⅝⅞])
    """,
    re.VERBOSE,
)

NUMBER_LIKE = re.compile(
    rf"[\d½⅓⅔¼¾⅕⅛⅜⅝⅞%]|\b(?:{_CARDINAL}|{_ORDINAL}|half|halves|quarters?|[ivx]{{2,7}}"
    rf"|{'|'.join(_TIMES)}"
    r"|tens|dozens|scores|hundreds|thousands|millions|billions|trillions|per\s?cent(?:um)?|percent"
    r"|percentage|minus|thirds|fifths|tenths)\b",
    re.IGNORECASE,
)
"""Matches whatever could be, or belong to, a number."""


def numbers(text: str) -> Iterator[Found]:
    """The numbers of a text, in order, none overlapping another.

    Of several in one run of words, as in `nineteen ninety`, the first has its range.
    """
    at = 0
    while match := _NUMBER.search(text, at):
        at = max(match.end(), at + 1)
        if match["idiom"]:
            continue
        values, end = _read(match, text)
        at = max(at, end)
        start = match.start()
        for value in values:
            yield Found(Fact(FactKind.NUMBER, value), start, end)
            start = end


def _read(match: re.Match[str], text: str) -> tuple[list[str], int]:
    """The canonical values of one match, and where the last one ends with its unit."""
    end = match.end()
    if match["vague"]:
        return [folded(match["vague"])], end
    if match["twice"]:
        return [_TIMES[folded(match["twice"])]], end
    if match["roman"]:
        return [str(_roman(match["roman"]))], end
    if match["glyph"]:
        return ["{}/{}".format(*_GLYPHS[match["glyph"]])], end
    if match["part"]:
        return [_fraction(match)], end
    if match["nth"]:
        return [f"{_NTH[folded(match['nth'])]} th"], end
    if match["words"]:
        return _spelled(match, text)
    return _figures(match, text)


def _roman(letters: str) -> int:
    """The value of a Roman numeral below forty."""
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in letters]
    return sum(-one if one < after else one for one, after in pairwise([*values, 0]))


def _fraction(match: re.Match[str]) -> str:
    bottom = 2 if match["half"] else _bottom(folded(match["bottom"] or ""))
    top = folded(match["top"] or "a")
    return f"{1 if top in ('a', 'an') else _SMALL.get(top) or _SCALES[top]}/{bottom}"


def _bottom(word: str) -> int:
    return 4 if word.startswith("quarter") else _NTH.get(word) or _NTH[word.removesuffix("s")]


def _spelled(match: re.Match[str], text: str) -> tuple[list[str], int]:
    words = [w for w in re.split(r"[\s-]+", folded(match["words"])) if w not in ("a", "an", "and")]
    sign = "-" if words[0] in ("minus", "negative") else ""
    if words[0] in ("minus", "negative", "plus"):
        words = words[1:]
    if match["tail"]:
        *before, last = words
        seconds = last == "second" and (not before or before[-1] not in _TENS)
        if seconds:
            return [f"{sign}{_plain(v)} second" for v in _amounts(before)], match.end()
        *head, amount = _amounts(before)
        return [*(_plain(v) for v in head), f"{sign}{_plain(amount + _NTH[last])} th"], match.end()
    *head, amount = _amounts(words)
    unit, end = unit_at(text, match.end())
    return [*(_plain(v) for v in head), f"{sign}{_plain(amount)} {unit}".rstrip()], end


def _amounts(words: list[str]) -> list[Decimal]:
    """The numbers that a run of number words spells; more than one where they do not join."""
    found: list[Decimal] = []
    total = group = 0
    fresh = True
    for word in words:
        if word in _SMALL:
            value, rest = _SMALL[word], group % 100
            if not fresh and rest and not (rest >= 20 and rest % 10 == 0 and 0 < value < 10):
                found.append(Decimal(total + group))
                total = group = 0
            group += value
        elif word in ("hundred", "dozen"):
            group = (group or 1) * _SCALES[word]
        else:
            total += (group or 1) * _SCALES[word]
            group = 0
        fresh = False
    return [*found, Decimal(total + group)]


def _figures(match: re.Match[str], text: str) -> tuple[list[str], int]:
    digits, end = re.sub("[,\u00a0\u202f']", "", match["digits"]), match.end()
    sign = folded(match["sign"] or match["second"] or "").strip()
    sign = {"": "", "+": "+", "plus": "+"}.get(sign, "-")
    if match["suffix"]:
        return [f"{sign}{digits} th"], end
    if match["decade"]:
        return [f"{sign}{digits}s"], end
    if "/" in digits or digits.count(".") > 1:
        return [sign + digits], end
    currency = folded(match["currency"] or "").strip()
    currency = {"usd": "us$", "eur": "€", "gbp": "£"}.get(currency, currency)
    amount, short = Decimal(digits), folded(match["short"] or "")
    if match["scale"]:
        amount *= _SCALES[folded(match["scale"])]
    elif short and (currency or short not in "mb"):
        amount *= _SHORT_SCALES[short]
    elif short:
        end = match.start("short")
    unit, end = (currency, end) if currency else unit_at(text, end)
    return [f"{sign}{_plain(amount)} {unit}".rstrip()], end


def _plain(amount: Decimal) -> str:
    """A number without exponent and without the zeros that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
