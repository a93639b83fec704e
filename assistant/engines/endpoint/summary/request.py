"""What a request for a summary carries: the numbered sentences of an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.article.model import Article, BlockKind
from assistant.engines.endpoint.repair.request import visible
from assistant.summary.formats import sentence_numbers
from assistant.summary.passages import Passage, passages
from assistant.summary.ranking import ranking

Numbered = Mapping[int, Passage]
"""Sentences of an article under the numbers that its summary shows."""


def selections(article: Article) -> Iterator[Numbered]:
    """The sentences of an article; then ever fewer of them, those that stand for most of it."""
    found = passages(article)
    numbers = sentence_numbers(article)
    rank = ranking(found, article.title)
    best = sorted(found, key=rank.worth, reverse=True)
    size = len(found)
    while size:
        some = sorted(best[:size], key=lambda passage: passage.place)
        yield {numbers[passage.span]: passage for passage in some}
        size = 3 * size // 4


def shown(article: Article, numbered: Numbered) -> str:
    """Title, headings and numbered sentences, in reading order."""
    lines = [f"Title: {visible(article.title)}", ""]
    at = {passage.span.start: number for number, passage in numbered.items()}
    for _, block, span in article.sentences():
        if block.kind is BlockKind.HEADING:
            lines.append(f"Heading: {visible(article.visible(block.text).text)}")
        elif span.start in at:
            number = at[span.start]
            lines.append(f"[{number}] {visible(numbered[number].text)}")
    return "\n".join(lines)
