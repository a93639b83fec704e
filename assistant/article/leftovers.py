"""What is left over in an article, by the patterns of `data/leftovers.toml`.

Whole blocks from the page, a news wire, subtitles or a chat model; the same run into a paragraph;
and placeholders that nobody filled in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

_SIGNS = re.compile(r"^[#>*_\s]+|[*_\s]+$")


def whole_leftover(text: str) -> tuple[str, str] | None:
    """How sure it is that a text by itself is left over, by name, and from what; or None."""
    plain = _SIGNS.sub("", " ".join(text.casefold().replace("’", "'").split()))
    match = _wholes().fullmatch(plain)
    if match is None or match.lastgroup is None:
        return None
    group = _data()["leftover"][int(match.lastgroup[1:])]
    return group["certainty"], group["reason"]


def inline_leftovers(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a leftover was run into a text, and what it is from."""
    for group in _data()["inline"]:
        for match in _pattern(tuple(group["patterns"])).finditer(text):
            yield match.start(), match.end(), group["reason"]


def placeholders(text: str) -> Iterator[tuple[int, int]]:
    """Where something of a text is still to be filled in."""
    for match in _pattern(tuple(_data()["placeholders"]["patterns"])).finditer(text):
        yield match.span()


def placeholder_reason() -> str:
    """What is said of a placeholder."""
    return str(_data()["placeholders"]["reason"])


@cache
def _wholes() -> re.Pattern[str]:
    """One pattern for all, each group of them named by its number."""
    groups = (
        f"(?P<g{n}>{'|'.join(group['patterns'])})" for n, group in enumerate(_data()["leftover"])
    )
    return re.compile("|".join(groups))


@cache
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in patterns))


@cache
def _data() -> Mapping[str, Any]:
    file = resources.files("assistant.article") / "data" / "leftovers.toml"
    return tomllib.loads(file.read_text("utf-8"))
