"""Fits the weights of the posterior on the half that is never judged on.

The channel is run over spun articles as it stands; the evidence it gathered for the
options of every group, and which of them was the original, is what the weights are fitted
to, by penalised maximum likelihood of the conditional logit. Run it twice: the second run
gathers the evidence as the first one's weights lead to it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.article.files import read_text
from assistant.article.quotations import quotations
from assistant.language.thesaurus import SynonymSet, wordnet
from assistant.models.ctranslate import CTranslateModel
from assistant.models.weights import locate
from assistant.repair.channel import Channel
from assistant.repair.posterior import Evidence, weights
from assistant.repair.reading import lines, sentences, vocabulary
from assistant.repair.weighing import Weighing
from tests.benchmarks import corpus
from tests.benchmarks.measures import wanted
from tests.benchmarks.spinner import Spinner
from tests.benchmarks.trial import spin

_PENALTY = 2.0
_SLOPPY = 0.02
_FILE = Path(__file__).parents[2] / "assistant" / "repair" / "data" / "posterior.json"


@dataclass(frozen=True, slots=True)
class Example:
    """A group: evidence of its options, which is the original (-1: none), its log-odds."""

    evidence: NDArray[np.float64]
    original: int
    odds: float


def main(documents: Sequence[corpus.Document], rates: Sequence[float]) -> None:
    """Gather examples at every rate above nothing, fit, and write the weights down."""
    model = CTranslateModel(locate())
    examples = [
        example
        for number, document in enumerate(documents)
        for example in _examples(document, rates[number % len(rates)], number, model)
    ]
    fitted = fit(examples)
    names = [field.name for field in fields(Evidence)]
    stored = json.loads(_FILE.read_text("utf-8"))
    stored["evidence"] = {n: round(float(w), 4) for n, w in zip(names, fitted, strict=True)}
    _FILE.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    print(f"{len(examples)} groups of {len(documents)} articles\n{_FILE.read_text('utf-8')}")


def _examples(
    document: corpus.Document, rate: float, seed: int, model: CTranslateModel
) -> Iterator[Example]:
    spun = spin(document.text, Spinner(wordnet(), rate, seed, _fitted_part, _SLOPPY))
    article = read_text(spun.text)
    channel = Channel(Weighing(model, weights(), vocabulary(sentences(article))))
    found = [line for _, line in lines(article, quotations(article), wordnet())]
    channel.restore(found)
    gold = {wanted(span) for span in spun.spans}
    groups = [
        (line.passage, number)
        for line in found
        for number in range(len(line.passage.groups))
        if number not in line.passage.quoted
    ]
    share = min(max(channel.share, 1e-3), 0.9)
    for passage, number in groups:
        known = passage.evidence.get(number, {}) if number in passage.scores else {}
        if known:
            options = passage.groups[number].options
            right = [place for place, option in enumerate(known) if options[option].edit in gold]
            yield Example(
                np.array([astuple(evidence) for evidence in known.values()], float),
                right[0] if right else -1,
                math.log(share / (1 - share)),
            )


def _fitted_part(synonyms: SynonymSet) -> bool:
    return corpus.half(str(synonyms)) == corpus.FITTED


def fit(examples: Sequence[Example], steps: int = 4000, pace: float = 0.02) -> NDArray[np.float64]:
    """The weights of most penalised likelihood, by Adam (Kingma and Ba 2015) over all examples."""
    evidence = np.concatenate([example.evidence for example in examples])
    sizes = [len(example.evidence) for example in examples]
    group = np.repeat(np.arange(len(examples)), sizes)
    odds = np.repeat([example.odds for example in examples], sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.zeros(len(evidence))
    for start, example in zip(starts, examples, strict=True):
        if example.original >= 0:
            right[start + example.original] = 1
    used = np.array([field.name != "gain" for field in fields(Evidence)], float)
    fitted = np.zeros(evidence.shape[1])
    first, second = np.zeros_like(fitted), np.zeros_like(fitted)
    for step in range(1, steps + 1):
        scores = evidence @ fitted + odds
        top = np.maximum(np.maximum.reduceat(scores, starts), 0)
        powers = np.exp(scores - top[group])
        total = np.add.reduceat(powers, starts) + np.exp(-top)
        slope = (evidence.T @ (powers / total[group] - right) + 2 * _PENALTY * fitted) * used
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        fitted -= pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return fitted
