"""Rows of token ids with their labels, packed into numbers of 16 and 8 bits."""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.models.reader import LONGEST
from assistant.models.wordpiece import WordPiece
from assistant.training.labels import Labelled

UNASKED = 0
"""The label of a token that nothing is asked of; others are a verdict plus one."""
_STOPS = frozenset(".!?")
_LOOK_BACK = 64


@dataclass(frozen=True, slots=True)
class Rows:
    """Passages, one behind the other.

    lengths  uint16, tokens of each row
    ids      uint16, the tokens of all rows
    labels   uint8, for each token: 0, or the verdict on the word that starts there, plus one
    stood    uint16, for each token labelled as replaced or another form: what stood, or 0
    """

    lengths: Any
    ids: Any
    labels: Any
    stood: Any

    @property
    def tokens(self) -> int:
        """How many tokens there are in all."""
        return len(self.ids)


def pack(texts: Iterable[Iterable[Labelled]], tokenizer: WordPiece) -> Rows:
    """Rows of texts, each cut at the ends of sentences where that is near enough."""
    lengths: list[int] = []
    ids: list[int] = []
    labels: list[int] = []
    stood: list[int] = []
    stops = frozenset(n for mark in _STOPS if (n := tokenizer.single(mark)) is not None)
    for text in texts:
        for passage in _passages(list(text), stops):
            before = len(ids)
            ids.append(tokenizer.first)
            labels.append(UNASKED)
            for each in passage:
                ids += each.piece.ids
                asked = UNASKED if each.verdict is None else each.verdict + 1
                labels += [asked, *[UNASKED] * (len(each.piece.ids) - 1)]
                if each.stood:
                    stood.append(each.stood)
            ids.append(tokenizer.last)
            labels.append(UNASKED)
            lengths.append(len(ids) - before)
    return Rows(
        np.array(lengths, np.uint16),
        np.array(ids, np.uint16),
        np.array(labels, np.uint8),
        np.array(stood, np.uint16),
    )


def _passages(words: Sequence[Labelled], stops: frozenset[int]) -> Iterator[Sequence[Labelled]]:
    start = size = 0
    for number, word in enumerate(words):
        if size + len(word.piece.ids) > LONGEST - 2:
            end = _cut(words, start, number, stops)
            yield words[start:end]
            size = sum(len(each.piece.ids) for each in words[end:number])
            start = end
        size += len(word.piece.ids)
    if start < len(words):
        yield words[start:]


def _cut(words: Sequence[Labelled], start: int, end: int, stops: frozenset[int]) -> int:
    for at in range(end, max(start + 1, end - _LOOK_BACK), -1):
        if words[at - 1].piece.ids[-1] in stops:
            return at
    return end


def to_bytes(rows: Rows) -> bytes:
    """Rows, compressed; small enough to be sent to another machine."""
    stream = io.BytesIO()
    np.savez(stream, lengths=rows.lengths, ids=rows.ids, labels=rows.labels, stood=rows.stood)
    return lzma.compress(stream.getvalue(), preset=4)


def from_bytes(data: bytes) -> Rows:
    """What `to_bytes` made."""
    with np.load(io.BytesIO(lzma.decompress(data))) as found:
        return Rows(found["lengths"], found["ids"], found["labels"], found["stood"])


def load(path: Path) -> Rows:
    """Read rows."""
    return from_bytes(path.read_bytes())
