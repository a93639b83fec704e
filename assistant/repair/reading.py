"""From an article to the lines that the channel restores."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.article.model import Article, Block, BlockKind, Section
from assistant.language.capitals import Names, is_headline
from assistant.language.span import Span
from assistant.language.spelling import dialect
from assistant.language.thesaurus import Thesaurus
from assistant.language.words import Word, words
from assistant.repair.channel import Line
from assistant.repair.passage import Passage, group
from assistant.repair.suspects import Finder

_LONGEST = 120
"""Words of a sentence that are read at once."""

_BEFORE = 2
"""Sentences before that the language model reads; a third adds tokens and little else."""

_ADDRESS = re.compile(
    r"\S+@\S+|(?:https?://|www\.)\S+|\S+\.(?:com|org|net|gov|edu|io|uk)\b\S*|[@#]\w+"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article with its words and where it stands."""

    section: Section
    block: Block
    span: Span
    run: tuple[Word, ...]


def sentences(article: Article) -> tuple[Sentence, ...]:
    """Every sentence that has words, in reading order."""
    found = (
        Sentence(section, block, piece, run)
        for section, block, span in article.sentences()
        for piece, run in _pieces(span, words(article.slice(span), span.start))
    )
    return tuple(found)


def _pieces(span: Span, run: tuple[Word, ...]) -> Iterator[tuple[Span, tuple[Word, ...]]]:
    """A sentence, or, where it is longer than the language model should read, parts of it."""
    for first in range(0, len(run), _LONGEST):
        part = run[first : first + _LONGEST]
        start = part[0].start if first else span.start
        end = part[-1].end if first + _LONGEST < len(run) else span.end
        yield Span(start, end), (replace(part[0], joined=""), *part[1:])


def vocabulary(found: Sequence[Sentence | Passage]) -> Counter[str]:
    """How often each word, in lower case, stands in the sentences."""
    return Counter(word.text.lower() for sentence in found for word in sentence.run)


def locked_words(
    article: Article, found: Sequence[Sentence], quotations: Sequence[Span]
) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """For each sentence the indices of words that are locked, and of those in a quotation."""
    names = Names.of(sentence.run for sentence in found)
    for sentence in found:
        addresses = [
            Span(match.start() + sentence.span.start, match.end() + sentence.span.start)
            for match in _ADDRESS.finditer(article.slice(sentence.span))
        ]
        marks = sorted((*sentence.block.locked, *addresses))
        locked = names.locked(sentence.run) | _covered(sentence.run, marks)
        yield locked, _covered(sentence.run, quotations)


def lines(
    article: Article, quotations: Sequence[Span], thesaurus: Thesaurus
) -> Iterator[tuple[Section, Line]]:
    """The lines of an article with their sections, each linked to those above and before it."""
    found = sentences(article)
    finder = Finder(thesaurus, dialect=dialect(vocabulary(found)))
    title: Passage | None = None
    heading: Passage | None = None
    before: tuple[Passage, ...] = ()
    for sentence, (locked, quoted) in zip(
        found, locked_words(article, found, sorted(quotations)), strict=True
    ):
        passage = _passage(article, sentence, finder, locked, quoted)
        above = tuple(known for known in (title, heading) if known is not None)
        kind = sentence.block.kind
        if kind is BlockKind.TITLE:
            yield sentence.section, Line(passage)
            title, heading, before = title or passage, None, ()
        elif kind is BlockKind.HEADING:
            yield sentence.section, Line(passage, above[:1])
            heading, before = passage, ()
        else:
            yield sentence.section, Line(passage, above, before)
            before = (*before, passage)[-_BEFORE:]


def _passage(
    article: Article,
    sentence: Sentence,
    finder: Finder,
    locked: frozenset[int],
    quoted: frozenset[int],
) -> Passage:
    suspects = finder.suspects(sentence.run, locked, headline=is_headline(sentence.run))
    groups = group(suspects)
    spoken = [sentence.run[number] for number in sorted(quoted)]
    inside = frozenset(
        number
        for number, members in enumerate(groups)
        if any(word.start < members.end and members.start < word.end for word in spoken)
    )
    return Passage(article.slice(sentence.span), sentence.span.start, sentence.run, groups, inside)


def _covered(run: Sequence[Word], marks: Sequence[Span]) -> frozenset[int]:
    """The indices of words that share a code point with a mark; marks are in order."""
    starts = [mark.start for mark in marks]
    covered = set()
    for number, word in enumerate(run):
        place = bisect_left(starts, word.end)
        if any(mark.end > word.start for mark in marks[max(0, place - 3) : place]):
            covered.add(number)
    return frozenset(covered)
