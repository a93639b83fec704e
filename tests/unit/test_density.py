"""How garbled an article reads: one number, and one place that decides by it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import pytest

from assistant.article.files import read_text
from assistant.models.reader import Opinion
from assistant.models.smollm2 import CARD
from assistant.models.wordpiece import Piece
from assistant.repair.density import GARBLED, Reading, reading
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


class Blind:
    """A reader that sees nothing."""

    def read(self, texts: Sequence[str]) -> list[list[Any]]:
        """No opinion of any word."""
        return [[] for _ in texts]


class Alarmed(Blind):
    """A reader to which every second word of a text is garbled."""

    def read(self, texts: Sequence[str]) -> list[list[Any]]:
        """Half of the words are, for certain."""
        return [
            [Opinion(Piece(*m.span(), (), True), (n % 2, 1 - n % 2, 0, 0), None)
             for n, m in enumerate(re.finditer(r"\w+", text))]
            for text in texts
        ]  # fmt: skip


def test_what_the_reader_sees_counts_beside_what_the_model_did_not_expect() -> None:
    """Each alone, and both together more."""
    article = read_text(f"A title here\n\n{'The council met again on that day. ' * 20}\n")
    clean, seen = (reading(Wary(), reader, article) for reader in (Blind(), Alarmed()))  # type: ignore[arg-type]
    assert clean.density == 0.0
    assert seen.seen == pytest.approx(len(seen.found) * 4 / 7, abs=4)
    assert seen.is_garbled
    assert clean.doubted == ()
    assert {"met", "on"} <= {each.text for each in seen.doubted}
    assert [article.source[d.start : d.end] for d in seen.doubted] == [d.text for d in seen.doubted]


def test_places_are_those_of_the_source() -> None:
    """Of the words that fit badly, marks around them left out."""
    article = read_text(f"A title here\n\nThe council met for “{ODD}” again. The harbor froze.\n")
    found = reading(Wary(), Blind(), article)  # type: ignore[arg-type]
    assert ODD in {article.slice(span) for span in found.improbable}


def test_rare_words_are_no_garble_for_being_rare() -> None:
    """What counts is the surprise beyond that; capitals, figures and small words do not."""
    words = surprises(Wary(), [("", f"A {ODD} and the Zymurgy 7 met")])[0]  # type: ignore[arg-type]
    assert [w.excess is None for w in words] == [True, False, True, True, True, True, False]
    nats = 9.0 * len(ODD)
    (rare,) = [w for w in words if w.nats == nats and w.excess is not None]
    assert rare.excess is not None
    assert 0 < nats - rare.excess <= 9 * math.log(10)


def test_improbable_words_and_what_the_reader_sees_count_by_share() -> None:
    """So that length does not decide, and one word of a short text is not many."""
    odd, fine = Surprise(0, 4, 20.0, 9.0), Surprise(0, 4, 1.0, -5.0)
    clean = Reading((fine,) * 100)
    garbled = Reading((odd,) * 5 + (fine,) * 95, seen=5.0)
    assert clean.density == 0.0
    assert Reading(garbled.found).density == pytest.approx(5.0)
    assert garbled.density > Reading(garbled.found).density
    assert Reading(garbled.found * 9, seen=45.0).density == pytest.approx(garbled.density)
    assert Reading((odd,), seen=0.5).density < GARBLED
    assert not clean.is_garbled
    assert Reading((odd,) * 10 + (fine,) * 90, seen=10.0).is_garbled
