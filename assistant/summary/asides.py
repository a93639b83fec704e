"""What stands in an article and is not its story: notes, credits, the page around it, posts.

The patterns are data/asides.toml. A sentence or a paragraph is only kept out of summaries by
them; what is to go from the article is for the checks and the editor.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

_SIGNED = re.compile(r"\A\W*[—–-]{1,2} ?[^@\n]{0,60}\(@\w+\)|\A\W*[^@\n]{2,60} \(@\w+\)")
"""The line under a post that says whose it is."""

_INTRODUCED = re.compile(
    r"\A[^.!?“”\"]{2,60}\b(?:says|wrote|writes|commented|posted|tweeted):\s*\Z"
)
"""The line above a comment or a post that says whose it is."""


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    sentence: re.Pattern[str] | None
    paragraph: re.Pattern[str] | None


@lru_cache(maxsize=4096)
def aside(sentence: str) -> str:
    """What a sentence is if it is none of the story, or the empty string."""
    return next((k.name for k in _kinds() if k.sentence and k.sentence.search(sentence)), "")


@lru_cache(maxsize=4096)
def aside_paragraph(text: str) -> str:
    """What a whole paragraph is if it is none of the story, or the empty string."""
    return next((k.name for k in _kinds() if k.paragraph and k.paragraph.search(text)), "")


def is_note(text: str) -> bool:
    """Whether a paragraph is a note of the editors: a correction, an update."""
    return aside_paragraph(text) == "a note of the editors"


def is_untold_heading(heading: str) -> bool:
    """Whether nothing of what stands under a heading is told."""
    return _untold().match(heading) is not None


def signs_a_post(text: str) -> bool:
    """Whether a paragraph says whose the post before it is."""
    return _SIGNED.match(text) is not None


def introduces_a_post(text: str) -> bool:
    """Whether a paragraph says whose the post or comment behind it is."""
    return _INTRODUCED.match(text) is not None


@cache
def _stored() -> dict[str, Any]:
    file = resources.files("assistant.summary") / "data" / "asides.toml"
    return tomllib.loads(file.read_text("utf-8"))


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(each["name"], _any(each.get("sentence", ())), _any(each.get("paragraph", ())))
        for each in _stored()["kind"]
    )


@cache
def _untold() -> re.Pattern[str]:
    return re.compile(_stored()["sections"]["untold"], re.IGNORECASE)


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{each})" for each in patterns).replace("[A-Z]", "(?-i:[A-Z])")
    return re.compile(joined, re.IGNORECASE) if joined else None
