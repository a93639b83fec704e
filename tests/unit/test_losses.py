"""What the changes of a sentence lose, move or double is seen."""

from __future__ import annotations

import pytest

from assistant.checks.edits.losses import Change, losses
from assistant.edits import Flag


def told(sentence: str, *pairs: tuple[str, str]) -> list[Flag | None]:
    """The flag of each change of a phrase of a sentence into another."""
    changes = [
        Change(start, start + len(old), new)
        for old, new in pairs
        for start in [sentence.index(old)]
    ]
    return [loss.flag if loss else None for loss in losses(sentence, changes)]


@pytest.mark.parametrize(
    ("sentence", "old", "new", "flag"),
    [
        ("They voted for the tactic of delay.", "the tactic of ", "", Flag.OMISSION),
        ("They dropped it, at that point, again.", ", at that point,", "", Flag.OMISSION),
        ("The extra additional staff came.", "extra ", "", None),
        ("The floodlights lights failed.", "lights ", "", None),
        ("A smooth seamless finish.", "seamless ", "", None),
        ("They signed a peace treaty.", "peace ", "", Flag.OMISSION),
        ("The ferry company lost money.", "company ", "", Flag.OMISSION),
        ("The night train was late.", "night ", "", Flag.OMISSION),
        ("A state school closed.", "state ", "", Flag.OMISSION),
        ("The loss leaders met.", "loss ", "", None),
        ("It closed in the event that it rained.", "in the event that", "if", None),
        ("It stood around the corner.", "around", "about", None),
        ("An alien firm came.", "An alien", "A", Flag.OMISSION),
        ("The fish ladder was a fish stool.", "stool", "ladder", Flag.UNCERTAIN),
        ("The ferry bid was low.", "bid", "price", None),
    ],
)
def test_one_change(sentence: str, old: str, new: str, flag: Flag | None) -> None:
    """What goes without a successor is flagged, and what then stands twice."""
    assert told(sentence, (old, new)) == [flag]


def test_words_that_change_places() -> None:
    """Both are flagged."""
    flags = told("The firm met the union.", ("firm", "union"), ("union", "firm"))
    assert flags == [Flag.UNCERTAIN, Flag.UNCERTAIN]
