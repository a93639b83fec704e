"""Measures an exported reader: on marked articles, and on dev text that we garble ourselves."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from assistant.language.sentences import split
from assistant.language.span import Span
from assistant.models.reader import Opinion, Reader, Verdict
from assistant.training import corpus
from assistant.training.corruption.base import Garbled
from assistant.training.labels import labelled
from assistant.training.measures import Tally, best_rank

_GUESSED_AT_ONCE = 64
_READ = 4000
"""Characters of an article of the dev split that are read."""
Ranked = list[tuple[Opinion, list[int]]]


def marked(reader: Reader, folder: Path, numbers: Callable[[int], bool]) -> Tally:
    """The marked articles of a folder whose number is wanted, and their clean twins.

    A file `NN-name.marks.tsv` has start, end, garbled text and readings, apart by ``|``. The
    words of marks are garbled; guesses are told for marks of one word that have a reading of
    one token.
    """
    tally = Tally()
    for path in sorted(folder.glob("*.marks.tsv")):
        stem = path.name.removesuffix(".marks.tsv")
        if numbers(int(stem.partition("-")[0])):
            garbled = next(folder.glob(f"{stem}.garbled.*")).read_text("utf-8")
            clean = next(folder.glob(f"{stem}.clean.*")).read_text("utf-8")
            rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]
            _article(reader, garbled, rows, tally)
            tally.clean += [opinion.garbled for opinion in _opinions(reader, clean)]
    return tally


def _opinions(reader: Reader, text: str) -> list[Opinion]:
    """Opinions of every word of a text, at their offsets into it, read sentence by sentence."""
    spans = split(text)
    found = reader.read([text[span.start : span.end] for span in spans])
    return [
        replace(opinion, piece=opinion.piece.shifted(span.start))
        for span, opinions in zip(spans, found, strict=True)
        for opinion in opinions
    ]


def _article(reader: Reader, text: str, rows: Sequence[Sequence[str]], tally: Tally) -> None:
    opinions = _opinions(reader, text)
    places = [(Span(int(row[0]), int(row[1])), row[3].split("|")) for row in rows]
    guessed: Ranked = []
    inside: set[int] = set()
    for span, readings in places:
        numbers = [
            number
            for number, opinion in enumerate(opinions)
            if span.overlaps(Span(opinion.piece.start, opinion.piece.end))
        ]
        inside |= set(numbers)
        ids = [reader.tokenizer.single(reading.lower()) for reading in readings]
        known = [number for number in ids if number is not None]
        if len(numbers) == 1 and known:
            guessed.append((opinions[numbers[0]], known))
    for number, opinion in enumerate(opinions):
        (tally.garbled if number in inside else tally.clean).append(opinion.garbled)
    tally.ranks += _ranks(reader, guessed)


def _ranks(reader: Reader, guessed: Ranked) -> Iterator[int]:
    for start in range(0, len(guessed), _GUESSED_AT_ONCE):
        some = guessed[start : start + _GUESSED_AT_ONCE]
        scores = reader.guesses([opinion for opinion, _ in some])
        for row, (_, readings) in zip(scores, some, strict=True):
            yield best_rank(row, readings)


def dev(
    reader: Reader,
    folder: Path,
    corrupt: Callable[[str, random.Random], Garbled],
    *,
    articles: int = 400,
) -> dict[str, Tally]:
    """Articles of the dev split, corrupted by seed: a tally for all, each kind and each family.

    Of each article only the beginning is read. A family's clean words are those
    of all articles.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for number, clean in enumerate(islice(corpus.articles(folder, "dev"), articles)):
        garbled = corrupt(clean.text[:_READ], random.Random(f"dev {number}"))
        kinds = (tallies["all"], tallies[f"kind {clean.kind}"])
        _garbled(reader, garbled, kinds, tallies)
    everywhere = tallies["all"].clean
    for name, tally in tallies.items():
        if name.startswith("family"):
            tally.clean = everywhere
    return dict(sorted(tallies.items()))


def _garbled(
    reader: Reader, garbled: Garbled, kinds: Sequence[Tally], tallies: dict[str, Tally]
) -> None:
    opinions = {opinion.piece.start: opinion for opinion in _opinions(reader, garbled.text)}
    guessed: Ranked = []
    into: list[Sequence[Tally]] = []
    for each in labelled(garbled, reader.tokenizer):
        if each.verdict is None:
            continue
        opinion = opinions[each.piece.start]
        if each.verdict is Verdict.KEEP:
            for tally in kinds:
                tally.clean.append(opinion.garbled)
            continue
        family = _family(garbled, each.piece.start)
        targets: Sequence[Tally] = (*kinds, tallies[f"family {family}"])
        for tally in targets:
            tally.garbled.append(opinion.garbled)
        if each.stood:
            guessed.append((opinion, [each.stood]))
            into.append(targets)
    for rank, targets in zip(_ranks(reader, guessed), into, strict=True):
        for tally in targets:
            tally.ranks.append(rank)


def _family(garbled: Garbled, at: int) -> str:
    return next(swap.family for swap in garbled.swaps if swap.start <= at < swap.end)
