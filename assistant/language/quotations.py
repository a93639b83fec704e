"""Direct quotations of a text: what stands between quotation marks, of whatever style.

Marks are straight, curly, doubled as in TeX, guillemets either way round, low and high, and
corner brackets. A measure (5' 10"), an apostrophe and a decade ('90s) quote nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.fact import Fact, FactKind, Found
from assistant.language.span import Span, masked

QUOTATION_MARK = re.compile(r"[\"“”„‟«»『』「」＂‘‚‹›`]|''|(?<!\w)['’]|['’](?!\w)")
"""Matches whatever could begin or end a quotation."""

_SIGN = re.compile(r"[\"“”„‟«»『』「」＂'‘’‚‹›`]")
_DOUBLE = re.compile(r"[\"“”„‟«»『』「」＂]|``|''")
_OPENING = frozenset("“„‟«『「") | {"``"}
_CLOSING = frozenset("”』」") | {"''"}
_SINGLE = re.compile(r"['‘’‚‹›]")
_APOSTROPHE = re.compile(
    r"['‘’](?:\d0s|\d\d\b|(?:tis|twas|twere|em|til|till|cause|cos|n|round|bout|fraid|ere|im)\b)",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"(?<=\d)['’′]\s?\d{1,2}(?:\.\d+)?(?:[\"”″]|'')")
_BEFORE = frozenset('([{<—–-/:"“„«')
_PARAGRAPH = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_ONE_STYLE = re.compile(r"``|''|[“”„‟«»『』「」＂‘’‚‹›\"]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks, and what is `within` them; a mark may be missing."""

    span: Span
    within: Span

    def shifted(self, by: int) -> Quotation:
        """The quotation as many code points further on."""
        return Quotation(self.span.shifted(by), self.within.shifted(by))


def quotations(text: str, *, partial: bool = False) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order.

    A quotation lasts to its closing mark, and at most to the end of its paragraph; where it is
    taken up without a new mark it goes on in the next one. `partial` says that the text may
    begin in the middle of a quotation.
    """
    found: list[Quotation] = []
    if not _SIGN.search(text):
        return ()
    start, is_open = 0, False
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        known, is_open = paragraph(text[start:end], continued=is_open, partial=partial)
        found += [each.shifted(start) for each in known]
        start = gap.end() if gap else end
    return tuple(found)


def paragraph(
    text: str, *, continued: bool = False, partial: bool = False
) -> tuple[tuple[Quotation, ...], bool]:
    """The outermost quotations of one paragraph, and whether the last of them stays open.

    `continued` says that the paragraph before ended within a quotation, which this one goes
    on with unless it begins one anew; `partial` that it may begin within one.
    """
    text = masked(text, [Span(*match.span()) for match in _MEASURE.finditer(text)])
    doubles, is_open = _doubles(text, continued=continued, partial=partial)
    singles = _singles(text, [each.span for each in doubles])
    outer = [each for each in doubles if not _is_within(each.span, singles)]
    return tuple(sorted((*outer, *singles), key=lambda each: each.span)), is_open


def _is_within(span: Span, quotations: Sequence[Quotation]) -> bool:
    """Whether a span lies in one of some quotations, which are in order and do not overlap."""
    place = bisect_right(quotations, span.start, key=lambda known: known.span.start) - 1
    return place >= 0 and quotations[place].span.contains(span)


def quoted(text: str) -> Iterator[Found]:
    """The quotations of a text, or of a sentence out of one, as facts.

    The value is what stands within, whatever the style of the marks.
    """
    for each in quotations(text, partial=True):
        start, end = each.within.start, each.within.end
        value = " ".join(_ONE_STYLE.sub("'", text[start:end]).split())
        yield Found(Fact(FactKind.QUOTATION, value.rstrip(".,")), start, end)


def wholly_quoted(text: str) -> bool:
    """Whether a text is one quotation from end to end."""
    if not _DOUBLE.match(text) or not _DOUBLE.search(text[-2:]):
        return False
    first = next(iter(quotations(text)), None)
    return first is not None and first.span.start == 0 and first.span.end >= len(text) - 1


def _doubles(text: str, *, continued: bool, partial: bool) -> tuple[list[Quotation], bool]:
    """What is between double marks and guillemets, and whether the last one stays open."""
    marks = list(_DOUBLE.finditer(text))
    found: list[Quotation] = []
    opened: list[tuple[int, int, str]] = []
    if continued and marks and not _opens(text, marks[0], ""):
        opened.append((0, 0, "“"))
    reached = 0
    for mark in marks:
        if _opens(text, mark, opened[-1][2] if opened else ""):
            opened.append((mark.start(), mark.end(), mark.group()))
            continue
        if not opened and partial and _ends_what_began_before(text, mark):
            opened.append((reached, reached, "“"))
        if opened:
            start, inner, _ = opened.pop()
            if not opened:
                found.append(Quotation(Span(start, mark.end()), Span(inner, mark.start())))
                reached = mark.end()
    if opened:
        start, inner, _ = opened[0]
        found.append(Quotation(Span(start, len(text)), Span(inner, len(text))))
    return found, bool(opened)


def _opens(text: str, mark: re.Match[str], last: str) -> bool:
    """Whether a mark opens a quotation, given the mark that opened the one it stands in."""
    sign = mark.group()
    if (last, sign) in (("„", "“"), ("»", "«")):
        return False
    if sign in _OPENING:
        return True
    if (sign in _CLOSING and (last or sign != "”")) or (sign == "»" and last == "«"):
        return False
    return _free_before(text, mark.start()) and _goes_on(text, mark.end())


def _ends_what_began_before(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark without a partner closes a quotation: no measure, and no mark of a list."""
    before = text[mark.start() - 1 : mark.start()]
    return bool(before) and not before.isspace() and not (mark.group() == '"' and before.isdigit())


def _free_before(text: str, offset: int) -> bool:
    before = text[offset - 1 : offset]
    return not before or before.isspace() or before in _BEFORE or before in "'‘*_"


def _goes_on(text: str, offset: int) -> bool:
    if text.startswith("...", offset):
        return True
    after = text[offset : offset + 1]
    return bool(after) and not after.isspace() and after not in ".,;:!?)]}”"


def _singles(text: str, doubles: Sequence[Span]) -> list[Quotation]:
    """What is between single marks, outside of what is between double ones.

    A mark closes only what the nearest mark before it opened, and rather than the
    apostrophe of a plural (the workers' hall) the first that can be no apostrophe.
    """
    text = masked(text, doubles)
    found: list[Quotation] = []
    opener: re.Match[str] | None = None
    closer: re.Match[str] | None = None
    for mark in _SINGLE.finditer(text):
        if _opens_single(text, mark):
            found += _single(opener, closer)
            opener, closer = mark, None
        elif opener and _closes_single(text, mark) and (not closer or _plural(text, closer)):
            closer = mark
    found += _single(opener, closer)
    if opener and not closer and opener.group() != "'":
        found.append(Quotation(Span(opener.start(), len(text)), Span(opener.end(), len(text))))
    return found


def _single(opener: re.Match[str] | None, closer: re.Match[str] | None) -> Iterator[Quotation]:
    if opener and closer:
        yield Quotation(Span(opener.start(), closer.end()), Span(opener.end(), closer.start()))


def _opens_single(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in "’›" or _APOSTROPHE.match(text, mark.start()):
        return False
    return _free_before(text, mark.start()) and _goes_on(text, mark.end())


def _closes_single(text: str, mark: re.Match[str]) -> bool:
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.group() not in "‚‹" and not before.isspace() and not after.isalnum()


def _plural(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark may be the apostrophe of a plural: behind an s, before a space."""
    return text[mark.start() - 1] in "sS" and text[mark.end() : mark.end() + 1].isspace()
