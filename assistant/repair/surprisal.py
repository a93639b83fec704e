"""How surprising each word of a sentence is in its place, beside how rare it is anywhere.

A word is improbable where the language model is more surprised by it than its frequency
alone explains: what spinners write is, six to ten in a hundred words, what people write is
in one or two (the pointwise mutual information of word and place, Church and Hanks 1990,
with its sign turned).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.frequency import zipf
from assistant.language.tokens import CHUNK
from assistant.language.wordlists import word_list
from assistant.models.base import LanguageModel

IMPROBABLE = 3.5
"""Nats of excess from which a word is improbable."""

_CONTEXT = 80
_BILLION = 9.0
_MARKS = "\"'“”‘’()[].,;:!?…"
_PLAIN = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Surprise:
    """A word of a text, white space before and marks around it left out.

    `nats` is its surprisal, `excess` how far that goes beyond what its frequency explains;
    None for what is no plain word in small letters, opens the text, or is among the commonest.
    """

    start: int
    end: int
    nats: float
    excess: float | None

    @property
    def is_improbable(self) -> bool:
        """Whether it fits its place badly."""
        return self.excess is not None and self.excess > IMPROBABLE


def one_line(text: str) -> str:
    """A text with a space for each character of white space, so that places stay."""
    return re.sub(r"\s", " ", text)


def surprises(model: LanguageModel, texts: Sequence[tuple[str, str]]) -> list[tuple[Surprise, ...]]:
    """The words of some texts, each given with the context before it, as the model reads them.

    Texts and contexts are on one line each; of a context the end is read.
    """
    pairs: list[tuple[Sequence[int], Sequence[int]]] = []
    pieces: list[list[tuple[int, int, int, int]]] = []
    for context, text in texts:
        ids: list[int] = []
        places = []
        for chunk in CHUNK.finditer(text):
            glue = " " if not chunk.start() and context else ""
            told = model.encode(glue + chunk.group())
            start = chunk.end() - len(chunk.group().lstrip())
            places.append((start, chunk.end(), len(ids), len(ids) + len(told)))
            ids += told
        pairs.append((model.encode(context)[-_CONTEXT:] if context else (), ids))
        pieces.append(places)
    return [
        tuple(
            _surprise(text, start, end, -math.fsum(found[first:last]), opens=not number)
            for number, (start, end, first, last) in enumerate(places)
        )
        for (_, text), places, found in zip(
            texts, pieces, model.log_probabilities(pairs), strict=True
        )
    ]


def _surprise(text: str, start: int, end: int, nats: float, *, opens: bool) -> Surprise:
    bare = text[start:end].strip(_MARKS)
    if opens or not _PLAIN.fullmatch(bare) or bare in word_list("commonest-words"):
        return Surprise(start, end, nats, None)
    rare = (_BILLION - (zipf(bare) or 1.0)) * math.log(10)
    first = text.index(bare, start)
    return Surprise(first, first + len(bare), nats, nats - rare)
