"""The runs of text of a page: what stands in one block without another block between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.article.html.tokens import BLANK_LINE, Kind
from assistant.article.html.tree import Element, Event, Tree
from assistant.language.span import Span


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Text in one block: its `element`, the place of what is read, and of all that is of it.

    `size` counts the code points of its texts.
    """

    element: Element
    text: Span
    span: Span
    size: int


def runs(source: str, tree: Tree, *, by_lines: bool = False) -> list[Run]:
    """The runs of a page, in order; each element is told which are in it.

    Two breaks part runs, and `by_lines` blank lines do.
    """
    found: list[Run] = []
    row: list[Event] = []

    def flush() -> None:
        if row:
            found.extend(_runs(source, row))
            row.clear()

    for event in tree.events:
        element = event.element
        if event.kind is Kind.TEXT or event.kind is Kind.HIDDEN:
            row.append(event)
            if by_lines and BLANK_LINE.fullmatch(source, event.start, event.end):
                flush()
        elif not element.is_block:
            row.append(event)
            if event.kind is Kind.OPEN and element.name == "br" and _is_second(source, row):
                flush()
        elif event.kind is Kind.OPEN:
            flush()
            element.runs = (len(found), 0)
        else:
            flush()
            element.runs = (element.runs[0], len(found))
    flush()
    tree.root.runs = (0, len(found))
    return found


def _is_second(source: str, row: Sequence[Event]) -> bool:
    """Whether nothing but blank space stands between the break that ends a row and one before."""
    for event in reversed(row[:-1]):
        if event.kind is Kind.OPEN and event.element.name == "br":
            return True
        if event.kind is not Kind.CLOSE and source[event.start : event.end].strip():
            return False
    return False


def _runs(source: str, row: Sequence[Event]) -> Iterator[Run]:
    seen = [
        n for n, event in enumerate(row)
        if event.kind is Kind.TEXT
        and not event.element.is_unseen
        and not source[event.start : event.end].isspace()
    ]  # fmt: skip
    if not seen:
        return
    first, last = row[seen[0]], row[seen[-1]]
    text = Span(
        first.end - len(source[first.start : first.end].lstrip()),
        last.start + len(source[last.start : last.end].rstrip()),
    )
    size = sum(row[n].end - row[n].start for n in seen)
    element = first.element.block
    yield Run(element, text, _whole(row, seen[0], seen[-1], text), size)


def _whole(row: Sequence[Event], first: int, last: int, text: Span) -> Span:
    """The text with the tags around it that are opened and closed in the row."""
    start, end = text.start, text.end
    limit = row[-1].end
    for event in reversed(row[:first]):
        if (
            event.kind is not Kind.OPEN
            or not text.start <= event.element.inner_end
            or (event.element.end > limit)
        ):
            break
        start = event.start
    for event in row[last + 1 :]:
        if event.kind is not Kind.CLOSE or event.element.start < start:
            break
        end = event.end
    return Span(start, end)
