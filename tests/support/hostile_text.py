"""Texts that readers may stumble on: letters of every script, numerals of every form, marks."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from pathlib import Path
from random import Random

LONGEST = 2_000
_SEEDS = Path(__file__).parents[2] / "seeds"

_TURNS = {"i": "ıİ", "I": "ıİ", "s": "ſßẞ", "S": "ſß", "k": "\u212a", "K": "\u212a", "a": "\u212bª"}
"""Letters with others that a change of case takes for them, and that do not come back."""

_WORDS = (
    "one two three five six seven eight nine ten sixteen twenty sixty ninety hundred thousand"
    " million billion dozen score half quarter third fifth tenth ninth second first twice thrice"
    " minus plus negative a an and or of in to by the no not never none nothing without percent"
    " per cent dollars pounds C F mm ft minutes miles o'clock noon midnight a.m. p.m. January march"
    " May june September Sept. Oct Friday tues monday 5th 2nd 31st 1990s '90s I'm don't n't can't"
    " said says because only all most more less at least over under about between both from"
    " by according rose fell U.S. Mr. Dr. St. NATO McRae White House www.ely.com a@b.org http://x.y"
    " Leave a Reply Read more Share this Advertisement Photo: Updated By regime so-called"
).split()
_MARKS = (
    "\" ' “ ” ‘ ’ „ ‟ « » ‹ › 『 』 「 」 ＂ `` '' ` ```\n ~~~\n # ## > - * + 1. 1) | --- *** "
    '=== __ _ ** ~~ [ ] ( ) { } <b> </b> <del> </s> <br> <!-- --> <a href="x"> <a <p '
    "<script> &amp; &#x41; &lt; & [x](y) [x]: ![x](y) [^1] [^1]: $ $$ $x$ \\ \\( \\) {{ }} "
    "{% %} {x|y} [b] [/b] [/x] %s : ; , . ! ? … .. ... — – - ‑ − / // @ % ‰ ° ′ ″ ½ ¼ ⅔ ⅞ "
    "↉ ² ³ ₂ ① Ⅳ ⅷ ↂ 〇 五 € £ ¥ ₹ $ US$ A$ ¢ +++\n ---\ntitle:\n :: :::\n ~ ^ ^^ == ++ "
    "&nbsp; &copy &#0; &#99999999; \u200b \xad \ufeff \u202e \u2066 \u200d 👩‍👩‍👧 🇲🇽 \u0301 "
    "\x00 \x1b[31m \x7f \x85 â€™ Ã© ï»¿ �"
).split(" ")
_GAPS = (
    *(" ", "", " ", "", "  ", "\n", "\n\n", "\r\n", "\r", "\r\n\r\n", "\t", "\n    ", "\n> "),
    *("\u00a0", "\u202f", "\u2028", "\x0b", "\x0c", "\x1c", ", ", ". ", "-", "’s ", "'", ".", ","),
)
_ZEROS = (0x30, 0xFF10, 0x0660, 0x06F0, 0x0966, 0x0E50, 0x1D7CE)
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@cache
def letters() -> str:
    """Every letter, mark and number of Unicode that is assigned."""
    every = map(chr, range(sys.maxunicode + 1))
    return "".join(char for char in every if unicodedata.category(char)[0] in "LMN")


@cache
def sentences() -> tuple[str, ...]:
    """The lines of the seeds, whole and in sentences."""
    texts = [path.read_text("utf-8") for path in sorted(_SEEDS.glob("*/*.*"))]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return (*lines, *(part for line in lines for part in re.split(r"(?<=[.!?]) ", line)))


def piece(random: Random) -> str:
    """A word, a numeral, a mark, some letters, or a piece of a seed."""
    match random.randrange(8):
        case 0 | 1:
            return random.choice(_WORDS)
        case 2:
            return turned(random.choice(_WORDS), random)
        case 3:
            return _numeral(random)
        case 4 | 5:
            return random.choice(_MARKS)
        case 6:
            return "".join(random.choice(letters()) for _ in range(random.randint(1, 4)))
    told = random.choice(sentences())
    start = random.randrange(len(told))
    return told[start : start + random.randint(1, 40)]


def turned(word: str, random: Random) -> str:
    """A word with some of its letters in another case, or in one that does not come back."""
    return "".join(
        random.choice((char, char.upper(), char.swapcase(), *_TURNS.get(char, ""))) for char in word
    )


def _numeral(random: Random) -> str:
    digits = str(random.choice((0, 1, 12, 13, 31, 1984, 2024, random.randrange(10**9), 10**30)))
    match random.randrange(6):
        case 0:
            return "".join(random.choice("IVXLCDM") for _ in range(random.randint(1, 8)))
        case 1:
            zero = random.choice(_ZEROS)
            return "".join(chr(zero + int(digit)) for digit in digits)
        case 2:
            return "".join(_SUPERSCRIPTS[int(digit)] for digit in digits)
        case 3:
            return random.choice(("-", "−", "+", "$", "£ ", "US$", "USD ", "~", "'")) + digits
        case 4:
            return digits + random.choice(("%", "st", "th", "s", "m", "bn", "k", "°C", "/0", "/4"))
    return random.choice((",", ".", "/", ":", "-", "'", "\u202f")).join(
        str(random.randrange(10 ** random.randint(1, 4))) for _ in range(random.randint(1, 4))
    )


def text(random: Random) -> str:
    """A text of at most `LONGEST` characters: spliced pieces, a nest of marks, or a long run."""
    match random.randrange(40):
        case 0:
            return _run(random)
        case 1 | 2:
            return _nest(random)
        case n if n < 12:
            return _spoilt(random)
    count = random.choice((1, 2, 3, 5, 8, 13))
    return "".join(piece(random) + random.choice(_GAPS) for _ in range(count))[:LONGEST]


def _run(random: Random) -> str:
    """The same over and over, with something else at the end."""
    unit = "".join(piece(random) + random.choice(_GAPS) for _ in range(random.randint(1, 3)))
    size = random.choice((200, 500, LONGEST))
    return (unit * (size // len(unit) + 1))[: size - 8] + piece(random)[:8] if unit else ""


def _nest(random: Random) -> str:
    opening, closing = random.choice(_MARKS), random.choice(_MARKS)
    depth = random.choice((2, 5, 40, 200))
    inner = piece(random)
    return (opening * depth + inner + closing * random.choice((0, 1, depth)))[:LONGEST]


def _spoilt(random: Random) -> str:
    """A sentence of a seed with a few pieces put in, or in the place of some of it."""
    told = random.choice(sentences())
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(told) + 1)
        told = told[:at] + piece(random) + told[at + random.choice((0, 0, 1, 5)) :]
    return told[:LONGEST]
