"""The reader: a small encoder that says of every word whether it is garbled and what stood.

The encoder (BERT's, Devlin et al. 2019) runs in ctranslate2; its heads are a few arrays in
numpy. The matrix of the vocabulary is not stored twice: it is read out of the encoder's file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from assistant.models.variables import variable
from assistant.models.wordpiece import Piece, WordPiece

HEADS = "heads.npz"
VOCABULARY = "vocabulary.json"
_EMBEDDING = "encoder/embeddings_0/weight"
LONGEST = 256
"""Tokens of a passage, with those at its start and end."""
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

    def read(self, text: str) -> list[Opinion]:
        """An opinion of every word of a text, marks left out, in order.

        The text is read in passages of at most `LONGEST` tokens, each by itself.
        """
        return [
            opinion
            for passage in self._passages(list(self.tokenizer.encode(text)))
            for opinion in self._passage(passage)
        ]

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

    def _passages(self, pieces: Sequence[Piece]) -> list[list[Piece]]:
        passages: list[list[Piece]] = [[]]
        size = 2
        for piece in pieces:
            if size + len(piece.ids) > LONGEST:
                passages.append([])
                size = 2
            passages[-1].append(piece)
            size += len(piece.ids)
        return passages

    def _passage(self, pieces: Sequence[Piece]) -> list[Opinion]:
        row = [self.tokenizer.first]
        starts = []
        for piece in pieces:
            starts.append(len(row))
            row += piece.ids
        (states,) = self.states([[*row, self.tokenizer.last]])
        verdicts = _softmax(states @ self._heads["verdict.weight"].T + self._heads["verdict.bias"])
        return [
            Opinion(piece, tuple(map(float, verdicts[start])), states[start])
            for piece, start in zip(pieces, starts, strict=True)
            if piece.is_word
        ]


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
