"""AsciiDoc: its prose, without attributes, delimited blocks, macros and marks of emphasis.

After the AsciiDoc Language of the Eclipse Foundation, as Asciidoctor 2 reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.article.blocks import Block, BlockKind, Mark, stretched
from assistant.article.formats.base import Format
from assistant.article.inline_markup import around, plain_marks
from assistant.article.lines import Line, blank, split_lines
from assistant.language.patterns import lazy
from assistant.language.quotations import wholly_quoted
from assistant.language.span import Span, trimmed

_HEADING = lazy(r"(?P<signs>={1,6})[ \t]+(?=\S)")
_VERBATIM = lazy(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|[|,:!]={3,}|`{3,}\w*)\s*\Z")
"""What opens and ends lines of code, literal text, passthroughs, comments and tables."""

_LINE = lazy(
    r"""(?::!?\w[\w-]*!?:(?:\s.*)?                                  # an attribute
      | \[(?:\[[^\]]*\]|[^\[\]]*)\] | \.(?=[^\s.])\S.{0,200}        # of a block; its title
      | //(?!/).* | (?:={4,}|\*{4,}|_{4,}|--|'{3,}|<{3,}|\+)        # a comment, a delimiter
      | (?:include|image|video|audio|toc|ifn?def|ifeval|endif|ifndef)::\S*\[.*\])\s*\Z""",
    re.VERBOSE,
)
_ITEM = lazy(r"\s*(?:\*{1,6}|-|\.{1,6}|\d{1,4}\.|<(?:\d+|\.)>)[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)")
_NOTE = lazy(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
_TERM = lazy(r"[^\s:][^:\n]{0,100}:{2,4}(?:[ \t]+(?=\S)|\s*\Z)")
_CONTINUED = lazy(r"[ \t]\+(?=\s*\Z)")

_HIDDEN = lazy(
    r"""(?:link:|xref:|mailto:|https?://)[^\s\[\]]{0,2000}\[(?=[^\]]) | <<[^<>,\n]{1,200},[ \t]*
      | (?P<gap>(?:footnote(?:ref)?|image|icon|kbd|btn|menu|stem|latexmath|asciimath|indexterm|pass)
        :{1,2}[^\s\[\]]{0,200}\[[^\]]{0,1000}\] | \(\(\([^()]{1,200}\)\)\))
      | (?P<shown>\{[\w-]{1,60}\} | <<[^<>,\n]{1,200}>> | `[^`\n]{1,500}`)
      | \[\[[^\[\]]{1,100}\]\] | \[[.\#%][^\[\]]{1,100}\](?=[\#*_`])
      | (?<![\w*])\*{1,2}(?=[^\s*]) | (?<=[^\s*])\*{1,2}(?![\w*])
      | (?<![\w_])_{1,2}(?=[^\s_]) | (?<=[^\s_])_{1,2}(?![\w_])
      | (?<![\w\#])\#{1,2}(?=[^\s\#\d]) | (?<=[^\s\#])\#{1,2}(?![\w\#])
      | (?<=[^\s\[])\](?!\]) | (?<=\w)>> | [ ]\+(?=\r|\n|\Z)""",
    re.VERBOSE,
)
_OPENS_LINK = lazy(r"(?:link:|xref:|mailto:|https?://)\S*\[\Z")

_HEAD = lazy(r"\ufeff?=[ \t]+\S[^\n]*\n(?:[^\n=:][^\n]*\n){0,2}(?::[\w!-]+:|\s*\n)")
_SURE = lazy(
    r"^(?:={2,6}[ \t]+\S|:[\w-]+:(?:[ \t]|$)|-{4,}$|\|={3,}$"
    r"|\[(?:source|NOTE|quote|cols)\b[^\]\n]*\]$)",
    re.MULTILINE,
)
_FEWEST = 2
"""Signs of AsciiDoc, besides a title, that a text without its suffix has to have."""


def parse(source: str) -> tuple[Block, ...]:
    """The blocks of an AsciiDoc text, without sentences; their spans, joined, are the source."""
    blocks: list[Block] = []
    for lines, opaque in _runs(split_lines(source)):
        blocks.append(_opaque(lines) if opaque else _prose(source, lines, first=not _told(blocks)))
    return tuple(_joined(source, blocks))


def _told(blocks: Sequence[Block]) -> bool:
    return any(block.kind is not BlockKind.OPAQUE for block in blocks)


def _runs(lines: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    """The lines of each block, and whether it is opaque; blank lines are left out."""
    run: list[Line] = []
    fence, kept = "", list[Line]()
    for line in lines:
        text = line.text.rstrip()
        if fence:
            kept.append(line)
            if text == fence:
                yield kept, True
                fence, kept = "", []
            continue
        if run and _parts(line, run):
            yield run, False
            run = []
        if _VERBATIM.match(text):
            fence, kept = text.rstrip("abcdefghijklmnopqrstuvwxyz"), [line]
        elif _LINE.match(text):
            yield [line], True
        elif not blank(text):
            run.append(line)
    if run or kept:
        yield (run, False) if run else (kept, True)


def _parts(line: Line, run: Sequence[Line]) -> bool:
    """Whether a line begins something else than the lines above it."""
    text = line.text.rstrip()
    return bool(
        blank(text)
        or any(sign.match(text) for sign in (_VERBATIM, _LINE, _ITEM, _HEADING))
        or _HEADING.match(run[0].text)
        or _TERM.match(text)
    )


def _opaque(lines: Sequence[Line]) -> Block:
    span = Span(lines[0].start, lines[-1].end)
    return Block(BlockKind.OPAQUE, Span(span.start, lines[-1].next), span)


def _prose(source: str, lines: Sequence[Line], *, first: bool) -> Block:
    lead = lines[0].text
    heading = _HEADING.match(lead)
    item, note = _ITEM.match(lead) or _TERM.match(lead), _NOTE.match(lead)
    marker = heading or item or note
    start = lines[0].start + (marker.end() if marker else len(lead) - len(lead.lstrip()))
    text = Span(start, max(start, lines[-1].prose.end))
    kind, level = BlockKind.PARAGRAPH, 0
    if heading:
        level = len(heading["signs"])
        kind = BlockKind.TITLE if first and level == 1 else BlockKind.HEADING
        level = 1 if kind is BlockKind.TITLE else level
    elif item:
        kind, level = BlockKind.LIST_ITEM, 1
    elif wholly_quoted(source[text.start : text.end]):
        kind = BlockKind.QUOTATION
    marks = _marks(source, text)
    if start > lines[0].start:
        marks = (Mark(Span(lines[0].start, start), ""), *marks)
    return Block(kind, Span(lines[0].start, text.end), text, level, marks=marks)


def _marks(source: str, text: Span) -> tuple[Mark, ...]:
    found: list[Mark] = []
    opened = 0
    for match in _HIDDEN.finditer(source, text.start, text.end):
        span, sign = Span(*match.span()), match.group()
        if match["gap"] or match["shown"]:
            found.append(Mark(span, "" if match["gap"] else None, leaves_gap=bool(match["gap"])))
        elif sign == "]" and not opened:
            continue
        else:
            opened += bool(_OPENS_LINK.match(sign)) - (sign == "]")
            found.append(Mark(span, ""))
    hidden = [mark for mark in found if mark.shows == ""]
    plain = [mark for mark in plain_marks(source, text) if not _covers(mark, found)]
    shown = sorted([*plain, *(m for m in found if m.shows is None)], key=lambda m: m.span)
    apart = [m for n, m in enumerate(shown) if not n or shown[n - 1].span.end <= m.span.start]
    return _with_gaps(around(apart, [mark.span for mark in hidden]), hidden)


def _covers(mark: Mark, found: Sequence[Mark]) -> bool:
    return any(mark.span.overlaps(known.span) for known in found)


def _with_gaps(marks: Sequence[Mark], hidden: Sequence[Mark]) -> tuple[Mark, ...]:
    gaps = {mark.span for mark in hidden if mark.leaves_gap}
    return tuple(replace(m, leaves_gap=True) if m.span in gaps else m for m in marks)


def _joined(source: str, blocks: Sequence[Block]) -> Iterator[Block]:
    for block in stretched(blocks, len(source)):
        span = block.span
        if block.kind is BlockKind.OPAQUE:
            yield replace(block, text=trimmed(source[span.start : span.end], span.start))
        else:
            yield block


class AsciiDoc(Format):
    """AsciiDoc as Asciidoctor reads it."""

    name = "asciidoc"
    title = "AsciiDoc"
    suffixes = frozenset({".adoc", ".asciidoc", ".asc"})
    explicit_headings = True

    def recognises(self, data: bytes, text: str | None) -> bool:
        """A title and attributes or sections of AsciiDoc tell it for certain."""
        return text is not None and self.is_certain(text)

    def is_certain(self, text: str) -> bool:
        """Whether a title of AsciiDoc opens the text, and more signs of it follow."""
        return bool(_HEAD.match(text)) and len(_SURE.findall(text)) >= _FEWEST

    def parse(self, source: str) -> tuple[Block, ...]:
        """Blocks by their delimiters, lists, headings and blank lines."""
        return parse(source)

    def listed(self, heading: str, items: Sequence[str]) -> str:
        """A list under a heading of the second level."""
        return "\n".join((f"== {heading}", "", *(f"* {item}" for item in items)))


ASCIIDOC = AsciiDoc()
