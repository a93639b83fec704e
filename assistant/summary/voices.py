"""Whose words a sentence tells: the paper's, or what somebody claims and another denies.

An accusation, a claim or a rumour stays that of its source in the sentences after it, until
somebody else speaks or the paper tells what became of it. The patterns are data/voices.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.language.wordlists import word_pattern
from assistant.summary.passages import Passage

_SAYS = re.compile(
    rf"{word_pattern('reporting-verbs', 'attributing-words')}|\baccording to\b", re.IGNORECASE
)
_BACKSHIFT = re.compile(r"\b(?:would|might|ought)\b", re.IGNORECASE)
_HEARD = re.compile(
    r"\b(?:is|are|was|were|been|be|being) (?:told|asked|called|reported|said)\b", re.IGNORECASE
)
"""Where nobody speaks, but somebody is spoken to or of."""

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_REACH = 14
"""Sentences behind an accusation in which its denial is looked for."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a passage tells.

    `untold` says why they can be told by nobody else; `denial` is the place of the sentence
    that denies them, without which they are not told.
    """

    untold: str = ""
    denial: int | None = None


PAPER = Voice()


def voices(passages: Sequence[Passage]) -> tuple[Voice, ...]:
    """The voice of every passage of an article."""
    theirs = list(_claims(passages))
    return tuple(_voice(passages, theirs, place) for place in range(len(passages)))


def _voice(passages: Sequence[Passage], theirs: Sequence[str], place: int) -> Voice:
    after = passages[place + 1] if place + 1 < len(passages) else None
    if after is not None and _opens_with("false", after.text):
        return Voice("what the next sentence says is false")
    match theirs[place]:
        case "continued":
            return Voice("somebody's claim whose source stands before it")
        case "claimed" if not _says("denials", passages[place].text):
            behind = passages[place + 1 : place + 1 + _REACH]
            return Voice(denial=next((p.place for p in behind if _denies(p)), None))
        case _:
            return PAPER


def _denies(passage: Passage) -> bool:
    return _says("denials", _bare(passage)) and not passage.untold


def _claims(passages: Sequence[Passage]) -> Iterator[str]:
    """Of each passage: `claimed` with its source, `continued` without, or the empty string."""
    held = ""
    said = False
    before = None
    for passage in passages:
        if before is None or passage.section != before.section:
            held, said = "", False
        elif passage.paragraph != before.paragraph:
            held, said = held if held == _CHARGE else "", False
        before = passage
        bare = _bare(passage)
        says = _SAYS.search(_HEARD.sub(" ", bare)) is not None
        if kind := _kind(bare):
            held, said = kind, says
            yield "claimed"
        elif says or _says("course", bare) or _says("denials", bare):
            held, said = "", says
            yield ""
        elif held or (said and _BACKSHIFT.search(bare)):
            yield "continued"
        else:
            said = False
            yield ""


_CHARGE, _CLAIM = "a charge", "a claim"


def _kind(bare: str) -> str:
    """Whether a sentence charges somebody with something, claims something, or neither."""
    by_officers = _says("officers", bare) and _says("crimes", bare) and _SAYS.search(bare)
    if by_officers or _says("charges", bare):
        return _CHARGE
    return _CLAIM if _says("claims", bare) else ""


def _says(kind: str, text: str) -> bool:
    return _patterns()[kind].search(text) is not None


def _opens_with(kind: str, text: str) -> bool:
    return _patterns()[kind].match(text.lstrip("“\"'‘( ")) is not None


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    file = resources.files("assistant.summary") / "data" / "voices.toml"
    stored = tomllib.loads(file.read_text("utf-8"))
    return {kind: _any(patterns) for kind, patterns in stored.items()}


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(patterns).replace("[A-Z]", "(?-i:[A-Z])")
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _bare(passage: Passage) -> str:
    return _QUOTED.sub(" ", passage.text)
