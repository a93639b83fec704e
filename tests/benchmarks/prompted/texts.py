"""The articles: garbled ones with what is to stand at each mark, and clean ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.edits import folded_edits
from tests.benchmarks.corpus import SEEDS
from tests.support.oracle import aligned, sentences, shown_as

WEB = Path(__file__).parents[4] / "shared" / "data" / "spun_like_the_web"
"""Twelve articles garbled by hand as web spinners do; none where it is not there."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A garbled span, and the readings that may stand there."""

    start: int
    end: int
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """An article, its marks (none where it is clean), and its sentences as they should read."""

    name: str
    article: Article
    marks: tuple[Mark, ...]
    truth: dict[str, str]

    @property
    def words(self) -> int:
        """The words of the article."""
        return len(self.article.source.split())


def web(numbers: str = "odd") -> Iterator[Text]:
    """The garbled articles of the web: those with odd numbers, or `even`, or `all`."""
    for path in sorted(WEB.glob("*.garbled.*")):
        if _wanted(path, numbers):
            rows = path.with_name(path.name.split(".")[0] + ".marks.tsv").read_text("utf-8")
            marks = tuple(_mark(line) for line in rows.splitlines() if line)
            article = read_text(path.read_text("utf-8"), path=path.name)
            yield Text(path.name, article, marks, _marked(article, marks))


def seeds() -> Iterator[Text]:
    """The garbled articles of seeds/, with a mark wherever they differ from the clean ones."""
    for path in sorted((SEEDS / "garbled").iterdir()):
        article = read_text(path.read_text("utf-8"), path=path.name)
        clean = read_text((SEEDS / "clean" / path.name).read_text("utf-8"))
        truth = aligned(sentences(article), sentences(clean))
        yield Text(path.name, article, tuple(_differing(article, truth)), truth)


def clean(numbers: str = "odd") -> Iterator[Text]:
    """The clean twins of the web's articles, and the clean articles of seeds/."""
    twins = (path for path in sorted(WEB.glob("*.clean.*")) if _wanted(path, numbers))
    for path in (*twins, *sorted((SEEDS / "clean").iterdir())):
        yield Text(path.name, read_text(path.read_text("utf-8"), path=path.name), (), {})


def _wanted(path: Path, numbers: str) -> bool:
    return numbers == "all" or (int(path.name[:2]) % 2 == 1) == (numbers == "odd")


def _mark(line: str) -> Mark:
    start, end, _, readings, _ = line.split("\t")
    return Mark(int(start), int(end), tuple(readings.split("|")))


def _marked(article: Article, marks: tuple[Mark, ...]) -> dict[str, str]:
    """Each sentence as it reads with the first reading at each of its marks."""
    truth = {}
    for _, _, span in article.sentences():
        seen = article.visible(span)
        here = [mark for mark in marks if span.start <= mark.start and mark.end <= span.end]
        text = seen.spliced((mark.start, mark.end, mark.readings[0]) for mark in here)
        truth[shown_as(seen.text)] = shown_as(text)
    return truth


def _differing(article: Article, truth: dict[str, str]) -> Iterator[Mark]:
    for _, _, span in article.sentences():
        source = article.slice(span)
        folded = re.sub(r"\s+", " ", source)
        for start, end, text in folded_edits(source, truth.get(folded, folded)):
            yield Mark(span.start + start, span.start + end, (text,))
