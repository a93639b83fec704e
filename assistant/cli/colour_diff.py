"""A diff for the eye: the lines that change, with the words struck out and underlined."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.cli.output import Style
from assistant.review.model import Hunk, Review

Piece = tuple[Style, str]


def pieces(review: Review, source: str, path: str) -> Iterator[Piece]:
    """The accepted hunks of a review as pieces of output, one pair of lines for each place."""
    yield Style.STRONG, f"{path}: {review.title}\n" if review.title else f"{path}\n"
    for group in _by_lines(review, source):
        start = source.rfind("\n", 0, group[0].edit.start) + 1
        end = source.find("\n", max(group[-1].edit.end - 1, group[-1].edit.start))
        end = len(source) if end < 0 else end + 1
        end = max(end, group[-1].edit.end)
        yield Style.PLACE, f"@@ line {source.count(chr(10), 0, start) + 1} @@\n"
        yield from _line("- ", Style.REMOVED, _side(source, group, start, end, new=False))
        if any(piece.strip() for _, piece in _side(source, group, start, end, new=True)):
            yield from _line("+ ", Style.ADDED, _side(source, group, start, end, new=True))


def _by_lines(review: Review, source: str) -> Iterator[list[Hunk]]:
    """The hunks that change something, those that share a line together."""
    group: list[Hunk] = []
    for hunk in review.hunks:
        if hunk.text == hunk.edit.original:
            continue
        if group and "\n" in source[group[-1].edit.end : hunk.edit.start]:
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _side(
    source: str, group: list[Hunk], start: int, end: int, *, new: bool
) -> list[tuple[bool, str]]:
    """The text of the lines, before or after, in pieces: whether each is changed, and its text."""
    found, at = [], start
    for hunk in group:
        found.append((False, source[at : hunk.edit.start]))
        found.append((True, hunk.text if new else hunk.edit.original))
        at = hunk.edit.end
    return [*found, (False, source[at:end])]


def _line(mark: str, style: Style, side: list[tuple[bool, str]]) -> Iterator[Piece]:
    word = Style.ADDED_WORD if style is Style.ADDED else Style.REMOVED_WORD
    yield style, mark
    last = ""
    for changed, text in side:
        if text:
            yield (word if changed else style), text.replace("\n", "\n" + mark).removesuffix(mark)
            last = text
    if not last.endswith("\n"):
        yield Style.PLAIN, "\n"
