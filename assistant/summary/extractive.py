"""The local engine of summaries: it picks sentences, and writes none of its own.

Sentences are ranked, and taken in turn where they add something (maximal marginal
relevance, Carbonell and Goldstein 1998); one that needs the sentence before it comes with
that one or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.article.model import Article
from assistant.summary.compression import compressed
from assistant.summary.model import USUAL, Summary, SummarySentence, Wanted
from assistant.summary.passages import Passage, passages
from assistant.summary.ranking import Vector, scores, similarity, vectors
from assistant.summary.standing import leans, unfit

ENGINE = "local (extractive)"
_NOVELTY = 0.45
_ALIKE = 0.6
"""Likeness to what was taken, above which a sentence says nothing new."""


@dataclass(frozen=True, slots=True)
class _Field:
    passages: Sequence[Passage]
    vectors: Sequence[Vector]
    scores: Sequence[float]


def summarise(article: Article, wanted: Wanted = USUAL) -> Summary:
    """The best takeaways of an article, and an abstract of at most so many words."""
    found = passages(article)
    known = vectors(found)
    field = _Field(found, known, scores(found, known, article.title))
    fit = [p.place for p in found if not unfit(p) and not leans(p)]
    chosen = _chosen(field, fit, wanted.takeaways)
    return Summary(
        tuple(_sentence([found[place]]) for place in sorted(chosen)),
        tuple(_abstract(field, wanted.words)),
        ENGINE,
    )


def _chosen(field: _Field, fit: Sequence[int], most: int) -> list[int]:
    """The places of the best sentences that are not alike."""
    taken: list[int] = []
    left = set(fit)
    while left and len(taken) < most:

        def worth(place: int) -> float:
            alike = max(
                (similarity(field.vectors[place], field.vectors[t]) for t in taken), default=0
            )
            return field.scores[place] - _NOVELTY * alike - (alike > _ALIKE)

        best = max(sorted(left), key=worth)
        if worth(best) <= 0 and taken:
            break
        taken.append(best)
        left.discard(best)
    return taken


def _abstract(field: _Field, words: int) -> list[SummarySentence]:
    """Sentences in the order of the article; one that leans comes with the one before it."""
    fit = [p.place for p in field.passages if not unfit(p)]
    kept: list[int] = []
    size = 0
    for place in _chosen(field, fit, len(fit)):
        group = _group(field.passages, place)
        new = [each for each in group if each not in kept]
        longer = sum(len(field.passages[each].words) for each in new)
        if not group or (kept and size + longer > words):
            continue
        kept += new
        size += longer
        if size > 0.8 * words:
            break
    return [_sentence([field.passages[place]]) for place in sorted(kept)]


def _group(found: Sequence[Passage], place: int) -> list[int]:
    """A sentence with those before it that it needs; none where they cannot be had."""
    group = [place]
    while leans(found[group[0]]):
        before = group[0] - 1
        if before < 0 or found[before].paragraph != found[place].paragraph or unfit(found[before]):
            return []
        group.insert(0, before)
    return group


def _sentence(parts: Sequence[Passage]) -> SummarySentence:
    return SummarySentence(
        " ".join(compressed(part.text) for part in parts), tuple(part.span for part in parts)
    )
