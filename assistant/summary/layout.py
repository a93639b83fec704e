"""Sentences as they read once the layout of the page is taken off them.

Words broken at line ends are joined, an initial that stands apart is read with its word, and
the marks of notes are left out. Nothing of what is said is touched.
"""

from __future__ import annotations

import re

from assistant.language.frequency import zipf
from assistant.language.line_hyphens import joined

_SPACE = re.compile(r"\s+")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTES = rf"[{_RAISED}]+(?:[,–-][{_RAISED}]+)*"
_WIKI = (
    r"\[(?:\d{1,3}|[a-z]|note \d{1,2}|n \d{1,2}|edit(?: source)?|update|citation needed"
    r"|clarification needed|dubious|who\?|when\?|which\?|where\?|by whom\?|according to whom\?"
    r"|better source needed|verification needed|page needed)\](?::\d{1,4}(?:[-–]\d{1,4})?)?"
)
_LEADING = re.compile(rf"\A(?:(?:{_NOTES}|{_WIKI}|:\d{{1,4}}(?=\s)|[†‡]+)\s*)+")
_ATTACHED = re.compile(rf"(?<=\S){_WIKI}")
_BEHIND_WORD = re.compile(rf"(?<=[^\W\d_]{{3}}){_NOTES}|(?<=[.,;:!?”\"’)%]){_NOTES}|(?<=\w)[†‡]+")
_AREAS = re.compile(
    r"(?:metre|meter|mile|yard|inche?|kilomet(?:re|er)|centimet(?:re|er))s?\Z|feet\Z"
)
_FIGURE = re.compile(rf"(?P<money>[$£€¥]\s?)?(?P<digits>\d[\d,.]*)(?P<raised>{_NOTES})")
_AT_END = re.compile(
    r"(?:(?<=[^\W\d_]{2}\.)|(?<=\D[12]\d{3}\.))\d{1,2}(?:,\s?\d{1,2})*\Z|(?<=[.!?])[*†‡]+\Z"
)
_INITIAL = re.compile(r"\A([A-Z]) ([a-z]+)\b")
_WORD = 3.0
_COLUMNS = re.compile(r"^.*\S {3,}\S", re.MULTILINE)
_FEWEST_LINES = 3


def told(text: str, *, opens: bool = False) -> str:
    """A sentence on one line; `opens` where it is the first of its paragraph."""
    if "-" in text and "\n" in text:
        text = joined(text)
    line = _without_notes(_SPACE.sub(" ", text).strip())
    return _with_initial(line) if opens else line


def has_doubtful_mark(text: str) -> bool:
    """Whether a raised figure may be an exponent or the number of a note."""
    return any(_is_power(found) is None for found in _FIGURE.finditer(text))


def stands_in_columns(text: str) -> bool:
    """Whether the lines of a block run side by side with those of another column."""
    lines = text.splitlines()
    gaps = len(_COLUMNS.findall(text))
    return gaps >= _FEWEST_LINES and 2 * gaps > len(lines)


def _without_notes(line: str) -> str:
    line = _AT_END.sub("", _LEADING.sub("", line))
    line = _ATTACHED.sub("", line)
    line = _FIGURE.sub(_figure, line)
    return _BEHIND_WORD.sub(lambda m: m[0] if _AREAS.search(line, 0, m.start()) else "", line)


def _figure(found: re.Match[str]) -> str:
    return found[0].removesuffix(found["raised"]) if _is_power(found) is False else found[0]


def _is_power(found: re.Match[str]) -> bool | None:
    """Whether what is raised behind a figure is an exponent; None where it may be either."""
    if found["digits"] == "10" and not found["money"]:
        return True
    if found["money"] or found["raised"][0] == "¹" or len(found["digits"]) > 2:
        return False
    return None


def _with_initial(line: str) -> str:
    """A line whose first letter stands apart from its word, with that word whole."""
    found = _INITIAL.match(line)
    if found is None:
        return line
    whole = (found[1] + found[2]).lower()
    alone = found[1] in "AI" and zipf(found[2]) >= zipf(whole)
    if alone or zipf(whole) < _WORD:
        return line
    return found[1] + line[2:]
