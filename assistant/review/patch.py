"""A review as a unified diff, as `git apply` and `patch` read it (POSIX.1-2017, diff -u)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from assistant.review.lines import changed_lines
from assistant.review.model import Review

_CONTEXT = 3
_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) - {'"', "\\"}


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines `first` to `last` of the source, half open, and the text that replaces them."""

    first: int
    last: int
    text: str


def unified(review: Review, source: str, path: str, mark: str = "") -> str:
    """What was accepted as a unified diff, as `git apply` and `patch -p1` read it.

    Lines end at line feeds alone. Empty where nothing was accepted. `mark` is the byte order mark
    that the file begins with, as a character of its first line.
    """
    lines = _lines(source)
    groups = list(_gathered(list(_changes(review, source, lines))))
    if not groups:
        return ""
    old, new = (_quoted(f"{side}/{path.lstrip('/')}") for side in "ab")
    shift, hunks = 0, []
    if mark and lines:
        lines[0] = mark + lines[0]
    for group in groups:
        first = max(group[0].first - _CONTEXT, 0)
        last = min(group[-1].last + _CONTEXT, len(lines))
        body, grown = _body(lines, group, first, last, mark)
        head = (
            f"@@ -{_range(first, last - first)} +{_range(first + shift, last - first + grown)} @@\n"
        )
        hunks.append(head + body)
        shift += grown
    return f"--- {old}\n+++ {new}\n" + "".join(hunks)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _changes(review: Review, source: str, lines: list[str]) -> Iterator[_Change]:
    starts = list(accumulate(map(len, lines), initial=0))
    for change in changed_lines(source, review.hunks):
        first, last = (bisect_left(starts, place) for place in (change.start, change.end))
        yield _Change(first, last, change.text(source))


def _gathered(changes: list[_Change]) -> Iterator[list[_Change]]:
    group: list[_Change] = []
    for change in changes:
        if group and change.first - group[-1].last > 2 * _CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _body(
    lines: list[str], group: Iterable[_Change], first: int, last: int, mark: str
) -> tuple[str, int]:
    """The lines of a diff hunk, and by how many it grows the text; `mark` begins the first line."""
    out, at, grown = [], first, 0
    for change in group:
        new = _lines(("" if change.first else mark) + change.text)
        out += [_marked(" ", line) for line in lines[at : change.first]]
        out += [_marked("-", line) for line in lines[change.first : change.last]]
        out += [_marked("+", line) for line in new]
        grown += len(new) - (change.last - change.first)
        at = change.last
    out += [_marked(" ", line) for line in lines[at:last]]
    return "".join(out), grown


def _marked(mark: str, line: str) -> str:
    return mark + (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")


def _range(first: int, count: int) -> str:
    return f"{first + 1 if count else first},{count}"


def _quoted(path: str) -> str:
    """A path as git writes it: in quotes, with octal escapes, where it has unusual bytes."""
    if set(path) <= _PLAIN:
        return path + ("\t" if " " in path else "")
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    letters = (
        escapes.get(c) or (c if c in _PLAIN else "".join(f"\\{b:03o}" for b in _bytes(c)))
        for c in path
    )
    return '"' + "".join(letters) + '"'


def _bytes(letter: str) -> bytes:
    return letter.encode("utf-8", "surrogateescape")
