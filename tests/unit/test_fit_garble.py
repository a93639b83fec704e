"""The fit of what belief in garble rests on: what it learns from, and where it draws the line."""

from __future__ import annotations

import numpy as np
import pytest

from tests.benchmarks.fit_garble import bound, fit
from tests.benchmarks.garble import Place
from tests.benchmarks.garble_examples import is_right, parts

TEXT = "She put an insusceptible framework in the blood strain ward."


def place(words: str, *readings: str) -> Place:
    """A garbled place of the text."""
    start = TEXT.index(words)
    return Place(start, start + len(words), readings)


def test_a_word_of_a_term_is_right_by_itself() -> None:
    """Where a reading has as many words; what stands already is no repair."""
    term = place("insusceptible framework", "immune system", "immunity")
    assert [each.readings for each in parts(TEXT, term)] == [("immune",), ("system",)]
    half = place("blood strain", "blood pressure")
    assert [TEXT[each.start : each.end] for each in parts(TEXT, half)] == ["strain"]


@pytest.mark.parametrize(
    ("words", "put", "right"),
    [
        ("an insusceptible", "an immune", True),
        ("insusceptible framework", "Immune system", True),
        ("framework", "system", False),
        ("strain", "pressure", True),
        ("strain", "tension", False),
    ],
)
def test_what_is_right_reads_as_it_may(words: str, put: str, right: bool) -> None:
    """Whatever is changed beside the place, all of it reads acceptably then."""
    every = [place("insusceptible framework", "immune system"), place("strain", "pressure")]
    every += list(parts(TEXT, every[0]))[:1]
    start = TEXT.index(words)
    assert is_right(TEXT, (start, start + len(words), put), every) is right


def test_the_fit_finds_what_tells_right_from_wrong() -> None:
    """The feature that does gets the weight, the one that is chance gets none."""
    chance = np.random.default_rng(0)
    rows = []
    for _ in range(200):
        row = chance.normal(size=(4, 2)).astype(np.float32)
        rows.append((row, [int(row[:, 0].argmax())]))
    told, noise = fit(rows)
    assert told > 1
    assert abs(noise) < 0.2 * told


def test_what_is_sure_is_right_often_enough() -> None:
    """The lowest confidence at which that holds of all above it, and no lower than half."""
    good = [(0.99 - number / 100, True) for number in range(20)]
    rest = [(0.69, False), (0.6, False), (0.57, False), (0.54, False)]
    assert bound([*good, *rest]) == pytest.approx(0.6, abs=0.001)
    assert bound([(0.4, True), (0.3, True)]) == 0.5
    assert bound([(0.9, False), (0.8, False)]) > 0.99
