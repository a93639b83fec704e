"""A review in paragraphs: what a reader sees of each block, with what changes in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.article.blocks import Block, BlockKind
from assistant.article.model import Article
from assistant.article.visible import visible
from assistant.review.byhand import is_by_hand
from assistant.review.model import Decision, Hunk, Review

_STYLES = {BlockKind.TITLE: "Title", BlockKind.QUOTATION: "Quote"}
_BULLETS = {"-": "•", "*": "•", "+": "•"}
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text: what goes of it and what comes, the same where it stays.

    `note` is a comment on it; `is_own` says that the editor wrote what comes.
    """

    old: str
    new: str
    note: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Parts under a style; one that `is_gone` goes with all that stands in it."""

    style: str
    parts: tuple[Part, ...]
    is_gone: bool = False


def paragraphs(review: Review, article: Article) -> Iterator[Paragraph]:
    """The paragraphs of an article, in order."""
    told = [block for block in article.blocks if block.kind is not BlockKind.BLANK]
    starts = [block.span.start for block in told[1:]]
    at = 0
    for block, end in zip(told, [*starts, len(article.source) + 1], strict=True):
        own = [h for h in review.hunks
               if h.edit.start < end and (h.edit.end > at or h.edit.start >= at)]  # fmt: skip
        yield _paragraph(article, block, own, at)
        at = end


def _paragraph(article: Article, block: Block, hunks: Sequence[Hunk], start: int) -> Paragraph:
    """A paragraph; a hunk of several puts its words, and its note, into its first."""
    seen = visible(article.source, article.blocks, block.text)
    parts: list[Part] = []
    at = 0
    for hunk in hunks:
        first, last = max(seen.index(hunk.edit.start), at), max(seen.index(hunk.edit.end), at)
        is_first = hunk.edit.start >= start
        parts += [_kept(seen.text[at:first]),
                  _changed(article, hunk, seen.text[first:last], is_first=is_first)]  # fmt: skip
        at = last
    parts.append(_kept(seen.text[at:]))
    is_gone = bool(seen.text) and not any(part.new for part in parts)
    sign = _bullet(article, block)
    parts.insert(0, Part(sign, "" if is_gone else sign))
    told = tuple(part for part in parts if part.old or part.new or part.note)
    return Paragraph(_style(block), told, is_gone)


def _changed(article: Article, hunk: Hunk, old: str, *, is_first: bool) -> Part:
    new = hunk.edit.replacement if hunk.changed_to is None else hunk.changed_to
    if hunk.decision is Decision.REJECTED or new == hunk.edit.original:
        new = old
    else:
        new = article.format.seen(new).strip("\r\n") if is_first else ""
    return Part(old, new, hunk.note if is_first else "", is_by_hand(hunk))


def _kept(text: str) -> Part:
    return Part(text, text)


def _bullet(article: Article, block: Block) -> str:
    if block.kind is not BlockKind.LIST_ITEM:
        return ""
    sign = article.source[block.span.start : block.text.start].strip()
    return f"{_BULLETS.get(sign, sign)} " if sign else ""


def _style(block: Block) -> str:
    if block.kind is BlockKind.HEADING:
        return f"Heading{min(max(block.level, 1), _DEEPEST)}"
    return _STYLES.get(block.kind, "")
