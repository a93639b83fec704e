"""A language model on the CPU, run by ctranslate2: a small causal transformer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.models.base import Card, Tokens
from assistant.models.smollm2 import CARD

_BATCH_TOKENS = 384
_LOT_TOKENS = 2048


class CTranslateModel:
    """A converted model with its tokenizer, as its card says; it may be asked from any thread."""

    def __init__(
        self,
        directory: Path,
        card: Card = CARD,
        *,
        threads: int = 2,
        compute_type: str = "",
    ) -> None:
        """Load the weights from `directory`. Raises RuntimeError where they are damaged.

        `compute_type` is ctranslate2's, that of the card if empty: int8 is fast, float32 the
        same on every processor.
        """
        import ctranslate2

        self.card = card

        self._vocabulary: list[str] = json.loads((directory / "vocabulary.json").read_text("utf-8"))
        self._generator: Any = ctranslate2.Generator(
            str(directory),
            compute_type=compute_type or card.compute_type,
            inter_threads=threads,
            intra_threads=1,
        )
        self._encoding = _tokenizer(self._vocabulary, card.tokens)
        self._encode = lru_cache(maxsize=4096)(self._encode_once)
        self._threads = threads

    def encode(self, text: str) -> tuple[int, ...]:
        """The token ids of a text, without the one it starts with."""
        return self._encode(text)

    def _encode_once(self, text: str) -> tuple[int, ...]:
        return tuple(self._encoding.encode(text, disallowed_special=()))

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
        """The log-probability, in nats, of the second token ids after the first, for each pair.

        However long a pair is, all of it is read. A score depends a little on what is scored
        beside it: the int8 kernels round by the whole batch, which moves it by up to a nat or
        two; alone and in the same company it is always the same.
        """
        return [sum(found) for found in self.log_probabilities(pairs)]

    def log_probabilities(
        self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]
    ) -> list[list[float]]:
        """The log-probability, in nats, of each of the second token ids of each pair."""
        rows = [self._row((*before, *rest)) for before, rest in pairs]
        found: list[list[float]] = [[] for _ in rows]
        for places in _slices(rows):
            results = self._generator.score_batch(
                [rows[place] for place in places],
                max_input_length=0,
                max_batch_size=_BATCH_TOKENS,
                batch_type="tokens",
            )
            for place, result in zip(places, results, strict=True):
                found[place] = result.log_probs[len(pairs[place][0]) :]
        return found

    def predictions(self, rows: Sequence[Sequence[int]]) -> list[Any]:
        """Log-probabilities of every token at each place of some texts, and one place beyond.

        Returns an array of shape (len(ids) + 1, vocabulary) for each: row `i` foresees `ids[i]`.
        """
        import numpy as np

        with ThreadPoolExecutor(self._threads) as pool:
            read = lambda ids: np.asarray(  # noqa: E731
                self._generator.forward_batch([self._row(ids)], return_log_probs=True)
            )[0]
            return list(pool.map(read, rows))

    def _row(self, ids: Sequence[int]) -> list[str]:
        return [self.card.tokens.start, *(self._vocabulary[i] for i in ids)]


def _slices(rows: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """The places of rows, those of like length together, in lots that take a second or two.

    Between lots an interruption is noticed.
    """
    lot: list[int] = []
    size = 0
    for place in sorted(range(len(rows)), key=lambda number: len(rows[number])):
        lot.append(place)
        size += len(rows[place])
        if size >= _LOT_TOKENS:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot


def _tokenizer(vocabulary: Sequence[str], tokens: Tokens) -> Any:
    """A byte-level BPE tokenizer: the ids after the special ones are in the order of merges."""
    import tiktoken

    letters = _byte_letters()
    ranks = {
        bytes(letters[letter] for letter in token): number
        for number, token in enumerate(vocabulary)
        if number >= tokens.specials
    }
    return tiktoken.Encoding(
        "model", pat_str=tokens.pattern, mergeable_ranks=ranks, special_tokens={tokens.start: 0}
    )


def _byte_letters() -> dict[str, int]:
    """GPT-2's spelling of bytes as printable letters (Radford et al. 2019)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = {chr(byte): byte for byte in printable}
    others = (byte for byte in range(256) if byte not in set(printable))
    return letters | {chr(256 + number): byte for number, byte in enumerate(others)}
