"""Whether a sentence of a summary is supported by the sentences it rests on.

No model is asked. Each check looks for one way in which summaries are known to go wrong: a
figure, a name or a quotation that the evidence has not, a negation, a hedge or a source
that got lost, roles exchanged, or words for which there is nothing in the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.checks.support import (
    additions,
    attribution,
    contradictions,
    figures,
    hedges,
    names,
    negations,
    quotations,
    roles,
)
from assistant.problems import Code, Problem

Check = Callable[[str, Sequence[str]], Iterable[Problem]]

_CHECKS: tuple[Check, ...] = (
    figures.problems,
    names.problems,
    quotations.problems,
    negations.problems,
    hedges.problems,
    attribution.problems,
    contradictions.problems,
    roles.problems,
    additions.problems,
)


def unsupported(sentence: str, evidence: Sequence[str]) -> tuple[Problem, ...]:
    """Why a sentence is not supported by its evidence; empty where it is.

    A problem's span, where it has one, is that of the sentence. A sentence supports itself.
    """
    if not any(text.strip() for text in evidence):
        return (Problem(Code.NO_EVIDENCE, "it rests on no sentence"),)
    told = " ".join(sentence.split())
    if told in {" ".join(text.split()) for text in (*evidence, " ".join(evidence))}:
        return ()
    return tuple(problem for check in _CHECKS for problem in check(sentence, evidence))
