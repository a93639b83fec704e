"""What a runner is given for an article, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.batch.items import Item
from assistant.batch.results import State
from assistant.chat.budget import Usage
from assistant.chat.deferred import Question
from assistant.timing import Timings

REPAIRED = frozenset({State.DONE, State.UNCHANGED, State.SCORED})
"""The states of articles with which everything went well."""

PASSED = frozenset({State.FOREIGN, State.EMPTY})
"""The states of articles that went through as they came."""

WRONG = frozenset({State.FAILED, State.REFUSED})
"""The states of articles that may be tried again."""


class Cause(StrEnum):
    """Why an article was not repaired."""

    UNREADABLE = "unreadable"
    KEPT = "kept"
    UNWRITABLE = "unwritable"
    ENGINE = "engine"
    REFUSED = "refused"
    LIMIT = "limit"
    TIMEOUT = "timeout"
    CRASH = "crash"
    FAULT = "fault"
    WAITS = "waits"
    """Nothing is wrong: it waits for answers that come later."""

    @property
    def passes(self) -> bool:
        """Whether it may not befall an article that is tried again."""
        return self in {Cause.ENGINE, Cause.TIMEOUT, Cause.CRASH}


class Part(StrEnum):
    """What is written of an article."""

    TEXT = "text"
    REVIEW = "review"
    SUMMARY = "summary"
    DIFF = "diff"
    PAGE = "page"
    """A page to decide in, where there is something to decide."""
    SOURCE = "source"
    """A copy of what was read, which the review is a review of."""


@dataclass(frozen=True, slots=True)
class Twin:
    """An article that reads the same and is done: where its review lies, and its `share`."""

    review: str
    share: float


@dataclass(frozen=True, slots=True)
class Job:
    """An article to be worked on, and which attempt this is, from 1.

    `outputs` says where its parts go, below the output folder. `known` are the digests of what
    was written there before; `is_owner` says that whatever lies there else is the batch's own.
    """

    item: Item
    outputs: Mapping[Part, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    attempt: int = 1
    twin: Twin | None = None
    is_owner: bool = True

    @property
    def key(self) -> str:
        """The key of the article in the ledger."""
        return self.item.key


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in an article, in numbers.

    `left` hunks wait for an editor, `flagged` ones among them; `share` is how much of it reads
    garbled, as far as the engine tells. `confidences` counts the hunks in tenths, from 0 to 1.
    """

    words: int = 0
    hunks: int = 0
    accepted: int = 0
    left: int = 0
    flagged: int = 0
    refused: int = 0
    share: float = 0.0
    confidences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job.

    `written` are the digests of the parts that were written, in hex; `stopped` says which limit
    ended the work early, if one did; `seconds` is the time it took. `questions` are those that
    it waits for.
    """

    key: str
    state: State
    cause: Cause | None = None
    error: str = ""
    tally: Tally = Tally()
    usage: Usage | None = None
    seconds: float = 0.0
    written: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    stopped: str = ""
    questions: tuple[Question, ...] = ()
    timings: Timings = field(default_factory=dict)
