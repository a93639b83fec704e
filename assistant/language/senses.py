"""Words that turn what stands beside them into something else: former, deputy, failed to.

The table is data/senses.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence

from assistant.language.dates import MONTHS
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.patterns import lazy
from assistant.language.triggers import matches
from assistant.language.wordlists import data_text, word_pattern

_SENSES: dict[str, str] = {
    form: sense
    for sense, forms in tomllib.loads(data_text("senses.toml")).items()
    for form in forms
}


def _pattern(form: str) -> str:
    words = re.escape(form.strip("-")).replace(r"\ ", r"\s+")
    behind = r"-(?=[A-Za-z])" if form.endswith("-") else r"\b(?!-)"
    return (r"(?<=[A-Za-z]-)" if form.startswith("-") else r"(?<![\w-])") + words + behind


_FORMS = tuple(sorted(_SENSES, key=len, reverse=True))
_SENSE = lazy("|".join(f"({_pattern(form)})" for form in _FORMS), re.IGNORECASE)
_STARTERS = frozenset(re.split(r"[\s-]", form.strip("-"))[0] for form in _FORMS)
_KIN = (
    "(?:grand|step)?(?:father|mother|son|daughter)|husband|wife|brother|sister|uncle|aunt|parents"
    "|king|queen|prince|princess|singer|actor|actress|author|poet|writer|artist|leader|pope"
)
_SUPERLATIVE = lazy(r"\s+(?:[a-z]+\s+)?(?:most|least|top|best|worst|[a-z]+est)\b")
_BEHIND = {
    "straight": lazy(
        r"\s+(?:win|loss|defeat|victor|day|week|month|year|quarter|title|game|time|season|session|set)"
    ),
    **dict.fromkeys(
        ("lieutenant", "lt"), lazy(r"\.?\s+(?:col|gen|cmdr|commander|gov)", re.IGNORECASE)
    ),
    "one": _SUPERLATIVE,
    "among": _SUPERLATIVE,
    **dict.fromkeys(
        ("foster", "adoptive", "adopted"),
        lazy(rf"\s+(?:{_KIN}|child|parent|famil|home|care|baby|babies|boy|girl|kid)"),
    ),
    **dict.fromkeys(
        ("acting", "assistant", "interim"),
        lazy(r"\s+(?!(?:in|on|as|like|for|to|by|with|at|of|and|or|is|was|said|who)\b)[A-Za-z]"),
    ),
    "co-": lazy(r"(?!op|or|ed|ex)[a-z]"),
    "late": lazy(
        rf"\s+(?:(?!{'|'.join(map(str.title, MONTHS))})[A-Z]|{word_pattern('titles')}|(?:{_KIN})\b)"
    ),
    **dict.fromkeys(("reported", "rumoured", "rumored"), lazy(r"\s+[a-z]{3}")),
    "just": lazy(r"\s+(?:an?\b|[\d$£€]|one|two|three|four|five|six|seven|eight|nine|ten)"),
}
"""What has to stand behind a form that says something else elsewhere, by its first word."""
_BEFORE = {
    "running": lazy(r"(?:day|night|week|month|year|season|game|quarter|time|election)s?\s+\Z"),
    **dict.fromkeys(
        ("reported", "rumoured", "rumored"),
        lazy(r"\b(?:the|an?|its|his|her|their)\s+\Z", re.IGNORECASE),
    ),
    "late": lazy(r"\b(?:the|his|her|their|my|our|your)\s+\Z", re.IGNORECASE),
}
"""What has to stand before a form that says something else elsewhere."""

_NOT_BEFORE = {
    "few": lazy(
        r"\b(?:a|the|these|those|next|last|past|first|final|every|as|good)\s+\Z", re.IGNORECASE
    ),
}
"""What may not stand before a form."""

_REACH = 12
SENSE_LIKE = lazy(rf"\b(?:{'|'.join(sorted(_STARTERS))})\b", re.IGNORECASE)
"""Matches whatever could turn the sense of a word."""


def senses(text: str, limited: Sequence[Found]) -> Iterator[Found]:
    """The words that turn a sense, by what they do; `limited` are the limits of the text."""
    taken = {each.start for each in limited}
    for match in matches(_SENSE, _STARTERS, text):
        if match.start() in taken or not match.lastindex:
            continue
        if _is_meant(match, text):
            sense = _SENSES[_FORMS[match.lastindex - 1]]
            yield Found(Fact(FactKind.SENSE, sense), *match.span())


def _is_meant(match: re.Match[str], text: str) -> bool:
    """Whether a form stands as it must to have its sense."""
    first, at = match.group().lower().split()[0], match.start()
    start = max(0, at - _REACH)
    before, never, behind = _BEFORE.get(first), _NOT_BEFORE.get(first), _BEHIND.get(first)
    return (
        (before is None or bool(before.search(text, start, at)))
        and (never is None or not never.search(text, start, at))
        and (behind is None or bool(behind.match(text, match.end())))
    )
