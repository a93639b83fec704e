"""Whether a sentence of a summary is supported by the sentences it rests on.

No model is asked. Each check looks for one way in which summaries are known to go wrong: a
figure, a name or a quotation that the evidence has not, a negation, a doubt or a source
that got lost, roles exchanged, or words for which there is nothing in the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.checks.support import figures, hedges, named, opposites, roles, wording


def unsupported(sentence: str, evidence: Sequence[str]) -> tuple[str, ...]:
    """Why a sentence is not supported by its evidence, one line a reason; empty where it is."""
    if not any(text.strip() for text in evidence):
        return ("it rests on no sentence",)
    return tuple(reason for check in _CHECKS for reason in check(sentence, evidence))


_CHECKS: tuple[Callable[[str, Sequence[str]], Iterable[str]], ...] = (
    figures.problems,
    named.problems,
    hedges.problems,
    opposites.problems,
    roles.problems,
    wording.problems,
)
