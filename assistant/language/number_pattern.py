"""How a number is written: the patterns of numbers in digits and in words."""

from __future__ import annotations

import re

from assistant.language.numerals import (
    ANNIVERSARIES,
    BIRTHS,
    CHANGES,
    DECADES,
    GLYPHS,
    ORDINALS,
    SCALES,
    SHORT_SCALES,
    SMALL,
    TIMES,
)
from assistant.language.patterns import lazy
from assistant.language.units import CURRENCIES

_CARDINAL = "|".join([*SMALL, *SCALES])
_ORDINAL = "|".join(ORDINALS)
SCALE = "|".join(SCALES)
GLYPH = "".join(GLYPHS)
_VAGUE = "tens|dozens|scores|hundreds|thousands|millions|billions|trillions|lakhs|crores"
_SIGNS = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_MARKS = re.escape("".join(s for s in CURRENCIES if len(s) == 1 and not s.isalpha()))
_PERIOD = "hour|day|week|weekend|fortnight|month|year|decade|century"
_SINGLE = (
    rf"{_PERIOD}|mile|dollar|pound|euro|kilomet(?:re|er)|met(?:re|er)|tonne?|lit(?:re|er)"
    r"|gallon|barrel"
)
_TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_DIGIT_WORD = "zero|oh|nought|one|two|three|four|five|six|seven|eight|nine"
_SOME = r"[a-z]+s|men|women|people|children|police|cattle"
_COUNTED_TO = "party|person|term|place|time|day|man|woman|win|year|child|floor|grade|and|or|reading"
_END = r"(?=\s*(?:[.,;:)]|\Z|(?:in|at|on|with|by|after|before|draw|tie)\b))"

NUMBER = lazy(
    rf"""
    (?:(?<!\w)|(?=[\d{GLYPH}{_MARKS}]))(?:
    (?P<idiom>(?<!\w)(?i:
        one\ (?:an)?other | one-(?:sided|time|way|off|shot|on-one)
        | (?:no|any|some|every|this|that|which|each|another)[ -]one\b
        (?![ -](?:{SCALE}|of)) | one'?s | one’s | at\ first | first\ of\ all
        | first\ and\ foremost | second\ thoughts? | split[ -]seconds? | per\ second
        | at\ sixes\ and\ sevens | one\ by\ one
        | double[ -](?:check|cross|deck|take|click|glaz)\w*)\b)
  | (?P<vague>(?<!\w)(?i:{_VAGUE})\b)
  | (?P<several>(?<!\w)(?i:(?:several|many|a\sfew|multi)[\s-]?(?P<ofthem>{SCALE})\b
        (?:\s(?P<ofthose>{SCALE})\b)?))
  | (?P<pair>(?<!\w)(?i:both\b(?!\s+sides\b)
        |an?\s+(?:couple|pair|brace|trio|quartet|quintet)\b(?=\s+(?:of\s+)?(?:[a-z]+\s+)?(?:{_SOME})\b)))
  | (?P<lone>(?<!\w)(?i:once\b(?!\s+(?:again|more|and|the|he|she|it|they|we)\b)
        |(?:an?\s+)?single\b(?=\s)))
  | (?P<change>(?<!\w)(?i:{"|".join(CHANGES)})\b)
  | (?P<halving>(?<!\w)(?i:halved|halving)\b)
  | (?P<bakers>(?<!\w)(?i:(?:an?\s+)?baker['’]s\s+dozen)\b)
  | (?P<height>(?<![\d.])(?P<feet>[3-8])['’′]\s?(?P<inches>1[01]|\d)
        (?:["”″]|['’′]{{2}}|(?![\w'’])))
  | (?P<share>(?:(?P<hyphened>(?i:one-))|(?P<spaced>(?i:one\s))|(?i:an?\s))
        (?P<shareof>(?i:(?!first|second|zeroth)(?:{_ORDINAL})))\b
        (?(hyphened)(?!-)|(?(spaced)(?!-|\s(?:{_COUNTED_TO})\b)|(?=[.,;:)]|\Z|\s+(?:in|this|next|last|since|from|more|less|over|on|to|higher|lower|is|are|was|were
            |has|have|had|will|would|say|said|voted)\b))))
  | (?P<third>(?<!\w)(?i:an?)\s(?P<thirdof>\d*(?:3rd|[04-9]th))\b(?=\s+of\b))
  | (?P<part>(?<!\w)(?i:(?P<top>an?|{_CARDINAL})[\s-])?
        (?i:(?P<half>half|halves)|(?P<bottom>quarters?|thirds|(?!second|zeroth)(?:{_ORDINAL})s?))\b
        (?(half)|(?:(?i:(?<=quarter))(?=[\s-](?:point|percent|per[\s-]cent|mile|hour|inch|pound|ounce)s?\b)
            |(?i:(?<=quarter))(?=[\s-](?i:{SCALE})\b)
            |(?i:(?<=by\sa\squarter)|(?<=to\sa\squarter)|(?<=than\sa\squarter))
            (?=[.,;:)]|\Z|\s(?:in|this|last|since|from|over|on|after|between|as|at)\b)
            |(?(top)(?:(?i:(?<=s))|(?=\s+of\b))|(?i:(?<=ter))(?=\s+of\b)))))
  | (?P<fold>(?<!\w)(?i:\d+|{"|".join([*SMALL, *SCALES])})-?(?i:fold)\b)
  | (?P<spelleddecade>(?<!\w)(?i:(?P<hundreds>{_TEENS}|twenty)[\s-]
        (?P<tens>{"|".join(DECADES)}|tens|hundreds)|(?P<decades>{"|".join(DECADES)}|noughties))\b)
  | (?P<score>(?<!\w)(?i:(?P<scores>an?|{"|".join(SMALL)})\s+score
        (?:\s+and\s+(?P<more>{"|".join(SMALL)}))?)\b
        (?=\s+of\s+(?!\d|(?i:{_CARDINAL})\b)|(?<!\ba\sscore)\s+[a-z]))
  | (?P<every>(?<!\w)(?i:(?:each|every)\s+
        (?:(?P<everynth>other|second|third|fourth|fifth)\s+|(?=(?:fortnight|decade|century)\b))
        (?=(?:{_PERIOD})\b)))
  | (?P<eachnth>(?<!\w)(?i:(?:each|every)\s+
        (?P<everyof>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s
        (?!(?:{_PERIOD}|time)\b)(?=[a-z])))
  | (?P<single>(?<!\w)(?i:(?P<one>an?\s+)(?=(?:{_SINGLE})\b)
        |(?<=\bthe\s)(?:year|month|week|decade)(?=\s+(?:to|ended|ending|through)\b)
        |(?:{_PERIOD})(?=-long\b)))
  | (?P<words>(?<!\w)(?i:(?P<minus>minus\s+|negative\s+|plus\s+(?:or\s+minus\s+)?)?
        (?:an?\s+(?=(?:{SCALE})\b))?
        (?:{_CARDINAL})\b(?:[\s-]+(?:and\s+(?=(?:{_CARDINAL}|{_ORDINAL})\b)|oh[\s-]+)?
            (?:{_CARDINAL})\b)*
        (?:\s+point(?P<decimals>(?:[\s-]+(?:{_DIGIT_WORD})\b)+)(?:[\s-]+(?P<pointscale>{SCALE})\b)?
        |(?:(?:(?<=ty)|(?<=dred)|(?<=sand)|(?<=lion))[\s-]+(?:and\s+)?
            |[\s-](?=(?:hundred|thousand|million)th\b))(?P<tail>{_ORDINAL})\b
        |(?P<all>[\s-]all)\b{_END})?)
        (?P<plural>(?i:(?<=teen)|(?<=ty))s\b)?)
  | (?P<aged>(?<=nder-)(?i:eighteen|sixteen|twelve|fifteen|thirteen|fourteen|seventeen|twenty)s\b)
  | (?P<nth>(?<!\w)(?i:{_ORDINAL})\b)
  | (?P<birth>(?<!\w)(?i:{"|".join(BIRTHS)})\b)
  | (?P<anniversary>(?<!\w)(?i:{"|".join(ANNIVERSARIES)})\b)
  | (?P<twice>(?<!\w)(?i:{"|".join(TIMES)})\b)
  | (?P<roman>(?<![\w.])(?=[IVX]{{2,7}}\b|(?:XL|L)[IVX]{{2,7}}\b)
        (?:(?:XL|LX{{0,3}}|X{{1,3}})(?:IX|IV|V?I{{0,3}})|IX|IV|VI{{0,3}}|I{{1,3}})\b(?!\.\w)
        |(?<=\bWorld\sWar\s)I\b)
  | (?P<century>['’‘](?=\d(?:0s|\d)\b))?
    (?P<numero>(?<!\w)(?:(?:No\.?|Nos\.|no\.|nos\.)\s?|FY['’]?\s?)(?=\d))?
    (?P<sign>(?<![^\s(\[“"‘'=:;,—<>≥≤])(?:[-+−–](?=(?:[A-Z]{{1,2}})?[$€£¥₹]?\d)|(?:±|\+/[-−])\s?(?=\d))
        |(?i:(?<!\w)(?:plus\s+or\s+minus|plus/minus|minus|plus)\s+)(?=\S?\d))?
    (?P<currency>(?<![^\W\d_])(?:{_SIGNS})\s?(?=[-−]?[\d.]))?
    (?(currency)(?P<second>[-−])?)
    (?P<digits>\d+(?:\.\d+){{2,}}|\d+/\d+(?!\d|/)
        |\d{{1,3}}(?:[,\u00a0\u202f\u2009']\d{{3}})+(?!\d)(?:\.\d+)?
        |(?<![\d.,])[1-9]\d{{0,2}}(?:\x20\d{{3}})+(?![\d,\-–]|\.\d)
        |\d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d)|\d+(?:\.\d+)?|\.\d+)
    (?:(?P<suffix>st|nd|rd|th|d)\b|(?P<decade>['’]?s)\b|(?P<level>[\s-]all)\b{_END})?
    (?P<glyph>[{GLYPH}]|\x20[1-9]/[1-9](?!\d|/))?
    (?:[\s-]?(?P<scale>(?i:{SCALE}))(?i:s?)\b(?:\s(?P<again>(?i:million|billion))\b)?
        |\s?(?P<short>(?i:{"|".join(SHORT_SCALES)}))(?![^\W_]))?
  | (?P<alone>[{GLYPH}])
    )
    """,
    re.VERBOSE,
)
NUMBER_LIKE = lazy(
    rf"[\d%{GLYPH}]|\b(?:{_CARDINAL}|{_ORDINAL}|half|halves|quarters?|[ivx]{{2,7}}"
    rf"|{'|'.join((*TIMES, *BIRTHS, *ANNIVERSARIES, *CHANGES, *DECADES, _VAGUE))}|noughties|score"
    r"|\w+fold|both|once|single"
    r"|couple|pair|brace|trio|quartet|quintet|halved|halving"
    r"|per\s?cent(?:um)?|percent|percentage|minus|thirds|fifths|tenths)\b",
    re.IGNORECASE,
)
"""Matches whatever could be, or belong to, a number."""

OF_ONE = lazy(
    rf"(?:[\s-]of)?[\s-]+an?[\s-]+(?=[^\W\d_])(?P<scale>(?:{SCALE})\b)?|[\s-](?P<bare>{SCALE})\b",
    re.IGNORECASE,
)
HALF_OF_ONE = lazy(rf"[\s-](?P<scale>(?:{SCALE})\b)?", re.IGNORECASE)
"""What a fraction is of: `half a million`, `a quarter point`."""

_TENS = ("", *"x xx xxx xl l lx lxx lxxx".split())
_ONES = ("", *"i ii iii iv v vi vii viii ix".split())
_LETTERS = lazy(r"[^\W\d_]+")
STARTS = lazy(rf"[{GLYPH}]|(?P<word>[^\W\d_]+)|\d+|[{_MARKS}±]|[-+−–.'’‘](?=[^\W_]*[$€£¥₹]?\d)|\+/")
"""Where a number may begin: at a word of `STARTERS`, or at a mark."""

STARTERS = frozenset(
    {
        *SMALL, *SCALES, *ORDINALS, *TIMES, *BIRTHS, *ANNIVERSARIES, *CHANGES, *DECADES,
        *_VAGUE.split("|"),
        *(f"{word}fold" for word in (*SMALL, *SCALES)), *(f"{word}s" for word in ORDINALS),
        *(f"{word}s" for word in SMALL),
        *(word.lower() for sign in CURRENCIES for word in _LETTERS.findall(sign)[:1]),
        *"a an one no any some every this that which each another at split per both once only"
        " single half halves quarter quarters noughties several many multi halved halving baker"
        " minus negative plus nos fy".split(),
        *_PERIOD.split("|"),
        *(f"multi{scale}" for scale in SCALES),
        *(f"{tens}{ones}" for tens in _TENS for ones in _ONES),
    }
)  # fmt: skip
"""The words that a number may begin with, in lower case."""
