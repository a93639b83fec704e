"""The texts that restoration is measured on: our seeds, or any corpus in CSV or JSON lines."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
FITTED, JUDGED = 0, 1


@dataclass(frozen=True, slots=True)
class Document:
    """A clean article: a name that is stable, and its text with the title in the first line."""

    name: str
    text: str

    @property
    def stem(self) -> str:
        """The name without its ending: the slug of a seed."""
        return Path(self.name).stem


def half(name: str) -> int:
    """The half, 0 or 1, that a name falls into: parameters are fitted on 0 and judged on 1."""
    return hashlib.md5(name.encode(), usedforsecurity=False).digest()[-1] % 2


def read(path: Path, *, shortest: int = 200, longest: int = 900) -> Iterator[Document]:
    """The articles of a CSV or JSONL file with a text field, of so many words.

    Raises KeyError where a row has no field named text.
    """
    for number, row in enumerate(_rows(path)):
        text = row["text"].strip()
        if shortest <= len(text.split()) <= longest:
            title = row.get("title", "").strip()
            name = row.get("url") or f"{path.name}:{number}"
            yield Document(name, f"{title}\n\n{text}\n" if title else text + "\n")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            csv.field_size_limit(10_000_000)
            yield from csv.DictReader(file)
        else:
            yield from (json.loads(line) for line in file if line.strip())


def seeds() -> Iterator[Document]:
    """The clean articles of seeds/."""
    for path in sorted((SEEDS / "clean").glob("*.*")):
        yield Document(path.name, path.read_text("utf-8"))
