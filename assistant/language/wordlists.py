"""Word lists: closed classes of English, one file each in data/words/."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def word_list(name: str) -> frozenset[str]:
    """The entries of `data/words/NAME.txt`, in lower case as they stand there.

    One entry a line, of one word or several; what follows `#` says what the list is for.
    Raises FileNotFoundError for an unknown name.
    """
    file = resources.files("assistant.language") / "data" / "words" / f"{name}.txt"
    lines = (line.partition("#")[0].strip() for line in file.read_text("utf-8").splitlines())
    return frozenset(line for line in lines if line)
