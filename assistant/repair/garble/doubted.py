"""Words that the reader alone takes for garbled, whatever stood there: no place has a candidate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.article.model import Article
from assistant.article.quotations import quotations
from assistant.language.tokens import Word
from assistant.models.reader import Opinion
from assistant.repair.detection import Detection
from assistant.repair.garble.places import Opinions
from assistant.repair.garble.written import REASON
from assistant.repair.reading import Locks, Sentence, locks

_DOUBTED = 0.5
"""Probability from which a word is taken for garbled."""


def doubted(
    article: Article, found: Sequence[Sentence], said: Sequence[Opinions]
) -> tuple[Detection, ...]:
    """The doubted words of some sentences, in order; of names and quotations none are."""
    held = locks(found, sorted(quotations(article)))
    return tuple(
        Detection(
            word.start, word.end, article.source[word.start : word.end],
            round(opinion.garbled, 4), (), REASON,
        )
        for word, opinion in unlocked(found, said, held)
        if opinion.garbled > _DOUBTED
    )  # fmt: skip


def unlocked(
    found: Sequence[Sentence], said: Sequence[Opinions], held: Locks
) -> Iterator[tuple[Word, Opinion]]:
    """The words of some sentences that are neither locked nor quoted, with what is said of them."""
    for sentence, opinions in zip(found, said, strict=True):
        locked, quoted = held(sentence)
        for number, (word, opinion) in enumerate(zip(sentence.run, opinions, strict=True)):
            if opinion is not None and number not in locked and number not in quoted:
                yield word, opinion
