"""What an editor makes of a summary: a sentence is written anew, taken in or taken out.

Sentences are told by their place among all that a summary shows: takeaways, abstract, and
those that are not confirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from assistant.summary.model import Summary, SummarySentence, Unconfirmed

_T = TypeVar("_T")


def entries(summary: Summary) -> tuple[SummarySentence, ...]:
    """All sentences that a summary shows, those that are not confirmed last."""
    return (*summary.sentences, *(each.sentence for each in summary.unconfirmed))


def unconfirmed_at(summary: Summary, place: int) -> Unconfirmed | None:
    """The sentence at a place if it is not confirmed."""
    before = len(summary.sentences)
    return (
        summary.unconfirmed[place - before] if before <= place < before + summary.dropped else None
    )


def taken(summary: Summary, place: int) -> Summary:
    """The summary with the unconfirmed sentence at a place among its takeaways or its abstract."""
    found = unconfirmed_at(summary, place)
    if found is None:
        return summary
    return _with(removed(summary, place), found.sentence, takeaway=found.takeaway)


def removed(summary: Summary, place: int) -> Summary:
    """The summary without the sentence at a place."""
    first, second = len(summary.takeaways), len(summary.sentences)
    return replace(
        summary,
        takeaways=_without(summary.takeaways, place),
        abstract=_without(summary.abstract, place - first),
        unconfirmed=_without(summary.unconfirmed, place - second),
    )


def rewritten(summary: Summary, place: int, text: str) -> Summary:
    """The summary with other words for the sentence at a place; of one unconfirmed, it is taken."""
    if (found := unconfirmed_at(summary, place)) is not None:
        put = SummarySentence(text, found.sentence.evidence)
        return _with(removed(summary, place), put, takeaway=found.takeaway)
    first = len(summary.takeaways)

    def anew(sentences: Sequence[SummarySentence], at: int) -> tuple[SummarySentence, ...]:
        return tuple(
            SummarySentence(text, each.evidence) if n == at else each
            for n, each in enumerate(sentences)
        )

    return replace(
        summary,
        takeaways=anew(summary.takeaways, place),
        abstract=anew(summary.abstract, place - first),
    )


def _with(summary: Summary, sentence: SummarySentence, *, takeaway: bool) -> Summary:
    if takeaway:
        return replace(summary, takeaways=(*summary.takeaways, sentence))
    return replace(summary, abstract=(*summary.abstract, sentence))


def _without(values: Sequence[_T], place: int) -> tuple[_T, ...]:
    return tuple(each for n, each in enumerate(values) if n != place)
