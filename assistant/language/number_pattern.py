"""How a number is written: the patterns of numbers in digits and in words."""

from __future__ import annotations

import re

from assistant.language.numerals import (
    CURRENCIES,
    DECADES,
    GLYPHS,
    ORDINALS,
    SCALES,
    SHORT_SCALES,
    SMALL,
    TIMES,
)

_CARDINAL = "|".join([*SMALL, *SCALES])
_ORDINAL = "|".join(ORDINALS)
SCALE = "|".join(SCALES)
GLYPH = "".join(GLYPHS)
_VAGUE = "tens|dozens|scores|hundreds|thousands|millions|billions|trillions|lakhs|crores"
_SIGNS = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_PERIOD = "hour|day|week|month|year|mile"
_LONG, _BEFORE_SHARE = (
    "|".join(rf"(?<=\b{word}\s)" for word in words.split())
    for words in ("for within than almost nearly least lasted", "by of to than about nearly almost")
)

NUMBER = re.compile(
    rf"""
    (?:(?<!\w)|(?=[\d{GLYPH}$€£¥₹]))(?:
    (?P<idiom>(?<!\w)(?i:
        one\ another | one-(?:sided|time|way|off|shot|on-one)
        | (?:no|any|some|every|this|that|which|each|another)[ -]one\b
        (?![ -](?:{SCALE}|of)) | one'?s | one’s | at\ first | first\ of\ all
        | first\ and\ foremost | second\ thoughts? | split[ -]seconds? | per\ second
        | at\ sixes\ and\ sevens)\b)
  | (?P<vague>(?<!\w)(?i:{_VAGUE})\b)
  | (?P<share>(?:{_BEFORE_SHARE})(?i:an?|one)\s(?P<shareof>(?!second|zeroth)(?:{_ORDINAL}))\b
        (?=[.,;:)]|\Z|\s+(?:in|this|next|last|since|from|more|less|over|on)\b))
  | (?P<part>(?<!\w)(?i:(?P<top>an?|{_CARDINAL})[\s-])?
        (?i:(?P<half>half|halves)|(?P<bottom>quarters?|thirds|(?!second|zeroth)(?:{_ORDINAL})s?))\b
        (?(half)|(?:(?i:(?<=quarter))(?=[\s-](?:point|mile|hour|inch|pound|ounce)s?\b)
            |(?(top)(?:(?i:(?<=s))|(?=\s+of\b))|(?i:(?<=ter))(?=\s+of\b)))))
  | (?P<fold>(?<!\w)(?i:\d+|{"|".join(SMALL)})-?(?i:fold)\b)
  | (?P<spelleddecade>(?<!\w)(?i:(?P<hundreds>eighteen|nineteen)[\s-])?
        (?i:(?P<tens>{"|".join(DECADES)}|noughties))\b)
  | (?P<score>(?<!\w)(?i:(?P<scores>an?|{"|".join(SMALL)})\s+score)\b
        (?=\s+of\s+(?!\d|(?i:{_CARDINAL})\b)|(?<!\ba\sscore)\s+[a-z]))
  | (?P<single>(?<!\w)(?i:an?\s+(?=(?:fortnight|decade|century)\b)
        |(?:{_LONG})an?\s+(?=(?:{_PERIOD})\b)
        |an?\s+(?=(?:{_PERIOD})\s+(?:and\s+an?\s+(?:half|quarter)|ago|later|earlier|old)\b)))
  | (?P<words>(?<!\w)(?i:(?P<minus>minus\s+|negative\s+|plus\s+)?
        (?:an?\s+(?=(?:{SCALE})\b))?
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
    (?P<glyph>[{GLYPH}]|\x20[1-9]/[1-9](?!\d|/))?
    (?:[\s-]?(?P<scale>(?i:{SCALE}))(?i:s?)\b|\s?(?P<short>(?i:{"|".join(SHORT_SCALES)}))(?![^\W_]))?
  | (?P<alone>[{GLYPH}])
    )
    """,
    re.VERBOSE,
)
NUMBER_LIKE = re.compile(
    rf"[\d%{GLYPH}]|\b(?:{_CARDINAL}|{_ORDINAL}|half|halves|quarters?|[ivx]{{2,7}}"
    rf"|{'|'.join((*TIMES, *DECADES, _VAGUE))}|noughties|score|\w+fold"
    r"|per\s?cent(?:um)?|percent|percentage|minus|thirds|fifths|tenths)\b",
    re.IGNORECASE,
)
"""Matches whatever could be, or belong to, a number."""

OF_ONE = re.compile(
    rf"(?:\s+of)?\s+an?\s+(?=[^\W\d_])(?P<scale>(?:{SCALE})\b)?|[\s-](?P<bare>{SCALE})\b",
    re.IGNORECASE,
)
HALF_OF_ONE = re.compile(rf"[\s-](?P<scale>(?:{SCALE})\b)?", re.IGNORECASE)

"""What a fraction is of: `half a million`, `a quarter point`."""
