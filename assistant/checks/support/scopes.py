"""The scope of a word that negates or hedges: the content words that it governs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.language.content import Token, found_in
from assistant.language.wordlists import word_list

Marks = Callable[[Token], bool]
"""Whether a word is of the kind that is looked for: a negation, a hedge."""

REACH = 7
"""Words behind a word in which those that it governs are looked for."""

_MOST = 4
_HEDGES = word_list("hedges")
_NEGATIONS = word_list("negations")
_NEGATIVE = _NEGATIONS | word_list("negative-words")


def is_hedge(token: Token) -> bool:
    """Whether a word says that something may be, is meant to be or is said to be."""
    return token.lower in _HEDGES and token.text != "May"


def is_negation(token: Token) -> bool:
    """Whether a word negates: `not`, `never`, `didn't`."""
    return token.lower in _NEGATIONS or token.lower.endswith("n't")


def is_negative(token: Token) -> bool:
    """Whether a word negates, or says that something is refused, missing or at an end."""
    return token.lower in _NEGATIVE or token.lower.endswith("n't")


def scopes(words: Sequence[Token], marks: Marks) -> Iterator[list[Token]]:
    """The scope of each word of a kind, where it governs any."""
    for place, token in enumerate(words):
        if marks(token) and (found := scope(words, place)):
            yield found


def scope(words: Sequence[Token], place: int) -> list[Token]:
    """The content words that a word governs: the next few of its clause."""
    near = [t for t in words[place + 1 : place + 1 + REACH] if t.clause == words[place].clause]
    return [t for t in near if t.is_content and t.lower not in _HEDGES][:_MOST]


def covered(governed: Sequence[Token], words: Sequence[Token]) -> list[Token]:
    """Those of the words of a scope that stand in another sentence, as such or paraphrased."""
    return [token for token in governed if found_in(token, words)]


def shown(governed: Sequence[Token]) -> str:
    """A scope for a message."""
    return " ".join(token.text for token in governed)
