"""Takeaways of the local engine beside lead-3, chance and TextRank, on the seeds' references.

A takeaway may be two sentences, so a lead of as many words stands beside lead-3 too.
ROUGE (Lin 2004) is that of rouge-score, stemmed, against the three reference takeaways
joined; TextRank (Mihalcea and Tarau 2004) is that of sumy. Both come with the extra
``bench``. The parameters of the local engine were chosen on the tuned half alone.
"""

from __future__ import annotations

import hashlib
import random
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from importlib.util import find_spec
from itertools import accumulate
from statistics import fmean

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.language.sentences import split
from assistant.summary.extractive import summarise
from assistant.summary.model import Wanted
from assistant.summary.passages import passages
from tests.benchmarks import corpus, report, speed

REFERENCES = corpus.SEEDS / "takeaways"
_TAKEAWAYS = 3
_DRAWS = 20
_ROUGE = ("rouge1", "rouge2", "rougeL")
_NEEDS = {"rouge_score": "rouge-score", "sumy": "sumy"}

Summariser = Callable[[Article], Sequence[Sequence[str]]]
"""What gives the summaries of an article, each in sentences: one, or some drawn by chance."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a summary of an article is judged by; a fact is the words that identify it."""

    takeaways: Sequence[str]
    facts: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Scores:
    """ROUGE-1, 2 and L as F1, the share of reference facts covered, words of the summary."""

    rouge1: float
    rouge2: float
    rouge_l: float
    facts: float
    words: float


def reference(stem: str) -> Reference:
    """The reference of a seed by its slug; raises OSError where there is none."""
    stored = tomllib.loads((REFERENCES / f"{stem}.toml").read_text("utf-8"))
    return Reference(stored["takeaways"], stored["facts"])


def tuned(names: Iterable[str]) -> frozenset[str]:
    """Half of the names: those of the fitted half of the corpus, made even by their digests."""
    digest = lambda name: hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()  # noqa: E731
    ordered = sorted(names, key=lambda name: (corpus.half(name), digest(name)))
    return frozenset(ordered[: len(ordered) // 2])


def states(sentence: str, fact: Sequence[str]) -> bool:
    """Whether all the words of a fact stand in a sentence, whatever their case."""
    text = sentence.casefold()
    return all(re.search(rf"(?<!\w){re.escape(each.casefold())}(?!\w)", text) for each in fact)


def covered(facts: Sequence[Sequence[str]], summary: Sequence[str]) -> float:
    """The share of facts that some sentence of a summary states."""
    return fmean(any(states(sentence, fact) for sentence in summary) for fact in facts)


def local(article: Article) -> Sequence[Sequence[str]]:
    """The takeaways of the product's own engine."""
    found = [each.text for each in summarise(article, Wanted(_TAKEAWAYS, 0)).takeaways]
    spans = [(text, span) for text in found for span in split(text)]
    return [[text[span.start : span.end].strip() for text, span in spans]]


def lead(article: Article) -> Sequence[Sequence[str]]:
    """The first sentences of the body."""
    return [[passage.text for passage in passages(article)[:_TAKEAWAYS]]]


def long_lead(article: Article) -> Sequence[Sequence[str]]:
    """The first sentences of the body, about as many words as the local engine takes."""
    (ours,) = local(article)
    size = sum(len(sentence.split()) for sentence in ours)
    found = [passage.text for passage in passages(article)]
    lengths = list(accumulate(len(sentence.split()) for sentence in found))
    most = min(range(len(found)), key=lambda place: abs(lengths[place] - size))
    return [found[: most + 1]]


def chance(article: Article) -> Sequence[Sequence[str]]:
    """Sentences of the body drawn by chance, in reading order."""
    found = passages(article)
    draws = (random.Random(seed).sample(found, _TAKEAWAYS) for seed in range(_DRAWS))
    return [[each.text for each in sorted(draw, key=lambda p: p.place)] for draw in draws]


class _Words:
    """The tokenizer that sumy's document asks for, with the words of the local engine."""

    def __init__(self, article: Article) -> None:
        self._known = {passage.text: passage.words for passage in passages(article)}

    def to_words(self, sentence: str) -> Sequence[str]:
        return self._known[sentence]


def textrank(article: Article) -> Sequence[Sequence[str]]:
    """TextRank of sumy over the same sentences, with its own stemmer and stop words."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    rank = TextRankSummarizer(Stemmer("english"))
    rank.stop_words = get_stop_words("english")
    words = _Words(article)
    body = Paragraph([Sentence(passage.text, words) for passage in passages(article)])
    return [[str(sentence) for sentence in rank(ObjectDocumentModel([body]), _TAKEAWAYS)]]


SUMMARISERS: dict[str, Summariser] = {
    "local": local,
    "lead-3": lead,
    "lead, as long as local": long_lead,
    "random 3": chance,
    "TextRank (sumy)": textrank,
}


def score(summary: Sequence[str], wanted: Reference) -> Scores:
    """The scores of one summary."""
    from rouge_score.rouge_scorer import RougeScorer

    told = " ".join(summary)
    rouge = RougeScorer(list(_ROUGE), use_stemmer=True).score(" ".join(wanted.takeaways), told)
    return Scores(
        *(rouge[kind].fmeasure for kind in _ROUGE),
        covered(wanted.facts, summary),
        len(told.split()),
    )


def mean(scores: Iterable[Scores]) -> Scores:
    """Each score's mean."""
    return Scores(*map(fmean, zip(*map(astuple, scores), strict=True)))


def table(documents: Sequence[corpus.Document]) -> str:
    """One line a summariser over some seeds."""
    rows = [("summariser", "ROUGE-1", "ROUGE-2", "ROUGE-L", "facts covered", "words")]
    for name, summariser in SUMMARISERS.items():
        m = mean(
            mean(score(summary, reference(d.stem)) for summary in summariser(read_text(d.text)))
            for d in documents
        )
        rouge = (f"{each:.3f}" for each in (m.rouge1, m.rouge2, m.rouge_l))
        rows.append((name, *rouge, f"{100 * m.facts:.1f} %", f"{m.words:.1f}"))
    return report.columns(rows)


def main() -> None:
    """Print the tables of the two halves and of all, and the speed."""
    if missing := [package for module, package in _NEEDS.items() if find_spec(module) is None]:
        print(
            f"\nTakeaways: {' and '.join(missing)} not installed (pip install '.[bench]'), left out"
        )
    else:
        documents = list(corpus.seeds())
        known = tuned(d.name for d in documents)
        parts = {
            "the half tuned on": [d for d in documents if d.name in known],
            "the kept half": [d for d in documents if d.name not in known],
            "all": documents,
        }
        for part, some in parts.items():
            print(f"\nTakeaways, {part}: {len(some)} articles\n{table(some)}")
    print(f"\nSummaries and checks, {speed.WORDS} words\n{speed.table()}")


if __name__ == "__main__":
    main()
