"""Sentences are shortened by a closed list of deletions, and nothing that limits goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.summary.compression import variants
from assistant.summary.model import applied


def _shortest(text: str) -> str:
    return min((told for told, _ in variants(text)), key=len)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HARROW (AP) — The town voted on it twice.", "The town voted on it twice."),
        ("On Friday, the mayor opened the mill.", "The mayor opened the mill."),
        ("However, the mayor opened the mill.", "The mayor opened the mill."),
        ("The mill (NYSE: MIL) closed its doors.", "The mill closed its doors."),
        ("It stood under 8 metres (26 feet) of mud.", "It stood under 8 metres of mud."),
        ("Jo Bell, the mayor of Harrow, opened the mill.", "Jo Bell opened the mill."),
        ("Jo Bell, who lives in Harrow, opened the mill.", "Jo Bell opened the mill."),
        ("Jo Bell opened the mill, which has nine wheels.", "Jo Bell opened the mill."),
        ("Jo Bell opened the mill, drawing a large crowd.", "Jo Bell opened the mill."),
        ("Jo Bell opened the mill, and the band was heard.", "Jo Bell opened the mill."),
        ("Jo Bell opened the mill; the band played on.", "Jo Bell opened the mill."),
        ("Jo Bell on Monday opened the old mill.", "Jo Bell opened the old mill."),
        ("Jo Bell opened the old mill yesterday.", "Jo Bell opened the old mill."),
        ("Jo Bell, 41, opened the old mill.", "Jo Bell opened the old mill."),
        ("In this report, Jo Bell opened the mill.", "Jo Bell opened the mill."),
        (
            "In a study published in May in The Bay, researchers from Lund said mills are old.",
            "Researchers said mills are old.",
        ),
        ("They found a slug (Arion bellus) in the mill.", "They found a slug in the mill."),
        ("Jo Bell sold many old things such as nine wheels.", "Jo Bell sold many old things."),
        (
            "Jo Bell opened the old mill at Harrow after nine years of work on it.",
            "Jo Bell opened the old mill at Harrow.",
        ),
        (
            "Jo Bell sold the old mill to a man who was born in the town of Harrow.",
            "Jo Bell sold the old mill to a man.",
        ),
    ],
)
def test_what_may_go(text: str, expected: str) -> None:
    """Each of the list."""
    assert _shortest(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jo Bell, who denies the charge, opened the mill.",
        "The mill made $3 million (before tax) in the year.",
        "The drug helped patients (among men over 60) in May.",
        "Jo Bell, who allegedly took money, opened the mill.",
        "Jo Bell opened the mill, saying it was late.",
        "The mill is open, except on Sundays and Mondays.",
        "The mill opens at nine, unless the river is high.",
        "In 1911 the mill was sold to the town.",
        "The wall of the mill isn't very weak at all.",
        "The clinic does not treat extremely young patients.",
        "Tumors that cannot be completely taken out are treated.",
        "For example, a boat of 300 metres pays $4,000.",
        "Both Jo Bell, the mayor, and Sam Orr were there.",
        "The mill sold flour, bread, and the oldest of its wheels.",
        "The price fell, which nobody had expected to happen.",
        "The mill did not sell things such as nine wheels.",
        "The mill will be closed to the town of Harrow after nine years of work.",
        "No child of Harrow may work for a man who was born in the town.",
        "The mill of Harrow is closed on Sunday.",
        "In that year, sales of the mill fell to nine.",
    ],
)
def test_what_never_goes(text: str) -> None:
    """A limit, a denial, a doubt, a source, a degree, an example; a part of a list."""
    assert [told for told, _ in variants(text)] == [text]


def test_a_word_of_the_headline_stays() -> None:
    """What the headline says is the news, and no deletion takes it."""
    text = "Jo Bell won the race and broke the record of the town."
    assert _shortest(text) == "Jo Bell won the race."
    kept = frozenset({"record"})
    assert [told for told, _ in variants(text, kept)] == [text]


_PIECES = st.sampled_from(
    ["On Friday, ", "the mayor", ", who left", ", the first of nine, ", " was", " opened it", ".",
     " (AP)", "“", "”", " and", "; ", "Jo Bell", " — a mill — ", ", ", "saying so", " not"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_a_shorter_telling_is_the_sentence_with_its_changes(text: str) -> None:
    """Whatever the sentence is: nothing else differs."""
    for told, changes in variants(text):
        assert applied(text, changes) == told
