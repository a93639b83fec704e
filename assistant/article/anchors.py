"""Links to headings of Markdown: what is edited in a heading takes the links to its anchor along.

The anchor of a heading is made of its words, by each program in its own way. A link follows only
where all ways by which it led to the heading lead to it again by one and the same anchor.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from assistant.article.blocks import Block, BlockKind
from assistant.article.visible import VisibleText, visible
from assistant.edits import Edit
from assistant.language.span import Span

REASON = "the heading that it leads to was changed"

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_LINK = re.compile(
    r"""\]\(\s*<?\#(?P<target>[^\s)>]+) | <a\b[^<>]*?\shref\s*=\s*["']?\#(?P<href>[^\s"'<>]+)""",
    re.VERBOSE | re.IGNORECASE,
)
_DEFINED = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:\s*<?#(?P<target>[^\s>]+)", re.MULTILINE)
_DEFINITION = re.compile(r" {0,3}\[[^\[\]\n]+\]:")
_NAMED = re.compile(r"""\{\#|<[^<>]*\s(?:id|name)\s*=""", re.IGNORECASE)
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~{}\r\n]|&[#\w]")


def _github(heading: str) -> str:
    """As GitHub, GitLab, Hugo and most generators of sites."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _python(heading: str) -> str:
    """As Python-Markdown, and MkDocs with it."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _pandoc(heading: str) -> str:
    """As pandoc (`auto_identifiers`), and Quarto with it."""
    kept = re.sub(r"[^\w\-. ]", "", heading.lower())
    return re.sub(r"^[\W\d_]+", "", re.sub(r"\s+", "-", kept))


_Way = Callable[[str], str]
_WAYS: tuple[_Way, ...] = (_github, _python, _pandoc)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading as it is seen, and as it is seen with the edits; None where that is not certain."""

    old: str
    new: str | None


def links_along(source: str, blocks: Sequence[Block], edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits of links that keep them at their headings; `edits` are apart and in order."""
    headings = [_heading(source, block, edits) for block in blocks if block.kind in _HEADINGS]
    if all(heading.old == heading.new for heading in headings) or _NAMED.search(source):
        return ()
    links = [link for link in _links(source, blocks) if not _is_met(link, edits)]
    moves = _moves(headings, {unquote(source[each.start : each.end]) for each in links})
    found = []
    for link in links:
        old = source[link.start : link.end]
        if (new := moves.get(unquote(old))) is not None:
            written = quote(new) if "%" in old else new
            found.append(Edit(link.start, link.end, old, written, reason=REASON))
    return tuple(found)


def _moves(headings: Sequence[_Heading], anchors: set[str]) -> dict[str, str]:
    """The anchors that are others now, each with its new one."""
    ways = [way for way in _WAYS if _leads(way, headings, anchors)]
    moves = {}
    for anchor in anchors:
        new = {found for way in ways if (found := _moved(way, headings, anchor)) is not None}
        if len(new) == 1 and (found := new.pop()) and found != anchor:
            moves[anchor] = found
    return moves


def _leads(way: _Way, headings: Sequence[_Heading], anchors: set[str]) -> bool:
    """Whether all links that lead to a heading by some way do so by this one."""
    known = {other(heading.old) for other in _WAYS for heading in headings}
    return anchors & known <= {way(heading.old) for heading in headings}


def _moved(way: _Way, headings: Sequence[_Heading], anchor: str) -> str | None:
    """The new anchor of the heading that an anchor leads to; "" where it is not certain."""
    found = [heading for heading in headings if way(heading.old) == anchor]
    if not found:
        return None
    if len(found) > 1 or found[0].new is None:
        return ""
    new = way(found[0].new)
    after = Counter(way(each.old if each.new is None else each.new) for each in headings)
    return new if after[new] == 1 else ""


def _heading(source: str, block: Block, edits: Sequence[Edit]) -> _Heading:
    """A heading with the edits in it; one that goes, or gets markup, is not certain."""
    seen = visible(source, (block,), block.text)
    old = seen.text.strip()
    met = [edit for edit in edits if Span(edit.start, edit.end).meets(block.text)]
    certain = all(_is_plain(edit, block.text, seen) for edit in met)
    changes = [(edit.start, edit.end, edit.replacement) for edit in met]
    return _Heading(old, (seen.spliced(changes).strip() or None) if certain else None)


def _is_plain(edit: Edit, text: Span, seen: VisibleText) -> bool:
    span = Span(edit.start, edit.end)
    return text.contains(span) and seen.is_free(span) and not _MARKUP.search(edit.replacement)


def _links(source: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Where the anchors of links within the article stand, without their hash."""
    for block in blocks:
        if block.kind is BlockKind.OPAQUE and _DEFINITION.match(source, block.span.start):
            found = _DEFINED.finditer(source, block.span.start, block.span.end)
            yield from (Span(*match.span("target")) for match in found)
        for mark in block.marks:
            if link := _LINK.match(source, mark.span.start, mark.span.end):
                yield Span(*link.span(link.lastgroup or 0))


def _is_met(link: Span, edits: Sequence[Edit]) -> bool:
    return any(Span(edit.start, edit.end).meets(link) for edit in edits)
