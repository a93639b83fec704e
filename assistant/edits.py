"""Edits: proposed replacements of spans of the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from assistant.language.alignment import Shared, shared
from assistant.language.span import Span
from assistant.language.tokens import PIECE
from assistant.problems import Code


class EditKind(StrEnum):
    """What an edit mends."""

    WORDING = "wording"
    TITLE = "title"
    BOILERPLATE = "boilerplate"
    SECTION = "section"
    MOJIBAKE = "mojibake"
    LAYOUT = "layout"
    SPINTAX = "spintax"
    LEMMA = "lemma"
    QUOTATION = "quotation"
    MARK = "mark"
    NEUTRALITY = "neutrality"
    TAKEAWAYS = "takeaways"

    @property
    def changes_wording(self) -> bool:
        """Whether it replaces words by words, rather than mends the structure."""
        return self.restores_wording or self is EditKind.NEUTRALITY

    @property
    def restores_wording(self) -> bool:
        """Whether it puts back what stood there, and so may alter no fact."""
        return self in {EditKind.WORDING, EditKind.LEMMA, EditKind.QUOTATION}


class Flag(StrEnum):
    """Why an edit waits for an editor; the default policy accepts no edit with a flag.

    A flag that this version does not know is kept as it is written, a member without a name
    in the class, so that a review of a later version loses none.
    """

    FACT = "fact"
    QUOTATION = "quotation"
    UNCERTAIN = "uncertain"
    UNREQUESTED = "unasked"
    OMISSION = "omission"
    REWRITTEN = "rewritten"
    MOJIBAKE = "mojibake"
    NEUTRALITY = "neutrality"
    TAKEAWAYS = "takeaways"
    UNSUPPORTED = "unsupported"

    @classmethod
    def _missing_(cls, value: object) -> Flag | None:
        if not isinstance(value, str):
            return None
        flag = str.__new__(cls, value)
        flag._name_ = flag._value_ = value
        return flag


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another replacement for the same span, with its share of the belief (0 to 1)."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Edit:
    """A span of the source, its replacement, and why.

    Offsets are code points, half open. `confidence` is the calibrated probability that the
    replacement is right.
    """

    start: int
    end: int
    original: str
    replacement: str
    kind: EditKind = EditKind.WORDING
    confidence: float = 1.0
    reason: str = ""
    flags: tuple[Flag, ...] = ()
    alternatives: tuple[Alternative, ...] = field(default=())

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return Span(self.start, self.end)

    def flagged(self, flag: Flag) -> Edit:
        """The edit with a flag; itself where it has it."""
        return self if flag in self.flags else replace(self, flags=(*self.flags, flag))


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the checks did not let through for a span of the source, and why, in one line.

    `code` is the rule that held it back; None where none did, or an old review names none.
    """

    start: int
    end: int
    original: str
    replacement: str
    reason: str
    code: Code | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return Span(self.start, self.end)


def splice(source: str, edits: Iterable[Edit]) -> str:
    """The source with some edits made.

    Raises ValueError where two overlap, one lies outside the source, or the source does
    not read as an edit says.
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda known: (known.start, known.end)):
        if not at <= edit.start <= edit.end <= len(source):
            msg = f"the edit at {edit.start}-{edit.end} overlaps another or lies outside the source"
            raise ValueError(msg)
        if source[edit.start : edit.end] != edit.original:
            msg = f"the source does not read {edit.original!r} at {edit.start}"
            raise ValueError(msg)
        pieces += [source[at : edit.start], edit.replacement]
        at = edit.end
    return "".join((*pieces, source[at:]))


def without_overlaps(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in order of place; of those that overlap, structural ones win, then the surer.

    A mark, which proposes nothing, gives way to any other. Two insertions at the same place
    overlap; edits that only touch do not.
    """
    kept: list[Edit] = []
    starts: list[int] = []
    for edit in sorted(edits, key=_rank):
        place = bisect_left(starts, edit.start)
        if not any(edit.span.meets(known.span) for known in kept[max(0, place - 1) : place + 1]):
            kept.insert(place, edit)
            starts.insert(place, edit.start)
    return tuple(kept)


def _rank(edit: Edit) -> tuple[bool, bool, float, int, int, str]:
    is_mark, is_wording = edit.kind is EditKind.MARK, edit.kind.changes_wording
    return is_mark, is_wording, -edit.confidence, edit.start, edit.end, edit.replacement


def word_edits(before: str, after: str) -> tuple[tuple[int, int, str], ...]:
    """What turns one sentence into another, word by word: start, end, and what is written there.

    Offsets are code points into `before`. Changes with nothing but white space between
    them are one.
    """
    old, new = _tokens(before), _tokens(after)
    changes = _changes([token for _, token in old], [token for _, token in new])
    edits = (
        _trimmed(
            _offset(old, first, before),
            before[_offset(old, first, before) : _offset(old, last, before)],
            "".join(token for _, token in new[new_first:new_last]),
        )
        for first, last, new_first, new_last in changes
    )
    return tuple(edit for edit in edits if edit[0] != edit[1] or edit[2])


def _changes(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """What differs between the runs that two sequences share: from where to where in both."""
    changes: list[tuple[int, int, int, int]] = []
    first = new_first = 0
    for last, new_last, size in (*shared(old, new), Shared(len(old), len(new), 0)):
        if (first, new_first) != (last, new_last):
            known = changes[-1] if changes else None
            if known and first < len(old) and all(map(str.isspace, old[known[1] : first])):
                changes[-1] = (known[0], last, known[2], new_last)
            else:
                changes.append((first, last, new_first, new_last))
        first, new_first = last + size, new_last + size
    return changes


def folded_edits(before: str, after: str) -> tuple[tuple[int, int, str], ...]:
    """The word edits of a sentence whose runs of white space count as one space each.

    Offsets are code points into `before` as it stands.
    """
    places = [match.start() for match in re.finditer(r"\S|\s+", before)] + [len(before)]
    edits = word_edits(re.sub(r"\s+", " ", before), after)
    return tuple((places[start], places[end], text) for start, end, text in edits)


def _trimmed(start: int, old: str, new: str) -> tuple[int, int, str]:
    """A change without the white space that both sides end in."""
    common = 0
    for one, other in zip(reversed(old), reversed(new), strict=False):
        if one != other or not one.isspace():
            break
        common += 1
    return start, start + len(old) - common, new[: len(new) - common]


def _tokens(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in PIECE.finditer(text)]


def _offset(tokens: list[tuple[int, str]], number: int, text: str) -> int:
    return tokens[number][0] if number < len(tokens) else len(text)
