"""Numbers in digits and in words: sign, currency, magnitude, unit, ordinals, fractions, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from assistant.language.amounts import Amount, joined
from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found
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

_CARDINAL = "|".join([*SMALL, *SCALES])
_ORDINAL = "|".join(ORDINALS)
_SCALE = "|".join(SCALES)
_GLYPH = "".join(GLYPHS)
_VAGUE = "tens|dozens|scores|hundreds|thousands|millions|billions|trillions|lakhs|crores"
_SIGNS = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_PERIOD = "hour|day|week|month|year|mile"
_LONG = "|".join(
    rf"(?<=\b{word}\s)" for word in ("for", "within", "than", "almost", "nearly", "least", "lasted")
)
_POSSESSED = re.compile(
    r"\b(?:my|your|his|her|its|our|their)\s+(?:early\s|late\s|mid[-\s]?)?\Z", re.IGNORECASE
)
_NOUN = re.compile(r"\s+(?:(?P<before>[a-z]+)\s+)?(?P<noun>[a-z]+s|people|men|women|children)\b")
_DIMENSION = re.compile(r"(?:hurdles|waves|walls|tall|high|wide|long|deep|thick|apart|away)\b")

_NUMBER = re.compile(
    rf"""
    (?:(?<!\w)|(?=[\d{_GLYPH}$€£¥₹]))(?:
    (?P<idiom>(?<!\w)(?i:
        one\ another | one-(?:sided|time|way|off|shot|on-one)
        | (?:no|any|some|every|this|that|which|each|another)[ -]one\b
        (?![ -](?:{_SCALE}|of)) | one'?s | one’s | at\ first | first\ of\ all
        | first\ and\ foremost | second\ thoughts? | split[ -]seconds? | per\ second
        | at\ sixes\ and\ sevens)\b)
  | (?P<vague>(?<!\w)(?i:{_VAGUE})\b)
  | (?P<part>(?<!\w)(?i:(?P<top>an?|{_CARDINAL})[\s-])?
        (?i:(?P<half>half|halves)|(?P<bottom>quarters?|thirds|(?!second)(?:{_ORDINAL})s?))\b
        (?(half)|(?:(?<=quarter)(?=[\s-](?:point|mile|hour|inch|pound|ounce)s?\b)
            |(?(top)(?:(?i:(?<=s))|(?=\s+of\b))|(?<=ter)(?=\s+of\b)))))
  | (?P<fold>(?<!\w)(?i:\d+|{"|".join(SMALL)})-?(?i:fold)\b)
  | (?P<spelleddecade>(?<!\w)(?i:(?P<hundreds>eighteen|nineteen)[\s-])?
        (?i:(?P<tens>{"|".join(DECADES)}|noughties))\b)
  | (?P<score>(?<!\w)(?i:(?P<scores>an?|{"|".join(SMALL)})\s+score)\b
        (?=\s+of\s+(?!\d|(?i:{_CARDINAL})\b)|(?<!\ba\sscore)\s+[a-z]))
  | (?P<single>(?<!\w)(?i:an?\s+(?=(?:fortnight|decade|century)\b)
        |(?:{_LONG})an?\s+(?=(?:{_PERIOD})\b)
        |an?\s+(?=(?:{_PERIOD})\s+(?:and\s+an?\s+(?:half|quarter)|ago|later|earlier|old)\b)))
  | (?P<words>(?<!\w)(?i:(?P<minus>minus\s+|negative\s+|plus\s+)?
        (?:an?\s+(?=(?:{_SCALE})\b))?
        (?:{_CARDINAL})\b(?:[\s-]+(?:and\s+(?=(?:{_CARDINAL}|{_ORDINAL})\b)|oh[\s-]+)?
            (?:{_CARDINAL})\b)*
        (?:[\s-]+(?:and\s+)?(?P<tail>{_ORDINAL})\b)?))
  | (?P<nth>(?<!\w)(?i:{_ORDINAL})\b)
  | (?P<twice>(?<!\w)(?i:{"|".join(TIMES)})\b)
  | (?P<roman>(?<![\w.])(?=[IVX]{{2,7}}\b)
        (?:X{{1,3}}(?:IX|IV|V?I{{0,3}})|IX|IV|VI{{0,3}}|I{{1,3}})\b(?!\.\w))
  | (?P<century>['’‘](?=\d0s\b))?
    (?P<sign>(?<![^\s(\[“"‘'=:;,—])[-+−–](?=(?:[A-Z]{{1,2}})?[$€£¥₹]?\d)
        |(?i:(?<!\w)(?:minus|plus)\s+)(?=\S?\d))?
    (?P<currency>(?<![^\W\d_])(?i:{_SIGNS})\s?(?=[-−]?[\d.]))?
    (?(currency)(?P<second>[-−])?)
    (?P<digits>\d+(?:\.\d+){{2,}}|\d+/\d+(?!\d|/)
        |\d{{1,3}}(?:[,\u00a0\u202f\u2009']\d{{3}})+(?!\d)(?:\.\d+)?
        |(?<![\d.,])[1-9]\d{{0,2}}(?:\x20\d{{3}})+(?![\d,\-–]|\.\d)
        |\d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d)|\d+(?:\.\d+)?|\.\d+)
    (?:(?P<suffix>st|nd|rd|th|d)\b|(?P<decade>['’]?s)\b)?
    (?P<glyph>[{_GLYPH}]|\x20\d/\d(?!\d|/))?
    (?:[\s-]?(?P<scale>(?i:{_SCALE}))(?i:s?)\b|\s?(?P<short>(?i:{"|".join(SHORT_SCALES)}))(?![^\W_]))?
  | (?P<alone>[{_GLYPH}])
    )
    """,
    re.VERBOSE,
)
_OF_ONE = re.compile(
    rf"(?:\s+of)?\s+an?\s+(?=[^\W\d_])(?P<scale>(?:{_SCALE})\b)?|[\s-](?P<bare>{_SCALE})\b",
    re.IGNORECASE,
)
_HALF_OF_ONE = re.compile(rf"[\s-](?P<scale>(?:{_SCALE})\b)?", re.IGNORECASE)

NUMBER_LIKE = re.compile(
    rf"[\d%{_GLYPH}]|\b(?:{_CARDINAL}|{_ORDINAL}|half|halves|quarters?|[ivx]{{2,7}}"
    rf"|{'|'.join((*TIMES, *DECADES, _VAGUE))}|noughties|score|\w+fold"
    r"|per\s?cent(?:um)?|percent|percentage|minus|thirds|fifths|tenths)\b",
    re.IGNORECASE,
)
"""Matches whatever could be, or belong to, a number."""


def numbers(text: str) -> Iterator[Found]:
    """The numbers of a text, in order, none overlapping another.

    Of several in one run of words, as in `five twelve`, the first has its range.
    """
    for amount in joined(text, _amounts(text)):
        yield Found(Fact(FactKind.NUMBER, amount.canonical), amount.start, amount.end)


def _amounts(text: str) -> Iterator[Amount]:
    at = 0
    while match := _NUMBER.search(text, at):
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
    pattern = _HALF_OF_ONE if part.mantissa.denominator in (2, 4) else _OF_ONE
    for each in (_OF_ONE, pattern):
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
    if "/" in digits or digits.count(".") > 1:
        return Amount(start, end, shown=sign + digits)
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
    small = word_list("function-words") | word_list("stop-words")
    return found["noun"] not in small and (found["before"] or "") not in small
