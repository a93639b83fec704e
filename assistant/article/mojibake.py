"""Text that was decoded with the wrong encoding: found and mended with ftfy."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.article.model import Article, BlockKind
from assistant.language.span import Span

_LOST_QUOTE = "â€"
"""A closing quotation mark whose third byte was dropped on the way."""


def mojibake(article: Article) -> Iterator[tuple[Span, str]]:
    """The damaged runs of the prose of an article, each with what it was; none overlap."""
    if article.source.isascii():
        return
    from ftfy import fix_encoding
    from ftfy.badness import is_bad
    from ftfy.chardata import UTF8_DETECTOR_RE

    for block in article.blocks:
        if block.is_opaque or block.kind is BlockKind.BLANK:
            continue
        for match in UTF8_DETECTOR_RE.finditer(article.source, block.text.start, block.text.end):
            run = match.group()
            kept = run.rstrip()
            if kept == _LOST_QUOTE:
                yield Span(match.start(), match.start() + len(kept)), "”"
            elif is_bad(run) and (mended := fix_encoding(run)) != run:
                yield Span(*match.span()), mended
