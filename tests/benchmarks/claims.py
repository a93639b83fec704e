"""Claims that an article only reports, denies or corrects, and that a summary tells as fact.

python -m tests.benchmarks.claims [--kept]
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.summary.extractive import summarise
from assistant.summary.model import LENGTHS, Wanted

_HERE = Path(__file__).with_name("claims.toml")
_ALL = (*LENGTHS.values(), Wanted(10, 400))


@dataclass(frozen=True, slots=True)
class Case:
    """An article, words that tell a claim of it, and words that say whose it is."""

    text: str
    claim: Sequence[str]
    source: Sequence[str]

    def told_as_fact(self) -> str:
        """A sentence of a summary of any length that tells the claim as the paper's own word."""
        article = read_text(self.text, format=MARKDOWN)
        for wanted in _ALL:
            for each in summarise(article, wanted).sentences:
                text = each.text.casefold()
                if all(word.casefold() in text for word in self.claim) and not any(
                    word.casefold() in text for word in self.source
                ):
                    return each.text
        return ""


def cases(*, kept: bool) -> Iterator[Case]:
    """The articles that are judged on, or those that were tuned on."""
    for number, stored in enumerate(tomllib.loads(_HERE.read_text("utf-8"))["article"]):
        if (number % 2 == 1) is kept:
            yield Case(stored["text"], stored["claim"], stored["source"])


def main() -> None:
    """Print how many are told as fact, and which."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.claims")
    parser.add_argument("--kept", action="store_true")
    found = list(cases(kept=parser.parse_args().kept))
    told = [text for case in found if (text := case.told_as_fact())]
    for text in told:
        print(f"told as fact: {text}")
    print(f"{len(told)} of {len(found)} claims told as fact")


if __name__ == "__main__":
    main()
