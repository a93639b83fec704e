"""Some of the hunks of a review: by state, flag, kind, confidence or note, and in what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.edits import EditKind
from assistant.review.byhand import is_by_hand
from assistant.review.model import Decision, Hunk, Review

DOUBTFUL = 0.8
"""Below this confidence a hunk is looked at twice."""


class By(StrEnum):
    """What hunks are chosen by."""

    STATE = "state"
    FLAGGED = "flagged"
    FLAG = "flag"
    KIND = "kind"
    BELOW = "below"
    NOTED = "noted"
    HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Filter:
    """Chooses hunks; `of` is the state, the flag, the kind or the confidence that is meant."""

    by: By
    of: str = ""

    def __str__(self) -> str:
        match self.by:
            case By.STATE:
                return self.of
            case By.BELOW:
                return f"confidence below {self.of}"
            case By.FLAG:
                return f"flagged {self.of}"
            case By.KIND if self.of == EditKind.MARK:
                return "reads garbled, nothing proposed"
            case By.KIND:
                return self.of
            case _:
                return str(self.by)

    def holds(self, hunk: Hunk) -> bool:
        """Whether a hunk is one of them."""
        edit = hunk.edit
        match self.by:
            case By.STATE:
                return hunk.decision == self.of
            case By.FLAGGED:
                return bool(edit.flags)
            case By.FLAG:
                return self.of in edit.flags
            case By.KIND:
                return edit.kind == self.of
            case By.BELOW:
                return edit.confidence < float(self.of)
            case By.NOTED:
                return bool(hunk.note)
            case By.HAND:
                return is_by_hand(hunk)


FLAGGED, NOTED = Filter(By.FLAGGED), Filter(By.NOTED)
DOUBTED = Filter(By.BELOW, f"{DOUBTFUL:g}")
GARBLED = Filter(By.KIND, EditKind.MARK)
STATES = {decision: Filter(By.STATE, decision) for decision in Decision} | {
    Decision.CHANGED: Filter(By.HAND)
}


def offered(review: Review) -> Iterator[tuple[Filter, int]]:
    """The filters that choose any hunk, each with how many."""
    flags = Counter(str(flag) for hunk in review.hunks for flag in hunk.edit.flags)
    kinds = Counter(str(hunk.edit.kind) for hunk in review.hunks)
    usual = (*STATES.values(), FLAGGED, DOUBTED, NOTED)
    counts = {each: sum(map(each.holds, review.hunks)) for each in usual}
    counts |= {Filter(By.FLAG, flag): n for flag, n in sorted(flags.items())}
    counts |= {Filter(By.KIND, kind): n for kind, n in sorted(kinds.items())}
    yield from ((each, count) for each, count in counts.items() if count)


Rank = tuple[float, float]
"""What hunks are gone through by: doubt, where that is wanted, and then place."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which hunks are gone through, and whether those that need most thought come first."""

    only: Filter | None = None
    by_doubt: bool = False

    def places(self, review: Review) -> list[int]:
        """The places of the hunks, in order."""
        chosen = [n for n, hunk in enumerate(review.hunks) if self._holds(hunk)]
        return sorted(chosen, key=lambda n: self.rank(review, n)) if self.by_doubt else chosen

    def rank(self, review: Review, place: float) -> Rank:
        """Where a place comes in the order; one between two hunks has none by doubt."""
        if not self.by_doubt:
            return 0.0, place
        number = int(place)
        if number != place or not 0 <= number < len(review.hunks):
            return -1.0, place
        return _sureness(review.hunks[number]), place

    def _holds(self, hunk: Hunk) -> bool:
        return self.only is None or self.only.holds(hunk)


def _sureness(hunk: Hunk) -> float:
    """From 0; what is flagged comes before what is not."""
    return hunk.edit.confidence + (0.0 if hunk.edit.flags else 1.0)


def next_of(review: Review, chosen: Filter, place: float, direction: int) -> int | None:
    """The next hunk of a filter behind a place, or before it, round the end; None without any."""
    places = [n for n, hunk in enumerate(review.hunks) if chosen.holds(hunk)]
    if direction < 0:
        return next((n for n in reversed(places) if n < place), places[-1] if places else None)
    return next((n for n in places if n > place), places[0] if places else None)


def alike(review: Review, hunk: Hunk) -> list[str]:
    """The ids of a hunk, and of the undecided ones that write the same for the same."""
    old, new = hunk.edit.original.casefold(), hunk.edit.replacement.casefold()

    def is_alike(other: Hunk) -> bool:
        edit = other.edit
        return edit.original.casefold() == old and edit.replacement.casefold() == new

    return [
        h.id for h in review.hunks
        if h is hunk or h.id == hunk.id or (h.decision is Decision.PENDING and is_alike(h))
    ]  # fmt: skip


def waiting(review: Review, *, least: float = 0.0) -> list[str]:
    """The ids of undecided hunks without a flag, at least so confident, that propose anything."""
    return [
        h.id for h in review.hunks
        if h.decision is Decision.PENDING and not h.edit.flags
        and h.edit.kind is not EditKind.MARK and h.edit.confidence >= least
    ]  # fmt: skip
