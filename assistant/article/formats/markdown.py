"""Markdown: blocks by the lines that the parser reports, prose as it stands in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant.article.anchors import links_along
from assistant.article.blocks import Block, BlockKind, Mark, stretched
from assistant.article.formats.base import Format
from assistant.article.formats.markdown_signs import certainly_markdown, looks_like_markdown
from assistant.article.formats.titled import titled
from assistant.article.front_matter import front_matter
from assistant.article.inline_markup import around, markdown_marks
from assistant.article.lines import Line, chunks, split_lines
from assistant.article.prose.blocks import has_prose
from assistant.article.prose.runs import markdown_runs
from assistant.edits import Edit
from assistant.language.quotations import wholly_quoted
from assistant.language.span import Span, trimmed

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_OPAQUE = frozenset({"fence", "code_block", "html_block", "table_open", "hr"})
_PROSE = frozenset({"heading_open", "paragraph_open"})
_CONTAINER = frozenset({"blockquote_open", "list_item_open"})
_CONTAINER_END = frozenset({"blockquote_close", "list_item_close"})
_DEFINITION = re.compile(r"\s*:[ \t]+(?=\S)")
_NO_TEXT = Span(0, 0)
_INK = re.compile(r"[^\r\n]")
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A block that holds no blocks: its lines, its prose if any, and what it stands in.

    `content` is the prose as the parser gives it, line by line, containers' marks left out.
    """

    opaque: bool
    first: int
    last: int
    content: tuple[str, ...] = ()
    level: int = 0
    within: tuple[str, ...] = ()


def parse(source: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, without sentences; their spans, joined, are the source."""
    lines = split_lines(source)
    at = front_matter(lines)
    environment: dict[str, Any] = {}
    start = lines[at].start if at < len(lines) else len(source)
    tokens = _parser().parse(_without_runs(source[start:]), environment)
    labels = frozenset(environment.get("references", {}))
    blocks = [_opaque(lines[0])] if at else []
    for leaf in _leaves(tokens, at):
        first, last = max(leaf.first, at), min(leaf.last, len(lines))
        if first < last:
            blocks += _unparsed(lines[at:first])
            blocks.append(
                _opaque(lines[first]) if leaf.opaque else _prose(source, lines, leaf, labels)
            )
            at = last
    blocks += _unparsed(lines[at:])
    return tuple(titled(source, list(_joined(source, blocks))))


def _without_runs(text: str) -> str:
    """A text of the same lines, those blank that hold no prose and are no Markdown."""
    pieces, at = [], 0
    for run in markdown_runs(text):
        pieces += [text[at : run.start], _INK.sub(" ", text[run.start : run.end])]
        at = run.end
    return "".join((*pieces, text[at:]))


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables, blocks alone: what is inside a line is read from the source."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable("inline")


def _normal(label: str) -> str:
    from markdown_it.common.utils import normalizeReference

    return normalizeReference(label)


def _leaves(tokens: Sequence[Token], skipped: int) -> Iterator[_Leaf]:
    within: list[str] = []
    for token, following in pairwise([*tokens, *tokens[-1:]]):
        if token.type in _CONTAINER:
            within.append(token.type)
        elif token.type in _CONTAINER_END:
            within.pop()
        elif token.map and token.type in _OPAQUE:
            yield _Leaf(opaque=True, first=token.map[0] + skipped, last=token.map[1] + skipped)
        elif token.map and token.type in _PROSE:
            content = tuple(following.content.split("\n")) if following.content.strip() else ()
            first, last = (number + skipped for number in token.map)
            level = int(token.tag[1]) if token.type == "heading_open" else 0
            opaque = not content or not has_prose(content, is_heading=level > 0)
            leaf = _Leaf(opaque, first, last, content, level, tuple(within))
            yield from (leaf,) if opaque or level else _definitions(leaf)


def _definitions(leaf: _Leaf) -> Iterator[_Leaf]:
    """A paragraph, in parts where lines of it define what stands above them."""
    starts = [n for n, line in enumerate(leaf.content) if n and _DEFINITION.match(line)]
    for start, end in pairwise((0, *starts, len(leaf.content))):
        content = leaf.content[start:end]
        if start:
            content = (_DEFINITION.sub("", content[0]), *content[1:])
        last = leaf.last if end == len(leaf.content) else leaf.first + end
        yield replace(leaf, first=leaf.first + start, last=last, content=content)


def _unparsed(lines: Sequence[Line]) -> list[Block]:
    """What the parser passed over: blank lines, or definitions of links and the like."""
    return [_opaque(run[0]) for run in chunks(lines)[:1]]


def _opaque(line: Line) -> Block:
    return Block(BlockKind.OPAQUE, Span(line.start, line.next), _NO_TEXT)


def _prose(source: str, lines: Sequence[Line], leaf: _Leaf, labels: frozenset[str]) -> Block:
    shown = list(zip(lines[leaf.first : leaf.last], leaf.content, strict=False))
    spans = [_place(line, content) for line, content in shown]
    text = Span(spans[0].start, spans[-1].end)
    marks = markdown_marks(source, text, lambda label: _normal(label) in labels)
    prefixes = (
        Span(line.start, span.start)
        for (line, _), span in list(zip(shown, spans, strict=True))[1:]
        if source[line.start : span.start].strip()
    )
    kind, level = _kind(leaf, source[text.start : text.end])
    outside = _outside(source, Span(lines[leaf.first].start, lines[leaf.last - 1].end), text)
    shown_marks = (*outside[:1], *around(marks, prefixes), *outside[1:])
    return Block(kind, Span(lines[leaf.first].start, text.end), text, level, marks=shown_marks)


def _outside(source: str, whole: Span, text: Span) -> tuple[Mark, Mark]:
    """What stands before and behind the text in its lines: bullets, hashes, underlines."""
    behind = trimmed(source[text.end : whole.end], text.end)
    return Mark(Span(whole.start, text.start), ""), Mark(behind, "")


def _place(line: Line, content: str) -> Span:
    """Where the content of a line stands in it: at its end, before the closing hashes if any."""
    shown, wanted = line.text.replace("\0", "\ufffd").rstrip(), content.strip()
    for end in (shown, shown.rstrip("#").rstrip()):
        if end.endswith(wanted):
            return Span(line.start + len(end) - len(wanted), line.start + len(end))
    return line.prose


def _kind(leaf: _Leaf, text: str) -> tuple[BlockKind, int]:
    depth = leaf.within.count("list_item_open")
    if "blockquote_open" in leaf.within:
        return BlockKind.QUOTATION, depth
    if depth:
        return BlockKind.LIST_ITEM, depth
    if leaf.level:
        return BlockKind.HEADING, leaf.level
    return (BlockKind.QUOTATION if wholly_quoted(text) else BlockKind.PARAGRAPH), 0


def _joined(source: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks stretched; the text of an opaque one is all of it but the blank space behind."""
    for block in stretched(blocks, len(source)):
        if block.kind is BlockKind.OPAQUE:
            start, end = block.span.start, block.span.end
            body = len(source[start:end].rstrip())
            yield replace(block, text=Span(start, start + body))
        else:
            yield block


class Markdown(Format):
    """CommonMark with tables, front matter and what site generators add to it."""

    name = "markdown"
    title = "Markdown"
    suffixes = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"})
    explicit_headings = True

    def recognises(self, data: bytes, text: str | None) -> bool:
        """Headings, fences, links and front matter tell it for certain."""
        return text is not None and looks_like_markdown(text)

    def is_certain(self, text: str) -> bool:
        """Whether headings, links, fences and tables are there, two of the four."""
        return certainly_markdown(text)

    def parse(self, source: str) -> tuple[Block, ...]:
        """Blocks by the lines that the parser reports."""
        return parse(source)

    def following(
        self, source: str, blocks: Sequence[Block], edits: Sequence[Edit]
    ) -> tuple[Edit, ...]:
        """Links within the article keep leading to the headings that are changed."""
        return links_along(source, blocks, edits)

    def escaped(self, text: str) -> str:
        """With a backslash before every sign of markup."""
        return _MARKUP.sub(r"\\\1", text)

    def listed(self, heading: str, items: Sequence[str]) -> str:
        """A heading of level two, and hyphens."""
        rows = (f"- {self.escaped(item)}" for item in items)
        return "\n".join((f"## {heading}\n", *rows))


MARKDOWN = Markdown()
