"""From an article to the lines that the channel restores."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.article.model import Article, Block, BlockKind, Section
from assistant.article.visible import VisibleText
from assistant.language.names import Names, is_headline
from assistant.language.span import Span, trimmed
from assistant.language.spelling import dialect
from assistant.language.tokens import Word, words

if TYPE_CHECKING:
    from assistant.language.thesaurus import Thesaurus
    from assistant.repair.candidates import Finder
    from assistant.repair.channel import Line
    from assistant.repair.passage import Passage

_LONGEST = 120
"""Words of a sentence that are read at once."""

_BEFORE = 2
"""Sentences before that the language model reads; a third adds tokens and little else."""

_NESTED = 3
"""Marks that may lie in one another, and so begin before a word that the first of them covers."""

_ADDRESS = re.compile(
    r"(?<!\S)\S+@\S+|(?:https?://|www\.)\S+"
    r"|(?<!\S)\S+\.(?:com|org|net|gov|edu|io|uk)\b\S*|[@#]\w+"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article as it is seen, with its words and where it stands."""

    section: Section
    block: Block
    span: Span
    run: tuple[Word, ...]
    shown: VisibleText


def sentences(article: Article) -> tuple[Sentence, ...]:
    """Every sentence that has words, in reading order."""
    found = (
        Sentence(section, block, piece, run, shown)
        for section, block, span in article.sentences()
        for piece, run, shown in _pieces(span, article.visible(span))
    )
    return tuple(found)


def _pieces(span: Span, shown: VisibleText) -> Iterator[tuple[Span, tuple[Word, ...], VisibleText]]:
    """A sentence, or, where it is longer than the language model should read, parts of it."""
    by = shown.offsets.start if isinstance(shown.offsets, range) else 0
    run, core = words(shown.text, by), trimmed(shown.text, by)
    placed = run if isinstance(shown.offsets, range) else _placed(run, shown)
    for first in range(0, len(run), _LONGEST):
        last = min(first + _LONGEST, len(run))
        start = run[first].start if first else core.start
        end = run[last - 1].end if last < len(run) else core.end
        piece = Span(
            placed[first].start if first else span.start,
            placed[last - 1].end if last < len(run) else span.end,
        )
        part = (replace(placed[first], joined=""), *placed[first + 1 : last])
        yield piece, part, shown.part(start - by, end - by)


def _placed(run: Sequence[Word], shown: VisibleText) -> tuple[Word, ...]:
    """Words of a visible text, at their offsets into the source; markup between two parts them."""
    found: list[Word] = []
    for word in run:
        span = shown.span(word.start, word.end)
        together = bool(found) and shown.is_free(Span(found[-1].end, span.start))
        joined = word.joined if together else ""
        found.append(Word(span.start, span.end, word.text, joined))
    return tuple(found)


def vocabulary(found: Sequence[Sentence | Passage]) -> Counter[str]:
    """How often each word, in lower case, stands in the sentences."""
    return Counter(word.text.lower() for sentence in found for word in sentence.run)


Locks = Callable[[Sentence], tuple[frozenset[int], frozenset[int]]]
"""Gives the indices of the words of a sentence that are locked, and of those in a quotation."""


def locks(found: Sequence[Sentence], quotations: Sequence[Span]) -> Locks:
    """What is locked in the sentences of an article; its quotations are given in order."""
    names = Names.of((sentence.shown.text, sentence.run) for sentence in found)

    def held(sentence: Sentence) -> tuple[frozenset[int], frozenset[int]]:
        addresses = [
            sentence.shown.span(*match.span()) for match in _ADDRESS.finditer(sentence.shown.text)
        ]
        marks = sorted((*sentence.shown.locked, *addresses))
        locked = names.locked(sentence.shown.text, sentence.run) | covered(sentence.run, marks)
        return locked, covered(sentence.run, quotations)

    return held


def lines(
    article: Article, quotations: Sequence[Span], thesaurus: Thesaurus
) -> Iterator[tuple[Section, Line]]:
    """The lines of an article with their sections, each linked to those above and before it."""
    from assistant.repair.candidates import Finder
    from assistant.repair.channel import Line

    found = sentences(article)
    finder = Finder(thesaurus, dialect=dialect(vocabulary(found)))
    title: Passage | None = None
    heading: Passage | None = None
    before: tuple[Passage, ...] = ()
    held = locks(found, sorted(quotations))
    for sentence in found:
        locked, quoted = held(sentence)
        passage = _passage(sentence, finder, locked, quoted)
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
    sentence: Sentence,
    finder: Finder,
    locked: frozenset[int],
    quoted: frozenset[int],
) -> Passage:
    from assistant.repair.passage import Passage, group

    headline = is_headline(sentence.shown.text, sentence.run)
    spans = finder.spans(sentence.run, locked, headline=headline)
    groups = group(spans)
    spoken = [sentence.run[number] for number in sorted(quoted)]
    inside = frozenset(
        number
        for number, members in enumerate(groups)
        if any(word.start < members.end and members.start < word.end for word in spoken)
    )
    return Passage(sentence.shown, sentence.run, groups, inside)


def covered(run: Sequence[Word], marks: Sequence[Span]) -> frozenset[int]:
    """The indices of words that share a code point with a mark; marks are in order."""
    first = bisect_left(marks, run[0].end, key=_start) if run else 0
    last = bisect_left(marks, run[-1].end, key=_start) if run else 0
    near = marks[max(0, first - _NESTED) : last]
    starts = [mark.start for mark in near]
    covered = set()
    for number, word in enumerate(run) if near else ():
        place = bisect_left(starts, word.end)
        if any(mark.end > word.start for mark in near[max(0, place - _NESTED) : place]):
            covered.add(number)
    return frozenset(covered)


def _start(mark: Span) -> int:
    return mark.start
