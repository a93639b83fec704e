"""From what the channel chose in a passage to edits, with reason, confidence and candidates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.article.model import Article
from assistant.edits import Alternative, Edit, EditKind, Flag
from assistant.models import smollm2
from assistant.repair.channel import Channel
from assistant.repair.passage import Passage
from assistant.repair.posterior import weights

_QUOTATION_BAR = 0.95
_ALTERNATIVES = 5
_GAINS = ((8.0, "far better"), (3.0, "better"), (0.5, "a little better"))


def settled(article: Article, channel: Channel, passage: Passage) -> Iterator[Edit]:
    """The edits of a passage that are as good as certain before all of its lot is read."""
    for group, option in sorted(channel.settled(passage).items()):
        beliefs = channel.confidence(passage, group)
        made = _edit(article, passage, group, option, beliefs)
        yield _flagged(made, beliefs[option], clean=False)


def edits(article: Article, channel: Channel, passage: Passage) -> Iterator[Edit]:
    """The edits of a passage that was restored: wording, and what a quotation may have been."""
    kept = set(passage.edits())
    for group, option in sorted(passage.chosen.items()):
        if passage.groups[group].options[option].edit in kept:
            beliefs = channel.confidence(passage, group)
            made = _edit(article, passage, group, option, beliefs)
            yield _flagged(made, beliefs[option], clean=channel.is_clean)
    for group in sorted(passage.quoted):
        beliefs = channel.confidence(passage, group)
        best = max(beliefs, key=beliefs.__getitem__, default=None)
        if best is not None and beliefs[best] > _QUOTATION_BAR:
            made = _edit(article, passage, group, best, beliefs)
            yield replace(made, kind=EditKind.QUOTATION, flags=(Flag.QUOTATION,))


def _edit(
    article: Article, passage: Passage, group: int, chosen: int, beliefs: Mapping[int, float]
) -> Edit:
    """An option of a group as an edit, with the other options there, the likeliest first."""
    option = passage.groups[group].options[chosen]
    start, end, text = option.edit
    gain = passage.evidence[group][chosen].gain
    others = sorted((number for number in beliefs if number != chosen), key=lambda n: -beliefs[n])
    same_place = (
        Alternative(candidate, round(beliefs[number], 4))
        for number in others
        for candidate in [_fitted(article, passage, group, number, start, end)]
        if candidate is not None
    )
    return Edit(
        start,
        end,
        article.source[start:end],
        text,
        confidence=round(beliefs[chosen], 4),
        reason=f"synonyms {option.candidate.synonyms}; {_reads(gain)}",
        alternatives=tuple(same_place)[:_ALTERNATIVES],
    )


def _reads(gain: float) -> str:
    """In words how the sentence reads with an option that gains so many nats."""
    how = next((how for least, how in _GAINS if gain >= least), "no better")
    return f"the sentence reads {how} with it"


def _flagged(edit: Edit, belief: float, *, clean: bool) -> Edit:
    """An edit of wording; uncertain unless belief in it is high and the article is garbled."""
    sure = belief > weights(smollm2.CARD.posterior).sure and not clean
    return edit if sure else replace(edit, flags=(Flag.UNCERTAIN,))


def _fitted(
    article: Article, passage: Passage, group: int, option: int, start: int, end: int
) -> str | None:
    """What an option of the group writes between two offsets, if it lies between them."""
    first, last, text = passage.groups[group].options[option].edit
    if first < start or last > end:
        return None
    return article.source[start:first] + text + article.source[last:end]
