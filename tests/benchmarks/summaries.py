"""Local summaries of news that nobody tuned on: facts covered at equal words, bullets that read.

Facts were chosen by hand before any summariser ran: those of `summary_facts.toml` are tuned on,
those of `summary_facts_kept.toml` judge. The stories come from the corpus that is given by path.
The lead, and TextRank (Mihalcea and Tarau 2004), get as many words as the local engine took; the
best three sentences are those that cover most facts.

    python -m tests.benchmarks.summaries --corpus wikinews_2019.csv [--kept] [--show]
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from statistics import fmean

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.summary.extractive import summarise
from assistant.summary.passages import passages
from tests.benchmarks import report, takeaways

_TUNED = Path(__file__).with_name("summary_facts.toml")
_KEPT = Path(__file__).with_name("summary_facts_kept.toml")
_LONG = 30
"""Words above which a bullet is too long to be read at a glance."""

_DRAWS = 2_000
_ENDED = re.compile(r"[.!?”\"’)]\Z")
_PRONOUN = re.compile(
    r"\A\W*(?:he|she|it|they|his|her|their|its|this|that|these|those|such)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Story:
    """A news story, and the facts that a summary of it is to tell, the weightiest first."""

    title: str
    article: Article
    facts: Sequence[Sequence[str]]


def stories(corpus: Path, *, kept: bool) -> Iterator[Story]:
    """The stories that are judged on, or those that were tuned on."""
    with corpus.open(encoding="utf-8", newline="") as file:
        texts = {row["title"]: row["text"] for row in csv.DictReader(file)}
    for stored in tomllib.loads((_KEPT if kept else _TUNED).read_text("utf-8"))["story"]:
        if stored["title"] in texts:
            body = re.sub(r"\n{2,}", "\n\n", texts[stored["title"]])
            yield Story(stored["title"], read_text(f"{stored['title']}\n\n{body}"), stored["facts"])


def states(text: str, fact: Sequence[str]) -> bool:
    """Whether a text has each of the words of a fact, or what else may stand for one."""
    return all(any(takeaways.states(text, [one]) for one in each.split("|")) for each in fact)


def covered(told: Sequence[str], facts: Sequence[Sequence[str]]) -> float:
    """The share of facts that some sentence of a summary states."""
    return fmean(any(states(each, fact) for each in told) for fact in facts)


def ours(article: Article) -> Sequence[str]:
    """The takeaways of the local engine."""
    return [each.text for each in summarise(article).takeaways]


def lead(article: Article, words: int) -> Sequence[str]:
    """The first so many words of the story."""
    told = (passage.text for passage in passages(article))
    return _first((text for text in told if _ENDED.search(text)), words)


def textrank(article: Article, words: int) -> Sequence[str]:
    """The best sentences by TextRank, as many words."""
    (ranked,) = takeaways.textrank(article)
    return _first(ranked, words)


def best(article: Article, facts: Sequence[Sequence[str]]) -> Sequence[str]:
    """The three sentences that cover most facts."""
    told = [passage.text for passage in passages(article)]
    return max(combinations(told, 3), key=partial(covered, facts=facts), default=told)


def _first(sentences: Iterable[str], words: int) -> Sequence[str]:
    told: list[str] = []
    for each in sentences:
        some = each.split()[:words]
        if some:
            told.append(" ".join(some))
        words -= len(some)
    return told


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of a mean of paired differences, by bootstrap."""
    draw = random.Random(1)
    means = sorted(fmean(draw.choices(differences, k=len(differences))) for _ in range(_DRAWS))
    return means[int(0.025 * _DRAWS)], means[int(0.975 * _DRAWS) - 1]


def stands_alone(text: str) -> bool:
    """Whether a bullet opens with no word that leans on what stood before it."""
    return not _PRONOUN.match(text)


def table(found: Sequence[Story]) -> str:
    """Facts covered at equal words, and how the bullets read."""
    told = [ours(story.article) for story in found]
    sizes = [sum(len(each.split()) for each in bullets) for bullets in told]
    scores: dict[str, list[float]] = {
        "local": [covered(b, s.facts) for b, s in zip(told, found, strict=True)]
    }
    rivals: dict[str, Callable[[Article, int], Sequence[str]]] = {"the first as many words": lead}
    if find_spec("sumy"):
        rivals["TextRank (sumy), as many"] = textrank
    for name, rival in rivals.items():
        scores[name] = [
            covered(rival(s.article, size), s.facts) for s, size in zip(found, sizes, strict=True)
        ]
    scores["the best three sentences"] = [covered(best(s.article, s.facts), s.facts) for s in found]
    rows = [("facts covered", "share", "local is better by")]
    for name, shares in scores.items():
        gain = [a - b for a, b in zip(scores["local"], shares, strict=True)]
        low, high = interval(gain)
        told_gain = f"{100 * fmean(gain):+.1f} ({100 * low:+.1f} to {100 * high:+.1f})"
        rows.append((name, f"{100 * fmean(shares):.1f} %", "" if name == "local" else told_gain))
    bullets = [each for story in told for each in story]
    long = fmean(len(each.split()) > _LONG for each in bullets)
    alone = fmean(map(stands_alone, bullets))
    rows += [
        ("words a summary", f"{fmean(sizes):.1f}", ""),
        ("words a bullet", f"{fmean(len(each.split()) for each in bullets):.1f}", ""),
        (f"bullets above {_LONG} words", f"{100 * long:.1f} %", f"of {len(bullets)}"),
        ("bullets that open with no pronoun", f"{100 * alone:.1f} %", ""),
    ]
    return report.columns(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.summaries")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--kept", action="store_true")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    found = list(stories(given.corpus, kept=given.kept))
    if given.show:
        for story in found:
            print(f"\n{story.title}")
            for each in ours(story.article):
                print(f"  • {each}")
            told = ours(story.article)
            missed = [fact for fact in story.facts if not any(states(t, fact) for t in told)]
            print(f"  missed: {missed}")
    print(f"\nSummaries of {len(found)} news stories\n{table(found)}")


if __name__ == "__main__":
    main()
