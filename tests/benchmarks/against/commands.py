"""Start-up, `check`, `summarise` and the diff, beside an earlier build and beside peers."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from tests.benchmarks import corpus
from tests.benchmarks.against.builds import Build, Spent, in_turn, ratios, spent

HEAD = ("", "beside", "seconds", "least", "median", "most", "memory")
_TEN = "The council of Port Ellery voted for the plan today.\n"
_MANY = 200
_LONG = 10_000
_SHORTEST = 6
_DIFFS = (2_000, 20_000, 100_000)
_QUADRATIC = 20_000
"""Words above which what compares all words with all others is left out."""

Row = tuple[str, ...]


def rows(new: Build, old: Build, peers: Build, folder: Path, rounds: int) -> Iterator[Row]:
    """A row for each command and each of those that it is measured beside."""
    yield from _commands(new, old, peers, folder, rounds)
    yield from _summaries(new, old, peers, folder)
    yield from _diffs(new, old, peers, folder)


def _commands(new: Build, old: Build, peers: Build, folder: Path, rounds: int) -> Iterator[Row]:
    ten, many, one = _written(folder)
    lint = ("check", "--ignore", "suspect")
    proselint = partial(_proselint, peers)
    bare = partial(spent, [str(new.python), "-c", "pass"])
    told = (
        ("--version", ("--version",), {old.name: None, "python -c pass": bare}),
        ("check, 10 words", (*lint, ten), {old.name: None, "proselint": partial(proselint, [ten])}),
        (f"check, {_MANY} files", (*lint, *many),
         {old.name: None, "proselint": partial(proselint, many)}),
        ("summarise, one article", ("summarise", one), {old.name: None}),
    )  # fmt: skip
    for name, arguments, others in told:
        for beside, other in others.items():
            theirs = other or partial(old.assistant, *arguments)
            pairs = in_turn(rounds, partial(new.assistant, *arguments), theirs)
            yield _row(name, beside, pairs)


def _proselint(peers: Build, files: list[Path]) -> Spent:
    return spent([str(peers.python), "-m", "proselint", "check", *map(str, files)])


def _row(name: str, beside: str, pairs: list[tuple[Spent, Spent]]) -> Row:
    seconds = min(mine.seconds for mine, _ in pairs)
    memory = ratios([(mine.megabytes, other.megabytes) for mine, other in pairs])[1]
    both = ratios([(mine.seconds, other.seconds) for mine, other in pairs])
    return name, beside, f"{seconds:.3f}", *both, memory


def _summaries(new: Build, old: Build, peers: Build, folder: Path) -> Iterator[Row]:
    text = folder / "long.txt"
    text.write_text(_long(_LONG), "utf-8")
    others = ((old, "summary-ours"), (peers, "summary-sumy"))
    for build, what in others:
        mine, other = _twice(new, "summary-ours", build, what, text)
        beside = "sumy TextRank" if build is peers else build.name
        yield (f"summary warm, {_LONG:,} words", beside, *_compared(mine, other))


def _diffs(new: Build, old: Build, peers: Build, folder: Path) -> Iterator[Row]:
    others = (
        (old, "diff-ours", _QUADRATIC), (peers, "diff-prosediff", _DIFFS[-1]),
        (peers, "diff-redlines", _QUADRATIC), (peers, "diff-difflib", _QUADRATIC),
    )  # fmt: skip
    for words in _DIFFS:
        versions = _versions(folder, words)
        for build, what, most in others:
            if words <= most:
                mine, other = _twice(new, "diff-ours", build, what, *versions)
                beside = what.removeprefix("diff-") if build is peers else build.name
                yield (f"diff, {words:,} words", beside, *_compared(mine, other))


def _twice(
    new: Build, mine: str, other: Build, what: str, *files: Path
) -> tuple[list[list[float]], list[list[float]]]:
    """What two probes tell, three times each, in turn."""
    found: tuple[list[list[float]], list[list[float]]] = ([], [])
    for _ in range(3):
        found[0].append(list(map(float, new.probe(mine, *files))))
        found[1].append(list(map(float, other.probe(what, *files))))
    return found


def _compared(mine: list[list[float]], other: list[list[float]]) -> Row:
    """The warm seconds of one, and the ratios of both: warm, and of the growth in memory."""
    warm = [(one[1], another[1]) for one, another in zip(mine, other, strict=True)]
    grown = [(max(one[2], 0.1), max(two[2], 0.1)) for one, two in zip(mine, other, strict=True)]
    return f"{min(one for one, _ in warm):.3f}", *ratios(warm), ratios(grown)[1]


def _written(folder: Path) -> tuple[Path, list[Path], Path]:
    """A file of ten words, many of an article each, and one of these."""
    ten = folder / "ten.txt"
    ten.write_text(_TEN, "utf-8")
    many = []
    for number, document in enumerate(islice(cycle(corpus.seeds()), _MANY)):
        path = folder / f"news-{number:03}.txt"
        path.write_text(document.text, "utf-8")
        many.append(path)
    return ten, many, many[0]


def _long(words: int) -> str:
    """Paragraphs of four sentences each, of the seeds in any order, until there are so many."""
    chance = random.Random(1)
    sentences = [
        sentence
        for seed in corpus.seeds()
        for sentence in re.split(r"(?<=[.!?])\s+", seed.text)
        if len(sentence.split()) > _SHORTEST
    ]
    found: list[str] = []
    size = 0
    while size < words:
        found.append(" ".join(" ".join(chance.choices(sentences, k=4)).split()))
        size += len(found[-1].split())
    return "\n\n".join(found) + "\n"


def _versions(folder: Path, words: int) -> tuple[Path, Path]:
    """A text of so many words, and one in which three words of a hundred are others."""
    chance = random.Random(words)
    old = _long(words)
    new = " ".join(
        word + "s" if word.isalpha() and chance.random() < 0.03 else word for word in old.split(" ")
    )
    paths = folder / f"old-{words}.txt", folder / f"new-{words}.txt"
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text, "utf-8")
    return paths
