"""The points of the compass, and from which to which something goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.fact import Fact, FactKind, Found
from assistant.language.triggers import matches

_COMPASS = re.compile(
    r"(?<![\w-])(?P<point>(?:north|south)-?(?:east|west)|north|south|east|west)"
    r"(?:ern|erly|wards?|-?bound)?\b",
)
_POINT = r"((?:north|south)-?(?:east|west)|north|south|east|west)"
_FROM_TO = re.compile(rf"(?<![\w-]){_POINT}\s+to\s+(?:the\s+)?{_POINT}\b")
_SHORT = re.compile(r"(?<![\w-])([NS])([EW])(?=\s+of\b)")
_WORDS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?\Z", re.IGNORECASE)
_POINTS = frozenset(
    f"{point}{ending}"
    for point in "north south east west northeast northwest southeast southwest".split()
    for ending in ("", "ern", "erly", "ward", "wards", "bound")
)
COMPASS_LIKE = re.compile(r"\b(?:north|south|east|west|[NS][EW]\b)")
"""Matches whatever could be a direction of the compass."""


def directions(text: str) -> Iterator[Found]:
    """The points of the compass in lower case: `north` for northern and northward; `NE of`."""
    for match in _SHORT.finditer(text):
        point = "".join(_WORDS[letter] for letter in match.groups())
        yield Found(Fact(FactKind.DIRECTION, point), *match.span())
    paths = {match.start(): match for match in matches(_FROM_TO, _POINTS, text)}
    for match in paths.values():
        yield Found(Fact(FactKind.DIRECTION, " to ".join(match.groups())), *match.span())
    for match in matches(_COMPASS, _POINTS, text):
        at = match.start()
        is_origin = at not in paths and _FROM.search(text, max(0, at - 10), at)
        origin = "from " if is_origin else ""
        point = origin + match["point"].replace("-", "")
        yield Found(Fact(FactKind.DIRECTION, point), *match.span())
