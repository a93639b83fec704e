"""The local engine of summaries: it picks sentences, and writes none of its own.

What is picked are groups: a sentence that stands alone, with those after it that lean on it
as far as they fit. The best come first, and each further one must add something (maximal
marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.article.model import Article
from assistant.summary.compression import neutralised
from assistant.summary.model import USUAL, Summary, SummarySentence, Wanted
from assistant.summary.passages import Passage, passages
from assistant.summary.ranking import Vector, likeness, ranking
from assistant.summary.self_contained import is_anaphoric, unsuitable

ENGINE = "local (extractive)"
_LONGEST = 35
"""Words of a takeaway of more than one sentence."""

_NOVELTY = 0.5
_ALIKE = 0.6
"""Likeness to what was taken, above which a group says nothing new."""


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Sentences that may stand together in a summary, what they are worth, what they are about."""

    passages: tuple[Passage, ...]
    worth: float
    vector: Vector

    @property
    def size(self) -> int:
        """Its words."""
        return _size(self.passages)


def summarise(article: Article, wanted: Wanted = USUAL) -> Summary:
    """The best takeaways of an article, and an abstract of at most so many words."""
    found = passages(article)
    groups = _groups(found, article.title, max(_LONGEST, wanted.words))
    takeaways = _chosen(_within(groups, _LONGEST), most=wanted.takeaways)
    abstract = _chosen(_within(groups, wanted.words), words=wanted.words)
    return Summary(
        tuple(_sentence(group.passages) for group in takeaways),
        tuple(_sentence([passage]) for group in abstract for passage in group.passages),
        ENGINE,
    )


def _groups(found: Sequence[Passage], title: str, longest: int) -> list[_Group]:
    """Each sentence that stands alone, and it with ever more of those that lean on it."""
    rank = ranking(found, title)
    suits = [not unsuitable(passage) for passage in found]
    leans = [is_anaphoric(passage) for passage in found]
    return [
        _Group(group, rank.worth(*group), rank.vector(group))
        for passage in found
        if suits[passage.place] and not leans[passage.place]
        for group in _growing(found, passage.place, suits, leans, longest)
    ]


def _growing(
    found: Sequence[Passage], first: int, suits: Sequence[bool], leans: Sequence[bool], longest: int
) -> Iterator[tuple[Passage, ...]]:
    last = first + 1
    yield tuple(found[first:last])
    while last < len(found) and suits[last] and leans[last]:
        last += 1
        group = tuple(found[first:last])
        if group[-1].paragraph != group[0].paragraph or _size(group) > longest:
            return
        yield group


def _within(groups: Sequence[_Group], longest: int) -> list[_Group]:
    """Those groups of several sentences that have no more words than that, and all of one."""
    return [group for group in groups if len(group.passages) == 1 or group.size <= longest]


def _chosen(
    left: list[_Group], *, most: int | None = None, words: int | None = None
) -> list[_Group]:
    """The best groups that are not alike, so many of them or of so many words, in order."""
    likest = dict.fromkeys(left, 0.0)
    taken: list[_Group] = []
    while most is None or len(taken) < most:
        room = None if words is None else words - sum(group.size for group in taken)
        left = [
            group
            for group in left
            if likest[group] <= _ALIKE and (room is None or group.size <= room)
        ]
        if not left:
            break
        best = max(left, key=lambda group: group.worth - _NOVELTY * likest[group])
        taken.append(best)
        used = {passage.place for passage in best.passages}
        left = [group for group in left if used.isdisjoint(p.place for p in group.passages)]
        for group in left:
            likest[group] = max(likest[group], likeness(group.vector, best.vector))
    return sorted(taken, key=lambda group: group.passages[0].place)


def _size(group: Sequence[Passage]) -> int:
    return sum(len(passage.words) for passage in group)


def _sentence(group: Sequence[Passage]) -> SummarySentence:
    return SummarySentence(
        " ".join(neutralised(passage.text) for passage in group),
        tuple(passage.span for passage in group),
    )
