"""Words that turn what stands beside them into something else: former, deputy, failed to.

The table is data/senses.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence

from assistant.language.fact import Fact, FactKind, Found
from assistant.language.triggers import matches
from assistant.language.wordlists import data_text

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
_SENSE = re.compile("|".join(f"({_pattern(form)})" for form in _FORMS), re.IGNORECASE)
_STARTERS = frozenset(re.split(r"[\s-]", form.strip("-"))[0] for form in _FORMS)
SENSE_LIKE = re.compile(rf"\b(?:{'|'.join(sorted(_STARTERS))})\b", re.IGNORECASE)
"""Matches whatever could turn the sense of a word."""


def senses(text: str, limited: Sequence[Found]) -> Iterator[Found]:
    """The words that turn a sense, by what they do; `limited` are the limits of the text."""
    taken = {each.start for each in limited}
    for match in matches(_SENSE, _STARTERS, text):
        if match.start() not in taken and match.lastindex:
            sense = _SENSES[_FORMS[match.lastindex - 1]]
            yield Found(Fact(FactKind.SENSE, sense), *match.span())
