"""Where the article stands in a page: by what publishers call it, else by where its prose is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.article.html.runs import Run
from assistant.article.html.tree import Element, Tree

_LONG = 80
"""Code points from which on a text is taken for a paragraph, and not for a label or a link."""

_NAMED = 0.5
"""The share of the paragraphs of a page that an element holds if it is its article."""

_UNNAMED = 0.8
"""The same for one that does not say so."""


@dataclass(frozen=True, slots=True)
class Place:
    """The element that holds the article, and the run above it that is its title, if one is."""

    element: Element
    title: int | None = None


def article_of(source: str, tree: Tree, runs: Sequence[Run]) -> Place:
    """The place of the article in a page, or the whole where a page tells none.

    A title above an article that repeats it is taken along, for one of the two is too much.
    """
    prose = list(accumulate(map(_prose, runs), initial=0))
    element = _found(tree, lambda each: prose[each.runs[1]] - prose[each.runs[0]], prose[-1])
    return Place(element, _title(source, runs, element))


def _prose(run: Run) -> int:
    """How much prose a run is, in code points."""
    element = run.element
    is_other = element.leftover is not None or element.is_apart
    return 0 if is_other or run.size < _LONG else run.size


def _found(tree: Tree, size: Callable[[Element], int], whole: int) -> Element:
    blocks = [element for element in tree.elements if element.is_block and not element.is_unseen]
    ways: tuple[Callable[[Element], bool], ...] = (
        lambda each: each.own.is_body,
        lambda each: each.name == "article",
        lambda each: each.name == "main",
    )
    for way in ways:
        named = [each for each in blocks if way(each) and 0 < size(each) >= _NAMED * whole]
        if named:
            return named[-1]  # the innermost, for those around it hold no less
    body = next((each for each in blocks if each.name == "body"), tree.root)
    if body is tree.root or not whole:
        return body
    return _innermost(blocks, size, _UNNAMED * whole, body)


def _innermost(
    blocks: Iterable[Element], size: Callable[[Element], int], least: float, body: Element
) -> Element:
    """The innermost element that holds so much, and more than one run: no single paragraph."""
    held = [each for each in blocks if size(each) >= least and each.count > 1]
    return held[-1] if held else body


def _title(source: str, runs: Sequence[Run], element: Element) -> int | None:
    """The last heading of level one above an article, unless it has another of its own."""
    first, last = element.runs
    heads = [n for n, run in enumerate(runs[:last]) if run.element.name == "h1"]
    above = [n for n in heads if n < first and runs[n].element.leftover is None]
    own = next((n for n in heads if n >= first), None)
    if not above or (
        own is not None and _words(source, runs[own]) != _words(source, runs[above[-1]])
    ):
        return None
    return above[-1]


def _words(source: str, run: Run) -> list[str]:
    return source[run.text.start : run.text.end].casefold().split()
