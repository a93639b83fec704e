"""The review: an article's hunks with what was decided of each. A plain value, saved and resumed.

The accepted text is a function of the review and the source; the source is not stored in it,
but known by its digest.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import cast

from assistant.article.model import Article
from assistant.edits import Edit, Refusal, splice, without_overlaps
from assistant.summary.model import Summary


class Decision(StrEnum):
    """What an editor has decided of a hunk."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CHANGED = "changed"


class Policy(StrEnum):
    """Which pending hunks are accepted without an editor."""

    UNFLAGGED = "unflagged"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Hunk:
    """An edit as the editor meets it; `changed_to` is the editor's own text for it.

    `note` is what the editor wrote beside it; it never comes into the article. `id` follows
    from the place and the words of the edit: the same proposal has the same id in every run,
    and no two hunks of a review share one, because no two start at the same place.
    """

    section: int
    edit: Edit
    decision: Decision = Decision.PENDING
    changed_to: str | None = None
    note: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", hunk_id(self.edit))

    @property
    def text(self) -> str:
        """What stands in the hunk's place under its decision: the original while pending."""
        if self.decision is Decision.ACCEPTED:
            return self.edit.replacement
        if self.decision is Decision.CHANGED and self.changed_to is not None:
            return self.changed_to
        return self.edit.original


def hunk_id(edit: Edit) -> str:
    """The id of an edit's hunk: its place, and a digest of its words."""
    words = json.dumps((edit.original, edit.replacement)).encode()
    return f"{edit.start}-{hashlib.blake2b(words, digest_size=4).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Step:
    """A hunk before and after something was done: decided, added (`before` is None) or removed.

    Where both are there, they are of the same id. What concerns several hunks is several steps.
    """

    before: Hunk | None
    after: Hunk | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            msg = "a step is about a hunk"
            raise ValueError(msg)

    @property
    def hunk(self) -> Hunk:
        """The hunk as it is after the step or, where it is removed, as it was before."""
        return cast("Hunk", self.after or self.before)

    @property
    def reverse(self) -> Step:
        """The step back."""
        return Step(self.after, self.before)


Entry = tuple[Step, ...]
"""What was done at once, and is undone at once."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the article came from; `sha256` is the digest of its bytes.

    `encoding` is a Python codec name, with the suffix ``+bom`` where a byte order mark comes
    first: whoever reads the file finds the offsets again with it.
    """

    path: str
    sha256: str
    encoding: str
    format: str


@dataclass(frozen=True, slots=True)
class SectionMark:
    """A section of the article: its heading and its offsets, code points of the source."""

    id: int
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Written:
    """Where the article as decided was written last, and the digest of the bytes, in hex."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Review:
    """An article's hunks, in order of place and apart, with all that was decided.

    `log` holds what the editor or a policy did, the latest last; `undone` what was taken back;
    `refused` what the checks did not let through; `prompt` what a model was told, if one was;
    `repaired` the ids of the sections that a run has finished; `written` where the article as
    decided was written last; `policy` by which policy hunks were accepted last, if by any. The
    first `unseen` entries of the log were made without an editor.
    """

    source: Source
    title: str
    engine: str
    sections: tuple[SectionMark, ...]
    hunks: tuple[Hunk, ...]
    log: tuple[Entry, ...] = ()
    undone: tuple[Entry, ...] = ()
    summary: Summary | None = None
    refused: tuple[Refusal, ...] = ()
    prompt: str = ""
    repaired: frozenset[int] = frozenset()
    written: Written | None = None
    policy: str = ""
    unseen: int = 0

    @property
    def is_repaired(self) -> bool:
        """Whether a run has finished every section."""
        return self.repaired.issuperset(section.id for section in self.sections)

    def hunk(self, hunk_id: str) -> Hunk:
        """The hunk of an id; raises KeyError where there is none."""
        for hunk in self.hunks:
            if hunk.id == hunk_id:
                return hunk
        raise KeyError(hunk_id)

    def section_at(self, offset: int) -> SectionMark:
        """The section in which a code point lies; the last one for the end of the source."""
        place = bisect_right(self.sections, offset, key=lambda section: section.end)
        return self.sections[min(place, len(self.sections) - 1)]

    def count(self, decision: Decision) -> int:
        """How many hunks stand at a decision."""
        return sum(hunk.decision is decision for hunk in self.hunks)


def make(
    article: Article,
    edits: Iterable[Edit],
    engine: str,
    *,
    refused: Iterable[Refusal] = (),
    prompt: str = "",
) -> Review:
    """A review of an article; of edits that overlap, structural ones win, then the surer."""
    encoding = article.encoding.codec + ("+bom" if article.encoding.bom else "")
    return Review(
        Source(article.path, article.sha256, encoding, str(article.format)),
        article.title,
        engine,
        tuple(
            SectionMark(s.id, article.heading(s), s.span.start, s.span.end)
            for s in article.sections
        ),
        tuple(Hunk(article.section_at(edit.start).id, edit) for edit in without_overlaps(edits)),
        refused=tuple(refused),
        prompt=prompt,
    )


def decided_edits(review: Review) -> tuple[Edit, ...]:
    """The edits that an article is written with: what was accepted or changed by hand."""
    return tuple(
        replace(hunk.edit, replacement=hunk.text)
        for hunk in review.hunks
        if hunk.text != hunk.edit.original
    )


def proposed_edits(review: Review) -> tuple[Edit, ...]:
    """The edits of all hunks that were not rejected, in the editor's own words where there are."""
    return tuple(
        replace(hunk.edit, replacement=hunk.edit.replacement if written is None else written)
        for hunk in review.hunks
        if hunk.decision is not Decision.REJECTED
        for written in (hunk.changed_to if hunk.decision is Decision.CHANGED else None,)
    )


def text(review: Review, source: str) -> str:
    """The source with what was accepted or changed by hand."""
    return decided(source, 0, review.hunks)


def decided(original: str, start: int, hunks: Iterable[Hunk]) -> str:
    """What stands in a span of the source, which reads `original`, under the hunks within it."""
    moved = (
        replace(h.edit, start=h.edit.start - start, end=h.edit.end - start, replacement=h.text)
        for h in hunks
    )
    return splice(original, moved)


def proposal(review: Review, source: str) -> str:
    """The source with every hunk as proposed."""
    return splice(source, (hunk.edit for hunk in review.hunks))
