"""Sentences of local summaries that differ from the article and do not say so.

    python -m tests.benchmarks.silent PATH… [--sentences 10000]

A PATH is a text, or a compressed one, of paragraphs; of each, pieces of some paragraphs are
summarised at such length that most of their sentences are told. What is told, with the changes
that it names undone, must hold the letters and digits of the sentence as a reader sees it, the
marks of notes and the layout of lines aside. This is read here anew, by nothing of the engine.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.summary.extractive import summarise
from assistant.summary.model import SummarySentence, Wanted

_PARAGRAPHS = 12
"""Paragraphs of a piece."""

_ALL = Wanted(10, 500)
_NOTE = re.compile(
    r"[⁰¹²³⁴-⁹]+|[†‡*§]|\[(?:\d{1,3}|[a-z]|n \d+|note \d+|edit|update"
    r"|[a-z ]{3,22}(?: needed|\?))\](?::\d+)?"
)
_AT_END = re.compile(r"(?<=\.)\d{1,2}(?:,\s?\d{1,2})*$")
_LETTERS = re.compile(r"[^\W_]+|[%$£€¥−+<>=/]")


def pieces(path: Path) -> Iterator[str]:
    """Some paragraphs of a text at a time."""
    opened = (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8")
    with opened as lines:
        while some := list(islice((line.strip() for line in lines if line.strip()), _PARAGRAPHS)):
            yield "\n\n".join(some)


def undone(sentence: SummarySentence) -> str:
    """What a sentence says with its changes undone."""
    text = sentence.text
    for change in sentence.changes:
        text = text[: change.start] + change.original + text[change.start + len(change.put) :]
    return text


def is_silent(article: Article, sentence: SummarySentence) -> bool:
    """Whether a sentence differs from what a reader of the article sees, and does not say so."""
    seen = " ".join(article.visible(span).text for span in sentence.evidence)
    return _content(undone(sentence)) != _content(seen)


def _content(text: str) -> str:
    plain = _AT_END.sub("", _NOTE.sub("", " ".join(text.split())))
    return "".join(_LETTERS.findall(plain)).replace("-", "")


def count(paths: Sequence[Path], most: int) -> tuple[int, int, list[tuple[str, str]]]:
    """How many sentences were told, how many in other words, and those that differ silently."""
    told = changed = 0
    silent: list[tuple[str, str]] = []
    share = most // max(len(paths), 1)
    for path in paths:
        here = 0
        for piece in pieces(path):
            article = read_text(piece)
            for each in summarise(article, _ALL).sentences:
                here += len(each.evidence)
                changed += bool(each.changes)
                if is_silent(article, each):
                    seen = " ".join(article.visible(span).text for span in each.evidence)
                    silent.append((each.text, seen))
            if here >= share:
                break
        told += here
    return told, changed, silent


def main() -> None:
    """Print the count, and the sentences."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.silent")
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--sentences", type=int, default=10_000)
    given = parser.parse_args()
    told, changed, silent = count(given.paths, given.sentences)
    for text, seen in silent[:40]:
        print(f"told: {text}\nseen: {seen}\n")
    print(f"{told} sentences told, {changed} with changes that are named, {len(silent)} silently")


if __name__ == "__main__":
    main()
