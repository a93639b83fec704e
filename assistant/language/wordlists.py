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
    is compiled with `re.IGNORECASE` where capitals do not matter. Entries that begin alike
    share their beginning, so that a text is read once and not once for each of them.
    """
    root: _Node = {}
    for entry in {entry for name in names for entry in word_list(name)}:
        node = root
        for char in entry.removesuffix("*"):
            node = node.setdefault(char, {})
        node["*" if entry.endswith("*") else ""] = {}
    return rf"\b(?:{_alternatives(root)})\b"


_Node = dict[str, "_Node"]
"""What may follow a beginning, by letter; "" and "*" say that an entry ends, or takes endings."""


def _alternatives(node: _Node) -> str:
    longer = [_branch(char, node[char]) for char in sorted(node.keys() - {"", "*"})]
    return "|".join((*longer, *([r"\w*"] if "*" in node else [""] if "" in node else [])))


def _branch(start: str, node: _Node) -> str:
    """A beginning and what follows it, the longest first; a group where there is a choice."""
    while len(node) == 1 and not {"", "*"} & node.keys():
        ((char, node),) = node.items()
        start += char
    rest = _alternatives(node)
    return re.escape(start) + (rest if len(node) == 1 else f"(?:{rest})")
