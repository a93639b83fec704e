"""Words of a summary that say the contrary of the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.language.content import Token, alike, tokens
from assistant.language.opposites import contraries
from assistant.language.wordlists import word_list
from assistant.problems import Code, Problem

_NEGATIONS = word_list("negations")
_REACH = 2
"""Words before a word in which a negation turns it round."""
_LIGHT = frozenset("come comes came go goes went get gets got take takes took away".split())
"""Words that say too many things to be the contrary of one in another sentence."""
_NEAR = 4
"""Content words on each side of a word that tell what it is said of."""


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """A word whose contrary the evidence says of the same, and neither that word nor its like."""
    here = [token for token in tokens(sentence) if token.is_content]
    there = [token for text in evidence for token in tokens(text) if token.is_content]
    said = frozenset(token.lower for token in there)
    own = frozenset(token.lower for token in here)
    turned = _turned(sentence)
    for place, token in enumerate(here):
        if token.lower in turned or token.lower in said or token.lower in _LIGHT:
            continue
        for contrary in contraries(token.lower, said):
            if contrary not in own and _of_the_same(here, place, there, contrary):
                message = f"“{token.lower}” is the contrary of “{contrary}”"
                yield Problem(Code.CONTRADICTION, message)
                break


def _turned(sentence: str) -> frozenset[str]:
    """The words of a sentence that a negation turns round."""
    words = [token.lower for token in tokens(sentence)]
    return frozenset(
        word
        for place, word in enumerate(words)
        if not _NEGATIONS.isdisjoint(words[max(0, place - _REACH) : place])
    )


def _of_the_same(here: Sequence[Token], place: int, there: Sequence[Token], contrary: str) -> bool:
    """Whether a word and its contrary have a word beside them that says the same."""
    near = _beside(here, place)
    return any(
        alike(one.lower, other.lower)
        for at, token in enumerate(there)
        if token.lower == contrary
        for one in near
        for other in _beside(there, at)
    )


def _beside(run: Sequence[Token], place: int) -> Sequence[Token]:
    return [*run[max(0, place - _NEAR) : place], *run[place + 1 : place + 1 + _NEAR]]
