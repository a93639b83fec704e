"""Detection: what the channel, or the thesaurus alone, suspects, for others to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.article.model import Article
from assistant.article.quotations import quotations
from assistant.edits import Alternative
from assistant.language.frequency import zipf
from assistant.language.thesaurus import wordnet
from assistant.repair.candidates import Candidate
from assistant.repair.channel import Channel
from assistant.repair.evidence import spun_odds
from assistant.repair.passage import Passage
from assistant.repair.reading import lines

_LEAST = 0.02
"""Belief that a span is garbled, below which it is not suspected."""

_CANDIDATES = 5
_CLEAR = 4.0
"""Odds, in nats, from which word frequencies alone make a span probably garbled."""

_A_SENTENCE = 4
"""Spans of a sentence that the thesaurus alone may suspect."""


@dataclass(frozen=True, slots=True)
class Detection:
    """A suspect: a span of the source, garbled with probability `garbled`, and its candidates.

    Candidates come with their posterior, the likeliest first; without the language model
    `garbled` is 0.5 at most and they are in the order of the thesaurus channel. The likeliest is
    `guessed` where no dictionary relates it to what stands there.
    """

    start: int
    end: int
    text: str
    garbled: float
    candidates: tuple[Alternative, ...]
    reason: str
    guessed: bool = False


def from_channel(article: Article, channel: Channel, passage: Passage) -> Iterator[Detection]:
    """What the channel believes to be garbled in a passage it has restored."""
    for number, members in enumerate(passage.groups):
        beliefs = channel.confidence(passage, number)
        if number in passage.quoted or sum(beliefs.values()) < _LEAST:
            continue
        order = sorted(beliefs, key=lambda option: -beliefs[option])
        start, end, _ = members.options[order[0]].edit
        candidates = [
            Alternative(article.source[start:first] + text + article.source[last:end], belief)
            for option in order
            for first, last, text in [members.options[option].edit]
            for belief in [round(beliefs[option], 4)]
            if start <= first and last <= end
        ]
        yield Detection(
            start,
            end,
            article.source[start:end],
            round(sum(beliefs.values()), 4),
            tuple(candidates)[:_CANDIDATES],
            f"synonyms {members.options[order[0]].candidate.synonyms}",
        )


def _usual(candidate: Candidate) -> tuple[bool, float]:
    """The order of candidates where nothing is known but words."""
    return candidate.loose, -(candidate.channel + zipf(candidate.text.lower()))


def from_thesaurus(article: Article) -> tuple[Detection, ...]:
    """What word frequencies alone make suspect: the likeliest few spans of every sentence."""
    found: list[Detection] = []
    for _, line in lines(article, quotations(article), wordnet()):
        ranked = sorted(
            (
                (max(spun_odds(option.span) for option in members.options), members)
                for number, members in enumerate(line.passage.groups)
                if number not in line.passage.quoted
            ),
            key=lambda pair: -pair[0],
        )
        for odds, members in ranked[:_A_SENTENCE]:
            if odds > 0:
                likeliest = max((option.span for option in members.options), key=spun_odds)
                order = sorted(likeliest.candidates, key=_usual)
                edits = [likeliest.replacement(candidate) for candidate in order]
                start, end = edits[0][:2]
                same = [text for first, last, text in edits if (first, last) == (start, end)]
                found.append(
                    Detection(
                        start,
                        end,
                        article.source[start:end],
                        0.5 if odds > _CLEAR else 0.0,
                        tuple(Alternative(text, 0.0) for text in same[:_CANDIDATES]),
                        f"synonyms {order[0].synonyms}",
                    )
                )
    return tuple(sorted(found, key=lambda each: each.start))
