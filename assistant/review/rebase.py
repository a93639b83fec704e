"""Taking decisions along to a source that was changed by somebody else meanwhile."""

from __future__ import annotations

import difflib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from assistant.article.model import Article
from assistant.language.tokens import PIECE
from assistant.review.model import Hunk, Review, Step, make

_Same = tuple[int, int, int]
"""Where a text begins that both sources hold, in the old and in the new one, and its length."""


def carried(review: Review, old: str, article: Article) -> Review:
    """A review of a newer source with the hunks whose words stand in it as they did.

    `old` is the source that was reviewed. A hunk keeps its id, its decision and its note; one
    whose words were touched is left out, with its steps.
    """
    same = tuple(_same(old, article.source))
    moved = {hunk.id: new for hunk in review.hunks if (new := _moved(hunk, same, article))}
    kept = tuple(sorted(moved.values(), key=lambda hunk: (hunk.edit.start, hunk.edit.end)))
    return replace(
        make(article, (), review.engine, prompt=review.prompt),
        hunks=kept,
        log=_steps(review.log, moved),
        undone=_steps(review.undone, moved),
    )


def _same(old: str, new: str) -> Iterator[_Same]:
    """What both hold: whole lines first, and the words of lines that were changed."""
    lines, others = old.splitlines(keepends=True), new.splitlines(keepends=True)
    at, other = 0, 0
    matcher = difflib.SequenceMatcher(None, lines, others, autojunk=False)
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        before, after = "".join(lines[first:last]), "".join(others[new_first:new_last])
        if tag == "equal":
            yield at, other, len(before)
        elif tag == "replace":
            yield from _same_words(before, after, at, other)
        at, other = at + len(before), other + len(after)


def _same_words(before: str, after: str, at: int, other: int) -> Iterator[_Same]:
    from rapidfuzz.distance import Indel

    words, others = PIECE.findall(before), PIECE.findall(after)
    for op in Indel.opcodes(words, others):
        size = sum(map(len, words[op.src_start : op.src_end]))
        if op.tag == "equal":
            yield at, other, size
        at += size
        other += sum(map(len, others[op.dest_start : op.dest_end]))


def _moved(hunk: Hunk, same: tuple[_Same, ...], article: Article) -> Hunk | None:
    """A hunk where its words stand now, if all of them came along."""
    start, end = hunk.edit.start, hunk.edit.end
    place = bisect_right(same, (start, len(article.source) + 1, 0)) - 1
    if place < 0:
        return None
    first, now, size = same[place]
    if not first <= start <= end <= first + size:
        return None
    start, end = start - first + now, end - first + now
    edit = replace(hunk.edit, start=start, end=end)
    return replace(hunk, edit=edit, section=article.section_at(start).id)


def _steps(
    log: tuple[tuple[Step, ...], ...], moved: dict[str, Hunk]
) -> tuple[tuple[Step, ...], ...]:
    known = (tuple(_step(step, moved) for step in steps if step.after.id in moved) for steps in log)
    return tuple(steps for steps in known if steps)


def _step(step: Step, moved: dict[str, Hunk]) -> Step:
    return Step(*(_at(hunk, moved[hunk.id]) for hunk in (step.before, step.after)))


def _at(hunk: Hunk, place: Hunk) -> Hunk:
    edit = replace(hunk.edit, start=place.edit.start, end=place.edit.end)
    return replace(hunk, section=place.section, edit=edit)
