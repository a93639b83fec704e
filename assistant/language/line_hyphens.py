"""Words that a hyphen breaks at the end of a line, read whole."""

from __future__ import annotations

import re

from assistant.language.frequency import zipf

_BROKEN = re.compile(r"([^\W\d_]{1,24})-[ \t]*\r?\n[ \t]*([^\W\d_]{1,24})")
_SUSPENDED = frozenset({"and", "or", "to", "nor"})
_KNOWN, _COMMON, _OWN = 2.5, 3.3, 4.0
"""How common a word is that is known, is a word of its own, or is one beyond doubt."""

_PART = 3.0


def joined(text: str) -> str:
    """A text in which no line ends within a word: `mil-⏎lion` is million, `cost-⏎benefit` stays."""
    return _BROKEN.sub(_whole, text)


def _whole(broken: re.Match[str]) -> str:
    first, second = broken.groups()
    if second.lower() in _SUSPENDED:
        return f"{first}- {second}"
    return first + second if _is_one(first, second) else f"{first}-{second}"


def _is_one(first: str, second: str) -> bool:
    """Whether two halves are one word that is written without a hyphen."""
    if second[0].isupper() and not first.isupper():
        return False
    whole, halves = zipf((first + second).lower()), (zipf(first.lower()), zipf(second.lower()))
    if whole >= _KNOWN:
        return whole >= _COMMON or min(halves) < _OWN
    return min(halves) < _PART
