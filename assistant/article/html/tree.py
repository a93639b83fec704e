"""The elements of a page, each ended where a browser would end it (HTML Living Standard, 13.2.6).

What is kept is what matters for reading: paragraphs, items, cells and rows that end by
themselves, and end tags that close what was left open. Formatting is not carried on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.article.html.elements import (
    BLOCK,
    CLOSE_P,
    HEADINGS,
    KEPT,
    NOTHING,
    UNSEEN,
    VOID,
    Told,
    hides,
    told,
)
from assistant.article.html.tokens import Kind, Token

_SCOPES = frozenset("table td th caption button object template html".split())
"""Elements out of which no end tag reaches, nor an end that is implied."""


class _Ends(NamedTuple):
    """Which open elements a tag ends, unless one of the others, or a scope, stands between."""

    ended: tuple[str, ...]
    bounds: tuple[str, ...] = ()
    by_scope: bool = True


_CELLS = ("td", "th", "caption")
_ROWS = ("tr", *_CELLS)
_ENDS = {
    "li": _Ends(("li",), ("ul", "ol", "menu")),
    "dt": _Ends(("dt", "dd"), ("dl",)),
    "dd": _Ends(("dt", "dd"), ("dl",)),
    "td": _Ends(_CELLS, ("table", "tr"), by_scope=False),
    "th": _Ends(_CELLS, ("table", "tr"), by_scope=False),
    "tr": _Ends(_ROWS, ("table",), by_scope=False),
    "tbody": _Ends(("thead", "tbody", "tfoot", *_ROWS), ("table",), by_scope=False),
    "tfoot": _Ends(("thead", "tbody", *_ROWS), ("table",), by_scope=False),
}
_PARAGRAPH = _Ends(("p",))

_KEEP_TO_THEMSELVES = frozenset("html body main article".split())
"""Elements that are never left over, whatever their classes say."""


@dataclass(slots=True, eq=False)
class Element:
    """An element: where its tags and its content stand, and what it hands down to its content.

    `runs` counts the runs of text before it and up to its end.
    """

    name: str
    start: int
    inner: int
    parent: Element | None
    own: Told = NOTHING
    is_unseen: bool = False
    is_kept: bool = False
    is_quotation: bool = False
    is_block: bool = False
    is_apart: bool = False
    lists: int = 0
    leftover: Element | None = None
    """The outermost element around it that is left over from something, or itself."""
    inner_end: int = -1
    end: int = -1
    runs: tuple[int, int] = (0, 0)

    @property
    def block(self) -> Element:
        """The nearest block around it, or itself."""
        element = self
        while not element.is_block and element.parent is not None:
            element = element.parent
        return element

    @property
    def count(self) -> int:
        """How many runs of text it holds."""
        return self.runs[1] - self.runs[0]


class Event(NamedTuple):
    """A token, or an end that is implied, with the element it opens, closes or stands in."""

    kind: Kind
    start: int
    end: int
    element: Element


@dataclass(slots=True)
class Tree:
    """The elements of a page in the order of their tags, and all that happens in it."""

    root: Element
    elements: list[Element] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def tree(found: Sequence[Token], start: int, end: int) -> Tree:
    """The elements that tokens from one place up to another make."""
    root = Element("", start, start, None, is_block=True)
    building = _Building(Tree(root), [root])
    for token in found:
        building.take(token)
    building.close(1, end, end)
    root.inner_end = root.end = end
    return building.made


@dataclass(slots=True)
class _Building:
    made: Tree
    stack: list[Element]
    places: dict[str, list[int]] = field(default_factory=dict)
    """For each name the places in the stack where it is open."""
    scopes: list[int] = field(default_factory=list)

    def take(self, token: Token) -> None:
        match token.kind:
            case Kind.OPEN:
                self._open(token)
            case Kind.CLOSE:
                self._close(token)
            case _:
                self.made.events.append(Event(token.kind, token.start, token.end, self.stack[-1]))

    def _open(self, token: Token) -> None:
        name = token.name
        if name in CLOSE_P:
            self._imply(_PARAGRAPH, token.start)
        if ends := _ENDS.get(name):
            self._imply(ends, token.start)
        element = _element(token, self.stack[-1])
        self.made.elements.append(element)
        self.made.events.append(Event(Kind.OPEN, token.start, token.end, element))
        foreign = token.attributes.endswith("/") and element.is_unseen
        if name in VOID or foreign:
            element.inner_end = element.end = token.end
            self.made.events.append(Event(Kind.CLOSE, token.end, token.end, element))
        else:
            self.places.setdefault(name, []).append(len(self.stack))
            if name in _SCOPES:
                self.scopes.append(len(self.stack))
            self.stack.append(element)

    def _close(self, token: Token) -> None:
        place = self._place(token.name)
        outer = self.scopes[-1] if self.scopes and token.name not in _SCOPES else 0
        if place > outer:
            self.close(place + 1, token.start, token.start)
            self.close(place, token.start, token.end)
        else:
            at = self.stack[-1]
            self.made.events.append(Event(Kind.HIDDEN, token.start, token.end, at))

    def _imply(self, ends: _Ends, at: int) -> None:
        """End what a tag ends without saying so."""
        scope = self.scopes[-1:] if ends.by_scope else []
        bound = max([0, *scope, *map(self._place, ends.bounds)])
        inner = [place for place in map(self._place, ends.ended) if place > bound]
        if inner:
            self.close(min(inner), at, at)

    def _place(self, name: str) -> int:
        """Where the latest element of a name is open; 0 where none is."""
        known = self.places.get(name)
        return known[-1] if known else 0

    def close(self, place: int, start: int, end: int) -> None:
        """Close every element from a place of the stack upwards."""
        while len(self.stack) > place:
            element = self.stack.pop()
            self.places[element.name].pop()
            if element.name in _SCOPES:
                self.scopes.pop()
            element.inner_end, element.end = start, end
            self.made.events.append(Event(Kind.CLOSE, start, end, element))


def _element(token: Token, parent: Element) -> Element:
    name = token.name
    is_block = name in BLOCK
    own = told(token.attributes) if is_block or hides(token.attributes) else NOTHING
    element = Element(
        name, token.start, token.end, parent, own,
        is_unseen=parent.is_unseen or name in UNSEEN or own.is_hidden,
        is_kept=parent.is_kept or name in KEPT,
        is_quotation=parent.is_quotation or name == "blockquote" or own.is_quotation,
        is_block=is_block,
        is_apart=parent.is_apart or (is_block and own.is_apart and name not in HEADINGS),
        lists=parent.lists + (name == "li"),
        leftover=parent.leftover,
    )  # fmt: skip
    is_left = name in {"nav", "form"} or bool(own.leftover)
    if is_block and is_left and name not in _KEEP_TO_THEMSELVES and element.leftover is None:
        element.leftover = element
    return element
