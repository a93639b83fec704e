"""Spintax in a text: choices that a spinner never made, `{said|stated}`, and their rests.

A choice is `{one|two|}` or `[one|two]`, nested or not, with an empty option or not. Rests are
a brace without its partner (`men}`), a choice that lost one (`said|stated}`), and the name of
a value that was never put in (`%month%`).

Depth, options and length are bounded, and reading is linear in the text. What has the look of
code, a template, a formula, a table of a wiki or a command line is no choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise, product

from assistant.language.patterns import lazy

_DEEPEST = 8
_MOST_OPTIONS = 40
_MOST_WORDINGS = 12
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Choice:
    """The text from `start` to `end` is a choice of `wordings`; the first option comes first."""

    start: int
    end: int
    wordings: tuple[str, ...]
    reason: str = "a choice that a spinner never made"


@dataclass(slots=True)
class _Group:
    """A pair of brackets with its own bars and the groups within it."""

    start: int
    end: int = -1
    bars: list[int] = field(default_factory=list)
    inner: list[_Group] = field(default_factory=list)


@dataclass(slots=True)
class Brackets:
    """The outermost groups of a text, and where brackets stand that have no partner."""

    groups: list[_Group] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)


_SIGNS = {pair: lazy(rf"\\.|[|\{pair[0]}\{pair[1]}]", re.DOTALL) for pair in ("{}", "[]")}
_NOT_BEFORE = lazy(r"[$\\@#%=]\Z|\\[A-Za-z]{1,30}\*?(?:\{[^{}]{0,80}\}){0,3}\Z")
_NO_CHOICE = lazy(
    r".(?:[%#!:/$@\\]"  # a template
    r"|\|[\s}\-+]|\s?\|[\w, ]{1,40}\|\s"  # a table of a wiki, a block of Ruby
    r"|\s?\w\s?\|\s"  # a set of mathematics
    r"|\s{0,9}[\"'a-z_]\w{0,40}[\"']?\??\s?:\s)"  # an object of a program
)
_WORDING = lazy(r"[^{}\[\]<>=\\^~_`|]*")
_PROGRAM = lazy(
    r"[a-z][A-Z]|[a-z]\.[a-z]{2}|\w\(|\A\s?-{1,2}\w|\A[/+*&@#]|\"\s?:|\A\s?(['\"]).*\1\s?\Z"
    r"|\$[A-Za-z]",
    re.DOTALL,
)
_COMMAND = lazy(
    r"\b(?:usage|synopsis|syntax)\b|(?<!\S)(?:--?[A-Za-z]|~?/\w+/\w|\$\s)", re.IGNORECASE
)
_KEYS = frozenset({"y", "n", "yes", "no", "ok", "cancel"})
_TYPES = frozenset(
    "any array bool boolean float function int list number object regexp str string symbol"
    " url".split()
)
_VALUES = frozenset("null none undefined bool boolean bigint int str tuple dict nil".split())
_REST_AT_END = lazy(r"(?<![\w|{\['’-])\w[\w'’-]*(?:\|[\w'’-]+)+\}")
_REST_AT_START = lazy(r"\{[\w'’-]+(?:\|[\w'’-]+)+(?![\w|}'’-])")
_LONE = lazy(r"(?<=[A-Za-z])\}(?=[\s.,;:!?'’”\")]|\Z)|(?<![^\s(“\"‘'])\{(?=[A-Za-z])")
_VALUE = lazy(r"(?<![\w%{\"'/=&?-])%[a-z][a-z_]{1,30}%(?![\w%}\"'])")


def brackets(text: str, pair: str) -> Brackets:
    """The groups of brackets of a text; `pair` is `{}` or `[]`. What is escaped is none."""
    found, stack, skipped = Brackets(), list[_Group](), 0
    for match in _SIGNS[pair].finditer(text):
        sign, at = match.group(), match.start()
        if sign == pair[0]:
            if len(stack) < _DEEPEST:
                stack.append(_Group(at))
            else:
                skipped += 1
        elif sign == "|" and stack:
            stack[-1].bars.append(at)
        elif sign == pair[1] and skipped:
            skipped -= 1
        elif sign == pair[1] and stack:
            group = stack.pop()
            group.end = at + 1
            (stack[-1].inner if stack else found.groups).append(group)
        elif sign == pair[1]:
            found.unopened.append(at)
    for group in stack:
        found.unclosed.append(group.start)
        found.groups += group.inner
    return found


def choices(text: str, found: Brackets) -> Iterator[Choice]:
    """The choices among the groups of a text, none overlapping another."""
    for group in found.groups:
        yield from _choices(text, group)


def rests(text: str, found: Brackets) -> Iterator[Choice]:
    """What is left of choices whose braces have no partner."""
    ends, starts = set(found.unopened), set(found.unclosed)
    for match in chain(_REST_AT_END.finditer(text), _REST_AT_START.finditer(text)):
        if match.end() - 1 in ends or match.start() in starts:
            wordings = tuple(dict.fromkeys(match.group().strip("{}").split("|")))
            ends.discard(match.end() - 1)
            starts.discard(match.start())
            yield Choice(*match.span(), wordings[:_MOST_WORDINGS], "what is left of a choice")
    for match in _LONE.finditer(text):
        if match.start() in ends or match.start() in starts:
            yield Choice(*match.span(), ("",), "a brace without its partner")


def values(text: str) -> Iterator[Choice]:
    """Names of values that were never put in."""
    for match in _VALUE.finditer(text):
        yield Choice(*match.span(), ("",), "the name of a value that was never put in")


def as_prose(text: str) -> str:
    """A text with the first wording of each of its choices, as prose would have it."""
    if not any(sign in text for sign in "{}["):
        return text
    braces = brackets(text, "{}")
    found = [*choices(text, braces), *rests(text, braces), *choices(text, brackets(text, "[]"))]
    pieces: list[str] = []
    at = 0
    for each in sorted(found, key=lambda choice: choice.start):
        if each.start >= at:
            pieces += [text[at : each.start], each.wordings[0]]
            at = each.end
    return "".join((*pieces, text[at:]))


def _choices(text: str, group: _Group) -> Iterator[Choice]:
    if _is_choice(text, group):
        yield Choice(group.start, group.end, _wordings(text, group))
    elif not _is_template(group):
        for inner in group.inner:
            yield from _choices(text, inner)


def _is_template(group: _Group) -> bool:
    """Whether the brackets are double: `{{ name | upper }}`, `[[Page|text]]`."""
    inner = group.inner
    return bool(inner) and (inner[0].start, inner[-1].end) == (group.start + 1, group.end - 1)


def _is_choice(text: str, group: _Group) -> bool:
    if not 0 < len(group.bars) < _MOST_OPTIONS or group.end - group.start > _LONGEST:
        return False
    before = text[max(group.start - 200, 0) : group.start].rpartition("\n")[2]
    if _NOT_BEFORE.search(before) or _COMMAND.search(before):
        return False
    if _NO_CHOICE.match(text, group.start):
        return False
    options = [option.strip() for option in _wordings(text, group)]
    own = "".join(text[a:b] for a, b in _segments(group))
    return (
        any(c.isalnum() for c in own)
        and "||" not in text[group.start : group.end]
        and all(_WORDING.fullmatch(option) and not _PROGRAM.search(option) for option in options)
        and not _is_syntax([option for option in options if option])
        and (text[group.start] == "{" or _is_free(text, group))
    )


def _is_syntax(options: list[str]) -> bool:
    """Whether options are signs of a notation: columns, keys, types, words of a command."""
    known = {option.lower() for option in options}
    return (
        (len(options) > 1 and all(len(option) == 1 for option in options))
        or known <= _KEYS
        or known <= _TYPES
        or bool(known & _VALUES)
        or all(option.isupper() and len(option) > 2 for option in options)
    )


def _is_free(text: str, group: _Group) -> bool:
    """Whether brackets stand as a word does, and are no link, index or type."""
    before, after = text[max(group.start - 1, 0) : group.start], text[group.end : group.end + 1]
    return before in " \t\n(“\"‘'—" and (after == "" or after in " \t\n)”\"’'—,.;!?")


def _segments(group: _Group) -> Iterator[tuple[int, int]]:
    """The stretches of a group that are in none of its inner ones, brackets and bars left out."""
    cuts = [(group.start, group.start + 1), (group.end - 1, group.end)]
    cuts += [(bar, bar + 1) for bar in group.bars]
    cuts += [(inner.start, inner.end) for inner in group.inner]
    return ((a[1], b[0]) for a, b in pairwise(sorted(cuts)))


def _wordings(text: str, group: _Group) -> tuple[str, ...]:
    """The first wording of every option, then the others of each."""
    edges = pairwise([group.start, *group.bars, group.end - 1])
    options = [
        list(islice(_resolved(text, a + 1, b, group.inner), _MOST_WORDINGS)) for a, b in edges
    ]
    ordered = [option[0] for option in options] + [w for option in options for w in option[1:]]
    return tuple(dict.fromkeys(ordered))[:_MOST_WORDINGS]


def _resolved(text: str, start: int, end: int, inner: list[_Group]) -> Iterator[str]:
    """The wordings of an option: its text, with the groups within it resolved."""
    pieces: list[tuple[str, ...]] = []
    at = start
    for group in inner:
        if start <= group.start < end:
            pieces += [(text[at : group.start],), _wordings(text, group)]
            at = group.end
    return map("".join, product(*pieces, (text[at:end],)))
