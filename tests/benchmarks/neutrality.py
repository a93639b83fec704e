"""Loaded words found in pairs of sentences, one loaded and one neutral, and in neutral controls.

The sentences were written before the lexicon was tuned, by somebody who had not seen it; one
half was tuned on, and the other is what is judged.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.article.files import read_text
from assistant.checks.neutrality.loaded_words import Finding, findings, of_article
from assistant.language.span import Span
from assistant.problems import Code, Group
from tests.benchmarks.corpus import FITTED, JUDGED, half
from tests.benchmarks.report import columns

_PAIRS = Path(__file__).parent / "neutrality_pairs.toml"
_OPINIONS = Path(__file__).parent / "opinions.md"
_MARK = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Score:
    """Loaded words found, those missed, and findings that are none; what went wrong, in words.

    `hits` and `false_alarms` are findings by their rule.
    """

    found: int
    missed: int
    wrong: int
    faults: tuple[str, ...]
    hits: Counter[Code]
    false_alarms: Counter[Code]

    @property
    def precision(self) -> float:
        """The share of findings that are right."""
        return self.found / max(self.found + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of loaded words that are found."""
        return self.found / max(self.found + self.missed, 1)


def score(part: str) -> Score:
    """How the half of the sentences that is fitted, or judged, is told apart."""
    found = missed = 0
    faults: list[str] = []
    right: list[Finding] = []
    wrong: list[Finding] = []
    for loaded, words, neutral in _sentences(part):
        here = findings(loaded)
        lost = [word for word in words if not any(_meet(word, each.text) for each in here)]
        missed += len(lost)
        found += len(words) - len(lost)
        hits = [each for each in here if any(_meet(word, each.text) for word in words)]
        strange = [each for each in here if each not in hits] + list(findings(neutral))
        right += hits
        wrong += strange
        faults += [f"missed {word!r}: {loaded}" for word in lost]
        faults += [f"wrong {each.text!r}: {loaded} / {neutral}" for each in strange]
    by_rule = (Counter(each.code for each in some) for some in (right, wrong))
    return Score(found, missed, len(wrong), tuple(faults), *by_rule)


def opinions() -> tuple[int, int]:
    """Loaded words found, and all of those marked, in ten paragraphs of opinion."""
    found = marked = 0
    for paragraph in _OPINIONS.read_text("utf-8").split("\n\n"):
        parts = _MARK.split(paragraph)
        places, at = [], 0
        for number, part in enumerate(parts):
            if number % 2:
                places.append(Span(at, at + len(part)))
            at += len(part)
        here = [Span(f.start, f.end) for f in of_article(read_text("".join(parts) + "\n"))]
        marked += len(places)
        found += sum(any(place.overlaps(each) for each in here) for place in places)
    return found, marked


def main() -> None:
    """Print the tables."""
    print("\nLoaded words, in pairs of sentences and neutral controls")
    print(f"{'half':8} {'loaded':>7} {'precision':>10} {'recall':>7}")
    halves = score(FITTED), score(JUDGED)
    for each, name in zip(halves, ("tuned on", "kept"), strict=True):
        total = each.found + each.missed
        print(f"{name:8} {total:7} {each.precision:10.3f} {each.recall:7.3f}")
    found, marked = opinions()
    print(f"opinions {marked:6} {'':10} {found / marked:7.3f}")
    print("\nRules of neutrality: findings that are right, and false alarms")
    print(columns([("rule", "tuned on", "kept"), *_by_code(halves)]))


def _by_code(halves: Sequence[Score]) -> Iterator[tuple[str, ...]]:
    for code in Code:
        if code.group is Group.NEUTRALITY:
            shares = (
                f"{half.hits[code]} right, {half.false_alarms[code]} wrong" for half in halves
            )
            yield (code, *shares)


def _meet(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    return one in other or other in one


def _sentences(part: str) -> Iterator[tuple[str, Sequence[str], str]]:
    """Each loaded sentence, its loaded words, and its neutral form; of a control only that."""
    for pair in _stored()["pair"]:
        if half(pair["loaded"]) == part:
            yield pair["loaded"], pair["words"], pair["neutral"]
    for control in _stored()["control"]:
        if half(control["text"]) == part:
            yield "", (), control["text"]


@cache
def _stored() -> dict[str, Any]:
    return tomllib.loads(_PAIRS.read_text("utf-8"))


if __name__ == "__main__":
    main()
