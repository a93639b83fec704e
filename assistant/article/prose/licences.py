"""The terms of usual licences, which are no prose of the article that carries them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.article.blocks import PROSE, Block, BlockKind

_TERMS = re.compile(
    r"""permission\ is\ hereby\ granted,\ free\ of\ charge
      | permission\ to\ (?:use|copy)\b.{0,80}\bis\ (?:hereby\ )?granted\b
      | above\ copyright\ notice\ and\ this\ permission\ notice\ (?:shall\ be|appear)
      | (?:software|program|work|library)\ is\ provided\ "?as\ is"?,?\ without
      | this\ software\ is\ provided\ by\ the\ .{0,60}"?as\ is"?
      | redistributions?\ (?:and\ use\ )?(?:of|in)\ (?:source|binary)\b
      | neither\ the\ names?\ of\ .{0,90}may\ be\ used\ to\ endorse
      | licensed\ under\ the\ apache\ license,\ version
      | you\ may\ (?:not\ use\ this\ file\ except|obtain\ a\ copy\ of\ the\ license)
      | unless\ required\ by\ applicable\ law\ or\ agreed\ to\ in\ writing,\ software
      | is\ free\ software[:;]\ you\ can\ redistribute\ it
      | distributed\ in\ the\ hope\ that\ it\ will\ be\ useful,\ but\ without
      | you\ should\ have\ received\ a\ copy\ of\ the\ gnu
      | everyone\ is\ permitted\ to\ copy\ and\ distribute\ verbatim\ copies
      | this\ source\ code\ form\ is\ subject\ to\ the\ terms\ of\ the\ mozilla
      | in\ no\ event\ shall\ the\ (?:authors?|copyright)\b.{0,60}\bliable""",
    re.VERBOSE | re.DOTALL,
)
_COMPANY = re.compile(
    r"""(?:copyright\b|\(c\)|©).{0,120}\Z
      | the\ .{1,80}\bis\ in\ the\ public\ domain\b.{0,80}\Z
      | (?:the\ )?(?:mit|bsd|isc|apache|gnu|mozilla)\b.{0,40}\blicen[cs]e\b.{0,40}\Z""",
    re.VERBOSE,
)
"""What is of a licence where its terms stand beside it."""

_NOTICE = re.compile(r"(?:copyright|\(c\)|©)\s*(?:\(c\)|©)?\s*\d{4}\b.{0,80}\Z")
"""What is of a licence where its terms stand anywhere."""

_TYPOGRAPHY = str.maketrans("“”‘’", "\"\"''")


def with_licences(source: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, those that hold the terms of a licence opaque."""
    texts = [_plain(source, block) if block.kind in PROSE else "" for block in blocks]
    terms = [_TERMS.search(text) is not None for text in texts]
    if not any(terms):
        return tuple(blocks)
    for order in (range(1, len(blocks)), range(len(blocks) - 2, -1, -1)):
        for n in order:
            beside = terms[n - order.step]
            terms[n] = terms[n] or (beside and _COMPANY.match(texts[n]) is not None)
    return tuple(
        replace(block, kind=BlockKind.OPAQUE, level=0)
        if yes or (text and _NOTICE.match(text))
        else block
        for block, text, yes in zip(blocks, texts, terms, strict=True)
    )


def _plain(source: str, block: Block) -> str:
    text = source[block.text.start : block.text.end]
    return " ".join(text.casefold().translate(_TYPOGRAPHY).replace("*", "").split())
