"""Foresight: what a language model expects at the words of a sentence, by what comes before them.

One reading of a sentence as it stands tells it for all of its words, which is nearly as good as
weighing every candidate by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.models.base import LanguageModel
from assistant.repair.passage import one_spaced
from assistant.repair.reading import Sentence

_LONGEST = 48
"""Tokens of a context that are read before a sentence."""

Foreseen = Callable[[int], tuple[Any, str]]
"""Gives, for an offset into the source, the log-probability of every token there (float32, by
token id), and what joins it to the word before: a space, or nothing."""


def foresee(model: LanguageModel, sentence: Sentence, before: str) -> Foreseen:
    """What a language model expects at the words of a sentence, behind what comes before it."""
    lead = model.encode(before)[-_LONGEST:]
    glue = " " if before else ""
    text = sentence.shown.text
    first = len(text) - len(text.lstrip())
    (table,) = model.predictions([(*lead, *model.encode(glue + one_spaced(text[first:])))])

    def at(start: int) -> tuple[Any, str]:
        told = glue + one_spaced(text[first : sentence.shown.index(start)])
        bare = told.rstrip(" ")
        return table[len(lead) + len(model.encode(bare))], told[len(bare) :]

    return at
