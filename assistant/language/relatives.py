"""Relatives: words that a spinner may have put a word in the place of, by thesaurus.

The table is that of WordNet 3.0 (its sets, and those linked to them) and of Moby's thesaurus,
read backwards: for what a spinner writes, what it may have stood for. It is gathered by
``python -m tests.tools.relatives``.
"""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from importlib import resources
from typing import Any


class Relation(IntFlag):
    """How two words are related."""

    NONE = 0
    SYNONYM = 1
    """They stand in one set of WordNet."""
    LINK = 2
    """They stand in two sets that WordNet links: similar, more general or more special."""
    LISTED = 4
    """Moby lists what is written under the relative."""
    LISTS = 8
    """Moby lists the relative under what is written."""
    FORM = 16
    """They are forms of one word."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A lemma that may have stood there, how it is related to what does, and all its forms."""

    lemma: str
    relation: Relation
    forms: tuple[str, ...]


class Relatives:
    """The table: rows of relatives by lemma.

    `steps` and `relations` are the rows, of `sizes`, one behind the other. A step is what a
    number into `lemmas` is above the one before it in its row; each of the `lemmas` stands
    with its forms, itself first.
    """

    def __init__(
        self,
        heads: Sequence[str],
        lemmas: Sequence[tuple[str, ...]],
        sizes: Any,
        steps: Any,
        relations: Any,
    ) -> None:
        import numpy as np

        self._rows = {head: number for number, head in enumerate(heads)}
        self._lemmas = lemmas
        self._ends = np.cumsum(sizes, dtype=np.int64)
        self._steps = steps
        self._relations = relations

    def of(self, lemma: str) -> Iterator[Relative]:
        """The relatives of a lemma of up to four words, given in lower case; common ones first."""
        row = self._rows.get(lemma)
        if row is None:
            return
        start = int(self._ends[row - 1]) if row else 0
        end = int(self._ends[row])
        places = self._steps[start:end].cumsum(dtype="int64").tolist()
        for place, relation in zip(places, self._relations[start:end].tolist(), strict=True):
            forms = self._lemmas[place]
            yield Relative(forms[0], Relation(relation), forms)


def pack(rows: Mapping[str, Mapping[str, Relation]], forms: Mapping[str, Sequence[str]]) -> bytes:
    """The table in the form that `unpack` reads; `forms` are those of all relatives, in order."""
    import numpy as np

    places = {lemma: number for number, lemma in enumerate(forms)}
    heads = sorted(rows)
    ordered = [sorted((places[to], int(kind)) for to, kind in rows[head].items()) for head in heads]
    steps = [np.diff([place for place, _ in row], prepend=0) for row in ordered]
    stream = io.BytesIO()
    np.savez(
        stream,
        heads=np.frombuffer("\n".join(heads).encode(), np.uint8),
        lemmas=np.frombuffer("\n".join(map("|".join, forms.values())).encode(), np.uint8),
        sizes=np.array([len(row) for row in ordered], np.uint16),
        steps=np.concatenate(steps).astype(np.uint16),
        relations=np.array([kind for row in ordered for _, kind in row], np.uint8),
    )
    return lzma.compress(stream.getvalue(), preset=9 | lzma.PRESET_EXTREME)


def unpack(data: bytes) -> Relatives:
    """What `pack` made."""
    import numpy as np

    with np.load(io.BytesIO(lzma.decompress(data))) as found:
        heads, lemmas = (found[name].tobytes().decode().split("\n") for name in ("heads", "lemmas"))
        forms = [tuple(line.split("|")) for line in lemmas]
        return Relatives(heads, forms, found["sizes"], found["steps"], found["relations"])


@cache
def relatives() -> Relatives:
    """The table that is shipped (see data/WORDNET-LICENSE and data/MOBY-LICENSE)."""
    file = resources.files("assistant.language") / "data" / "relatives.npz.xz"
    return unpack(file.read_bytes())
