"""Loaded words found in pairs of sentences, one loaded and one neutral, and in neutral controls.

The sentences were written before the lexicon was tuned, by somebody who had not seen it; one
half was tuned on, and the other is what is judged.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.checks.neutrality.findings import findings
from tests.benchmarks.corpus import FITTED, JUDGED, half

_PAIRS = Path(__file__).parent / "neutrality_pairs.toml"


@dataclass(frozen=True, slots=True)
class Score:
    """Loaded words found, those missed, and findings that are none; what went wrong, in words."""

    found: int
    missed: int
    wrong: int
    faults: tuple[str, ...]

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
    wrong: list[str] = []
    for loaded, words, neutral in _sentences(part):
        texts = [each.text for each in findings(loaded)]
        lost = [word for word in words if not any(_meet(word, text) for text in texts)]
        missed += len(lost)
        found += len(words) - len(lost)
        strange = [text for text in texts if not any(_meet(word, text) for word in words)]
        strange += [each.text for each in findings(neutral)]
        wrong += strange
        faults += [f"missed {word!r}: {loaded}" for word in lost]
        faults += [f"wrong {text!r}: {loaded} / {neutral}" for text in strange]
    return Score(found, missed, len(wrong), tuple(faults))


def main() -> None:
    """Print the table."""
    print("\nLoaded words, in pairs of sentences and neutral controls")
    print(f"{'half':8} {'loaded':>7} {'precision':>10} {'recall':>7}")
    for part, name in ((FITTED, "tuned on"), (JUDGED, "kept")):
        each = score(part)
        total = each.found + each.missed
        print(f"{name:8} {total:7} {each.precision:10.3f} {each.recall:7.3f}")


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
