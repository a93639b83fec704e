"""Going from hunk to hunk: each function takes a place among the hunks and gives another."""

from __future__ import annotations

from assistant.review.model import Decision, Review


def next_undecided(review: Review, place: int) -> int | None:
    """The undecided hunk behind a place, round the end; None where every hunk is decided."""
    left = [n for n, hunk in enumerate(review.hunks) if hunk.decision is Decision.PENDING]
    return next((n for n in left if n > place), left[0] if left else None)


def step(review: Review, place: int, count: int) -> int:
    """So many hunks on, or back, as far as there are any."""
    return min(max(place + count, 0), max(len(review.hunks) - 1, 0))


def next_section(review: Review, place: int, direction: int) -> int | None:
    """The first hunk of the next section that has one, or of the one before; None at the end."""
    if not review.hunks:
        return None
    sections = [hunk.section for hunk in review.hunks]
    now = sections[place]
    others = sorted({s for s in sections if (s > now if direction > 0 else s < now)})
    return sections.index(others[0] if direction > 0 else others[-1]) if others else None


def in_section(review: Review, section: int) -> int | None:
    """The first undecided hunk of a section, or its first; None where it has none."""
    here = [n for n, hunk in enumerate(review.hunks) if hunk.section == section]
    left = (n for n in here if review.hunks[n].decision is Decision.PENDING)
    return next(left, here[0] if here else None)


def at_offset(review: Review, offset: int) -> int:
    """The hunk at a place of the source or behind it, or else the last one."""
    starts = [hunk.edit.start for hunk in review.hunks]
    return next((n for n, s in enumerate(starts) if s >= offset), max(len(starts) - 1, 0))


def of_id(review: Review, hunk_id: str) -> int | None:
    """The place of a hunk, if it is there."""
    return next((n for n, hunk in enumerate(review.hunks) if hunk.id == hunk_id), None)
