"""What a model is shown of what is suspected: which places, and which candidates of each.

A short list helps: a weak model takes what it is offered, and a strong one needs none of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from assistant.checks.edits.judge import Judge
from assistant.edits import Edit
from assistant.repair.detection import Detection
from assistant.repair.garble.forms import inflected_alike

LISTED = 0.2
"""Belief that a span is garbled, below which it is not listed: hardly any below is ever picked."""

_LIKELY = 0.1
"""Share of the likeliest candidate's belief, below which a candidate is not shown."""


def suspects(suspicions: Sequence[Detection], most: int) -> tuple[Detection, ...]:
    """The suspicions that are worth a line, with at most so many candidates each.

    Candidates have the part of speech of what stands there; a place may be left without any.
    """
    found = (_fitting(each) for each in suspicions if each.garbled >= LISTED)
    return tuple(replace(each, candidates=each.candidates[:most]) for each in found)


def odd(doubted: Sequence[Detection], found: Sequence[Detection]) -> tuple[Detection, ...]:
    """The places that the reader doubts beside those found, for which nobody has a candidate."""
    taken = sorted((each.start, each.end) for each in found)
    ends = [end for _, end in taken]
    return tuple(
        each
        for each in doubted
        for place in [bisect_right(ends, each.start)]
        if place == len(taken) or each.end <= taken[place][0]
    )


def offered(found: Sequence[Detection], judge: Judge) -> tuple[Detection, ...]:
    """What is shown, without the candidates that the checks would refuse once they are picked."""

    def stands(at: Detection, text: str) -> bool:
        return isinstance(judge.judged(Edit(at.start, at.end, at.text, text)), Edit)

    return tuple(
        replace(each, candidates=tuple(c for c in each.candidates if stands(each, c.text)))
        for each in found
    )


def _fitting(suspicion: Detection) -> Detection:
    here = suspicion.text.lower()
    bar = _LIKELY * max((c.confidence for c in suspicion.candidates), default=0.0)
    likely = (c for c in suspicion.candidates if c.confidence >= bar)
    alike = (c for c in likely if inflected_alike(c.text.lower(), here))
    return replace(suspicion, candidates=tuple(alike))
