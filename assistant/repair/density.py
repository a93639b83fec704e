"""How garbled an article reads, as one number, and from where on it is taken for garbled.

Both decide what is sent to an endpoint and what of its answers waits: whatever reads articles
better puts its own number in the place of `density`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.article.model import Article
from assistant.language.span import Span
from assistant.models.base import LanguageModel
from assistant.repair.detection import Detection
from assistant.repair.surprisal import Surprise, one_line, surprises

GARBLED = 3.8
"""Density from which an article reads garbled: of 37 fitted on, clean ones have up to 3.3."""

_A_SUSPECT = 0.1
"""What a suspect counts beside an improbable word."""

_LEAST = 60
"""Words that are too few to tell a share from."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of an article as the language model reads them, with places in the source."""

    found: tuple[Surprise, ...]

    @property
    def words(self) -> int:
        """How many words could be improbable."""
        return sum(each.excess is not None for each in self.found)

    @property
    def improbable(self) -> tuple[Span, ...]:
        """Where words fit their places badly, in order."""
        return tuple(Span(each.start, each.end) for each in self.found if each.is_improbable)


def reading(model: LanguageModel, article: Article) -> Reading:
    """How the language model reads an article: each sentence after the one before it."""
    shown = [article.visible(span) for _, _, span in article.sentences()]
    lines = [one_line(seen.text) for seen in shown]
    found = surprises(model, list(zip(["", *lines[:-1]], lines, strict=True)))
    return Reading(
        tuple(
            replace(each, start=place.start, end=place.end)
            for seen, words in zip(shown, found, strict=True)
            for each in words
            for place in [seen.span(each.start, each.end)]
        )
    )


def density(read: Reading, suspects: Sequence[Detection], words: int) -> float:
    """Garble in an article of so many words: improbable ones and suspects, in a hundred."""
    improbable = 100 * len(read.improbable) / max(read.words, _LEAST)
    return improbable + _A_SUSPECT * 100 * len(suspects) / max(words, _LEAST)


def is_garbled(density: float) -> bool:
    """Whether an article of such a density reads garbled."""
    return density >= GARBLED
