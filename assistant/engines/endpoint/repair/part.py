"""The parts of an article that are asked about: sentences in a row, and what is suspected there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.article.model import Article
from assistant.article.structure_issues import structure_issues
from assistant.article.visible import VisibleText
from assistant.edits import Edit, EditKind
from assistant.language.span import Span
from assistant.language.spelling import Dialect, dialect
from assistant.repair.detection import Detection

_TOGETHER = 400
"""Words of sections that are asked about at once, where they are short."""

_TELLING = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence of the source under a number, counted from 1 in its part.

    `section` is the id of its section, `block` the place of its block in the article.
    """

    number: int
    span: Span
    section: int = 0
    block: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked at once: sentences in a row, and what is suspected in them.

    `before` and `after` are the sentences beside them. A suspicion's number is its place in
    `suspicions`, counted from 1; `odd` are those that have no candidate.
    """

    article: Article
    sentences: tuple[Numbered, ...]
    suspicions: tuple[Detection, ...]
    odd: tuple[Detection, ...] = ()
    before: Span | None = None
    after: Span | None = None
    spelling: Dialect = Dialect.UNKNOWN

    def seen(self, sentence: Numbered) -> VisibleText:
        """A sentence as a reader sees it, with its place in the source."""
        return self.article.visible(sentence.span)

    def text(self, sentence: Numbered) -> str:
        """A sentence as a reader sees it."""
        return self.seen(sentence).text

    def sentence_of(self, found: Detection | Edit) -> Numbered:
        """The sentence in which a suspicion or an edit stands."""
        place = bisect_right(self.sentences, found.start, key=lambda s: s.span.start)
        return self.sentences[place - 1]

    def only(self, sentences: Sequence[Numbered]) -> Part:
        """The same question about some of the sentences; their numbers stay."""
        spans = [sentence.span for sentence in sentences]
        first, last = map(self.sentences.index, (sentences[0], sentences[-1]))
        return replace(
            self,
            sentences=tuple(sentences),
            suspicions=tuple(s for s in self.suspicions if _holds(spans, s)),
            odd=tuple(s for s in self.odd if _holds(spans, s)),
            before=self.sentences[first - 1].span if first else self.before,
            after=(*(s.span for s in self.sentences[last + 1 :]), self.after)[0],
        )


def _holds(spans: Sequence[Span], place: Detection) -> bool:
    """Whether one of some spans, in order and apart, holds a place."""
    nearest = bisect_right(spans, place.start, key=lambda span: span.start) - 1
    return nearest >= 0 and place.end <= spans[nearest].end


def parts(
    article: Article,
    suspicions: Sequence[Detection],
    only: Container[int] | None = None,
) -> Iterator[Part]:
    """The sections that have sentences, or `only` some; short ones that follow are one part.

    The copy of a doubled title is left out.
    """
    sentences = [
        Numbered(0, span, section.id, block)
        for section in article.sections
        if only is None or section.id in only
        for block in range(*section.blocks)
        for span in article.blocks[block].sentences
    ]
    copies = [e.span for e in structure_issues(article) if e.kind is EditKind.TITLE]
    sentences = [s for s in sentences if not any(copy.contains(s.span) for copy in copies)]
    kept = dialect(_TELLING.findall(article.visible().text))
    known = sorted(suspicions, key=lambda each: (each.start, each.end))
    named = tuple(each for each in known if each.candidates)
    odd = tuple(each for each in known if not each.candidates)
    whole = Part(article, tuple(sentences), named, odd, spelling=kept)
    for lot in _lots(article, sentences):
        part = whole.only(lot)
        numbered = tuple(replace(s, number=n) for n, s in enumerate(part.sentences, 1))
        yield replace(part, sentences=numbered)


def _lots(article: Article, sentences: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """The sentences of one section each, or of several that are short together."""
    lot: list[Numbered] = []
    size = 0
    for _, section in groupby(sentences, lambda sentence: sentence.section):
        run = list(section)
        words = sum(len(article.slice(sentence.span).split()) for sentence in run)
        if lot and size + words > _TOGETHER:
            yield lot
            lot, size = [], 0
        lot, size = [*lot, *run], size + words
    if lot:
        yield lot


def halves(part: Part) -> tuple[Part, ...]:
    """A part cut in two at a sentence; itself where it has only one."""
    middle = len(part.sentences) // 2
    if not middle:
        return (part,)
    return part.only(part.sentences[:middle]), part.only(part.sentences[middle:])
