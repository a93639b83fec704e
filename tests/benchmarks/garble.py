"""Garble as the web has it: ``python -m tests.benchmarks.garble FOLDER [--numbers odd|even]``.

A folder holds articles garbled by hand as spinners garble them: `NN-name.garbled.*`, the clean
text `NN-name.clean.*`, and `NN-name.marks.tsv` with start, end, what stands there, acceptable
readings apart by ``|``, and the kind. Tune on odd numbers; look at even ones only to report.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.article.files import read
from assistant.edits import Edit, EditKind
from assistant.engines.base import Engine
from assistant.engines.local import LocalEngine
from assistant.review.model import Hunk, Policy
from assistant.review.policies import accepts
from assistant.workspace import pipeline
from tests.benchmarks.measures import Change


@dataclass(frozen=True, slots=True)
class Place:
    """A span that was garbled, and what may stand there."""

    start: int
    end: int
    readings: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Counts over articles; `over` and `strewn` are edits and places marked in clean text."""

    marks: int = 0
    found: int = 0
    restored: int = 0
    restored_all: int = 0
    accepted: int = 0
    right: int = 0
    offered: int = 0
    offered_right: int = 0
    articles: int = 0
    called_clean: int = 0
    clean_words: int = 0
    over: int = 0
    strewn: int = 0

    def add(self, other: Tally) -> None:
        """Count what another has counted."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def lines(self) -> Iterator[str]:
        """What came of it, a figure a line."""
        yield f"garbled places {self.marks}, in {self.articles} articles"
        yield f"found, by an edit or a mark      {self.found / self.marks:.3f}"
        yield f"restored by what is accepted     {self.restored / self.marks:.3f}"
        yield f"restored with all hunks          {self.restored_all / self.marks:.3f}"
        yield f"precision of what is accepted    {_share(self.right, self.accepted)}"
        yield f"precision of all hunks           {_share(self.offered_right, self.offered)}"
        yield f"articles called clean            {self.called_clean}"
        words = self.clean_words / 1000
        yield f"accepted edits in clean text     {self.over / words:.2f} in 1,000 words"
        yield f"other hunks in clean text        {self.strewn / words:.2f} in 1,000 words"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} of {whole}" if whole else "none"


def places(path: Path) -> tuple[Place, ...]:
    """The garbled spans of a file of marks."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line)
    return tuple(Place(int(row[0]), int(row[1]), tuple(row[3].split("|"))) for row in rows)


def measured(source: str, hunks: Sequence[Hunk], wanted: Sequence[Place]) -> Tally:
    """What the hunks of a garbled article restore of what was garbled."""
    offered = [hunk.edit for hunk in hunks if hunk.edit.kind is not EditKind.MARK]
    taken = [edit for edit in offered if accepts(Policy.UNFLAGGED, edit)]
    by_default, right = restored(source, _changes(taken), wanted)
    with_all, offered_right = restored(source, _changes(offered), wanted)
    spans = [(hunk.edit.start, hunk.edit.end, "") for hunk in hunks]
    return Tally(
        marks=len(wanted),
        found=sum(any(_touches(span, place) for span in spans) for place in wanted),
        restored=by_default,
        restored_all=with_all,
        accepted=len(taken),
        right=right,
        offered=len(offered),
        offered_right=offered_right,
        articles=1,
        called_clean=not hunks,
    )


def _changes(edits: Sequence[Edit]) -> list[Change]:
    return [(edit.start, edit.end, edit.replacement) for edit in edits]


def restored(source: str, edits: Sequence[Change], wanted: Sequence[Place]) -> tuple[int, int]:
    """How many places read acceptably with some edits made, and how many edits made them so."""
    good: set[Change] = set()
    count = 0
    for place in wanted:
        over = [edit for edit in edits if _touches(edit, place)]
        now = _standing(source, edits, place, over)
        if over and any(_plain(reading) in _plain(now) for reading in place.readings):
            count += 1
            good |= set(over)
    return count, len(good)


def _standing(source: str, edits: Sequence[Change], place: Place, over: Sequence[Change]) -> str:
    """What stands at a place, widened to whole words and edits, once the edits are made."""
    first = max(0, source.rfind(" ", 0, min([place.start, *(edit[0] for edit in over)])))
    last = source.find(" ", max([place.end, *(edit[1] for edit in over)]))
    last = len(source) if last < 0 else last
    pieces, at = [], first
    for start, end, text in sorted(edits):
        if start >= first and end <= last:
            pieces += [source[at:start], text]
            at = end
    return "".join((*pieces, source[at:last]))


def _touches(edit: Change, place: Place) -> bool:
    return edit[0] < place.end and place.start < edit[1]


def _plain(text: str) -> str:
    words = re.sub(r"[^\w]+", " ", text.lower().replace("’", "'"))
    return f" {words.strip()} "


def of_folder(folder: Path, engine: Engine, wanted: Callable[[int], bool]) -> Iterator[Tally]:
    """The tally of each article of a folder whose number is wanted, garbled and clean."""
    for path in sorted(folder.glob("*.marks.tsv")):
        stem = path.name.removesuffix(".marks.tsv")
        if not wanted(int(stem[:2])):
            continue
        garbled = read(next(folder.glob(f"{stem}.garbled.*")))
        review, _ = pipeline.repair(garbled, engine)
        tally = measured(garbled.source, review.hunks, places(path))
        clean = read(next(folder.glob(f"{stem}.clean.*")))
        review, _ = pipeline.repair(clean, engine)
        tally.clean_words = len(clean.source.split())
        tally.over = sum(accepts(Policy.UNFLAGGED, hunk.edit) for hunk in review.hunks)
        tally.strewn = len(review.hunks) - tally.over
        yield tally


def main() -> None:
    """Print the tallies of a folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--numbers", choices=("odd", "even"), default="odd")
    given = options.parse_args()
    parity = int(given.numbers == "odd")
    begun, total = time.monotonic(), Tally()
    for tally in of_folder(given.folder, LocalEngine(), lambda number: number % 2 == parity):
        total.add(tally)
        shares = f"found {tally.found}, restored {tally.restored}, with all {tally.restored_all}"
        print(f"{tally.marks} places, {shares}; in clean text {tally.over} + {tally.strewn}")
    print("\n".join(total.lines()), f"{time.monotonic() - begun:.0f} seconds", sep="\n")


if __name__ == "__main__":
    main()
