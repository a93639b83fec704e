"""Batches: rows of like length, padded, as arrays that a network takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.models.reader import Verdict
from assistant.training.rows import UNASKED, Rows

_MULTIPLE = 8
_MASKED = 0.1
"""The share of kept words that are masked, so that guessing is learned from clean text too."""


@dataclass(frozen=True, slots=True)
class Masking:
    """How words are masked: the id of the mask, and for every token whether it begins a word."""

    mask: int
    begins: Any

    @classmethod
    def of(cls, vocabulary: Sequence[str]) -> Masking:
        """That of a vocabulary, as BERT's."""
        begins = np.array([not token.startswith("##") for token in vocabulary])
        return cls(vocabulary.index("[MASK]"), begins)


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded rows.

    ids       int64 (rows, longest), 0 beyond a row's end
    lengths   int64 (rows,)
    places    int64 (asked,), flat indices into `ids` of the words that are asked about
    verdicts  int64 (asked,)
    guessed   int64 (guesses,), flat indices of words whose original is known, masked ones last
    stood     int64 (guesses,), its token ids
    """

    ids: Any
    lengths: Any
    places: Any
    verdicts: Any
    guessed: Any
    stood: Any

    @property
    def tokens(self) -> int:
        """How many tokens there are, those of padding left out."""
        return int(self.lengths.sum())


def batches(rows: Rows, tokens: int, seed: int, masking: Masking | None = None) -> Iterator[Batch]:
    """The rows in batches of at most so many tokens, padding included, in an order by seed.

    With a masking, some of the kept words are masked: they are guessed, and not judged.
    """
    order = np.argsort(rows.lengths, kind="stable")[::-1]
    lots: list[list[int]] = []
    longest = 0
    for row in order.tolist():
        if not lots or longest * (len(lots[-1]) + 1) > tokens:
            lots.append([])
            longest = _width(int(rows.lengths[row]))
        lots[-1].append(row)
    starts = np.concatenate(([0], np.cumsum(rows.lengths, dtype=np.int64)))
    stood = _spread(rows)
    for lot in np.random.default_rng(seed).permutation(len(lots)).tolist():
        ids, labels, originals, lengths = _padded(rows, stood, starts, lots[lot])
        guessed = np.flatnonzero(originals)
        if masking:
            masked = _masked(ids, labels, masking, np.random.default_rng((seed, lot)))
            originals.flat[masked] = ids.flat[masked]
            ids.flat[masked] = masking.mask
            labels.flat[masked] = UNASKED
            guessed = np.concatenate([guessed, masked])
        places = np.flatnonzero(labels != UNASKED)
        verdicts = labels.ravel()[places] - 1
        yield Batch(ids, lengths, places, verdicts, guessed, originals.ravel()[guessed])


def _masked(ids: Any, labels: Any, masking: Masking, chance: Any) -> Any:
    """Flat indices of some of the kept words that are one token."""
    single = np.ones(ids.shape, bool)
    single[:, :-1] = masking.begins[ids[:, 1:]]
    kept = np.flatnonzero((labels == Verdict.KEEP + 1) & single)
    return kept[chance.random(len(kept)) < _MASKED]


def _width(longest: int) -> int:
    return -(-longest // _MULTIPLE) * _MULTIPLE


def _spread(rows: Rows) -> Any:
    """What stood at every token, 0 where nothing is known."""
    known = np.isin(rows.labels, (Verdict.REPLACE + 1, Verdict.FORM + 1))
    stood = np.zeros(len(rows.labels), np.uint16)
    stood[known] = rows.stood
    return stood


def _padded(rows: Rows, stood: Any, starts: Any, lot: list[int]) -> tuple[Any, Any, Any, Any]:
    """The token ids, labels and originals of a lot of rows, each (rows, longest), and lengths."""
    lengths = rows.lengths[lot].astype(np.int64)
    width = _width(int(lengths.max()))
    ids = np.zeros((len(lot), width), np.int64)
    labels = np.zeros((len(lot), width), np.int64)
    originals = np.zeros((len(lot), width), np.int64)
    for at, row in enumerate(lot):
        span = slice(starts[row], starts[row + 1])
        ids[at, : lengths[at]] = rows.ids[span]
        labels[at, : lengths[at]] = rows.labels[span]
        originals[at, : lengths[at]] = stood[span]
    return ids, labels, originals, lengths
