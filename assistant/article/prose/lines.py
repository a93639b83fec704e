"""Which lines of a text are prose: those that are none stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.article.lines import Line, blank, chunks
from assistant.article.prose.signs import Sign, rows, sign_of, stands_alone

_TAG_OPEN = re.compile(r"<[A-Za-z][\w-]{0,30}(?:\s+[\w:-]{1,60}=[^<>]{0,2000})?\Z")
_ENCLOSED = (
    ("/*", "*/"), ("<!--", "-->"), ("-----BEGIN ", "-----END "), ("<style", "</style>"),
    ("<script", "</script>"),
)  # fmt: skip
"""What opens a run of lines that is no prose, blank ones included, and what ends it."""

LINES_OF_TAG = 6
"""Lines that a tag of HTML may run over; the search for its beginning goes no further back."""

_CODY = 0.3
"""The share of a text that is no prose from which on what is set in is none either."""


def prose_lines(lines: Sequence[str]) -> list[bool]:
    """Whether each line of a text is prose; blank lines are, and part the runs of the others.

    A line alone between lines of prose is prose.
    """
    found = [True] * len(lines)
    for start, end in _enclosed(lines):
        found[start:end] = [False] * (end - start)
    for start, end in _runs(lines, found):
        found[start:end] = _prose_of_run(lines[start:end])
    left_out = sum(len(line) for line, prose in zip(lines, found, strict=True) if not prose)
    if left_out >= _CODY * sum(map(len, lines)) and left_out:
        pairs = zip(lines, found, strict=True)
        return [prose and (not line.strip() or stands_alone(line)) for line, prose in pairs]
    return found


def prose_runs(lines: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    """The lines of a text in runs that blank lines part, and whether each of them is prose."""
    prose = prose_lines([line.text for line in lines])
    is_prose = {line.start: known for line, known in zip(lines, prose, strict=True)}
    for run in chunks(lines):
        for known, group in groupby(run, key=lambda line: is_prose[line.start]):
            yield list(group), known


def ends_in_tag(lines: Sequence[str]) -> bool:
    """Whether lines, `LINES_OF_TAG` at most, end within a tag of HTML."""
    return _TAG_OPEN.search("\n".join(lines)) is not None


def _enclosed(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The stretches of comments, keys and the like, each from what opens it to what ends it."""
    ending, opened = "", 0
    for at, line in enumerate(lines):
        if not ending:
            opening = line.lstrip()
            ending = next((end for sign, end in _ENCLOSED if opening.startswith(sign)), "")
            opened = at
        if ending and ending in line:
            yield opened, at + 1
            ending = ""


def _runs(lines: Sequence[str], open_: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The runs of lines that are not blank and not told already."""
    at = 0
    for told, group in groupby(zip(lines, open_, strict=True), key=_is_open):
        end = at + len(list(group))
        if told:
            yield at, end
        at = end


def _is_open(pair: tuple[str, bool]) -> bool:
    line, is_open = pair
    return is_open and not blank(line)


def _prose_of_run(lines: Sequence[str]) -> list[bool]:
    found: list[bool] = []
    for bare, group in groupby(_signs(lines), key=lambda sign: sign is not Sign.PROSE):
        signs = list(group)
        none = bare and _is_none(signs, whole=len(signs) == len(lines))
        found += [not none] * len(signs)
    return found


def _is_none(signs: Sequence[Sign], *, whole: bool) -> bool:
    sure, likely = signs.count(Sign.NONE), signs.count(Sign.LIKELY)
    if not whole and sure + likely < 2:
        return False
    return sure > 0 or (likely > 1 and 2 * likely >= len(signs))


def _signs(lines: Sequence[str]) -> list[Sign]:
    in_rows = {place for row in rows(lines) for place in range(*row)}
    signs: list[Sign] = []
    for n, line in enumerate(lines):
        above = lines[max(n - LINES_OF_TAG, 0) : n]
        if n and signs[-1] is Sign.PROSE and ends_in_tag(above):
            signs.append(Sign.PROSE)
        else:
            signs.append(Sign.NONE if n in in_rows else sign_of(line))
    return signs
