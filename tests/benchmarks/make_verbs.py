"""Writes the forms of the verbs of the rules: ``python -m tests.benchmarks.make_verbs``.

Looking them up takes longer than checking an article, so they stand in a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import assistant.checks.neutrality
from assistant.checks.neutrality.rules import word_rules
from assistant.language.inflection import TAGS, every_form

_DATA = Path(assistant.checks.neutrality.__file__).parent / "data"
VERBS = _DATA / "verbs.tsv"


def table() -> str:
    """A line a verb: its forms by tag, those of one tag parted by a bar."""
    verbs = sorted(set(_verbs()))
    rows = (("|".join(every_form(verb, "v", tag)) for tag in TAGS["v"]) for verb in verbs)
    return "\n".join(["\t".join(TAGS["v"]), *("\t".join(row) for row in rows), ""])


def _verbs() -> Iterator[str]:
    for rule in word_rules():
        for group in rule.groups:
            for verb in group.verbs:
                yield verb
                if prefer := group.prefer.get(verb):
                    yield prefer


if __name__ == "__main__":
    VERBS.write_text(table(), "utf-8")
