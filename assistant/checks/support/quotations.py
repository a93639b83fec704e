"""Quotations of a summary: word for word those of the evidence, and of the same speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.checks.support.names import people
from assistant.language.fact import Found
from assistant.language.quotations import quoted
from assistant.language.span import Span
from assistant.language.wordlists import word_pattern
from assistant.problems import Code, Problem

_STRAIGHTENED = str.maketrans("‘’“”–—", "''\"\"--")
_PRONOUN = re.compile(rf"{word_pattern('pronouns')}|\b(?:who|i|we)\b", re.IGNORECASE)
_LONGEST_SHOWN = 60
_MOST_WORDS_OF_A_TERM = 2
"""Words that may stand in quotation marks although nobody says them."""


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Quotations that are not in the evidence, are none there, or are another's."""
    for quotation in _quotations(sentence):
        words = _plain(sentence[quotation.start : quotation.end]).strip(" .,;:!?'\"-")
        if words and (found := _problem(sentence, words, evidence)):
            code, message = found
            yield Problem(code, message, Span(quotation.start, quotation.end))


def _problem(sentence: str, words: str, evidence: Sequence[str]) -> tuple[Code, str] | None:
    shown = f"“{words[:_LONGEST_SHOWN]}”"
    holding = [number for number, text in enumerate(evidence) if words in _plain(text)]
    if not holding:
        message = f"the quotation {shown} is not in the evidence word for word"
        return Code.ALTERED_QUOTATION, message
    if not any(_is_quoted(words, evidence[number]) for number in holding):
        is_term = len(words.split()) <= _MOST_WORDS_OF_A_TERM
        message = f"{shown} is no quotation in the evidence"
        return None if is_term else (Code.INVENTED_QUOTATION, message)
    if not any(_same_speaker(sentence, evidence, number) for number in holding):
        return Code.MISATTRIBUTED_QUOTATION, f"the quotation {shown} is another's"
    return None


def _is_quoted(words: str, source: str) -> bool:
    return any(words in each for each in _quoted_words(source))


@lru_cache(maxsize=256)
def _quoted_words(source: str) -> tuple[str, ...]:
    return tuple(_plain(source[q.start : q.end]) for q in _quotations(source))


@lru_cache(maxsize=256)
def _quotations(text: str) -> tuple[Found, ...]:
    return tuple(quoted(text))


@lru_cache(maxsize=256)
def _outside(text: str) -> tuple[str, frozenset[str]]:
    """What stands outside the quotations of a text, and whom it names."""
    outside = text
    for q in reversed(_quotations(text)):
        outside = outside[: q.start] + " " + outside[q.end :]
    return outside, frozenset(people(outside))


def _same_speaker(sentence: str, evidence: Sequence[str], number: int) -> bool:
    """Whether a name beside the quotation stands, or may be meant, beside it in the evidence."""
    speakers = _outside(sentence)[1]
    outside, there = _outside(evidence[number])
    if not speakers or speakers & there:
        return True
    before = people(evidence[number - 1]) if number else set()
    return (
        not there
        and (bool(_PRONOUN.search(outside)) or not outside.strip(" .,"))
        and bool(not before or speakers & before)
    )


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    return " ".join(text.translate(_STRAIGHTENED).split()).lower()
