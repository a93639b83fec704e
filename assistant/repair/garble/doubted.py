"""Words that the reader alone takes for garbled, whatever stood there: no place has a candidate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.article.model import Article
from assistant.article.quotations import quotations
from assistant.repair.detection import Detection
from assistant.repair.garble.places import Opinions
from assistant.repair.reading import Sentence, locks

_DOUBTED = 0.5
"""Probability from which a word is taken for garbled."""

REASON = "it reads garbled"


def doubted(
    article: Article, found: Sequence[Sentence], said: Sequence[Opinions]
) -> tuple[Detection, ...]:
    """The doubted words of some sentences, in order; of names and quotations none are."""
    held = locks(found, sorted(quotations(article)))
    return tuple(
        each
        for sentence, opinions in zip(found, said, strict=True)
        for each in _doubted(article, sentence, opinions, held(sentence))
    )


def _doubted(
    article: Article,
    sentence: Sentence,
    opinions: Opinions,
    held: tuple[frozenset[int], frozenset[int]],
) -> Iterator[Detection]:
    locked, quoted = held
    for number, (word, opinion) in enumerate(zip(sentence.run, opinions, strict=True)):
        if opinion is None or opinion.garbled <= _DOUBTED or number in locked | quoted:
            continue
        text = article.source[word.start : word.end]
        yield Detection(word.start, word.end, text, round(opinion.garbled, 4), (), REASON)
