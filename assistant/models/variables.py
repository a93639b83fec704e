"""Reads one variable out of a model file of ctranslate2, without the rest of it.

The file (its version 6): numbers in little-endian order; version, name of the specification,
revision, count of variables; then each variable as name, rank, dimensions, type, bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

_TYPES = ("<f4", "<i1", "<i2", "<i4", "<f2")
_ROWS = 4096


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix of float32 or of int8 with a scale for each row: value = stored / scale."""

    stored: Any
    scale: Any

    def times(self, vectors: Any) -> Any:
        """`vectors` (n, width) times the matrix transposed: float32 of shape (n, rows)."""
        import numpy as np

        found = np.empty((len(vectors), len(self.stored)), np.float32)
        for start in range(0, len(self.stored), _ROWS):
            part = np.asarray(self.stored[start : start + _ROWS], np.float32)
            found[:, start : start + _ROWS] = vectors @ part.T
        return found if self.scale is None else found / self.scale


def variable(path: Path, name: str) -> Matrix:
    """A matrix of a model file, mapped and not loaded. Raises KeyError for an unknown name."""
    import numpy as np

    places = _places(path)
    kind, shape, offset = places[name]
    stored = np.memmap(path, _TYPES[kind], "r", offset, shape)
    if f"{name}_scale" not in places:
        return Matrix(stored, None)
    kind, shape, offset = places[f"{name}_scale"]
    return Matrix(stored, np.array(np.memmap(path, _TYPES[kind], "r", offset, shape)))


def _places(path: Path) -> dict[str, tuple[int, tuple[int, ...], int]]:
    with path.open("rb") as file:
        _number(file, "<I")
        _name(file)
        _number(file, "<I")
        found = {}
        for _ in range(_number(file, "<I")):
            name = _name(file)
            shape = tuple(_number(file, "<I") for _ in range(_number(file, "<B")))
            kind, size = _number(file, "<B"), _number(file, "<I")
            found[name] = kind, shape, file.tell()
            file.seek(size, 1)
    return found


def _number(file: BinaryIO, layout: str) -> int:
    (found,) = struct.unpack(layout, file.read(struct.calcsize(layout)))
    return int(found)


def _name(file: BinaryIO) -> str:
    return file.read(_number(file, "<H")).rstrip(b"\0").decode()
