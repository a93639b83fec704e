"""The local engine of summaries: it picks sentences, shortens them, and writes none of its own.

Takeaways are chosen as a set, each to stand alone; the abstract tells what they leave out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.article.model import Article
from assistant.summary.choosing import Scale, chosen
from assistant.summary.drafts import loaded
from assistant.summary.model import USUAL, Summary, SummarySentence, Wanted
from assistant.summary.passages import Passage, passages
from assistant.summary.units import Unit, leaning, units
from assistant.timing import Stage, stage

ENGINE = "local (extractive)"
_BULLET = 22
"""Words that a takeaway may have on the average."""

_LEAD = 1.6
"""How much longer the first sentence of the story may be."""


@stage(Stage.SUMMARY)
def summarise(article: Article, wanted: Wanted = USUAL) -> Summary:
    """The best takeaways of an article, and an abstract of at most so many words."""
    found = passages(article)
    scale = Scale.of(found, article.title)
    told = units(found, article.title)
    first = min((unit.place for unit in told), default=0)
    grown = _grown(told, found, max(wanted.longest, wanted.words))
    bullets = [unit for unit in grown if _fits(unit, wanted, leads=unit.place == first)]
    takeaways = chosen(bullets, scale, most=wanted.takeaways, words=_BULLET * wanted.takeaways)
    abstract = chosen(grown, scale, most=None, words=wanted.words, known=takeaways)
    return Summary(
        tuple(_sentence(unit) for unit in takeaways),
        tuple(_sentence(unit) for unit in abstract),
        ENGINE,
        note="" if not article.is_foreign else "the article is not in English",
    )


def _fits(unit: Unit, wanted: Wanted, *, leads: bool) -> bool:
    """Whether a unit is no longer than a takeaway may be, and one that `leads` somewhat longer."""
    if wanted.characters:
        return unit.size <= wanted.longest and len(unit.text) <= wanted.characters
    return unit.size <= (_LEAD * wanted.longest if leads else wanted.longest)


def _grown(told: Sequence[Unit], found: Sequence[Passage], words: int) -> list[Unit]:
    """The units of an abstract: each also with those behind it that lean on it."""
    behind = leaning(found)
    grown = list(told)
    for head in told:
        unit = head
        while (after := behind.get(unit.passages[-1].place + 1)) is not None:
            same = after.passages[0].paragraph == unit.passages[-1].paragraph
            if not same or unit.size + after.size > words:
                break
            unit = unit.and_then(after)
            grown.append(unit)
    return grown


def _sentence(unit: Unit) -> SummarySentence:
    """A unit with what an editor may want to look at: words that take a side."""
    return replace(unit.sentence(), doubts=tuple(loaded(unit.text)))
