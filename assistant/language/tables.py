"""Tables in files that are mapped: nothing is read before it is looked up, or read twice.

A table is a text in UTF-8: a line for each key, the keys sorted by their bytes, a tab behind
each. Processes that have the same table open share its pages.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path


class Table:
    """What stands behind the keys of a text; looked up by bisection."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self._data = data

    def get(self, key: str) -> str | None:
        """What stands behind a key, or None where it has no line."""
        data, wanted = self._data, key.encode("utf-8", "surrogatepass")
        low, high = 0, len(data)
        while low < high:
            middle = (low + high) // 2
            start = max(data.rfind(b"\n", low, middle) + 1, low)
            tab, end = data.find(b"\t", start), data.find(b"\n", middle)
            found = data[start:tab]
            if found == wanted:
                return data[tab + 1 : end].decode()
            low, high = (end + 1, high) if found < wanted else (low, start)
        return None

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Every key with what stands behind it."""
        at = 0
        while at < len(self._data):
            end = self._data.find(b"\n", at)
            key, _, value = self._data[at:end].decode().partition("\t")
            yield key, value
            at = end + 1


def table(name: str) -> Table:
    """The table `data/NAME`; FileNotFoundError where there is no such file."""
    place = resources.files("assistant.language") / "data" / name
    if not isinstance(place, Path):
        return Table(place.read_bytes())
    with place.open("rb") as file:
        return Table(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def written(rows: Iterable[tuple[str, str]]) -> bytes:
    """The text of a table; a key stands in it once."""
    lines = sorted((key.encode(), value.encode()) for key, value in rows)
    return b"".join(b"%s\t%s\n" % line for line in lines)
