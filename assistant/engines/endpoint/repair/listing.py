"""What a model is shown of what is suspected: which places, and which candidates of each.

A short list helps: a weak model takes what it is offered, and a strong one needs none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.checks.edits.judge import Judge
from assistant.edits import Edit
from assistant.repair.detection import Detection
from assistant.repair.garble.belief import weights
from assistant.repair.garble.forms import inflected_alike

LISTED = 0.1
"""Belief that a span is garbled, below which it is not listed."""


def suspects(suspicions: Sequence[Detection], most: int) -> tuple[Detection, ...]:
    """The suspicions that are worth a line, with at most so many candidates each.

    Candidates have the part of speech of what stands there; a place may be left without any.
    """
    found = (_fitting(each) for each in suspicions if each.garbled >= LISTED)
    return tuple(replace(each, candidates=each.candidates[:most]) for each in found)


def odd(marks: Sequence[Detection], most: int) -> tuple[Detection, ...]:
    """The marks that read garbled, with the candidates that are likely enough, at most so many."""
    bounds = weights()
    return tuple(
        replace(mark, candidates=tuple(likely)[:most])
        for mark in marks
        if mark.garbled > bounds.marked
        for likely in [[c for c in mark.candidates if c.confidence > bounds.proposed]]
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
    alike = (c for c in suspicion.candidates if inflected_alike(c.text.lower(), here))
    return replace(suspicion, candidates=tuple(alike))
