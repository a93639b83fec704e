"""How garbled an article reads: one number, and one place that decides by it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from assistant.article.files import read_text
from assistant.edits import Alternative
from assistant.models.smollm2 import CARD
from assistant.repair.density import GARBLED, Reading, density, is_garbled, reading
from assistant.repair.detection import Detection
from assistant.repair.surprisal import Surprise, surprises

ODD = "zymurgy"


class Wary:
    """A language model that is surprised by one word alone; a token is a letter."""

    card = CARD

    def encode(self, text: str) -> tuple[int, ...]:
        """The letters."""
        return tuple(map(ord, text))

    def log_probabilities(
        self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]
    ) -> list[list[float]]:
        """As surprising as the letters of the word."""
        return [[-9.0 if chr(i) in "zymurg" else 0.0 for i in rest] for _, rest in pairs]


def test_places_are_those_of_the_source() -> None:
    """Of the words that fit badly, marks around them left out."""
    article = read_text(f"A title here\n\nThe council met for “{ODD}” again. The harbor froze.\n")
    found = reading(Wary(), article)  # type: ignore[arg-type]
    assert ODD in {article.slice(span) for span in found.improbable}


def test_rare_words_are_no_garble_for_being_rare() -> None:
    """What counts is the surprise beyond that; capitals, figures and small words do not."""
    words = surprises(Wary(), [("", f"A {ODD} and the Zymurgy 7 met")])[0]  # type: ignore[arg-type]
    assert [w.excess is None for w in words] == [True, False, True, True, True, True, False]
    nats = 9.0 * len(ODD)
    (rare,) = [w for w in words if w.nats == nats and w.excess is not None]
    assert rare.excess is not None
    assert 0 < nats - rare.excess <= 9 * math.log(10)


def test_improbable_words_and_suspects_count() -> None:
    """A share of each, so that length does not decide."""
    odd, fine = Surprise(0, 4, 20.0, 9.0), Surprise(0, 4, 1.0, -5.0)
    suspect = Detection(0, 4, "word", 0.2, (Alternative("other", 0.2),), "")
    clean = Reading((fine,) * 100)
    garbled = Reading((odd,) * 5 + (fine,) * 95)
    assert density(clean, [], 200) == 0.0
    assert density(garbled, [], 200) == pytest.approx(5.0)
    assert density(garbled, [suspect] * 10, 200) > density(garbled, [], 200)
    assert is_garbled(GARBLED)
    assert not is_garbled(GARBLED - 0.1)
