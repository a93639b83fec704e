"""Figures, dates and times of a summary: in the evidence as such, or rounded and said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from assistant.checks.content import Token, found_in, tokens
from assistant.checks.fact import Fact, FactKind, Found
from assistant.checks.facts import located

_ABOUT = re.compile(
    r"\b(?P<near>about|around|roughly|approximately|some|circa|close to|an estimated)"
    r"|\b(?P<below>nearly|almost|just under|up to|as many as|less than|fewer than|under|below)"
    r"|\b(?P<above>more than|over|at least|just over|upwards? of|above|exceed(?:s|ed|ing)?)",
    re.IGNORECASE,
)
_BEFORE = 24
_NEAR, _FAR = 0.12, 0.35
_WINDOW = 8
_RATIO = re.compile(r"\s+(?:in|out of)\s+(?:\d|two|three|four|five|six|seven|eight|nine|ten|a)")
_EMPTY = frozenset("per cent percent about around nearly almost roughly year years".split())
_LEANS = re.compile(r"(?:it|they|he|she|this|that|these|those|his|her|their|its)\b", re.IGNORECASE)
_KINDS = frozenset({FactKind.NUMBER, FactKind.DATE, FactKind.TIME})


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    """Figures for which there is nothing in the evidence, or that are told of something else."""
    known = [
        (text, each) for text in evidence for each in located(text) if each.fact.kind in _KINDS
    ]
    for each in located(sentence):
        if each.fact.kind not in _KINDS:
            continue
        about = _about(sentence, each.start)
        same = [(text, other) for text, other in known if _agree(each.fact, other.fact, about)]
        shown = sentence[each.start : each.end].strip()
        if not same:
            yield f"the {each.fact.kind} “{shown}” is not in the evidence"
        elif not _is_age(sentence, each) and not any(
            _of_the_same(sentence, each, text, other, evidence) for text, other in same
        ):
            yield f"the {each.fact.kind} “{shown}” is told of something else"


def _about(sentence: str, start: int) -> str:
    """How a number is said to be rounded: near, below, above, or not."""
    found = list(_ABOUT.finditer(sentence, max(0, start - _BEFORE), start))
    if not found or len(sentence[found[-1].end() : start].split()) > 1:
        return ""
    return found[-1].lastgroup or ""


def _agree(one: Fact, other: Fact, about: str) -> bool:
    if one == other:
        return True
    if FactKind.DATE in (one.kind, other.kind):
        return _same_date(one, other)
    if one.kind is not other.kind or one.kind is FactKind.TIME:
        return False
    first, second = _value(one.value), _value(other.value)
    if first is None or second is None:
        return False
    (size, unit), (real, its_unit) = first, second
    if unit and its_unit and unit != its_unit:
        return False
    return _close(float(size), float(real), about)


def _close(size: float, real: float, about: str) -> bool:
    scale = max(abs(real), 1e-9)
    off = (size - real) / scale
    match about:
        case "near":
            return abs(off) <= _NEAR
        case "below":
            return -0.001 <= off <= _FAR
        case "above":
            return -_FAR <= off <= 0.001
    return abs(off) < 0.002


def _value(value: str) -> tuple[Fraction, str] | None:
    """A canonical number as a fraction, percentages as shares of one, and its unit."""
    number, _, unit = value.partition(" ")
    try:
        size = Fraction(number)
    except (ValueError, ZeroDivisionError):
        return None
    if unit == "%":
        return size / 100, ""
    return size, unit


def _same_date(one: Fact, other: Fact) -> bool:
    """Whether a date says no more than another: `January` for `14 January`, a year for a day."""
    short, full = one.value, other.value
    if one.kind is FactKind.NUMBER:
        return full.startswith(f"{short}-")
    if other.kind is FactKind.NUMBER:
        return False
    bare = full[4:] if full[:4].isdigit() else full
    return full.startswith(f"{short}-") or bare.startswith(short) or short.endswith(bare)


def _is_age(sentence: str, each: Found) -> bool:
    """Whether a number is somebody's age: `a 61-year-old`, `Ann Toll, 61, said`."""
    after = sentence[each.end :]
    return re.match(r"[- ]old\b", after) is not None or bool(
        re.match(r"\s*,", after) and re.search(r",\s*$", sentence[: each.start])
    )


def _of_the_same(
    sentence: str, each: Found, text: str, other: Found, evidence: Sequence[str]
) -> bool:
    """Whether the words about a figure are those about it in the evidence."""
    if _RATIO.match(text, other.end) and not _RATIO.match(sentence, each.end):
        return False
    here = _words_near(sentence, each, 2)
    if not here:
        return True
    there = _words_near(text, other, _WINDOW)
    if _LEANS.match(text):
        there += [token for before in evidence for token in tokens(before) if _tells(token)]
    return any(found_in(token, there) for token in here)


def _words_near(text: str, found: Found, most: int) -> list[Token]:
    before = [token for token in tokens(text[: found.start]) if _tells(token)][-most:]
    after = [token for token in tokens(text[found.end :]) if _tells(token)][:most]
    own = tokens(text[found.start : found.end]) if found.fact.kind is FactKind.NUMBER else ()
    return [*before, *(token for token in own if _tells(token)), *after]


def _tells(token: Token) -> bool:
    """Whether a word says what a figure is of."""
    return token.is_content and not token.lower[0].isdigit() and token.lower not in _EMPTY
