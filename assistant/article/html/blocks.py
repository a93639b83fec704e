"""The blocks of a page: its article as prose, what is left over in it, and all else opaque."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.article.blocks import Block, BlockKind
from assistant.article.boilerplate import LONGEST, Boilerplate, Certainty, match_boilerplate
from assistant.article.html.container import Place, article_of
from assistant.article.html.elements import HEADINGS, PAGE
from assistant.article.html.inline import marks
from assistant.article.html.runs import Run, runs
from assistant.article.html.tokens import parted_by_lines, tokens
from assistant.article.html.tree import Element, Event, Tree, tree
from assistant.article.visible import visible
from assistant.language.quotations import wholly_quoted
from assistant.language.span import Span, trimmed

_OPENS = re.compile(r"<!--\s+wp:(?P<name>[\w/-]+)(?:\s[^>]{0,2000})?-->\s*\Z")
_CLOSES = re.compile(r"\s*<!--\s+/wp:(?P<name>[\w/-]+)\s+-->")
_FARTHEST = 2200
"""Code points before an element in which the comment that opens its block is looked for."""

_CELLS = frozenset({"td", "th"})
_SENTENCE_IN_CELL = 8
"""Words from which on a cell of a table holds prose."""


def blocks(
    source: str, start: int = 0, end: int | None = None, *, by_lines: bool = False
) -> list[Block]:
    """The blocks of a page, or of a part of it; their spans, joined, are all of it.

    With `by_lines` blank lines part paragraphs, as in what WordPress stores without `<p>`.
    """
    limit = len(source) if end is None else end
    found_tokens = tokens(source, start, limit)
    if by_lines:
        found_tokens = parted_by_lines(source, found_tokens)
    made = tree(list(found_tokens), start, limit)
    found = runs(source, made, by_lines=by_lines)
    page = _Page(source, made, found, article_of(source, made, found))
    return list(_filled(source, list(page.blocks()), start, limit))


@dataclass(slots=True)
class _Page:
    source: str
    tree: Tree
    runs: Sequence[Run]
    place: Place
    is_whole: bool = field(init=False)
    """Whether it is a page of its own, and not an article that is put in one."""
    _starts: list[int] = field(init=False)
    _matched: dict[int, Boilerplate | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.is_whole = any(element.name == "body" for element in self.tree.elements[:2000])
        self._starts = [event.start for event in self.tree.events]

    def blocks(self) -> Iterator[Block]:
        """The blocks of what is read, in order and apart."""
        first, last = self.place.element.runs
        if self.place.title is not None:
            yield self._block(self.runs[self.place.title])
        at = first
        while at < last:
            run = self.runs[at]
            if (left := run.element.leftover) is not None and self._is_inside(left):
                yield self._leftover(left, self._told(left))
                at = left.runs[1]
            elif (whole := self._all_left(at)) is not None:
                yield self._leftover(whole, self._matched_within(whole))
                at = whole.runs[1]
            else:
                if not run.element.is_apart:
                    yield self._block(run)
                at += 1

    def _is_inside(self, element: Element) -> bool:
        outer = self.place.element
        return outer.inner <= element.start and element.end <= outer.inner_end

    def _told(self, left: Element) -> Boilerplate:
        """What an element is by its name or its classes: never certain in a page of its own."""
        reason = left.own.leftover or PAGE
        sure = bool(left.own.leftover) and not self.is_whole
        return Boilerplate(Certainty.SURE if sure else Certainty.DOUBTFUL, reason)

    def _all_left(self, at: int) -> Element | None:
        """The outermost element in the article with several runs, all of them boilerplate."""
        if self._match(at) is None:
            return None
        found, element = None, self.runs[at].element
        while element.parent is not None and self._is_inside(element):
            if element.runs[0] != at or not all(map(self._match, range(at, element.runs[1]))):
                break
            found = element if element.count > 1 else found
            element = element.parent
        return found

    def _match(self, at: int) -> Boilerplate | None:
        """What the words of a run are left over from by themselves."""
        if at not in self._matched:
            run = self.runs[at]
            short = run.size <= LONGEST
            self._matched[at] = match_boilerplate(self._seen(run)) if short else None
        return self._matched[at]

    def _matched_within(self, element: Element) -> Boilerplate:
        matched = [known for n in range(*element.runs) if (known := self._match(n)) is not None]
        best = max(matched, key=lambda known: known.certainty)
        if best.certainty <= Certainty.COMPANY and len(matched) > 2:
            return Boilerplate(Certainty.DOUBTFUL, best.reason)
        return best

    def _leftover(self, element: Element, known: Boilerplate) -> Block:
        inner = [run.text for run in self.runs[slice(*element.runs)]]
        text = Span(inner[0].start, inner[-1].end)
        span = self._widened(element, len(inner))
        found = marks(self.source, self._events(span))
        return Block(BlockKind.BOILERPLATE, span, text, marks=found, leftover=known)

    def _block(self, run: Run) -> Block:
        element = run.element
        span = self._widened(element, 1) if element.count == 1 and self._is_own(run) else run.span
        found = marks(self.source, self._events(span))
        kind, level = self._kind(run)
        return Block(kind, span, run.text, level, marks=found)

    def _is_own(self, run: Run) -> bool:
        """Whether a run is in an element of its own, and not straight in what holds the article."""
        return self._is_inside(run.element) or run.element.name in HEADINGS

    def _kind(self, run: Run) -> tuple[BlockKind, int]:
        element = run.element
        text = self.source[run.text.start : run.text.end]
        around = _names(element)
        if "pre" in around or (_CELLS & around and len(text.split()) < _SENTENCE_IN_CELL):
            return BlockKind.OPAQUE, 0
        if element.is_quotation:
            return BlockKind.QUOTATION, element.lists
        if element.name in HEADINGS:
            return BlockKind.HEADING, int(element.name[1])
        if element.lists:
            return BlockKind.LIST_ITEM, element.lists
        return (BlockKind.QUOTATION if wholly_quoted(text) else BlockKind.PARAGRAPH), 0

    def _seen(self, run: Run) -> str:
        found = marks(self.source, self._events(run.text))
        whole = Block(BlockKind.PARAGRAPH, run.text, run.text, marks=found)
        return visible(self.source, (whole,), run.text).text

    def _events(self, span: Span) -> Sequence[Event]:
        events = self.tree.events
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return events[first:last]

    def _widened(self, element: Element, count: int) -> Span:
        """An element and those around it that hold no more, each with its comments of WordPress."""
        span = self._commented(Span(element.start, element.end))
        while (outer := element.parent) is not None and outer.count == count:
            if not self._is_inside(outer):
                break
            element, span = outer, self._commented(Span(outer.start, outer.end))
        return span

    def _commented(self, span: Span) -> Span:
        behind = _CLOSES.match(self.source, span.end)
        if behind is None:
            return span
        near = self.source.rfind("<!--", max(0, span.start - _FARTHEST), span.start)
        before = _OPENS.match(self.source[near : span.start]) if near >= 0 else None
        if before is None or before["name"] != behind["name"]:
            return span
        return Span(near, behind.end())


def _names(element: Element) -> set[str]:
    """The names of the nearest elements around a run, itself among them."""
    found: set[str] = set()
    at: Element | None = element
    while at is not None and len(found) < 8:
        found.add(at.name)
        if at.name in {"pre", "table", "article", "body"}:
            break
        at = at.parent
    return found


def _filled(source: str, found: Sequence[Block], start: int, end: int) -> Iterator[Block]:
    """The blocks with the blank space behind them, and all else between them opaque."""
    at = start
    for block, stop in zip((None, *found), (*(b.span.start for b in found), end), strict=True):
        if block is not None:
            at = block.span.end
        gap = source[at:stop]
        inner = at + len(gap) - len(gap.lstrip())
        if block is not None:
            yield replace(block, span=Span(block.span.start, inner))
        elif at < inner:
            yield Block(BlockKind.BLANK, Span(at, inner), Span(inner, inner))
        if inner < stop:
            yield Block(BlockKind.OPAQUE, Span(inner, stop), trimmed(source[inner:stop], inner))
