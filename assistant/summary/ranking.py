"""How much of an article a sentence stands for: LexRank, with its place and the title's words.

(Erkan and Radev 2004; continuous variant: the graph of cosine similarities is not cut.)
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.checks.content import stem
from assistant.summary.passages import Passage

_DAMPING = 0.85
_ROUNDS = 50
_PLACE, _TITLE = 0.35, 0.35

Vector = Mapping[str, float]


def vectors(passages: Sequence[Passage]) -> list[Vector]:
    """TF-IDF vectors of unit length."""
    spread = Counter(term for passage in passages for term in set(passage.terms))
    found: list[Vector] = []
    for passage in passages:
        weights = {
            term: count * math.log(1 + len(passages) / spread[term])
            for term, count in Counter(passage.terms).items()
        }
        size = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        found.append({term: weight / size for term, weight in weights.items()})
    return found


def similarity(one: Vector, other: Vector) -> float:
    """The cosine of two unit vectors."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def centrality(known: Sequence[Vector]) -> list[float]:
    """LexRank of each vector, the highest being 1."""
    import numpy as np

    if not known:
        return []
    terms = {term: number for number, term in enumerate(sorted({t for v in known for t in v}))}
    table = np.zeros((len(known), max(len(terms), 1)))
    for row, vector in enumerate(known):
        for term, weight in vector.items():
            table[row, terms[term]] = weight
    graph = table @ table.T
    graph /= np.maximum(graph.sum(axis=1, keepdims=True), 1e-12)
    rank = np.full(len(known), 1 / len(known))
    for _ in range(_ROUNDS):
        rank = (1 - _DAMPING) / len(known) + _DAMPING * rank @ graph
    return [float(value) for value in rank / max(rank.max(), 1e-12)]


def scores(passages: Sequence[Passage], known: Sequence[Vector], title: str) -> list[float]:
    """How good a takeaway each sentence makes: central, early, about what the title says."""
    wanted = {stem(word) for word in title.lower().split()}
    rank = centrality(known)
    return [
        central
        + _PLACE / (1 + passage.paragraph)
        + _PLACE * passage.opens / (1 + passage.paragraph / 4)
        + _TITLE * len(wanted & set(passage.terms)) / max(len(wanted), 1)
        for passage, central in zip(passages, rank, strict=True)
    ]
