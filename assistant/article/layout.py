"""Broken layout: spaces that software put before marks and into figures and abbreviations.

`Tuesday ' s`, `5 p. m.`, `$ 14. 50`, `3 , 400`, `U. S.`, `the law , which`: what is left when
a text was cut into tokens and joined again. Every repair takes out white space and no more.

Some forms are found in no clean text. Others are somebody's convention, as `U. S.` is in the
reports of a court: they are left where a text writes them throughout and nothing else in it
is broken. Others again, as a space before a semicolon, count only beside surer ones.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from assistant.article.blocks import PROSE
from assistant.article.model import Article, Block
from assistant.article.prose.blocks import is_prose
from assistant.article.spintax import as_prose
from assistant.article.visible import VisibleText
from assistant.language.span import Span

_A_BROKEN_TEXT = 2
"""Places of a text that are surely broken, from which the doubtful ones count too."""


class Certainty(Enum):
    """How far a form is from what clean texts write."""

    SURE = "no clean text has it"
    UNUSUAL = "a convention, in a text that has it throughout"
    DOUBTFUL = "broken if the text is broken in other ways"


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of broken layout; `intact` is how a text that has no such convention writes it.

    `sign` is quickly looked for, and in every text that has the form.
    """

    reason: str
    certainty: Certainty
    pattern: re.Pattern[str]
    intact: re.Pattern[str] | None = None
    sign: re.Pattern[str] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class LayoutIssue:
    """A broken span of the source, how it reads closed up, and whether a figure then changes."""

    span: Span
    text: str
    reason: str
    figure: bool


_UNIT = r"(?:percent|per cent|%|million|billion|trillion|points?|miles|metres|meters|inches)"
_ENDS = r"(?=[ \t]|$|[\r\n\"”’)])"
_PRONOUN = (
    r"(?:(?<=\b[Ii])|(?<=\b(?:[Hh]e|[Ww]e|[Ii]t))|(?<=\b(?:[Yy]ou|[Ss]he|[Ww]ho))|(?<=\b[Tt]hey))"
)
_MARK, _APOSTROPHE = "a space before a mark", "a space at an apostrophe"
_SHORT, _PRICE, _FIGURE = (
    "a space in an abbreviation",
    "a space in a price",
    "a space in a figure",
)
_INNER = "a space inside brackets or quotation marks"


def _compiled(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.MULTILINE)


_SPACED_APOSTROPHE = _compiled(r"[ \t]n?['’]")

_FORMS = (
    _Form(_MARK, Certainty.SURE, _compiled(
        rf"(?<=[\w)\]%”’])[ \t](?:,(?![\"“]\w)|\.(?![ \t]?\.)){_ENDS}"),
        sign=_compiled(r"[ \t][,.]")),
    _Form(_APOSTROPHE, Certainty.SURE, _compiled(
        r"(?<=[A-Za-z])[ \t]['’][ \t]s(?=[ \t,.;:!?\r\n]|$)(?![ \t]?['’])",
        r"(?<=n)[ \t]['’][ \t]t\b",
        rf"{_PRONOUN}[ \t]['’][ \t](?:re|ve|ll|m|d)\b"),
        sign=_SPACED_APOSTROPHE),
    _Form(_APOSTROPHE, Certainty.UNUSUAL, _compiled(
        r"(?<=[A-Za-z])[ \t]['’]s(?=[ \t,.;:!?\r\n]|$)(?![ \t]?['’])",
        r"(?<=[a-z])(?:[ \t]n['’]t|(?<=n)[ \t]['’]t)\b",
        rf"{_PRONOUN}[ \t]['’](?:re|ve|ll|m|d)\b"),
        _compiled(r"[A-Za-z]['’](?:s|t|re|ve|ll|m|d)\b"),
        sign=_SPACED_APOSTROPHE),
    _Form(_SHORT, Certainty.UNUSUAL, _compiled(
        r"(?<=\d)[ap]\.[ \t]m\.(?!\w)",
        r"(?<=\d[ \t])[ap]\.[ \t]m\.(?!\w)",
        r"(?<![.\w])(?<!\d[ \t])U\.[ \t](?:S\.[ \t]A\.|[SKN]\.)(?!\w|[ \t](?:\d|[A-Z]\.|Grant))",
        r"(?<=Washington,[ \t])D\.[ \t]C\.(?!\w)",
        r"(?<![.\w])Ph\.[ \t]D\.(?!\w)"),
        _compiled(r"\b(?:[ap]\.m\.|U\.[SKN]\.|D\.C\.|Ph\.D\.)"),
        sign=_compiled(r"\.[ \t][mSKNCD]\.")),
    _Form(_PRICE, Certainty.UNUSUAL, _compiled(
        r"(?<![\w$£])[$£][ \t]\d{1,9}(?:,\d{3}){0,4}(?:[ \t]?\.[ \t]\d\d(?![\d.])|\.\d\d(?!\d))?"),
        _compiled(r"[$£]\d"),
        sign=_compiled(r"[$£][ \t]")),
    _Form(_FIGURE, Certainty.SURE, _compiled(
        rf"(?<=[a-z][ \t])[$£€]?\d{{1,3}}[ \t]?\.[ \t]\d{{1,2}}(?=[ \t]?{_UNIT})",
        r"(?<![\d,.])(?<![\d,.][ \t])\d{1,3}(?:[ \t],[ \t]\d{3}){1,4}(?![\d,.]\d|\d|[ \t],[ \t]\d)",
        r"(?<![\d,.])(?<![\d,.][ \t])\d{1,3}(?:,[ \t]0\d\d){1,4}(?![\d,.]\d|\d|,[ \t]\d)"),
        sign=_compiled(r"\d[ \t]?[.,][ \t]\d")),
    _Form(_PRICE, Certainty.DOUBTFUL, _compiled(
        r"(?<![\w$£€])[$£€]\d{1,9}(?:,\d{3}){0,4}[ \t]?\.[ \t]\d\d(?=[ \t][a-z]|[,.;])"),
        sign=_compiled(r"\d[ \t]?\.[ \t]\d")),
    _Form(_MARK, Certainty.DOUBTFUL, _compiled(rf"(?<=[\w)\]%”’])[ \t][;:!?]{_ENDS}"),
        sign=_compiled(r"[ \t][;:!?]")),
    _Form(_INNER, Certainty.DOUBTFUL, _compiled(
        r"(?<![\w(])\([ \t](?=\w)", r"(?<=[\w.,!?])[ \t]\)",
        r"(?<!\w)[“‘][ \t](?=\w)", r"(?<=[.,!?])[ \t]”"),
        sign=_compiled(r"[(“‘][ \t]|[ \t][)”]")),
)  # fmt: skip
_SYMBOLS = re.compile(r"(?<!\w)[b-hj-z0-9][ \t],[ \t]\w\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:[/@\\][\w.-]{1,60}|(?<!\S)--?\w{1,20})\Z")
_BEFORE_MENTION = re.compile(r"\b(?:and|or|nor|an?|the)\Z", re.IGNORECASE)
"""Words that no clause ends with: what stands behind them is named, as in `both - and .`."""

_MENTION = re.compile(
    r"[ \t]+(?:syntax|operators?|notation|symbols?|signs?|characters?|separators?|keys?)\b"
)
"""What says behind a mark that it was named."""

_CODE = re.compile(r"`[^`\n]*`")
_SPLIT_FIGURE = re.compile(r"\d[ \t]?[.,][ \t]\d")
_SPACE = re.compile(r"\s+")

_Place = tuple[_Form, int, int]


def layout_issues(article: Article) -> tuple[LayoutIssue, ...]:
    """The broken places of the prose of an article, in order, none overlapping another.

    None stands in code, tables, formulas or verse, or in what is locked.
    """
    shown = [article.visible(block.text) for block in article.blocks if _is_read(article, block)]
    places = [list(_places(text)) for text in shown]
    conventions = _conventions([form for found in places for form, _, _ in found], shown)
    sure = [[_is_sure(form, conventions) for form, _, _ in found] for found in places]
    broken = sum(map(sum, sure)) >= _A_BROKEN_TEXT
    return tuple(
        issue
        for text, found, known in zip(shown, places, sure, strict=True)
        for issue in _issues(text, found, conventions, doubtful=broken or any(known))
    )


def _is_read(article: Article, block: Block) -> bool:
    return block.kind in PROSE and is_prose(as_prose(article.slice(block.text)))


def _places(shown: VisibleText) -> Iterator[_Place]:
    code = [match.span() for match in _CODE.finditer(shown.text)]
    for form in _FORMS:
        if not form.sign.search(shown.text):
            continue
        for match in form.pattern.finditer(shown.text):
            start, end = match.span()
            place = bisect_right(code, (start, end))
            if place and start < code[place - 1][1]:
                continue
            if _is_plain(shown, start, end) and not _is_meant(shown.text, start, end):
                yield form, start, end


def _is_plain(shown: VisibleText, start: int, end: int) -> bool:
    """Whether the place is in the source as it is seen, with no markup in it."""
    span = shown.span(start, end)
    return span.end - span.start == end - start and shown.is_free(span)


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether the space is somebody's: symbols as in `x , y`, an address or an option before.

    Or behind a word that asks for another, so that a mark stands for itself.
    """
    if _SYMBOLS.match(text, max(start - 1, 0), end + 3):
        return True
    if _MENTION.match(text, end):
        return True
    before = text[max(start - 80, 0) : start].rpartition("\n")[2]
    return any(known.search(before) for known in (_ADDRESS, _BEFORE_MENTION))


def _conventions(found: Sequence[_Form], shown: Sequence[VisibleText]) -> frozenset[str]:
    """The unusual forms that a text writes throughout, where nothing else in it is broken."""
    if any(form.certainty is Certainty.SURE for form in found):
        return frozenset()
    counts = Counter(form.reason for form in found if form.certainty is Certainty.UNUSUAL)
    if len(counts) > 1:
        return frozenset()
    intact = {form.reason: form.intact for form in found if form.intact is not None}
    return frozenset(
        reason
        for reason, times in counts.items()
        if times > 1 and not any(intact[reason].search(text.text) for text in shown)
    )


def _is_sure(form: _Form, conventions: frozenset[str]) -> bool:
    return form.certainty is not Certainty.DOUBTFUL and form.reason not in conventions


def _issues(
    shown: VisibleText, found: Sequence[_Place], conventions: frozenset[str], *, doubtful: bool
) -> Iterator[LayoutIssue]:
    at = 0
    for form, start, end in sorted(found, key=lambda place: (place[1], -place[2])):
        counts = doubtful if form.certainty is Certainty.DOUBTFUL else _is_sure(form, conventions)
        if counts and start >= at:
            at = end
            text = shown.text[start:end]
            figure = _SPLIT_FIGURE.search(text) is not None
            yield LayoutIssue(shown.span(start, end), _SPACE.sub("", text), form.reason, figure)
