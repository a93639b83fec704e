"""The errors that a person may meet, and the exit codes they lead to.

AssistantError
├── UsageError            wrong flag, configuration or value            exit 2
│   └── SourceError       an article that cannot be read or written     exit 2
├── NothingToReadError    an article without English prose              exit 1
│   └── ForeignError      an article in another language                exit 1
├── EngineError           an engine cannot be reached or is incomplete  exit 3
│   └── WeightsError      the language model is missing or damaged      exit 3
└── SourceChangedError    the source is not the one that was reviewed   exit 5
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the command tells the shell."""

    DONE = 0
    ATTENTION = 1
    USAGE = 2
    ENGINE = 3
    REFUSED = 4
    CHANGED = 5
    INTERNAL = 70
    INTERRUPTED = 130
    PIPE = 141


class AssistantError(Exception):
    """A failure: a title, a message that says what and where, a hint that says how to mend it."""

    exit_code: ClassVar[ExitCode] = ExitCode.USAGE
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(AssistantError):
    """The command, a value or the configuration cannot be used as given."""

    title = "Cannot be used like this"


class SourceError(UsageError):
    """An article, review or output file cannot be read or written."""

    title = "Cannot read or write"


class NothingToReadError(AssistantError):
    """An article holds no English prose, and nothing was done with it."""

    exit_code = ExitCode.ATTENTION
    title = "Nothing to read"


class ForeignError(NothingToReadError):
    """An article is not in English, and nothing was done with it."""


class EngineError(AssistantError):
    """The engine cannot be reached or is not complete."""

    exit_code = ExitCode.ENGINE
    title = "The engine is not available"


class WeightsError(EngineError):
    """The weights of the language model are missing, truncated or replaced."""

    title = "The language model is not ready"


class SourceChangedError(AssistantError):
    """The source differs from the one that the review was made of."""

    exit_code = ExitCode.CHANGED
    title = "The source has changed"
