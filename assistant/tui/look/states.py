"""The state of a hunk as it is shown: a sign, a word, a colour; the sign alone tells it, too."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from assistant.edits import Flag
from assistant.review.byhand import is_by_hand
from assistant.review.model import Decision, Hunk

_OF_FACTS = frozenset({Flag.FACT, Flag.QUOTATION, Flag.UNSUPPORTED, Flag.OMISSION})


class State(Enum):
    """A state: its sign, of one cell, its word, and the component class that colours it."""

    PENDING = ("•", "pending", "state--pending")
    UNCERTAIN = ("?", "uncertain", "state--uncertain")
    FACT = ("!", "fact", "state--fact")
    ACCEPTED = ("✓", "accepted", "state--accepted")
    REJECTED = ("✗", "rejected", "state--rejected")
    BY_HAND = ("✎", "by hand", "state--by-hand")

    def __init__(self, sign: str, word: str, component: str) -> None:
        self.sign = sign
        self.word = word
        self.component = component

    @property
    def is_open(self) -> bool:
        """Whether it waits for the editor."""
        return self in {State.PENDING, State.UNCERTAIN, State.FACT}

    @property
    def variable(self) -> str:
        """The variable of its colour in the stylesheet."""
        return "$" + self.component.removeprefix("state--")


COMPONENTS = frozenset(state.component for state in State)
"""The component classes of all states, which the stylesheet colours."""

_DECIDED = {Decision.ACCEPTED: State.ACCEPTED, Decision.REJECTED: State.REJECTED}


def state_of(hunk: Hunk) -> State:
    """The state of a hunk; a flag counts while it is undecided."""
    if is_by_hand(hunk):
        return State.BY_HAND
    if hunk.decision is not Decision.PENDING:
        return _DECIDED[hunk.decision]
    if _OF_FACTS.intersection(hunk.edit.flags):
        return State.FACT
    return State.UNCERTAIN if hunk.edit.flags else State.PENDING


def foremost(states: Iterable[State]) -> State:
    """The one of some states that most needs an editor."""
    return min(states, key=_RANK.__getitem__)


_ORDER = (State.FACT, State.UNCERTAIN, State.PENDING, State.BY_HAND, State.REJECTED, State.ACCEPTED)
_RANK = {state: rank for rank, state in enumerate(_ORDER)}
