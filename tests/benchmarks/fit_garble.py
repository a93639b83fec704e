"""Fits what belief in garble rests on: ``python -m tests.benchmarks.fit_garble MARKS CORPUS``.

To be run whenever the weights of the reader are renewed, and once more, for what is weighed
depends on what is believed. MARKS is a folder of marked articles (see ``garble``), of which the
odd numbers are fitted to; CORPUS one of clean prose (see ``assistant.training``). First the
weights of the evidence are fitted, then, to the marked articles alone, the scale by which the
language model moves a belief, then the bound of what is sure. Every figure that is printed is
of articles that were left out of the fit.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from assistant.article.files import read_text
from assistant.models import smollm2
from assistant.models.ctranslate import CTranslateModel
from assistant.models.reader import shipped
from assistant.models.weights import locate
from assistant.repair.garble.belief import Belief, Scale, bounded
from assistant.repair.garble.detector import Detector
from assistant.repair.garble.evidence import Evidence, Suspicion
from assistant.repair.garble.repeated import together
from tests.benchmarks.garble_examples import Example, corrupted, marked

_FILE = Path(__file__).parents[2] / "assistant" / "repair" / "data" / "garble.json"
_KEPT = 24
"""Candidates of a place that are fitted to, beside the right ones."""
_LEAST = 1e-5
_PRECISION, _LOWEST = 0.9, 0.5
"""What is sure is right so often, by the articles left out, and believed so much at least."""

Row = tuple[Any, list[int]]
"""The hypotheses of a place, (n, features), the first two "left alone" and "something else", and
the numbers of those that are right."""


def first_rows(found: Sequence[Example]) -> list[Row]:
    """Hypotheses by evidence: features of the suspicion, then those of candidates."""
    rows = []
    for each in found:
        kept = sorted({*each.right, *_promising(each)})
        width = len(each.suspicion)
        row = np.zeros((2 + len(kept), width + len(fields(Evidence))), np.float32)
        row[1, :width] = each.suspicion
        if kept:
            row[2:, width:] = each.evidence[kept]
        right = [2 + kept.index(number) for number in each.right]
        rows.append((row, right if each.garbled and right else [int(each.garbled)]))
    return rows


def _promising(each: Example) -> list[int]:
    names = [field.name for field in fields(Evidence)]
    if not len(each.evidence):
        return []
    guess, foreseen, synonym = (
        each.evidence[:, names.index(name)] for name in ("guess", "foreseen", "synonym")
    )
    return np.argsort(-(0.5 * guess + 0.4 * foreseen + 1.5 * synonym))[:_KEPT].tolist()


def second_rows(found: Sequence[Example], weights: Any) -> list[Row]:
    """Hypotheses of the places that were weighed, by what is believed of them and the gains."""
    rows = []
    for each, belief in zip(found, _agreed(found, weights), strict=True):
        if not each.gains:
            continue
        order, top = list(each.gains), max(map(bounded, each.gains.values()))
        row = np.zeros((2 + len(order), len(fields(Scale))), np.float32)
        known = sum(belief.candidates[number] for number in order)
        row[0, 0] = _log(1 - belief.garbled)
        row[1, [0, 3]] = _log(belief.garbled - known), 1
        for place, number in enumerate(order, 2):
            behind = bounded(each.gains[number]) - top
            row[place] = _log(belief.candidates[number]), top, behind, 0, 1
        right = [2 + order.index(number) for number in each.right if number in order]
        rows.append((row, right if each.garbled and right else [int(each.garbled)]))
    return rows


def _agreed(found: Sequence[Example], weights: Any) -> list[Belief]:
    """What is believed of places by their evidence, and by that of others in the article."""
    width = len(fields(Suspicion))
    beliefs = [
        _belief(each.suspicion @ weights[:width], each.evidence @ weights[width:]) for each in found
    ]
    alike = defaultdict(list)
    for number, each in enumerate(found):
        alike[each.article, each.clean, each.text.lower()].append(number)
    for some in alike.values():
        known = [(found[number].names, beliefs[number]) for number in some]
        for number, belief in zip(some, together(known), strict=True):
            beliefs[number] = belief
    return beliefs


def _belief(other: float, scores: Any) -> Belief:
    every = np.concatenate([[0.0, other], scores])
    shares = np.exp(every - every.max())
    shares /= shares.sum()
    return Belief(tuple(map(float, shares[2:])), float(shares[1]))


def _log(share: float) -> float:
    return math.log(max(share, _LEAST))


def fit(rows: Sequence[Row], *, penalty: float = 3e-4, steps: int = 400) -> Any:
    """The weights of most penalised likelihood, by Adam (Kingma and Ba 2015) over all rows."""
    every = np.concatenate([row for row, _ in rows])
    width = every.std(axis=0)
    width[width < _LEAST] = 1
    every = every / width
    sizes = np.array([len(row) for row, _ in rows])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(rows)), sizes)
    good = np.zeros(len(every), np.float32)
    for start, (_, right) in zip(starts, rows, strict=True):
        good[[start + number for number in right]] = 1
    fitted = np.zeros(every.shape[1])
    first, second = np.zeros_like(fitted), np.zeros_like(fitted)
    for step in range(1, steps + 1):
        scores = every @ fitted
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        wanted = powers * good
        shares = powers / np.add.reduceat(powers, starts)[of]
        targets = wanted / np.add.reduceat(wanted, starts)[of]
        slope = every.T @ (shares - targets) / len(rows) + 2 * penalty * fitted
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        pace = 0.05 / (1 + step / 100)
        fitted -= pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return fitted / width


def _told(rows: Sequence[Row], weights: Any) -> Iterator[tuple[float, bool]]:
    """Of each place, how likely its likeliest candidate is, and whether it is right."""
    for row, right in rows:
        scores = row @ weights
        shares = np.exp(scores - scores.max())
        best = 2 + int(shares[2:].argmax())
        yield float(shares[best] / shares.sum()), best in right


def left_out(found: Sequence[Example], known: Any = None) -> list[tuple[float, bool]]:
    """Confidence in a proposal and whether it is right, of each marked article by the others.

    With weights of evidence that are `known`, by these and the scale of the others.
    """
    told: list[tuple[float, bool]] = []
    for name in sorted({each.article for each in found if each.marked}):
        others = [each for each in found if each.article != name]
        weights = fit(first_rows(others)) if known is None else known
        scale = fit(second_rows([each for each in others if each.marked], weights))
        own = [each for each in found if each.article == name]
        told += _told(second_rows(own, weights), scale)
    return sorted(told, reverse=True)


def bound(told: Sequence[tuple[float, bool]]) -> float:
    """The lowest confidence above which enough is right."""
    lowest, good = 1.0, 0
    for number, (confidence, right) in enumerate(told, 1):
        good += right
        if good >= _PRECISION * number:
            lowest = confidence
    return max(lowest - 1e-4, _LOWEST)


def _stored(weights: Any, scale: Any, sure: float) -> dict[str, Any]:
    width = len(fields(Suspicion))
    return {
        **json.loads(_FILE.read_text("utf-8")),
        "evidence": _named(Evidence, weights[width:]),
        "suspicion": _named(Suspicion, weights[:width]),
        "scale": _named(Scale, scale),
        "sure": round(sure, 2),
    }


def _known() -> Any:
    """The weights of evidence that are written down."""
    stored = json.loads(_FILE.read_text("utf-8"))
    kinds = ((Suspicion, stored["suspicion"]), (Evidence, stored["evidence"]))
    return np.array([told[field.name] for kind, told in kinds for field in fields(kind)])


def _named(kind: type, values: Any) -> Mapping[str, float]:
    names = [field.name for field in fields(kind)]
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


def _gathered(options: argparse.Namespace) -> list[Example]:
    model, reader = CTranslateModel(locate(), smollm2.CARD, threads=1), shipped()
    detect = lambda text: Detector.of(read_text(text), reader, model)  # noqa: E731
    found: list[Example] = []
    of_corpus = corrupted(options.corpus, 0 if options.scale else options.articles, detect)
    for each in chain(marked(options.marks, detect), of_corpus):
        if not found or found[-1].article != each.article:
            print(f"{each.article}: {len(found)} places so far", flush=True)
        found.append(each)
    return found


def main() -> None:
    """Gather, fit, and write the weights down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("marks", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=14, help="of the corpus; 14")
    parser.add_argument("--keep", type=Path, help="a file for what is gathered, or with it")
    parser.add_argument("--scale", action="store_true", help="fit the scale alone")
    options = parser.parse_args()
    begun = time.monotonic()
    if options.keep and options.keep.exists():
        found = pickle.loads(options.keep.read_bytes())
    else:
        found = _gathered(options)
        if options.keep:
            options.keep.write_bytes(pickle.dumps(found))
    known = _known() if options.scale else None
    told = left_out(found, known)
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        above = [right for confidence, right in told if confidence > least]
        print(f"proposals above {least}: {len(above)}, right {sum(above)}")
    weights = fit(first_rows(found)) if known is None else known
    scale = fit(second_rows([each for each in found if each.marked], weights))
    stored = _stored(weights, scale, bound(told))
    _FILE.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    print(f"sure above {stored['sure']}; {len(found)} places, {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
