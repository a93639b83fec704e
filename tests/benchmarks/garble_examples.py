"""What the detector believes of articles of which it is known what was garbled.

They are the odd ones of a folder of marked articles, garbled and clean, and articles of the dev
split of a corpus, half of them corrupted by seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from assistant.language.articles import with_article
from assistant.repair.garble.detector import Believed, Detector
from assistant.repair.garble.evidence import Evidence, evidence, suspicion
from assistant.repair.garble.places import Place as Spot
from assistant.repair.garble.places import Span
from tests.benchmarks.garble import Place, places
from tests.benchmarks.measures import Change

_READ = 1200
"""Characters of an article of the corpus that are read."""


@dataclass(frozen=True, slots=True)
class Example:
    """A place: its evidence, which options are right, and what the language model gains there.

    It is of a `marked` article or of the corpus, garbled or `clean`. Candidates have
    `names`, as the detector has it, and are `options` with articles that agree.
    """

    article: str
    marked: bool
    clean: bool
    text: str
    names: tuple[tuple[int, str], ...]
    options: tuple[Change, ...]
    evidence: Any
    suspicion: Any
    garbled: bool
    right: tuple[int, ...]
    gains: dict[int, float]


def examples(
    name: str, text: str, wanted: Sequence[Place], detector: Detector, found: Iterable[Believed]
) -> Iterator[Example]:
    """What a detector believes of an article of which it is known what was garbled."""
    every = [*wanted, *(part for place in wanted for part in parts(text, place))]
    return (_example(name, text, every, detector, known) for known in found)


def parts(text: str, place: Place) -> Iterator[Place]:
    """The words of a place, where its readings have as many and another there."""
    found = [
        (place.start + each.start(), place.start + each.end())
        for each in re.finditer(r"\S+", text[place.start : place.end])
    ]
    for number, (start, end) in enumerate(found if len(found) > 1 else ()):
        split = [reading.split() for reading in place.readings]
        same = [words[number] for words in split if len(words) == len(found)]
        other = tuple(word for word in same if word.lower() != text[start:end].lower())
        if other:
            yield Place(start, end, other)


def _example(
    name: str, text: str, wanted: Sequence[Place], detector: Detector, known: Believed
) -> Example:
    place = known.place
    first, options = place.spans[0].run[0], place.options
    changes = tuple(_change(text, place, span, candidate.text) for span, candidate in options)
    right = tuple(n for n, change in enumerate(changes) if is_right(text, change, wanted))
    return Example(
        name,
        not name.startswith("dev"),
        not wanted,
        first.text,
        tuple(place.names),
        changes,
        _evidence(place, detector),
        np.array(astuple(suspicion(place, detector.around)), np.float32),
        any(each.start < first.end and first.start < each.end for each in wanted),
        right,
        dict(known.gains),
    )


def _evidence(place: Spot, detector: Detector) -> Any:
    rows = [astuple(each) for each in evidence(place, detector.around)]
    return np.array(rows, np.float32).reshape(-1, len(fields(Evidence)))


def _change(text: str, place: Spot, span: Span, put: str) -> Change:
    start, end = span.run[0].start, span.run[-1].end
    if not put and place.before is not None:
        return place.before.end, end, ""
    first, _, agreed = with_article(text, start, end, put)
    return first, end, agreed


def is_right(text: str, change: Change, wanted: Sequence[Place]) -> bool:
    """Whether an acceptable reading stands at one of some places with a change made."""
    start, end, put = change
    for place in wanted:
        low, high = min(start, place.start), max(end, place.end)
        if place.start < end and start < place.end:
            now = _folded(text[low:start] + put + text[end:high])
            around = text[low : place.start], text[place.end : high]
            if any(now == _folded(around[0] + each + around[1]) for each in place.readings):
                return True
    return False


def _folded(text: str) -> str:
    return " ".join(text.lower().split())


def marked(folder: Path, detect: Callable[[str], Detector]) -> Iterator[Example]:
    """The examples of the odd articles of a folder, garbled and clean."""
    for path in sorted(folder.glob("*.marks.tsv")):
        stem = path.name.removesuffix(".marks.tsv")
        if int(stem[:2]) % 2:
            garbled = next(folder.glob(f"{stem}.garbled.*")).read_text("utf-8")
            yield from _believed(stem, garbled, places(path), detect(garbled))
            clean = next(folder.glob(f"{stem}.clean.*")).read_text("utf-8")
            yield from _believed(stem, clean, (), detect(clean))


def _believed(
    name: str, text: str, wanted: Sequence[Place], detector: Detector
) -> Iterator[Example]:
    return examples(name, text, wanted, detector, detector.believed())


def corrupted(folder: Path, articles: int, detect: Callable[[str], Detector]) -> Iterator[Example]:
    """Examples of the dev split, half of the articles garbled by imitated spinners.

    The language model weighs nothing there.
    """
    from assistant.training import corpus, lexicon
    from assistant.training.corruption.families import families
    from assistant.training.corruption.settings import draw
    from assistant.training.corruption.spinner import spin

    known = lexicon.load()
    every = families(known)
    for number, clean in enumerate(islice(corpus.articles(folder, "dev"), articles)):
        chance = random.Random(f"fit {number}")
        settings, text = draw(every, chance), clean.text[:_READ]
        wanted: tuple[Place, ...] = ()
        if settings is not None:
            spun = spin(text, settings, known, chance)
            swaps = [swap for swap in spun.swaps if not swap.silent]
            text = spun.text
            wanted = tuple(Place(swap.start, swap.end, (swap.original,)) for swap in swaps)
        detector = detect(text)
        seen = detector.seen(range(len(detector.found)))
        yield from examples(f"dev {number}", text, wanted, detector, seen)
