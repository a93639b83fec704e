"""Foresight: what a language model expects at the words of a sentence, by what comes before them.

One reading of a sentence as it stands tells it for all of its words, which is nearly as good as
weighing every candidate by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assistant.models.base import LanguageModel
from assistant.repair.garble.wording import Wording
from assistant.repair.passage import one_spaced

_LONGEST = 48
"""Tokens of a context that are read before a sentence."""
_REACH = 400
"""Characters of it that hold them."""

Foreseen = Callable[[int], tuple[Any, str]]
"""Gives, for an offset into the source, the log-probability of every token there (float32, by
token id), and what joins it to the word before: a space, or nothing."""


def foresee(model: LanguageModel, lines: Sequence[tuple[Wording, str]]) -> list[Foreseen]:
    """What a language model expects at the words of sentences, each behind what is before it."""
    lines = [(wording, before[-_REACH:]) for wording, before in lines]
    rows = [
        (*model.encode(before)[-_LONGEST:], *model.encode(_glue(before) + _told(wording)))
        for wording, before in lines
    ]
    tables = model.predictions(rows)
    return [_foreseen(model, *line, table) for line, table in zip(lines, tables, strict=True)]


def _foreseen(model: LanguageModel, wording: Wording, before: str, table: Any) -> Foreseen:
    lead, glue = len(model.encode(before)[-_LONGEST:]), _glue(before)

    def at(start: int) -> tuple[Any, str]:
        told = glue + _told(wording, wording.index(start))
        bare = told.rstrip(" ")
        return table[lead + len(model.encode(bare))], told[len(bare) :]

    return at


def _told(wording: Wording, end: int | None = None) -> str:
    first = len(wording.text) - len(wording.text.lstrip())
    return one_spaced(wording.text[first:end])


def _glue(before: str) -> str:
    return " " if before else ""
