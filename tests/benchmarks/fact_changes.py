"""One change to a fact of a sentence, made without reading its facts as the product does."""

from __future__ import annotations

import re
from collections.abc import Callable

Change = Callable[[str], str | None]
"""A sentence with one fact changed, or None where it has none of the kind."""

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_SWAPS = {
    "limit": [
        ("more than", "less than"), ("at least", "at most"), ("over", "under"),
        ("nearly", "over"), ("almost", "over"), ("up to", "over"), ("about", "over"),
    ],
    "direction": [
        ("north", "south"), ("northern", "southern"), ("east", "west"), ("eastern", "western"),
        ("before", "after"), ("rose", "fell"), ("increase", "decrease"), ("increased", "decreased"),
        ("up", "down"), ("won", "lost"), ("last", "next"), ("yesterday", "tomorrow"),
        ("early", "late"), ("opened", "closed"), ("began", "ended"), ("earlier", "later"),
        ("brother", "sister"), ("higher", "lower"),
    ],
}  # fmt: skip
_LIMITED = r"(?=\s+(?:[$£€]\s?)?\d)"
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_OTHER_NAMES = ("Quillford", "Zembrano")
_NEGATED = re.compile(r"\b(is|was|were|are|will|would|did|does|has|had|could|can)( not)?\b(?!n't)")


def digit(text: str) -> str | None:
    """The last digit of the first figure, changed."""
    found = re.search(r"\d(?!\d)", text)
    if found is None:
        return None
    return text[: found.start()] + str((int(found[0]) + 3) % 10) + text[found.end() :]


def month(text: str) -> str | None:
    """The first month beside a figure, or behind `in`, changed to another."""
    names = "|".join(_MONTHS)
    found = re.search(rf"\b(?:(?<=in )|(?<=\d ))({names})\b|\b({names})\b(?= \d)", text)
    if found is None:
        return None
    other = _MONTHS[(_MONTHS.index(found[0]) + 5) % 12]
    return text[: found.start()] + other + text[found.end() :]


def limit(text: str) -> str | None:
    """The first limit of a figure, changed to its contrary."""
    return _swapped(text, "limit", _LIMITED)


def direction(text: str) -> str | None:
    """The first direction or order in time, changed to its contrary."""
    return _swapped(text, "direction", "")


def negation(text: str) -> str | None:
    """A `not` taken away, or brought in behind the first auxiliary."""
    found = _NEGATED.search(text)
    if found is None:
        return None
    put = found[1] if found[2] else f"{found[1]} not"
    return text[: found.start()] + put + text[found.end() :]


def name(text: str) -> str | None:
    """The first capitalised word inside the sentence, changed to a name."""
    found = _NAME.search(text)
    if found is None or found[0] in _MONTHS:
        return None
    other = _OTHER_NAMES[found[0] == _OTHER_NAMES[0]]
    return text[: found.start()] + other + text[found.end() :]


def _swapped(text: str, kind: str, behind: str) -> str | None:
    both = {**dict(_SWAPS[kind]), **{b: a for a, b in _SWAPS[kind]}}
    found = re.search(rf"\b(?:{'|'.join(sorted(both, key=len, reverse=True))})\b{behind}", text)
    return text[: found.start()] + both[found[0]] + text[found.end() :] if found else None


CHANGES: dict[str, Change] = {
    "digit": digit, "month": month, "limit": limit, "direction": direction,
    "negation": negation, "name": name,
}  # fmt: skip
