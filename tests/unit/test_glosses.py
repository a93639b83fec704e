"""What two phrases mean in common."""

from __future__ import annotations

import pytest

from assistant.language.glosses import gloss


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("tike", "minor", "a young person of either sex"),
        ("Tikes", "minors", "a young person of either sex"),
        ("froze off", "rejected", "reject with contempt"),
        ("an account", "a report", "the act of informing by verbal report"),
        ("first yr", "first year", "a period of time containing 365 (or 366) days"),
        ("investigators", "researchers", "a scientist who devotes himself to doing research"),
        ("minor", "table", ""),
        ("", "minor", ""),
        ("the", "the", ""),
        ("stand by", "stand by", ""),
        ("a|b", "minor", ""),
    ],
)
def test_the_sense_that_both_have(one: str, other: str, expected: str) -> None:
    """In any inflection, regular or not; nothing where no set holds both."""
    assert gloss(one, other) == expected


def test_of_several_senses_the_one_that_the_reason_names() -> None:
    """A reason lists the members of its set."""
    assert gloss("offer", "crack", "synonyms {crack, fling, go, pass, whirl, offer}") == (
        gloss("offer", "fling")
    )
    assert gloss("struck", "fell", "synonyms {fall, shine, strike}").startswith("touch or seem")
