"""Repairing articles by the command line, beside an earlier build: speed, memory and quality."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from assistant.language.thesaurus import wordnet
from tests.benchmarks import corpus, garble
from tests.benchmarks.against.builds import Build, ratios
from tests.benchmarks.measures import Change, is_restored, wanted
from tests.benchmarks.spinner import Spinner, Spun
from tests.benchmarks.trial import spin


@dataclass(frozen=True, slots=True)
class Input:
    """An article, and what share of what was garbled in it some edits restore, with how many."""

    kind: str
    path: Path
    words: int
    restored: Callable[[Sequence[Change]], tuple[int, int, int]]


@dataclass(slots=True)
class Side:
    """What one build did with the articles of a kind: each list has a number for each article."""

    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    wanted: int = 0
    restored: int = 0
    right: int = 0
    edits: int = 0


def inputs(folder: Path, articles: int, web: Path | None) -> Iterator[Input]:
    """Spun and clean articles of ours, and of a folder of articles garbled by hand, if there is."""
    for number, document in enumerate(islice(corpus.seeds(), articles)):
        clean = folder / f"clean-{document.name}"
        clean.write_text(document.text, "utf-8")
        yield Input("clean", clean, len(document.text.split()), _nothing_wanted)
        spun = spin(document.text, Spinner(wordnet(), 0.1, 1000 + number, lambda _: True))
        path = folder / f"spun-{document.name}"
        path.write_text(spun.text, "utf-8")
        yield Input("10 % spun", path, len(spun.text.split()), _of_spun(spun))
    if web:
        for marks in islice(sorted(web.glob("*[13579]-*.marks.tsv")), articles):
            path = next(web.glob(marks.name.replace(".marks.tsv", ".garbled.*")))
            text = path.read_text("utf-8")
            yield Input("like the web", path, len(text.split()), _of_marks(text, marks))


def _nothing_wanted(_: Sequence[Change]) -> tuple[int, int, int]:
    return 0, 0, 0


def _of_spun(spun: Spun) -> Callable[[Sequence[Change]], tuple[int, int, int]]:
    gold = {wanted(span) for span in spun.spans}

    def restored(edits: Sequence[Change]) -> tuple[int, int, int]:
        whole = sum(is_restored(span, spun, edits) for span in spun.spans)
        return len(spun.spans), whole, len(gold & set(edits))

    return restored


def _of_marks(text: str, path: Path) -> Callable[[Sequence[Change]], tuple[int, int, int]]:
    places = garble.places(path)

    def restored(edits: Sequence[Change]) -> tuple[int, int, int]:
        whole, right = garble.restored(text, edits, places)
        return len(places), whole, right

    return restored


def repaired(build: Build, each: Input, side: Side, out: Path) -> None:
    """Have a build repair an article, and count what it took and what came of it."""
    out.unlink(missing_ok=True)
    spent = build.assistant("rewrite", each.path, "--format", "json", "--quiet", out=out)
    hunks = json.loads(out.read_text("utf-8"))["hunks"]
    taken = [
        (hunk["start"], hunk["end"], hunk["replacement"]) for hunk in hunks if not hunk["flags"]
    ]
    wanted_, restored, right = each.restored(taken)
    side.seconds.append(spent.seconds)
    side.megabytes.append(spent.megabytes)
    side.wanted += wanted_
    side.restored += restored
    side.right += right
    side.edits += len(taken)


def compared(
    new: Build, old: Build, folder: Path, articles: int, web: Path | None
) -> Iterator[tuple[str, ...]]:
    """A row for each kind of article: how many times as fast, with what memory, how well."""
    sides: dict[str, tuple[Side, Side]] = {}
    words: dict[str, int] = {}
    for each in inputs(folder, articles, web):
        pair = sides.setdefault(each.kind, (Side(), Side()))
        words[each.kind] = words.get(each.kind, 0) + each.words
        for build, side in zip((old, new), pair, strict=True):
            repaired(build, each, side, folder / "review.json")
        took = " and ".join(f"{side.seconds[-1]:.1f} s" for side in pair)
        print(f"({each.path.name}: {took})", flush=True)
    for kind, pair in sides.items():
        yield _row(kind, words[kind], *pair)


def head(old: Build) -> tuple[str, ...]:
    """What stands above the rows."""
    return (
        "", "words", "times as fast: least", "median", "most", "memory",
        f"{old.name}: F0.5 / restored / right", "this: F0.5 / restored / right",
    )  # fmt: skip


def _row(kind: str, words: int, old: Side, new: Side) -> tuple[str, ...]:
    faster = ratios(list(zip(old.seconds, new.seconds, strict=True)))
    memory = statistics.median(
        one / other for one, other in zip(new.megabytes, old.megabytes, strict=True)
    )
    return kind, f"{words:,}", *faster, f"{memory:.2f}", _quality(old), _quality(new)


def _quality(side: Side) -> str:
    """F0.5 over whole restorations and right edits, both shares, and how many edits there are."""
    restored, right = side.restored / max(side.wanted, 1), side.right / max(side.edits, 1)
    weighed = 1.25 * restored * right / max(0.25 * right + restored, 1e-9)
    if not side.wanted:
        return f"{side.edits} needless edits"
    return f"{weighed:.2f} / {restored:.2f} / {right:.2f} of {side.edits}"
