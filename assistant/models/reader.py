"""The reader: a small encoder that says of every word whether it is garbled and what stood.

The encoder (BERT's, Devlin et al. 2019) runs in ctranslate2; its heads are a few arrays in
numpy. The matrix of the vocabulary is not stored twice: it is read out of the encoder's file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

from assistant import timing
from assistant.models.variables import variable
from assistant.models.wordpiece import Piece, WordPiece

HEADS = "heads.npz"
VOCABULARY = "vocabulary.json"
_EMBEDDING = "encoder/embeddings_0/weight"
LONGEST = 256
"""Tokens of a passage, with those at its start and end."""
_ROOM = LONGEST - 2
_ASKED, _BEHIND = 160, 48
"""Tokens of a passage that are asked about, and that are kept free for what stands behind."""
EPSILON = 1e-12
"""What normalisation adds to a variance, as BERT does."""


class Verdict(IntEnum):
    """What is to be done with a word."""

    KEEP = 0
    REPLACE = 1
    FORM = 2
    """Another form of the same word stood there."""
    DELETE = 3


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the reader says of one word of a text.

    `verdicts` are probabilities, in the order of `Verdict`; `hidden` is the state from which
    the reader guesses what stood there (float32, of the encoder's width).
    """

    piece: Piece
    verdicts: tuple[float, ...]
    hidden: Any

    @property
    def garbled(self) -> float:
        """The probability that it is not as it was."""
        return 1.0 - self.verdicts[Verdict.KEEP]


class Reader:
    """A trained reader from its folder: `model.bin`, `config.json`, heads and vocabulary."""

    def __init__(self, directory: Path) -> None:
        import ctranslate2
        import numpy as np

        self.tokenizer = WordPiece(json.loads((directory / VOCABULARY).read_text("utf-8")))
        self._encoder: Any = ctranslate2.Encoder(str(directory), intra_threads=1)
        with np.load(directory / HEADS) as heads:
            self._heads = {name: heads[name].astype(np.float32) for name in heads}
        self._embedding = variable(directory / "model.bin", _EMBEDDING)

    def read(self, texts: Sequence[str]) -> list[list[Opinion]]:
        """Opinions of every word of some texts that follow each other, marks left out, in order.

        They are read in passages of at most `LONGEST` tokens, each with as much of what stands
        before and behind it as fits. A text that is longer is cut.
        """
        pieces = [list(self.tokenizer.encode(text)) for text in texts]
        found: list[list[Opinion]] = [[] for _ in texts]
        for window in _windows([sum(len(each.ids) for each in text) for text in pieces]):
            for place, opinions in self._passage(pieces, window):
                found[place] += opinions
        return found

    def guesses(self, opinions: Sequence[Opinion]) -> Any:
        """The log-probability of every token of the vocabulary at each of some words.

        Returns a float32 array of shape (words, vocabulary).
        """
        import numpy as np

        heads = self._heads
        hidden = np.stack([opinion.hidden for opinion in opinions])
        inner = _gelu(hidden @ heads["transform.weight"].T + heads["transform.bias"])
        logits = self._embedding.times(_normed(inner, heads)) + heads["vocabulary.bias"]
        logits -= logits.max(axis=1, keepdims=True)
        return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))

    def states(self, rows: Sequence[Sequence[int]]) -> list[Any]:
        """The hidden states of rows of token ids, each read alone: arrays (tokens, width)."""
        import numpy as np

        return [
            np.asarray(self._encoder.forward_batch([list(row)]).last_hidden_state)[0]
            for row in rows
        ]

    def _passage(
        self, pieces: Sequence[Sequence[Piece]], window: _Window
    ) -> Iterator[tuple[int, list[Opinion]]]:
        """The opinions of the texts that a window is about, each with its place."""
        for run in _cut(pieces, window):
            row = [self.tokenizer.first]
            starts = []
            for _, piece in run:
                starts.append(len(row))
                row += piece.ids
            row.append(self.tokenizer.last)
            timing.count(len(row))
            (states,) = self.states([row])
            verdicts = _softmax(
                states @ self._heads["verdict.weight"].T + self._heads["verdict.bias"]
            )
            for place in range(window.first, window.last):
                yield (
                    place,
                    [
                        Opinion(piece, tuple(map(float, verdicts[start])), states[start])
                        for (of, piece), start in zip(run, starts, strict=True)
                        if of == place and piece.is_word
                    ],
                )


@dataclass(frozen=True, slots=True)
class _Window:
    """Texts `first` up to `last` are asked about; those from `start` up to `end` are read."""

    start: int
    first: int
    last: int
    end: int


def _windows(sizes: Sequence[int]) -> Iterator[_Window]:
    """Windows over texts of these sizes, in tokens; each text is asked about in one."""
    first = 0
    while first < len(sizes):
        last, size = first + 1, sizes[first]
        while last < len(sizes) and size + sizes[last] <= _ASKED:
            size += sizes[last]
            last += 1
        start, end = first, last
        while start and size + sizes[start - 1] <= _ROOM - _BEHIND:
            start -= 1
            size += sizes[start]
        while end < len(sizes) and size + sizes[end] <= _ROOM:
            size += sizes[end]
            end += 1
        yield _Window(start, first, last, end)
        first = last


def _cut(pieces: Sequence[Sequence[Piece]], window: _Window) -> Iterator[list[tuple[int, Piece]]]:
    """What is read of a window, each piece with the place of its text; as a rule, in one."""
    run: list[tuple[int, Piece]] = []
    size = 0
    for place in range(window.start, window.end):
        for piece in pieces[place]:
            if size + len(piece.ids) > _ROOM:
                yield run
                run, size = [], 0
            run.append((place, piece))
            size += len(piece.ids)
    yield run


def _softmax(logits: Any) -> Any:
    import numpy as np

    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def _normed(values: Any, heads: dict[str, Any]) -> Any:
    import numpy as np

    middle = values - values.mean(axis=-1, keepdims=True)
    width = np.sqrt((middle**2).mean(axis=-1, keepdims=True) + EPSILON)
    return middle / width * heads["normal.weight"] + heads["normal.bias"]


def _gelu(values: Any) -> Any:
    """The Gaussian error linear unit (Hendrycks and Gimpel 2016) in its form with tanh."""
    import numpy as np

    inner = np.sqrt(2 / np.pi) * (values + 0.044715 * values**3)
    return 0.5 * values * (1 + np.tanh(inner))


@cache
def shipped() -> Reader:
    """The reader that comes with the package (see its MODEL-CARD.md)."""
    return Reader(Path(__file__).parent / "data" / "reader")
