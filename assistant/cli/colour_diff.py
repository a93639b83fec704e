"""A diff for the eye: the lines that change, with the words struck out and underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.article.lines import LineIndex
from assistant.cli.output import Style
from assistant.review.lines import ChangedLines, changed_lines
from assistant.review.model import Hunk, Review

Piece = tuple[Style, str]

_AROUND = 36
"""Characters to each side of a hunk that is shown in its context."""


def pieces(review: Review, source: str, path: str) -> Iterator[Piece]:
    """The accepted hunks of a review as pieces of output, one pair of lines for each place."""
    yield Style.STRONG, f"{path}: {review.title}\n" if review.title else f"{path}\n"
    index = LineIndex.of(source)
    for change in changed_lines(source, review.hunks):
        line, _ = index.position(change.start)
        yield Style.PLACE, f"@@ line {line} @@\n"
        if change.start < change.end:
            yield from _line("- ", Style.REMOVED, _side(source, change, new=False))
        if change.text(source).strip():
            yield from _line("+ ", Style.ADDED, _side(source, change, new=True))


def in_context(hunks: Iterable[Hunk], source: str) -> Iterator[Piece]:
    """Some hunks, a line each: its number, and the words around it, as far as they fit."""
    index = LineIndex.of(source)
    for hunk in hunks:
        start, end = hunk.edit.start, hunk.edit.end
        line, column = index.position(start)
        last = source.find("\n", end)
        last = len(source) if last < 0 else last
        before = source[max(start - column + 1, start - _AROUND) : start]
        after = source[end : min(last, end + _AROUND)]
        yield Style.PLACE, f"{line:>4}  "
        yield Style.PLAIN, before.partition(" ")[2] if column > _AROUND else before
        yield Style.REMOVED_WORD, f"[-{hunk.edit.original}-]"
        if hunk.text:
            yield Style.ADDED_WORD, f"{{+{hunk.text}+}}"
        yield Style.PLAIN, (after.rpartition(" ")[0] if end + _AROUND < last else after) + "\n"


def _side(source: str, change: ChangedLines, *, new: bool) -> list[tuple[bool, str]]:
    """The text of the lines, before or after, in pieces: whether each is changed, and its text."""
    return [
        (hunk is not None, hunk.text if hunk and new else piece)
        for piece, hunk in change.pieces(source)
    ]


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
