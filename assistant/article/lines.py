"""The lines of a source, whichever way each of them ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.language.characters import ZERO_WIDTH
from assistant.language.span import Span, trimmed

_ENDING = re.compile(r"\r\n|\r|\n")
_BLANK = re.compile(rf"[\s{ZERO_WIDTH}]*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `source[start:end]` without its ending, and where the next one starts."""

    start: int
    end: int
    next: int
    text: str

    @property
    def indent(self) -> int:
        """How far the text is set in, in columns; a tab reaches the next multiple of four."""
        columns = 0
        for char in self.text:
            if char == "\t":
                columns += 4 - columns % 4
            elif char.isspace():
                columns += 1
            else:
                break
        return columns

    @property
    def prose(self) -> Span:
        """The line without the white space around it."""
        return trimmed(self.text, self.start)


def split_lines(source: str) -> tuple[Line, ...]:
    r"""The lines of a source; only \n, \r\n and \r end one, and a last empty one is left out."""
    lines, at = [], 0
    for ending in _ENDING.finditer(source):
        lines.append(Line(at, ending.start(), ending.end(), source[at : ending.start()]))
        at = ending.end()
    if at < len(source):
        lines.append(Line(at, len(source), len(source), source[at:]))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class LineIndex:
    """Where the lines of a source start, to find many places in it."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> LineIndex:
        """The index of a source."""
        return cls((0, *(ending.end() for ending in _ENDING.finditer(source))))

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both counted from one."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def position(source: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset, both counted from one."""
    return LineIndex.of(source[:offset]).position(offset)


def blank(text: str) -> bool:
    """Whether a text is empty, or white space and characters of no width alone."""
    return _BLANK.match(text) is not None


def chunks(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines in runs; blank ones, and those of nothing but `>`, part them and are left out."""
    runs: list[list[Line]] = []
    parted = True
    for line in lines:
        if blank(line.text.lstrip("> \t")):
            parted = True
            continue
        if parted:
            runs.append([])
        runs[-1].append(line)
        parted = False
    return runs
