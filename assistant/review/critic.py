"""A review as CriticMarkup (criticmarkup.com): {~~old~>new~~}, {++added++}, {--deleted--}.

A mark stands in one block: tools that show changes would else open it in one paragraph and close
it in another. The marks of lists and headings stay outside of what is deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.article.blocks import Block, BlockKind
from assistant.article.model import Article
from assistant.language.span import Span
from assistant.language.tokens import PIECE
from assistant.review.model import Decision, Hunk, Review
from assistant.review.regions import Piece
from assistant.review.settled import Settled

_SIGNS = r"\+\+|--|~~|>>|=="
_OPENS = re.compile(rf"\{{(?={_SIGNS})")
_CLOSES = re.compile(r"(?<=\+\+|--|~~|<<|==)\}|(?<=~)>")
_WRITTEN = {"{": "&#123;", "}": "&#125;", ">": "&#62;"}
_REFERENCE = re.compile(rf"&#123;(?={_SIGNS})|(?<=\+\+|--|~~|<<|==)&#125;|(?<=~)&#62;")
_MARK = re.compile(
    r"""\{\+\+(?P<added>.*?)\+\+\} | \{--(?P<deleted>.*?)--\}
      | \{~~(?P<old>.*?)~>(?P<new>.*?)~~\} | \{>>(?P<comment>.*?)<<\} | \{==(?P<marked>.*?)==\}""",
    re.VERBOSE | re.DOTALL,
)
PIECES = re.compile(rf"{_MARK.pattern} | {PIECE.pattern}", _MARK.flags)
"""A mark, or a word, or what is between words."""

_CODE = re.compile(
    r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|^(?: {4}|\t).*$", re.DOTALL | re.MULTILINE
)
_LINES = re.compile(r"[^\r\n]+")


def critic(review: Review, article: Article) -> str:
    """The source with every hunk that was not rejected in CriticMarkup, and notes as comments.

    Marks that stand in the text itself are written with character references, so that they are
    not taken for changes; in code there are none, see `unmarkable`.
    """
    return "".join(text for text, _ in pieces(review, article))


def pieces(review: Review, article: Article) -> list[Piece]:
    """The same in pieces, each hunk apart."""
    found: list[Piece] = []
    at = 0
    left_out = unmarkable(article)
    for hunk in review.hunks:
        span = hunk.edit.span
        is_seen = _proposed(hunk) != hunk.edit.original or hunk.note
        if not is_seen or any(span.touches(each) for each in left_out):
            continue
        found += [
            (_written(article, Span(at, span.start), left_out), None),
            ("".join(_marks(article, hunk)), hunk),
        ]
        at = span.end
    return [*found, (_written(article, Span(at, len(article.source)), left_out), None)]


def unmarkable(article: Article) -> tuple[Span, ...]:
    """The blocks with a mark of CriticMarkup in code, which cannot be written otherwise.

    Programs that know CriticMarkup take it for a change; no hunk is shown there.
    """
    return tuple(
        block.span
        for block in article.blocks
        if _has_mark_in_code(article.slice(block.span), block)
    )


def _has_mark_in_code(text: str, block: Block) -> bool:
    if not _OPENS.search(text):
        return False
    return block.kind is BlockKind.OPAQUE or any(_OPENS.search(m[0]) for m in _CODE.finditer(text))


def _marks(article: Article, hunk: Hunk) -> Iterator[str]:
    """A hunk as a mark in each block that it is in, its note behind; what is between them stays."""
    yield from _changes(article, hunk)
    if hunk.note:
        yield f"{{>>{written(' '.join(hunk.note.split()))}<<}}"


def _proposed(hunk: Hunk) -> str:
    """What a hunk puts, as it is proposed or decided."""
    return hunk.edit.replacement if hunk.decision is Decision.PENDING else hunk.text


def _changes(article: Article, hunk: Hunk) -> Iterator[str]:
    edit, new = hunk.edit, _proposed(hunk)
    if new == edit.original:
        yield f"{{=={written(new)}==}}" if new else ""
        return
    if new and edit.original and "\n" not in edit.original:
        yield f"{{~~{written(edit.original)}~>{written(new)}~~}}"
        return
    at = edit.start
    for span in _blocks(article, edit.span) or ([edit.span] if edit.original else []):
        yield article.source[at : span.start]
        yield f"{{--{written(article.slice(span))}--}}"
        at = span.end
    yield article.source[at : edit.end]
    if new:
        yield _LINES.sub(lambda line: f"{{++{written(line[0])}++}}", new)


def _blocks(article: Article, span: Span) -> Sequence[Span]:
    """The texts of the blocks that a span is in, as far as they lie in it."""
    texts = (
        Span(max(block.text.start, span.start), min(block.text.end, span.end))
        for block in article.blocks
        if block.text.overlaps(span)
    )
    return [each for each in texts if article.slice(each).strip()]


def _written(article: Article, span: Span, left_out: Sequence[Span]) -> str:
    """A stretch of the source, its own marks written otherwise but in code."""
    found, at = [], span.start
    for code in left_out:
        start, end = max(at, code.start), min(span.end, code.end)
        if start < end:
            found += [written(article.source[at:start]), article.source[start:end]]
            at = end
    return "".join((*found, written(article.source[at : span.end])))


def written(text: str) -> str:
    """A text in which no mark begins or ends."""
    return _CLOSES.sub(_as_reference, _OPENS.sub(_as_reference, text))


def _as_reference(match: re.Match[str]) -> str:
    return _WRITTEN[match[0]]


def read(text: str) -> str:
    """The inverse of `written`."""
    return _REFERENCE.sub(lambda match: chr(int(match[0][2:-1])), text)


def settled(text: str) -> Settled:
    """What a text with marks comes to, either way, and the comments in it."""
    comments = tuple(m["comment"].strip() for m in _MARK.finditer(text) if m["comment"])
    return Settled(
        read(_MARK.sub(lambda m: m["added"] or m["new"] or m["marked"] or "", text)),
        read(_MARK.sub(lambda m: m["deleted"] or m["old"] or m["marked"] or "", text)),
        comments,
    )


def has_marks(text: str) -> bool:
    """Whether there is a whole mark in a text."""
    return _MARK.search(text) is not None
