"""Word lists: closed classes of English, one file each in data/words/; and other files of data/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources


def data_text(name: str) -> str:
    """The text of `data/NAME`; FileNotFoundError where there is no such file."""
    return (resources.files("assistant.language") / "data" / name).read_text("utf-8")


def data_lines(name: str) -> Iterator[str]:
    """The lines of `data/NAME` but for empty ones and those that begin with `#`."""
    return (line for line in data_text(name).splitlines() if line and not line.startswith("#"))


@cache
def word_list(name: str) -> frozenset[str]:
    """The entries of `data/words/NAME.txt`, in lower case as they stand there.

    One entry a line, of one word or several; what follows `#` says what the list is for.
    Raises FileNotFoundError for an unknown name.
    """
    lines = (line.partition("#")[0].strip() for line in data_lines(f"words/{name}.txt"))
    return frozenset(line for line in lines if line)


def word_pattern(*names: str) -> str:
    """A regular expression for the entries of some lists as whole words, the longest first.

    `*` at the end of an entry stands for any ending. It is in lower case, has no group, and
    is compiled with `re.IGNORECASE` where capitals do not matter.
    """
    entries = {entry for name in names for entry in word_list(name)}
    longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
    return rf"\b(?:{'|'.join(map(_pattern, longest_first))})\b"


def _pattern(entry: str) -> str:
    stem = entry.removesuffix("*")
    return re.escape(stem) + (r"\w*" if stem != entry else "")
