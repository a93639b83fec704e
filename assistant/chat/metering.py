"""What is counted beside the requests of a client: reserved before each, and paid after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.chat.answers import Reply
from assistant.chat.budget import Budget
from assistant.chat.tokens import Counter

Messages = Sequence[Mapping[str, str]]
_TIMES, _MORE = 4, 1_000
"""How far the tokens of another vocabulary can be from ours, and what frames them."""


class Meter(Protocol):
    """Hears of every attempt of a request, the failed ones included."""

    def counted(self, messages: Messages) -> int:
        """The tokens of a request, 0 where nobody counts."""

    def begin(self, sent: int, longest: int) -> None:
        """A request of so many tokens is about to be sent; raises BudgetError to forbid it."""

    def end(self, sent: int, longest: int, reply: Reply | None) -> None:
        """What came of it; None where it brought nothing that is paid for."""


class Unmetered:
    """Counts nothing."""

    def counted(self, messages: Messages) -> int:
        """Nobody counts."""
        del messages
        return 0

    def begin(self, sent: int, longest: int) -> None:
        """Everything may be sent."""

    def end(self, sent: int, longest: int, reply: Reply | None) -> None:
        """Nothing is paid."""


@dataclass(frozen=True, slots=True)
class Metered:
    """Counts with a counter and pays from a budget.

    Below what we count ourselves no server's count is believed: some count nothing.
    """

    counter: Counter
    budget: Budget

    def counted(self, messages: Messages) -> int:
        """The tokens of a request."""
        return self.counter.messages(messages)

    def begin(self, sent: int, longest: int) -> None:
        """Set aside what a request may come to; raises BudgetError where that is too much."""
        self.budget.reserve(sent, longest)

    def end(self, sent: int, longest: int, reply: Reply | None) -> None:
        """Give back what was set aside, and pay what was used."""
        self.budget.release(sent, longest)
        if reply is None:
            return
        thought = self.counter.text(reply.thoughts) if reply.thoughts else 0
        said = self.counter.text(reply.text) + thought
        prompt = _believed(reply.prompt_tokens, sent, sent)
        completion = _believed(reply.completion_tokens, said, longest)
        thoughts = max(thought, min(reply.thought_tokens or 0, completion or said))
        self.budget.spend(
            sent if prompt is None else prompt,
            said if completion is None else completion,
            thoughts,
            estimated=self.counter.estimated and (prompt is None or completion is None),
        )


def _believed(told: int | None, counted: int, most: int) -> int | None:
    """The count of a server where it can be right: not below ours, nor far beyond what can be."""
    good = told is not None and counted <= told <= most * _TIMES + _MORE
    return told if good else None
