"""The text of an article as HTML, with what a review proposes in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from assistant.article.model import Article, Block, BlockKind
from assistant.article.visible import VisibleText
from assistant.language.span import Span
from assistant.review.model import Hunk
from assistant.terminal import sanitise

_MOST = 2000
"""Code points of code, a table and the like that are shown."""


def text(shown: str) -> str:
    """A text as HTML: nothing in it is markup, and what is not seen in it is shown."""
    return escape(sanitise(shown), quote=True)


def marked(article: Article, hunks: Sequence[Hunk], proposed: Sequence[str]) -> str:
    """The article with each hunk as `<del>` and `<ins>`, under its number; in order of place.

    `proposed` are the texts of the hunks as a reader sees them.
    """
    return "\n".join(_Marking(article, hunks, proposed).rows())


@dataclass(slots=True)
class _Marking:
    article: Article
    hunks: Sequence[Hunk]
    proposed: Sequence[str]
    _next: int = 0
    """The first hunk that may still have something to show."""
    _begun: set[int] = field(default_factory=set)

    def rows(self) -> Iterator[str]:
        """The blocks, and what is proposed where none is shown."""
        for number, block in enumerate(self.article.blocks):
            if (shown := self._shown(block)) is None:
                continue
            yield from self._apart(block.text.start)
            name, kind = _element(block)
            inner = self._inner(block, shown)
            yield f'<{name}{kind} id="b{number}">{inner}</{name}>'
        yield from self._apart(len(self.article.source) + 1)

    def _shown(self, block: Block) -> VisibleText | None:
        if block.kind is BlockKind.BLANK:
            return None
        if not block.is_opaque:
            return self.article.visible(block.text)
        if self.article.format.is_markup or not block.text.end > block.text.start:
            return None
        end = min(block.text.end, block.text.start + _MOST)
        source = self.article.source[block.text.start : end]
        return VisibleText.plain(source, block.text.start)

    def _apart(self, end: int) -> Iterator[str]:
        """The hunks that begin before a place and are in no block that was shown."""
        while self._next < len(self.hunks) and self.hunks[self._next].edit.start < end:
            number, hunk = self._next, self.hunks[self._next]
            if number not in self._begun:
                if hunk.edit.end > end and not hunk.edit.replacement:
                    return
                old = self._old(hunk)
                yield f'<p class="apart">{self._hunk(number, old)}</p>'
            elif hunk.edit.end > end:
                return
            self._next += 1

    def _old(self, hunk: Hunk) -> str:
        return self.article.slice(hunk.edit.span)[:_MOST]

    def _inner(self, block: Block, shown: VisibleText) -> str:
        pieces, at = [], 0
        for number in range(self._next, len(self.hunks)):
            span = self.hunks[number].edit.span
            if span.start > block.text.end:
                break
            if not _is_in(span, block.text):
                continue
            first = max(at, shown.index(span.start))
            last = max(first, shown.index(span.end))
            pieces += [text(shown.text[at:first]), self._hunk(number, shown.text[first:last])]
            at = last
        return "".join((*pieces, text(shown.text[at:])))

    def _hunk(self, number: int, old: str) -> str:
        space = ' class="space"' if old and not old.strip() else ""
        removed = f"<del{space}>{text(old)}</del>" if old else ""
        put = f"<ins>{text(self.proposed[number])}</ins>" if number not in self._begun else ""
        self._begun.add(number)
        return f'<span class="h" data-n="{number}">{removed}{put}</span>'


def _is_in(span: Span, block: Span) -> bool:
    """Whether a hunk has something to show in a block; an insertion may stand at its end."""
    if span.start == span.end:
        return block.start <= span.start <= block.end
    return span.overlaps(block)


def _element(block: Block) -> tuple[str, str]:
    """The name of the element that a block is shown as, and its class."""
    match block.kind:
        case BlockKind.TITLE:
            return "h1", ""
        case BlockKind.HEADING:
            return f"h{min(max(block.level, 1) + 1, 6)}", ""
        case BlockKind.LIST_ITEM:
            return "p", ' class="item inner"' if block.level > 1 else ' class="item"'
        case BlockKind.QUOTATION:
            return "blockquote", ""
        case BlockKind.BOILERPLATE:
            return "p", ' class="left"'
        case BlockKind.OPAQUE:
            return "pre", ""
    return "p", ""
