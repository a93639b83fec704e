"""The local engine of summaries: it picks sentences, and writes none of its own.

What is picked are groups: a sentence that stands alone, with those after it that lean on it
as far as they fit. The best come first, and each further one must add something (maximal
marginal relevance, Carbonell and Goldstein 1998).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.article.model import Article
from assistant.summary.compression import neutralised
from assistant.summary.model import USUAL, Summary, SummarySentence, Wanted
from assistant.summary.passages import Passage, passages
from assistant.summary.ranking import Ranking, ranking
from assistant.summary.self_contained import is_anaphoric, unsuitable

ENGINE = "local (extractive)"
_LONGEST = 35
"""Words of a takeaway of more than one sentence."""

_NOVELTY = 0.5
_ALIKE = 0.6
"""Likeness to what was taken, above which a group says nothing new."""

Group = tuple[Passage, ...]


def summarise(article: Article, wanted: Wanted = USUAL) -> Summary:
    """The best takeaways of an article, and an abstract of at most so many words."""
    found = passages(article)
    rank = ranking(found, article.title)
    takeaways = _chosen(rank, list(_groups(found, _LONGEST)), most=wanted.takeaways)
    abstract = _chosen(rank, list(_groups(found, wanted.words)), words=wanted.words)
    return Summary(
        tuple(_sentence(group) for group in takeaways),
        tuple(_sentence([passage]) for group in abstract for passage in group),
        ENGINE,
    )


def _groups(found: Sequence[Passage], longest: int) -> Iterator[Group]:
    """Each sentence that stands alone, and it with ever more of those that lean on it."""
    for passage in found:
        if is_anaphoric(passage) or unsuitable(passage):
            continue
        group: Group = (passage,)
        yield group
        for after in found[passage.place + 1 :]:
            if after.paragraph != passage.paragraph or not is_anaphoric(after) or unsuitable(after):
                break
            group = (*group, after)
            if _size(group) > longest:
                break
            yield group


def _chosen(
    rank: Ranking, left: list[Group], *, most: int | None = None, words: int | None = None
) -> list[Group]:
    """The best groups that are not alike, so many of them or of so many words, in order."""
    worth = {group: rank.worth(*group) for group in left}
    likest = dict.fromkeys(left, 0.0)
    taken: list[Group] = []
    while most is None or len(taken) < most:
        room = None if words is None else words - sum(map(_size, taken))
        left = [
            group
            for group in left
            if likest[group] <= _ALIKE and (room is None or _size(group) <= room)
        ]
        if not left:
            break
        best = max(left, key=lambda group: worth[group] - _NOVELTY * likest[group])
        taken.append(best)
        left = [group for group in left if not set(group) & set(best)]
        for group in left:
            likest[group] = max(likest[group], rank.likeness(group, best))
    return sorted(taken, key=lambda group: group[0].place)


def _size(group: Group) -> int:
    return sum(len(passage.words) for passage in group)


def _sentence(group: Sequence[Passage]) -> SummarySentence:
    return SummarySentence(
        " ".join(neutralised(passage.text) for passage in group),
        tuple(passage.span for passage in group),
    )
