"""Marks inside prose that no edit may touch: addresses, tags, entities, Markdown's own signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.language.span import Span

_ANYWHERE = r"""
    \x1b\[[0-?]{0,40}[ -/]{0,8}[@-~]                                 # terminal sequence
  | <!--(?:[^-<]|-(?!->)|<(?!!--)){0,2000}-->                              # HTML comment
  | <(?:https?://|mailto:)[^<>\s]{1,2000}>                           # autolink
  | </?[A-Za-z][^<>]{0,2000}>                                        # HTML tag
  | &(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31}); # entity
"""
_ADDRESS = r"""
  | (?<![^\W_])(?:https?://|www\.)[^\s<>"'“”‘’]{1,2000}[^\s<>"'“”‘’.,;:!?)\]*_]
  | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}
"""
_MARKDOWN = r"""
  | \\[!-/:-@\[-`{-~]                                                # escape
  | \\(?=\r|\n) | [ ]{2,}(?=\r|\n)                                   # hard line break
  | (?P<ticks>`+)
  | \{\{[^{}]{0,500}\}\} | \{%[^%]{0,500}%\} | \{[\#.:][^{}\r\n]{0,200}\}
  | \[\^[^\]\s]{1,100}\]:? | \[![A-Za-z]{1,20}\] | (?<![^\s])\[[ xX]\](?=\s)
  | \](?:\((?:[^()\\]|\\.|\((?:[^()\\]|\\.){0,500}\)){0,2000}\) | \[[^\[\]]{0,500}\])
  | (?P<label>\[)[^\[\]`]{1,500}\](?![\[(])
  | !?\[ | \]
  | \*+ | ~~+ | (?<![^\W_])_+ | _+(?![^\W_])
"""
_PLAIN_MARK = re.compile(_ANYWHERE + _ADDRESS, re.VERBOSE)
_MARKDOWN_MARK = re.compile(_ANYWHERE + _MARKDOWN + _ADDRESS, re.VERBOSE | re.DOTALL)
_TICKS = re.compile(r"`+")


def plain_marks(source: str, span: Span) -> Iterator[Span]:
    """Addresses, HTML tags, entities and terminal sequences within a span of the source."""
    for match in _PLAIN_MARK.finditer(source, span.start, span.end):
        yield Span(*match.span())


def markdown_marks(
    source: str, span: Span, defined: Callable[[str], bool] = lambda _: False
) -> Iterator[Span]:
    """Markdown's inline marks, and what `plain_marks` gives, within a span of the source.

    `defined` says whether a label, without its brackets, is that of a link reference.
    """
    closers = _Closers(source, span)
    at = span.start
    while match := _MARKDOWN_MARK.search(source, at, span.end):
        start, at = match.span()
        if match["ticks"]:
            at = closers.after(at, len(match["ticks"])) or at
        elif match["label"] and not defined(source[start + 1 : at - 1]):
            at = start + 1
        yield Span(start, at)


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
