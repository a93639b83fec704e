"""The direct quotations of an article: what someone said or wrote, which no repair may touch."""

from __future__ import annotations

import re

from assistant.article.blocks import PROSE
from assistant.article.model import Article, Block, BlockKind
from assistant.language.quotations import paragraph
from assistant.language.span import Span, masked, merged

_MARK = re.compile(r"[\"'`“”‘’«»]")


def quotations(article: Article) -> tuple[Span, ...]:
    """The direct quotations of an article with their marks, in order, none touching another.

    A quotation lasts to its closing mark, and at most to the end of its block; where it is
    taken up without a new mark it goes on in the next block. A block that is set off as a
    quotation is one as a whole, unless it opens with a mark of its own.
    """
    found: list[Span] = []
    is_open = False
    for block in article.blocks:
        if block.is_foreign or block.kind not in PROSE:
            continue
        text = _unmarked(article, block)
        known, is_open = paragraph(text, continued=is_open)
        spans = [each.span for each in known]
        if block.kind is BlockKind.QUOTATION and not (spans and spans[0].start == 0):
            spans = [Span(0, len(text))]
        found += [span.shifted(block.text.start) for span in spans]
    return merged(found)


def _unmarked(article: Article, block: Block) -> str:
    """The text of a block; a locked span that holds marks of its own stands as one word."""
    marked = (span for span in block.locked if _MARK.search(article.source, span.start, span.end))
    inside = [span.shifted(-block.text.start) for span in marked]
    return masked(article.slice(block.text), inside)
