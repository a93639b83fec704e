"""Words of a summary that say the contrary of the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.language.content import tokens
from assistant.language.opposites import OPPOSITES
from assistant.language.wordlists import word_list
from assistant.problems import Code, Problem

_NEGATIONS = word_list("negations")
_REACH = 2
"""Words before a word in which a negation turns it round."""


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """A word whose contrary the evidence has, and it itself not, nor anything of its kind."""
    words = [token.lower for token in tokens(sentence)]
    here = {
        word
        for place, word in enumerate(words)
        if _NEGATIONS.isdisjoint(words[max(0, place - _REACH) : place])
    }
    there = {token.lower for text in evidence for token in tokens(text)}
    for one, other in OPPOSITES:
        for kind, contraries in ((one, other), (other, one)):
            if here & kind and there & contraries and not (there & kind or here & contraries):
                used, contrary = min(here & kind), min(there & contraries)
                message = f"“{used}” is the contrary of “{contrary}”"
                yield Problem(Code.CONTRADICTION, message)
