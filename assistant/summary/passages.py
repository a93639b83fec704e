"""What of an article can be summarised: the sentences of its body, with what they need."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.article.line_heuristics import is_takeaways_heading
from assistant.article.model import Article, BlockKind, Section
from assistant.language.guard import guarded
from assistant.language.guard import plain as as_reader
from assistant.language.names import known_names
from assistant.language.numbers import numbers
from assistant.language.span import Span
from assistant.language.stems import stem
from assistant.language.tokens import lower_words
from assistant.language.wordlists import word_list
from assistant.summary.layout import told
from assistant.summary.untold import Untold

_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
INNER_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]+")
"""A word that its capital makes a name: none that opens a sentence."""
_MOST_OWN = 8
_LARGE = 1000
_SUMS = frozenset({"%", "pp", "$", "us$", "£", "€", "¥", "₹"})
_AMOUNT_LIKE = re.compile(
    r"[$£€¥₹%½¼¾⅓⅔]|\d{3}|\d\d?[,.]\d|\d\s?(?:bn?|m|k|tn)|per\s?cent|percent|[pP]oint|pct|pp|thousand|illion"
    r"|hundred|lakh|crore|dollar|pound|euro|rupee|cent|penn|pence|[Yy]en|[A-Z]{3}|[Bb]uck|quid|basis|\dp",
)
"""What is in every text that states a sum, a share or a large number."""

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


@dataclass(frozen=True)
class Passage:
    """A sentence of the body: its place among them, its span, its text on one line.

    `opens` says whether it is the first of its section, `named` whether a name opens it,
    `has_gap` whether it lacks words that a reader of the article is shown in another way,
    `untold` why no summary tells it, if it is none of the story; it `heads` its paragraph.
    """

    place: int
    span: Span
    text: str
    paragraph: int
    opens: bool
    named: bool
    has_gap: bool = False
    untold: str = ""
    section: int = 0
    heads: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case."""
        return lower_words(self.text)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Its content words, without inflection as far as endings tell."""
        return terms(self.words)

    @cached_property
    def names(self) -> int:
        """How many of its words a capital makes names."""
        return len(INNER_NAME.findall(self.text))

    @cached_property
    def has_amount(self) -> bool:
        """Whether it states a sum of money, a share, or a count in thousands."""
        return _amount(self.text)


def terms(found: Iterable[str]) -> tuple[str, ...]:
    """The content words among words in lower case, by their stems."""
    common = word_list("stop-words")
    return tuple(stem(word) for word in found if word not in common and len(word) > 1)


def passages(article: Article) -> tuple[Passage, ...]:
    """The sentences of an article's body, its own takeaways left out."""
    names = known_names(article.visible().text)
    untold = Untold.of(article)
    found: list[Passage] = []
    last = None
    for paragraph, (section, place) in enumerate(_blocks(article)):
        block = article.blocks[place]
        for number, span in enumerate(block.sentences):
            seen = article.visible(span)
            text = told(seen.text, opens=number == 0)
            if not text:
                continue
            first = next(iter(lower_words(text)), "").removesuffix("'s")
            opens, last = section != last, section
            found.append(
                Passage(
                    len(found), span, text, paragraph, opens, first in names, seen.has_gap,
                    untold.reason(place, span, text), section, number == 0,
                )
            )  # fmt: skip
    return tuple(found)


def plain(article: Article, span: Span) -> str:
    """A sentence on one line, as a reader sees it."""
    place = bisect_right(article.blocks, span.start, key=lambda block: block.span.start) - 1
    first = next(iter(article.blocks[place].sentences), None) if place >= 0 else None
    return told(article.visible(span).text, opens=first == span)


def _blocks(article: Article) -> Iterator[tuple[int, int]]:
    """The blocks of the body by their places, each behind the number of its section."""
    for section in article.sections:
        places = range(*section.blocks)
        if own_takeaways(article, section):
            is_item = [article.blocks[n].kind is BlockKind.LIST_ITEM for n in places]
            places = places[len(places) - is_item[::-1].index(True) :]
        for place in places:
            block = article.blocks[place]
            if block.kind in _BODY and block.sentences:
                yield section.id, place


def own_takeaways(article: Article, section: Section) -> bool:
    """Whether a section holds an article's own takeaways.

    It is a list under a heading such as Key takeaways, or, as that heading may be garbled,
    under any heading that stands before all prose.
    """
    blocks = article.blocks[slice(*section.blocks)]
    items = [n for n, block in enumerate(blocks) if block.kind is BlockKind.LIST_ITEM]
    if not items:
        return False
    if is_takeaways_heading(article.heading(section)):
        return True
    before = article.blocks[: section.blocks[0] + items[0]]
    prose = any(block.kind is BlockKind.PARAGRAPH for block in before)
    return section.heading is not None and not prose and len(items) <= _MOST_OWN


def _amount(text: str) -> bool:
    if not _AMOUNT_LIKE.search(text):
        return False
    for found in guarded(as_reader(numbers), text):
        size, _, unit = found.fact.value.partition(" ")
        if unit in _SUMS:
            return True
        if not _YEAR.fullmatch(text[found.start : found.end]) and _is_large(size):
            return True
    return False


def _is_large(size: str) -> bool:
    try:
        return abs(float(size)) >= _LARGE
    except ValueError:
        return False
