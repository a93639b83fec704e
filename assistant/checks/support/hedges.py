"""Hedges of the evidence that a summary loses: what may be becomes what is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.checks.support.scopes import covered, is_hedge, scope, shown
from assistant.language.content import Token, found_in, tokens
from assistant.language.wordlists import word_list
from assistant.problems import Code, Problem

_DENIALS = word_list("denials")
_WEAK = word_list("weak-hedges")
_MODALS = word_list("modal-verbs")
_CERTAIN = word_list("assertive-verbs")
_TO = re.compile(r"\b(?:is|are|was|were|set|ready|bound) to\b", re.IGNORECASE)
_SHORT = 7
"""Words of a clause that only says whose a claim is."""

_HALF, _MOST = 0.5, 0.8


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """The first hedge that is lost."""
    if _TO.search(sentence):
        return
    here, everything = tokens(sentence), [tokens(text) for text in evidence]
    certain = any(token.lower in _CERTAIN for token in here)
    for there in everything:
        others = [other for other in everything if other is not there]
        for place, token in enumerate(there):
            counts = is_hedge(token) and (certain or token.lower not in _WEAK)
            if counts and _is_lost(scope(there, place), here, others):
                message = f"a doubt is lost: “{token.text} {shown(scope(there, place))}”"
                yield Problem(Code.HEDGE_LOST, message)
                return


def _is_lost(
    governed: Sequence[Token], here: Sequence[Token], others: Sequence[Sequence[Token]]
) -> bool:
    """Whether a sentence says what is hedged, and no other sentence of the evidence does."""
    said = covered(governed, here)
    if not governed or len(said) < max(1, _HALF * len(governed)) or _is_hedged(here, said):
        return False
    return not any(len(covered(governed, other)) >= _MOST * len(governed) for other in others)


def _is_hedged(here: Sequence[Token], said: Sequence[Token]) -> bool:
    """Whether a hedge stands before most of the words, or in the clause of most of them."""
    hedges = [n for n, token in enumerate(here) if is_hedge(token) or token.lower in _DENIALS]
    places = [n for n, token in enumerate(here) if found_in(token, said)]
    clauses = Counter(here[n].clause for n in places)
    most = _HALF * len(places)
    return any(
        (places and sum(place > n for place in places) >= most)
        or clauses[here[n].clause] >= max(most, 1)
        or _is_aside(here, n)
        for n in hedges
    )


def _is_aside(here: Sequence[Token], place: int) -> bool:
    """Whether a hedge stands in a short clause that says whose it is: `…, prosecutors allege`."""
    clause = [token for token in here if token.clause == here[place].clause]
    return len(clause) <= _SHORT and here[place].lower not in _DENIALS | _MODALS
