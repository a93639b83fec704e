"""Sentences that read garbled and come back as they were: marks for an editor, not fine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.edits import Edit, EditKind, Flag
from assistant.engines.endpoint.repair.part import Part

_GARBLED = 0.5
"""Belief above which a place reads garbled."""


def unmended(part: Part, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Marks at the places that read garbled in sentences in which nothing is proposed."""
    mended = {part.sentence_of(edit).number for edit in edits}
    for place in sorted((*part.suspicions, *part.odd), key=lambda each: each.start):
        if place.garbled > _GARBLED and part.sentence_of(place).number not in mended:
            yield Edit(
                place.start, place.end, place.text, place.text, EditKind.MARK, place.garbled,
                f"{place.reason}; the model left it", (Flag.UNCERTAIN,), place.candidates,
            )  # fmt: skip
