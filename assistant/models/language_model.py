"""The language model: a small causal transformer, on the CPU, that says how likely a text is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

START = "<|endoftext|>"
"""The token that every text starts with."""

_TURN, _TURN_END = "<|im_start|>", "<|im_end|>"
_SPECIAL = 17
_PATTERN = r"\p{N}|'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?[^\s\p{L}\p{N}]+|\s+(?=\p{N})|\s+(?!\S)|\s+"
_BATCH_TOKENS = 384
_LOT_TOKENS = 2048


class LanguageModel:
    """SmolLM2-135M, int8, with its byte-level tokenizer (single digits split off).

    `tokens` counts every token that was scored, contexts included.
    """

    def __init__(self, directory: Path, *, threads: int = 2, compute_type: str = "int8") -> None:
        """Load the weights from `directory`. Raises RuntimeError where they are damaged.

        `compute_type` is ctranslate2's: int8 is fast, float32 the same on every processor.
        """
        import ctranslate2

        self._vocabulary: list[str] = json.loads((directory / "vocabulary.json").read_text("utf-8"))
        self._generator: Any = ctranslate2.Generator(
            str(directory), compute_type=compute_type, inter_threads=threads, intra_threads=1
        )
        self._encoding = _tokenizer(self._vocabulary)
        self._encode = lru_cache(maxsize=4096)(self._encode_once)
        self._threads = threads
        self.tokens = 0

    def encode(self, text: str) -> tuple[int, ...]:
        """The token ids of a text, without the one it starts with."""
        return self._encode(text)

    def _encode_once(self, text: str) -> tuple[int, ...]:
        return tuple(self._encoding.encode(text, disallowed_special=()))

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
        """The log-probability, in nats, of the second token ids after the first, for each pair.

        The score of a pair is the same alone and in a batch.
        """
        if not pairs:
            return []
        rows = [self._row((*before, *rest)) for before, rest in pairs]
        self.tokens += sum(map(len, rows))
        found = [0.0] * len(rows)
        for places in _slices(rows):
            results = self._generator.score_batch(
                [rows[place] for place in places],
                max_batch_size=_BATCH_TOKENS,
                batch_type="tokens",
            )
            for place, result in zip(places, results, strict=True):
                found[place] = sum(result.log_probs[len(pairs[place][0]) :])
        return found

    def predictions(self, rows: Sequence[Sequence[int]]) -> list[Any]:
        """Log-probabilities of every token at each place of some texts, and one place beyond.

        Returns an array of shape (len(ids) + 1, vocabulary) for each: row `i` foresees `ids[i]`.
        """
        import numpy as np

        self.tokens += sum(len(ids) + 1 for ids in rows)
        with ThreadPoolExecutor(self._threads) as pool:
            read = lambda ids: np.asarray(  # noqa: E731
                self._generator.forward_batch([self._row(ids)], return_log_probs=True)
            )[0]
            return list(pool.map(read, rows))

    def answer(self, system: str, user: str, longest: int) -> str:
        """What the model answers to a prompt, greedily, in at most `longest` tokens."""
        prompt: list[str] = []
        for role, text in (("system", system), ("user", user)):
            prompt += [_TURN, *self._spelled(f"{role}\n{text}"), _TURN_END, *self._spelled("\n")]
        prompt += [_TURN, *self._spelled("assistant\n")]
        result = self._generator.generate_batch(
            [prompt], max_length=longest, include_prompt_in_result=False, end_token=_TURN_END
        )[0]
        ids = [self._vocabulary.index(token) for token in result.sequences[0]]
        self.tokens += len(prompt) + len(ids)
        return str(self._encoding.decode([i for i in ids if i >= _SPECIAL]))

    def _spelled(self, text: str) -> list[str]:
        return [self._vocabulary[i] for i in self.encode(text)]

    def _row(self, ids: Sequence[int]) -> list[str]:
        return [START, *(self._vocabulary[i] for i in ids)]


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


def _tokenizer(vocabulary: Sequence[str]) -> Any:
    """A byte-level BPE tokenizer: the ids after the special ones are in the order of merges."""
    import tiktoken

    letters = _byte_letters()
    ranks = {
        bytes(letters[letter] for letter in token): number
        for number, token in enumerate(vocabulary)
        if number >= _SPECIAL
    }
    return tiktoken.Encoding(
        "smollm2", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens={START: 0}
    )


def _byte_letters() -> dict[str, int]:
    """GPT-2's spelling of bytes as printable letters (Radford et al. 2019)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = {chr(byte): byte for byte in printable}
    others = (byte for byte in range(256) if byte not in set(printable))
    return letters | {chr(256 + number): byte for number, byte in enumerate(others)}
