"""How garbled an article reads, as one number, and from where on it is taken for garbled.

Both decide what is sent to an endpoint and what of its answers waits: whatever reads articles
better puts its own number in the place of `density`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.article.model import Article
from assistant.language.span import Span
from assistant.models.base import LanguageModel
from assistant.repair.detection import Detection
from assistant.repair.surprisal import surprises

GARBLED = 3.8
"""Density from which an article reads garbled: of 37 fitted on, clean ones have up to 3.3."""

_A_SUSPECT = 0.1
"""What a suspect counts beside an improbable word."""

_LEAST = 60
"""Words that are too few to tell a share from."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What of an article reads garbled: improbable words, of so many that can be."""

    words: int
    improbable: tuple[Span, ...]


def reading(model: LanguageModel, article: Article) -> Reading:
    """The improbable words of an article, with their places in the source."""
    shown = [article.visible(span) for _, _, span in article.sentences()]
    lines = [re.sub(r"\s", " ", seen.text) for seen in shown]
    found = surprises(model, list(zip(["", *lines[:-1]], lines, strict=True)))
    return Reading(
        sum(each.excess is not None for words in found for each in words),
        tuple(
            seen.span(each.start, each.end)
            for seen, words in zip(shown, found, strict=True)
            for each in words
            if each.is_improbable
        ),
    )


def density(read: Reading, suspects: Sequence[Detection], words: int) -> float:
    """Garble in an article of so many words: improbable ones and suspects, in a hundred."""
    improbable = 100 * len(read.improbable) / max(read.words, _LEAST)
    return improbable + _A_SUSPECT * 100 * len(suspects) / max(words, _LEAST)


def is_garbled(density: float) -> bool:
    """Whether an article of such a density reads garbled."""
    return density >= GARBLED
