"""How much of an article reads garbled by its review, and whether a spinner has been at it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.edits import EditKind
from assistant.language.counting import counted
from assistant.notices import Notice
from assistant.review.model import Decision, Review

_SHARE, _LEAST = 1 / 50, 5
"""The share of words, and how many places, that read garbled where an article was spun."""
_DONE = (Decision.ACCEPTED, Decision.CHANGED)


@dataclass(frozen=True, slots=True)
class Garbled:
    """How many places read garbled, and how many of them are repaired, of so many words."""

    places: int
    repaired: int
    words: int

    @classmethod
    def of(cls, review: Review, words: int) -> Garbled:
        """What reads garbled by a review of an article of so many words."""
        found = [
            hunk
            for hunk in review.hunks
            if hunk.edit.kind.restores_wording or hunk.edit.kind is EditKind.MARK
        ]
        return cls(len(found), sum(hunk.decision in _DONE for hunk in found), words)

    @property
    def is_spun(self) -> bool:
        """Whether so much reads garbled that a spinner has been at it."""
        return self.places >= max(_LEAST, _SHARE * self.words)

    def __str__(self) -> str:
        """The account in words."""
        places = counted(self.places, "place reads", "places read")
        return f"{places} garbled, {self.repaired:,} repaired"

    def notice(self) -> Notice:
        """What an editor should hear of an article that reads spun."""
        return Notice(
            f"this reads spun: {self}; spun copy is usually somebody else's article,"
            " find the source before publishing"
        )
