"""What a file costs as it grows: ``python -m tests.benchmarks.cost [--sizes N …] [--kinds K …]``.

Every command but repair is made of these steps: reading, structure (with the diff and the
CriticMarkup of it, as `apply` and `review` write them), check, summary. For each kind of file
the seconds of processor time of each step are printed for growing sizes, then how far the
largest is from a straight line: seconds a byte there against the least of the smaller sizes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.article.structure_issues import structure_issues
from assistant.review import critic, patch
from assistant.review.model import make, text
from assistant.summary.extractive import summarise
from assistant.workspace import linting
from tests.benchmarks import corpus, report

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
_FIRST_BIG = 100_000
"""Bytes from which what is done once for any file no longer counts."""

_RULES = linting.rules("neutrality,structure", "")
_BARS = " ▁▂▃▄▅▆▇█"


def _table(row: int) -> str:
    return f'| {row} Mill Lane | Anna Bell {row % 97} | ${row % 900 + 100} a month | "yes" |\n'


def _rows(row: int) -> str:
    return f'{row},"Mill Lane {row}","the ""old"" house",{row * 7 % 900}.50,2019-03-0{row % 9}\n'


def _log(row: int) -> str:
    when = f"2019-03-04 12:{row % 60:02}:{row * 7 % 60:02},{row % 1000:03}"
    return f'{when} INFO mill.server: request {row} of "/plan?id={row}" answered 200\n'


def _page(row: int) -> str:
    link = f'<a href="/plan/{row}" class="wide">plan</a>'
    words = f"House {row} of the {link} is let to the guild at ${row % 900} a month, and the"
    return f'<div class="row"><p>{words} &quot;dry&quot; basin is not.</p></div>\n'


def _line(row: int) -> str:
    return f'<a href="/plan" class="wide">Plan {row}</a> is of the "dry" basin of Lund. '


def _numbers(row: int) -> str:
    return f"{row % 7}.{row * 31 % 1000:03},-0.{row % 1000:03};"


def _prose(row: int) -> str:
    paragraphs = _paragraphs()
    return paragraphs[row % len(paragraphs)] + "\n\n"


def _paragraphs() -> list[str]:
    if not _SEEDS:
        _SEEDS.extend(p.strip() for d in corpus.seeds() for p in d.text.split("\n\n") if p.strip())
    return _SEEDS


_SEEDS: list[str] = []

KINDS: Mapping[str, tuple[str, str, Callable[[int], str]]] = {
    "table": (
        "rents.md",
        "# Rents\n\n| House | Owner | Rent | Paid |\n| - | - | - | - |\n",
        _table,
    ),
    "rows": ("rents.txt", "", _rows),
    "log": ("server.txt", "", _log),
    "page": ("page.html", "<!DOCTYPE html>\n<title>The mill</title>\n<body>\n", _page),
    "line": ("line.txt", "", _line),
    "numbers": ("walk.txt", "", _numbers),
    "text": ("article.txt", "", _prose),
    "markdown": ("article.md", "", _prose),
}
"""Kinds of files by name: a path, how it begins, and what each row of it is."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time that a file of some size takes."""

    size: int
    read: float
    structure: float
    check: float
    summary: float

    @property
    def slowest_command(self) -> float:
        """Of `apply`, `check` and `summarise`, each with reading."""
        return self.read + max(self.structure, self.check, self.summary)


def made(kind: str, size: int) -> bytes:
    """A file of a kind, of about so many bytes."""
    _, text_, row = KINDS[kind]
    pieces, length = [text_], len(text_)
    for number in count():
        if length >= size:
            return "".join(pieces).encode()
        pieces.append(row(number))
        length += len(pieces[-1])
    raise AssertionError


def cost(kind: str, size: int) -> Cost:
    """What a file of a kind costs."""
    data, path = made(kind, size), KINDS[kind][0]
    article: list[Article] = []
    read = _seconds(lambda: article.append(Document.of_bytes(data, path=path).article))
    steps = (_structure, lambda a: linting.findings(a, _RULES, None), summarise)
    return Cost(len(data), read, *(_seconds(lambda s=step: s(article[0])) for step in steps))


def _structure(article: Article) -> None:
    review = make(article, structure_issues(article), "none")
    text(review, article.source)
    patch.unified(review, article.source, article.path)
    critic.critic(review, article)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def growth(costs: list[Cost]) -> float:
    """Seconds a byte of the largest file, against the least of the smaller big ones."""
    rates = [c.slowest_command / c.size for c in costs if c.size >= _FIRST_BIG]
    return rates[-1] / min(rates[:-1]) if len(rates) > 1 else 1.0


def curve(costs: list[Cost]) -> str:
    """Seconds a byte, a bar for each size: level where cost is linear."""
    rates = [c.slowest_command / c.size for c in costs]
    most = max(rates) or 1.0
    return "".join(_BARS[round(rate / most * (len(_BARS) - 1))] for rate in rates)


def lines(kinds: list[str], sizes: list[int]) -> Iterator[str]:
    """The tables, a kind after the other, as they are measured."""
    for kind in kinds:
        cost(kind, sizes[0])
        costs = [cost(kind, size) for size in sizes]
        rows = [("bytes", "read", "structure", "check", "summary", "slowest command")]
        rows += [
            (f"{c.size:,}", *(f"{s:.2f}" for s in (c.read, c.structure, c.check, c.summary,
                                                  c.slowest_command)))
            for c in costs
        ]  # fmt: skip
        yield f"\n{kind}: seconds a byte {curve(costs)}, growth {growth(costs):.2f}"
        yield report.columns(rows)


def main() -> None:
    """Read the flags, print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.cost", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="bytes")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    options = parser.parse_args()
    for line in lines(options.kinds, sorted(options.sizes)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
