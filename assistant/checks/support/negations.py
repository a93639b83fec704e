"""Negations of the evidence that a summary loses, and those that it brings in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.checks.support.scopes import (
    REACH,
    covered,
    is_negation,
    is_negative,
    scopes,
    shown,
)
from assistant.language.content import Token, found_in, tokens
from assistant.language.wordlists import word_pattern
from assistant.problems import Code, Problem

_LIMIT = re.compile(
    rf"{word_pattern('limiting-words')}|\b(?:un(?!i|der|til|less|ion)\w{{4,}}"
    r"|dis(?:agree|continu|approv|miss)\w*|in(?:complete|valid|eligible|sufficient))\b",
    re.IGNORECASE,
)
"""Other ways to say that something is not so."""

_HALF = 0.5
_BEFORE, _AFTER = 4, REACH + 3
"""How far behind, and before, the words of a scope another negation may stand."""


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Negations that are lost or brought in."""
    here, everything = tokens(sentence), [tokens(text) for text in evidence]
    for there in everything:
        for scope in scopes(there, is_negative):
            if _is_lost(scope, here, there, everything):
                yield Problem(Code.NEGATION_LOST, f"a negation is lost: “{shown(scope)}”")
    for scope in scopes(here, is_negation):
        if word := _turned(scope, everything):
            yield Problem(Code.NEGATION_ADDED, f"a negation is brought in: “not {word}”")
            return
    if any(_LIMIT.search(text) for text in evidence):
        return
    for scope in scopes(here, is_negation):
        holding = [t for t in everything if len(covered(scope, t)) >= _HALF * len(scope)]
        if holding and not any(is_negative(token) for there in holding for token in there):
            yield Problem(Code.NEGATION_ADDED, f"a negation is brought in: “{shown(scope)}”")


def _turned(scope: Sequence[Token], everything: Sequence[Sequence[Token]]) -> str:
    """The first word of a scope if the evidence says it of the same, and nowhere negates it."""
    first, rest = scope[0], scope[1:]
    for there in everything:
        same = [place for place, token in enumerate(there) if token.stem == first.stem]
        if not same or len(covered(rest, there)) < max(1, _HALF * len(rest)):
            continue
        if not any(_is_governed(there, place) for place in same):
            return first.text
    return ""


def _is_governed(there: Sequence[Token], place: int) -> bool:
    """Whether a word that negates, or says that something ends, stands before a word."""
    before = there[max(0, place - REACH) : place]
    return any(is_negative(token) or _LIMIT.fullmatch(token.text) for token in before)


def _is_lost(
    scope: Sequence[Token],
    here: Sequence[Token],
    there: Sequence[Token],
    everything: Sequence[Sequence[Token]],
) -> bool:
    """Whether a sentence says the words that `there` negates, and nothing says that it may."""
    said = covered(scope, here)
    if len(said) < max(1, _HALF * len(scope)):
        return False
    if _is_still_negative(said, here, there) or _is_limited(here, said):
        return False
    return not any(_is_affirmed(said, other) for other in everything)


def _is_limited(here: Sequence[Token], said: Sequence[Token]) -> bool:
    """Whether a clause that has some of the words says in another way that it is not so."""
    clauses = {token.clause for token in here if found_in(token, said)}
    return any(_LIMIT.fullmatch(token.text) for token in here if token.clause in clauses)


def _is_still_negative(
    said: Sequence[Token], here: Sequence[Token], there: Sequence[Token]
) -> bool:
    """Whether a negation stands about the words, in as many places as in the evidence."""
    before = Counter(token.lower for token in there if is_negative(token))
    after = Counter(token.lower for token in here if is_negative(token))
    if not before - after:
        return True
    words = {token.lower for token in there}
    new = any(is_negative(token) and token.lower not in words for token in here)
    return new and _is_negated_near(said, here)


def _is_negated_near(said: Sequence[Token], here: Sequence[Token]) -> bool:
    """Whether a negation stands near some words of a sentence."""
    places = [number for number, token in enumerate(here) if found_in(token, said)]
    return any(
        is_negative(token) and any(-_BEFORE <= place - number <= _AFTER for place in places)
        for number, token in enumerate(here)
    )


def _is_affirmed(said: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether another sentence says the words without a negation."""
    return len(covered(said, other)) == len(said) and not any(map(is_negative, other))
