"""Markup inside prose: what no edit may touch, and what a reader sees in its place.

Addresses, HTML tags and comments, character references, shortcodes, tags of templates and
terminal sequences in any text; in Markdown also links, emphasis, code, math, notes, expressions
and escapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from assistant.article.blocks import Mark
from assistant.article.markup_pairs import Role, Token, marks_of
from assistant.language.span import Span

_ATTRIBUTE = (
    r"""(?:\s+[\w:@.-]{1,60}(?:\s*=\s*(?:"[^"]{0,1000}"|'[^']{0,1000}'|[^\s"'<>\[\]]{1,300}))?)"""
)
_ELEMENTS = (
    "a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body br"
    " button canvas caption center cite code col colgroup data datalist dd del details dfn dialog"
    " dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3"
    " h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map"
    " mark math menu meta meter nav nobr noscript object ol optgroup option output p param picture"
    " pre progress q rp rt ruby s samp script section select slot small source span strike strong"
    " style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track"
    " tt u ul var video wbr"
).replace(" ", "|")
_TAG = re.compile(
    rf"</?(?:(?i:{_ELEMENTS})|[A-Za-z][\w.]*[-:][\w:.-]*)(?:{_ATTRIBUTE}{{0,40}}|\s[^<>]*=[^<>]*)\s*/?>"
    rf"|<[A-Z][\w.]*(?:\s[^<>]*=[^<>]*|\s*/)>|</[A-Z][\w.]*\s*>",
)
"""A tag of HTML, of a custom element or of a component; `<your name>` is none."""

_ANYWHERE = rf"""
    (?P<hidden>
        \x1b\[[0-?]{{0,40}}[ -/]{{0,8}}[@-~]                             # terminal sequence
      | <!--(?:[^-<]|-(?!->)|<(?!!--)){{0,2000}}-->                      # HTML comment
      | \[/?(?:caption|gallery|embed|playlist)(?:{_ATTRIBUTE}{{0,20}})\s?/?\](?!\()
      | \[/[a-z][a-z0-9_-]{{2,40}}\](?!\()                               # shortcodes of WordPress
      | \[(?P<pair>[a-z][a-z0-9_-]{{2,40}})\](?=[^\[]{{1,2000}}\[/(?P=pair)\])
      | \[[a-z][a-z0-9_-]{{2,40}}
        (?:\s[a-z_-]{{1,40}}=["'][^"'\[\]<>]{{0,300}}["']){{1,20}}\s?/?\](?!\()
      | \{{\{{[<%]\s?/[^{{}}]{{0,200}}\}}\}}                                  # closes a shortcode
      | \{{%[^%]{{0,500}}%\}} | <%(?!=)[^%]{{0,500}}%>
    )
  | (?P<template>\{{\{{[^{{}}]{{0,500}}\}}\}} | <%=[^%]{{0,500}}%>)
  | (?P<autolink><(?:https?://|mailto:)[^<>\s]{{1,2000}}>)
  | (?P<tag></?[A-Za-z][^<>]{{0,2000}}>)
  | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
"""
_ADDRESS = r"""
  | (?<![^\W_])(?:https?://|www\.)(?:[^\s<>"'“”‘’\[]|\[(?!/)){1,2000}[^\s<>"'“”‘’.,;:!?)\[\]*_]
  | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}
"""
_MARKDOWN = r"""
  | (?P<math>\$\$[^$]{1,1000}\$\$ | (?<![\w$\\])\$[^$\r\n]{1,300}\$(?![\w$])
      | \\\([^\r\n]{1,300}?\\\) | \\\[[^\r\n]{1,300}?\\\])
  | (?P<markup>
        \\(?=\r|\n)                                                      # hard line break
      | \{[\#.:][^{}\r\n]{0,200}\}
      | \{/\*(?:[^*]|\*(?!/)){0,1000}\*/\}
      | \[\^[^\]\s]{1,100}\]:? | \[![A-Za-z]{1,20}\] | (?<![^\s])\[[ xX]\](?=\s)
    )
  | (?P<expression>(?<!\$)\{[A-Za-z_$][\w$]*[.\[(][^{}\r\n]{0,200}\})
  | \{[A-Za-z_$][\w$]*\}                                               # placeholder
  | \[\[(?P<wiki>[^\[\]|\r\n]{1,200})(?:\|(?P<told>[^\[\]\r\n]{1,200}))?\]\]
  | (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<ticks>`+)
  | [ ]{2,}(?=\r|\n)
  | (?P<target>\](?:
        \((?:[^()\\]|\\.|\((?:[^()\\]|\\.){0,500}\)){0,2000}\) | \[[^\[\]]{0,500}\]))
  | (?P<label>\[)[^\[\]`]{1,500}\](?![\[(])
  | (?P<opening>!?\[) | (?P<closing>\])
  | (?P<emphasis>\*+ | ~~+ | (?<![^\W_])_+ | _+(?![^\W_]))
"""
_PLAIN_MARK = re.compile(_ANYWHERE + _ADDRESS, re.VERBOSE)
_MARKDOWN_MARK = re.compile(_ANYWHERE + _MARKDOWN + _ADDRESS, re.VERBOSE | re.DOTALL)
_SIGN = re.compile(r"[\x1b<\[\]{&@\\$`*~_]")
_SIGNS = ("://", "www.", "  \n", "  \r")
"""What markup has, a sign or one of some more: quickly looked for, and in few paragraphs."""

_TICKS = re.compile(r"`+")
_FORMULA = re.compile(r"[\\_^={}<>]|\A\$[A-Za-z][A-Za-z0-9]{0,2}'?\$\Z")
_AMOUNT = re.compile(r"\$(?:\s|\d(?![\d.,]{0,10}[_^\\]))|.*\s\$\Z", re.DOTALL)

Defined = Callable[[str], bool]
"""Whether a label, without its brackets, is that of a link reference."""


def plain_marks(source: str, span: Span) -> tuple[Mark, ...]:
    """The markup of any text within a span of the source, in order and apart."""
    if not _has_markup(source, span.start, span.end):
        return ()
    found = (_token(match) for match in _PLAIN_MARK.finditer(source, span.start, span.end))
    return marks_of(source, span, list(found))


def markdown_marks(source: str, span: Span, defined: Defined = lambda _: False) -> tuple[Mark, ...]:
    """The markup of Markdown, and of any text, within a span of the source, in order and apart."""
    if not _has_markup(source, span.start, span.end):
        return ()
    return marks_of(source, span, list(_markdown_tokens(source, span, defined)))


def _has_markup(source: str, start: int, end: int) -> bool:
    found = _SIGN.search(source, start, end) is not None
    return found or any(source.find(sign, start, end) >= 0 for sign in _SIGNS)


def around(marks: Iterable[Mark], prefixes: Iterable[Span]) -> tuple[Mark, ...]:
    """Marks, and the prefixes of lines as hidden ones, in order and apart.

    A mark that reaches over a prefix covers it; one that shows itself is parted by it.
    """
    found: list[Mark] = []
    both = [*((m.span, m) for m in marks), *((p, Mark(p, "")) for p in prefixes)]
    for span, mark in sorted(both, key=lambda pair: pair[0]):
        last = found[-1] if found else None
        if last is None or last.span.end <= span.start:
            found.append(mark)
        elif last.shows is None and mark.shows is not None:
            found[-1:] = _parted(last, mark)
    return tuple(found)


def _parted(mark: Mark, inner: Mark) -> Iterator[Mark]:
    if mark.span.start < inner.span.start:
        yield Mark(Span(mark.span.start, inner.span.start))
    yield inner
    if inner.span.end < mark.span.end:
        yield Mark(Span(inner.span.end, mark.span.end))


def _token(match: re.Match[str]) -> Token:
    return Token(_role(match.lastgroup, match.group()), Span(*match.span()))


def _role(group: str | None, text: str) -> Role:
    match group:
        case "tag":
            return Role.TAG if _TAG.fullmatch(text) else Role.TEXT
        case "hidden" | "markup":
            return Role.GAP if text.startswith("[^") and text.endswith(":") else Role.HIDDEN
        case "math" | "expression" | "template":
            return Role.GAP
        case "autolink" | "entity" | "escape" | "opening" | "closing" | "target" | "emphasis":
            return Role(group)
        case _:
            return Role.TEXT


def _markdown_tokens(source: str, span: Span, defined: Defined) -> Iterator[Token]:
    closers = _Closers(source, span)
    at = span.start
    while match := _MARKDOWN_MARK.search(source, at, span.end):
        start, at = match.span()
        if match["ticks"]:
            end = closers.after(at, at - start)
            yield from _code(start, at, end)
            at = end or at
        elif match["wiki"]:
            yield from _wikilink(match)
        elif match["label"]:
            at = start + 1
            if defined(source[at : match.end() - 1]):
                at = match.end()
                yield from _shown_inside(start, at)
            else:
                yield Token(Role.OPENING, Span(start, at))
        elif match["math"] and not _is_formula(match["math"]):
            at = start + (1 if match["math"][0] == "$" else 2)
            if match["math"][0] == "\\":
                yield Token(Role.ESCAPE, Span(start, at))
        else:
            yield _token(match)


def _wikilink(match: re.Match[str]) -> Iterator[Token]:
    """The name of a page, which no edit may touch, or what is told in its place."""
    start, end = match.span()
    first, last = match.span("told") if match["told"] else match.span("wiki")
    yield Token(Role.HIDDEN, Span(start, first))
    if not match["told"]:
        yield Token(Role.TEXT, Span(first, last))
    yield Token(Role.HIDDEN, Span(last, end))


def _is_formula(text: str) -> bool:
    """Whether what stands between signs of math is some, and neither an amount nor an escape."""
    if text.startswith(("$$", "\\(")):
        return True
    if text.startswith("\\["):
        return any(sign in text[2:-2] for sign in "=^_\\")
    return not _AMOUNT.match(text) and _FORMULA.search(text) is not None


def _code(start: int, opened: int, end: int | None) -> Iterator[Token]:
    """The backticks of a code span, hidden, and what they hold; lone ones show themselves."""
    if end is None:
        yield Token(Role.TEXT, Span(start, opened))
        return
    closing = end - (opened - start)
    yield Token(Role.HIDDEN, Span(start, opened))
    yield Token(Role.TEXT, Span(opened, closing))
    yield Token(Role.HIDDEN, Span(closing, end))


def _shown_inside(start: int, end: int) -> Iterator[Token]:
    yield Token(Role.HIDDEN, Span(start, start + 1))
    yield Token(Role.TEXT, Span(start + 1, end - 1))
    yield Token(Role.HIDDEN, Span(end - 1, end))


class _Closers:
    """The runs of backticks of a span, to find what closes a code span without searching twice."""

    def __init__(self, source: str, span: Span) -> None:
        self._ends: dict[int, list[int]] = {}
        for run in _TICKS.finditer(source, span.start, span.end):
            self._ends.setdefault(len(run.group()), []).append(run.end())
        for ends in self._ends.values():
            ends.reverse()

    def after(self, offset: int, length: int) -> int | None:
        """The end of the first run of that length that begins at or behind an offset."""
        ends = self._ends.get(length, [])
        while ends and ends[-1] <= offset:
            ends.pop()
        return ends[-1] if ends else None
