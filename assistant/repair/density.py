"""How garbled an article reads, as one number, and from where on it is taken for garbled.

Two that read it in different ways decide together: the reader sees what garble looks like, and
the language model which words it did not expect. The number says what is sent to an endpoint and
what of its answers waits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.article.model import Article
from assistant.language.span import Span
from assistant.models.base import LanguageModel
from assistant.models.reader import Reader
from assistant.repair.detection import Detection
from assistant.repair.garble.doubted import doubted
from assistant.repair.garble.places import opinions
from assistant.repair.garble.wording import worded
from assistant.repair.reading import sentences
from assistant.repair.surprisal import Surprise, one_line, surprises

GARBLED = 4.1
"""Density from which an article reads garbled: of 95 looked at, 65 of 66 clean ones have up to
3.4, and the garbled ones 4.8 and more."""

_SEEN = 0.2
"""What a word that the reader sees garbled counts beside an improbable one."""

_LEAST = 60
"""Words that are too few to tell a share from."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of an article as the language model reads them, with places in the source.

    `seen` is how many of them the reader takes for garbled, as a sum of probabilities, and
    `doubted` which.
    """

    found: tuple[Surprise, ...]
    seen: float = 0.0
    doubted: tuple[Detection, ...] = ()

    @property
    def improbable(self) -> tuple[Span, ...]:
        """Where words fit their places badly, in order."""
        return tuple(Span(each.start, each.end) for each in self.found if each.is_improbable)

    @property
    def density(self) -> float:
        """Garble in a hundred words."""
        open_words = sum(each.excess is not None for each in self.found)
        improbable = len(self.improbable) / max(open_words, _LEAST)
        return 100 * (improbable + _SEEN * self.seen / max(len(self.found), _LEAST))

    @property
    def is_garbled(self) -> bool:
        """Whether the article reads garbled."""
        return self.density >= GARBLED


def reading(model: LanguageModel, reader: Reader, article: Article) -> Reading:
    """How an article reads: each sentence after the one before it."""
    shown = [article.visible(span) for _, _, span in article.sentences()]
    lines = [one_line(seen.text) for seen in shown]
    found = surprises(model, list(zip(["", *lines[:-1]], lines, strict=True)))
    placed = (
        replace(each, start=place.start, end=place.end)
        for seen, words in zip(shown, found, strict=True)
        for each in words
        for place in [seen.span(each.start, each.end)]
    )
    every = sentences(article)
    said = opinions(list(worded(every, ())), reader)
    seen = sum(opinion.garbled for each in said for opinion in each if opinion is not None)
    return Reading(tuple(placed), seen, doubted(article, every, said))
