"""Direct quotations: what someone said or wrote, which no repair may touch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.article.model import Article, Block, BlockKind
from assistant.language.span import Span, merged

_DOUBLE = re.compile(r"[\"“”„‟«»『』「」＂]|``|''")
_OPENING = frozenset("“„‟«『「") | {"``"}
_CLOSING = frozenset("”』」")
_MARK = re.compile(r"[\"'`“”‘’«»]")
_SINGLE = re.compile(r"['‘’‚‹›]")
_APOSTROPHE = re.compile(
    r"['‘’](?:\d0s|\d\d\b|(?:tis|twas|twere|em|til|till|cause|cos|n|round|bout|fraid|ere|im)\b)",
    re.IGNORECASE,
)
_BEFORE = frozenset('([{<—–-/:"“„«')
_SILENT = frozenset({BlockKind.OPAQUE, BlockKind.BOILERPLATE, BlockKind.BLANK})


def quotations(article: Article) -> tuple[Span, ...]:
    """The direct quotations of an article with their marks, in order, none touching another.

    A quotation lasts to its closing mark, and at most to the end of its block; where it is
    taken up without a new mark it goes on in the next block. A block that is set off as a
    quotation is one as a whole, unless it opens with a mark of its own.
    """
    found: list[Span] = []
    open_before = False
    for block in article.blocks:
        if block.kind in _SILENT:
            continue
        text = _unmarked(article, block)
        spans, open_before = _doubles(text, continued=open_before)
        if block.kind is BlockKind.QUOTATION and not (spans and spans[0].start == 0):
            spans = [Span(0, len(text))]
        spans += _singles(text, spans)
        found += [Span(s.start + block.text.start, s.end + block.text.start) for s in spans]
    return merged(found)


def _unmarked(article: Article, block: Block) -> str:
    """The text of a block; a locked span that holds marks of its own stands as one word."""
    at = block.text.start
    marked = (span for span in block.locked if _MARK.search(article.source, span.start, span.end))
    inside = [Span(span.start - at, span.end - at) for span in marked]
    return _masked(article.slice(block.text), inside)


def quotation_spans(text: str) -> tuple[Span, ...]:
    """The direct quotations of a text with their marks; one left open lasts to its end."""
    spans, _ = _doubles(text, continued=False)
    return merged(spans + _singles(text, spans))


def wholly_quoted(text: str) -> bool:
    """Whether a text is one quotation from end to end."""
    if not _DOUBLE.match(text) or not _DOUBLE.search(text[-2:]):
        return False
    first = quotation_spans(text)[:1]
    return bool(first) and first[0].start == 0 and first[0].end >= len(text) - 1


def _doubles(text: str, *, continued: bool) -> tuple[list[Span], bool]:
    """Spans between double marks and guillemets, and whether the last one stays open.

    `continued` says that the text before it ended within a quotation.
    """
    marks = list(_DOUBLE.finditer(text))
    spans: list[Span] = []
    opened: list[tuple[int, str]] = []
    if continued and marks and not _opens(text, marks[0], ""):
        opened.append((0, "“"))
    for mark in marks:
        last = opened[-1][1] if opened else ""
        if _opens(text, mark, last):
            opened.append((mark.start(), mark.group()))
        elif opened:
            start, _ = opened.pop()
            if not opened:
                spans.append(Span(start, mark.end()))
    if opened:
        spans.append(Span(opened[0][0], len(text)))
    return spans, bool(opened)


def _opens(text: str, mark: re.Match[str], last: str) -> bool:
    """Whether a mark opens a quotation, given the mark that opened the one it stands in."""
    sign = mark.group()
    if (last, sign) in (("„", "“"), ("»", "«")):
        return False
    if sign in _OPENING:
        return True
    if sign in _CLOSING or (sign == "»" and last == "«") or sign == "''":
        return False
    return _free_before(text, mark.start()) and _word_after(text, mark.end())


def _free_before(text: str, offset: int) -> bool:
    before = text[offset - 1 : offset]
    return not before or before.isspace() or before in _BEFORE or before in "'‘*_"


def _word_after(text: str, offset: int) -> bool:
    after = text[offset : offset + 1]
    return bool(after) and not after.isspace() and after not in ".,;:!?)]}”"


def _singles(text: str, doubles: Sequence[Span]) -> list[Span]:
    """Spans between single marks, outside of those between double ones.

    A mark closes only what the nearest mark before it opened, and rather than the
    apostrophe of a plural (the workers' hall) the first that can be no apostrophe.
    """
    text = _masked(text, doubles)
    spans: list[Span] = []
    opener: re.Match[str] | None = None
    end, sure = 0, False
    for mark in _SINGLE.finditer(text):
        if _opens_single(text, mark):
            if opener and end:
                spans.append(Span(opener.start(), end))
            opener, end, sure = mark, 0, False
        elif opener and not sure and _closes_single(text, mark):
            end, sure = mark.end(), not _plural(text, mark)
    if opener and not end and opener.group() != "'":
        end = len(text)
    if opener and end:
        spans.append(Span(opener.start(), end))
    return spans


def _masked(text: str, spans: Sequence[Span]) -> str:
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], "x" * (span.end - span.start)]
        at = span.end
    return "".join(pieces) + text[at:]


def _opens_single(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in "’›" or _APOSTROPHE.match(text, mark.start()):
        return False
    return _free_before(text, mark.start()) and _word_after(text, mark.end())


def _closes_single(text: str, mark: re.Match[str]) -> bool:
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.group() not in "‚‹" and not before.isspace() and not after.isalnum()


def _plural(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark may be the apostrophe of a plural: behind an s, before a space."""
    return text[mark.start() - 1] in "sS" and text[mark.end() : mark.end() + 1].isspace()
