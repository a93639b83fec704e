"""A diff for the eye: the lines that change, with the words struck out and underlined."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from assistant.article.lines import LineIndex
from assistant.cli.output import Style
from assistant.review.lines import ChangedLines, changed_lines
from assistant.review.model import Review

Piece = tuple[Style, str]


def pieces(review: Review, source: str, path: str, most: int | None = None) -> Iterator[Piece]:
    """The accepted hunks of a review as pieces of output, one pair of lines for each place.

    Of many places the first ones, where `most` is given.
    """
    yield Style.STRONG, f"{path}: {review.title}\n" if review.title else f"{path}\n"
    index = LineIndex.of(source)
    for change in islice(changed_lines(source, review.hunks), most):
        line, _ = index.position(change.start)
        yield Style.PLACE, f"@@ line {line} @@\n"
        yield from _line("- ", Style.REMOVED, _side(source, change, new=False))
        if change.text(source).strip():
            yield from _line("+ ", Style.ADDED, _side(source, change, new=True))


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
