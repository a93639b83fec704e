"""Clean English to corrupt: a folder of `*.txt.xz`, streamed by split.

Each file holds articles apart by a line of ``%%`` and paragraphs apart by a blank line. The
table of files in `CARD.md`, where there is one, names the kind of text of each.
"""

from __future__ import annotations

import hashlib
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

_ROW = re.compile(r"^\| `([\w-]+)` \| ([^|]+?) \|", re.MULTILINE)
_ENDING = ".txt.xz"
_BINS = 100
_DEV_BIN = 0


@dataclass(frozen=True, slots=True)
class Clean:
    """One clean article: the kind of its text, and the text itself."""

    kind: str
    text: str


def split_of(paragraph: str) -> str:
    """The split, "dev" or "train", of the article that starts with a paragraph: 1 % is dev."""
    digest = hashlib.blake2b(paragraph.encode(), digest_size=8).digest()
    return "dev" if int.from_bytes(digest, "big") % _BINS == _DEV_BIN else "train"


def articles(folder: Path, split: str, seed: int = 0) -> Iterator[Clean]:
    """The articles of a split, drawn from all files in proportion to their size.

    Every stretch of the stream holds all kinds, and the same seed gives the same order.
    """
    kinds = _kinds(folder)
    paths = sorted(folder.glob(f"*{_ENDING}"))
    streams = [(path.name.removesuffix(_ENDING), _blocks(path)) for path in paths]
    weights = [path.stat().st_size for path in paths]
    chance = random.Random(seed)
    while streams:
        (drawn,) = chance.choices(range(len(streams)), weights)
        name, stream = streams[drawn]
        paragraphs = next(stream, None)
        if paragraphs is None:
            del streams[drawn], weights[drawn]
        elif split_of(paragraphs[0]) == split:
            yield Clean(kinds.get(name, name), "\n\n".join(paragraphs))


def _kinds(folder: Path) -> dict[str, str]:
    card = folder / "CARD.md"
    return dict(_ROW.findall(card.read_text("utf-8"))) if card.is_file() else {}


def _blocks(path: Path) -> Iterator[list[str]]:
    """The articles of a file, each as its paragraphs on one line each."""
    article: list[str] = []
    paragraph: list[str] = []
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in chain(lines, ("%%\n",)):
            text = line.rstrip("\n")
            if text and text != "%%":
                paragraph.append(text)
                continue
            if paragraph:
                article.append(" ".join(paragraph))
                paragraph = []
            if text and article:
                yield article
                article = []
