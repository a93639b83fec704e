"""Windows: stretches of the stream of examples, each a function of the seed and its number.

A window is some hundred articles, corrupted and packed. Whoever resumes skips windows, and
how many processes make them changes nothing.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from pathlib import Path

from assistant.errors import UsageError
from assistant.models.wordpiece import WordPiece
from assistant.training import corpus, lexicon
from assistant.training.corpus import Clean
from assistant.training.corruption.base import Garbled
from assistant.training.corruption.families import Families, families
from assistant.training.corruption.settings import draw
from assistant.training.corruption.spinner import spin
from assistant.training.labels import labelled
from assistant.training.rows import Rows, load, pack

ARTICLES = 128
"""Articles of a window."""
_AHEAD = 2
"""Windows that each process may be ahead of the training."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where windows come from: a folder of clean text, thesauri, and the vocabulary's tokens."""

    folder: Path
    thesauri: Path
    vocabulary: tuple[str, ...]
    seed: int = 0
    articles: int = ARTICLES


def windows(source: Source, first: int = 0, processes: int = 1) -> Iterator[Rows]:
    """The windows from one on, without end: after a pass the articles come corrupted anew."""
    lots = islice(_lots(source), first, None)
    with ProcessPoolExecutor(processes) as pool:
        waiting: deque[Future[Rows]] = deque()
        for number, lot in enumerate(lots, first):
            waiting.append(pool.submit(window, source, number, lot))
            if len(waiting) > processes * _AHEAD:
                yield waiting.popleft().result()


def _lots(source: Source) -> Iterator[Sequence[Clean]]:
    for turn in count():
        articles = corpus.articles(source.folder, "train", source.seed + turn)
        while lot := tuple(islice(articles, source.articles)):
            yield lot


def window(source: Source, number: int, lot: Sequence[Clean]) -> Rows:
    """One window: its articles corrupted, or left clean, and packed."""
    tokenizer = _tokenizer(source.vocabulary)
    texts = (
        labelled(corrupted(clean.text, source.thesauri, _chance(source, number, at)), tokenizer)
        for at, clean in enumerate(lot)
    )
    return pack(texts, tokenizer)


def _chance(source: Source, number: int, at: int) -> random.Random:
    return random.Random(f"{source.seed} {number} {at}")


def corrupted(text: str, thesauri: Path, chance: random.Random) -> Garbled:
    """A text as one spinner of the world leaves it, or clean."""
    known = _lexicon(thesauri)
    settings = draw(_families(thesauri), chance)
    return spin(text, settings, known, chance) if settings else Garbled(text, text, ())


def shards(folder: Path, first: int = 0) -> Iterator[Rows]:
    """The windows that were packed into a folder, from one on, over and over.

    Raises UsageError where there are none.
    """
    paths = sorted(folder.glob("window-*.xz"))
    if not paths:
        raise UsageError(f"There are no shards in {folder}")
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(load, paths[first % len(paths)])
        for number in count(first + 1):
            rows = coming.result()
            coming = pool.submit(load, paths[number % len(paths)])
            yield rows


_lexicon = cache(lexicon.load)
_tokenizer = cache(WordPiece)


@cache
def _families(thesauri: Path) -> Families:
    return families(_lexicon(thesauri))
