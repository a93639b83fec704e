"""What sentences are worth in a summary: LexRank, and what makes news of a sentence.

LexRank (Erkan and Radev 2004, continuous: the graph of cosine similarities is not cut) says
how much of the article a sentence stands for. As much may come from its place, since news
tells first what matters most, from the words of the title, and from an amount: money, a
share, a count in thousands; half as much from names, and from opening a section.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.language.tokens import lower_words
from assistant.summary.passages import Passage, terms

_DAMPING = 0.85
_ROUNDS = 50
_NOTHING = 1e-12
_OPENS = _NAMES = 0.5
_MOST_NAMES = 3

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The sentences of an article, how rare each term is in it, how central each sentence."""

    rarity: Vector
    centrality: Sequence[float]
    title: frozenset[str]

    def worth(self, *group: Passage) -> float:
        """How good a takeaway sentences make that stand together, in their order."""
        head = group[0]
        found = {term for passage in group for term in passage.terms}
        names = sum(passage.names for passage in group)
        return (
            max(self.centrality[passage.place] for passage in group)
            + 1 / (1 + head.paragraph)
            + len(self.title & found) / max(len(self.title), 1)
            + any(passage.has_amount for passage in group)
            + _OPENS * head.opens
            + _NAMES * min(names, _MOST_NAMES) / _MOST_NAMES
        )

    def vector(self, group: Iterable[Passage]) -> Vector:
        """What some sentences are about: the weights of their terms, of unit length (TF-IDF)."""
        return _vector(group, self.rarity)


def ranking(passages: Sequence[Passage], title: str) -> Ranking:
    """What the sentences of an article are worth under its title."""
    spread = Counter(term for passage in passages for term in set(passage.terms))
    rarity = {term: math.log(1 + len(passages) / count) for term, count in spread.items()}
    known = [_vector([passage], rarity) for passage in passages]
    return Ranking(rarity, _centrality(known), frozenset(terms(lower_words(title))))


def _vector(group: Iterable[Passage], rarity: Vector) -> Vector:
    counts = Counter(term for passage in group for term in passage.terms)
    weights = {term: count * rarity[term] for term, count in counts.items()}
    size = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
    return {term: weight / size for term, weight in weights.items()}


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of what two groups of sentences are about."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def _centrality(known: Sequence[Vector]) -> list[float]:
    """LexRank of each vector, the highest being 1; no sentence votes for itself.

    The graph of similarities is never built: a vote goes from a sentence to its terms, and from
    these to the sentences that have them, so that a round costs what the vectors hold.
    """
    import numpy as np

    if not known:
        return []
    place = {term: number for number, term in enumerate(sorted({t for v in known for t in v}))}
    size, terms_ = len(known), max(len(place), 1)
    row = np.array([n for n, vector in enumerate(known) for _ in vector], dtype=np.intp)
    column = np.array([place[term] for vector in known for term in vector], dtype=np.intp)
    weight = np.array([w for vector in known for w in vector.values()], dtype=float)

    def votes(given: Any) -> Any:
        by_term = np.bincount(column, weight * given[row], terms_)
        return np.bincount(row, weight * by_term[column], size) - given * itself

    itself = np.bincount(row, weight**2, size)
    cast = votes(np.ones(size))
    rank = np.full(size, 1 / size)
    for _ in range(_ROUNDS):
        share = np.divide(rank, cast, out=np.zeros(size), where=cast > _NOTHING)
        rank = (1 - _DAMPING) / size + _DAMPING * votes(share)
    return [float(value) for value in rank / max(rank.max(), _NOTHING)]
