"""Asking an engine again about some hunks, with the rest of the article as it was decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.checks.edits.judge import Judge
from assistant.edits import Alternative, Edit
from assistant.engines.base import Engine
from assistant.review.merge import merged, without
from assistant.review.model import Decision, Hunk, Review, make


def regenerated(
    review: Review, article: Article, hunk_ids: Collection[str], engine: Engine
) -> Review:
    """A review in which an engine was asked again about some hunks; all others stay.

    The engine reads the article as decided elsewhere, so that what was repaired meanwhile
    helps it. A hunk for which it proposes nothing else stays; where it does, the new hunk is
    pending, and the old proposal is among its candidates. Raises EngineError.
    """
    asked = [hunk for hunk in review.hunks if hunk.id in set(hunk_ids)]
    found = [_with_old(edit, asked) for edit in _proposed(review, article, asked, engine)]
    gone = {h.id for h in asked if any(_differs(h.edit, edit) for edit in found)}
    stay = [hunk.edit for hunk in review.hunks if hunk.id not in gone]
    new = [edit for edit in found if not any(_meet(edit, known) for known in stay)]
    made = make(article, (*stay, *new), review.engine, refused=review.refused, prompt=review.prompt)
    return merged(without(review, gone), made)


@dataclass(frozen=True, slots=True)
class _Shifted:
    """An article as decided, and the changes that made it so, with their places in both."""

    article: Article
    changes: Sequence[tuple[int, int, int, int]]

    def there(self, place: int) -> int:
        """A place of the source in the decided text."""
        shift = 0
        for _, end, _, new_end in self.changes:
            if end <= place:
                shift = new_end - end
        return place + shift

    def back(self, edit: Edit) -> Edit | None:
        """An edit of the decided text as one of the source, where nothing was decided."""
        shift = 0
        for _, end, new_start, new_end in self.changes:
            if new_start < edit.end and edit.start < new_end:
                return None
            if new_end <= edit.start:
                shift = end - new_end
        return replace(edit, start=edit.start + shift, end=edit.end + shift)


def _shifted(review: Review, article: Article, left: Collection[str]) -> _Shifted:
    pieces: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    at = size = 0
    for hunk in review.hunks:
        start, end = hunk.edit.start, hunk.edit.end
        if hunk.id in left or hunk.decision is Decision.PENDING:
            continue
        pieces += [article.source[at:start], hunk.text]
        size += start - at
        changes.append((start, end, size, size + len(hunk.text)))
        at, size = end, size + len(hunk.text)
    text = "".join((*pieces, article.source[at:]))
    return _Shifted(read_text(text, path=article.path, format=article.format), changes)


def _proposed(
    review: Review, article: Article, asked: Sequence[Hunk], engine: Engine
) -> Iterator[Edit]:
    """What the engine and the checks say, where the hunks are or between those of a section."""
    shifted = _shifted(review, article, {hunk.id for hunk in asked})
    now = shifted.article
    sections = {now.section_at(shifted.there(hunk.edit.start)).id for hunk in asked}
    latest = {each.section: each.edits for each in engine.repair(now, sections)}
    judge = Judge.of(article)
    alone = len(asked) == 1
    for edits in latest.values():
        for edit in edits:
            own = shifted.back(edit)
            if own is None or (alone and not _meet(own, asked[0].edit)):
                continue
            if isinstance(judged := judge.judged(own), Edit):
                yield judged


def _with_old(edit: Edit, asked: Sequence[Hunk]) -> Edit:
    """A new proposal, with the old one for the same place as a candidate."""
    old = next((h.edit for h in asked if _place(h.edit) == _place(edit)), None)
    known = {edit.replacement, *(other.text for other in edit.alternatives)}
    if old is None or old.replacement in known:
        return edit
    candidate = Alternative(old.replacement, old.confidence)
    return replace(edit, alternatives=(*edit.alternatives, candidate))


def _differs(old: Edit, new: Edit) -> bool:
    return _meet(old, new) and (_place(old), old.replacement) != (_place(new), new.replacement)


def _meet(one: Edit, other: Edit) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end
