"""The forms of the verbs of the rules, which `tests.benchmarks.make_verbs` writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources


@cache
def inflected() -> Mapping[str, Sequence[Sequence[str]]]:
    """The forms of every verb of the lexicon by tag, the base first, the most usual first."""
    file = resources.files("assistant.checks.neutrality") / "data" / "verbs.tsv"
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines()[1:])
    return {row[0]: [forms.split("|") for forms in row] for row in rows}


@cache
def past_forms() -> frozenset[str]:
    """The forms of the past of all of them that do not read as their base does."""
    return frozenset(rows[2][0] for rows in inflected().values() if rows[2][0] != rows[0][0])
