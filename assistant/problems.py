"""Problems: what a check finds, under a code that does not change with the words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.language.span import Span


class Code(StrEnum):
    """The rules of all checks; what `check --select`, SARIF and the figures of a rule go by."""

    FACT_ALTERED = "fact-altered"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check finds: its rule, one line for the reader, and where, if at a place.

    The span is in code points of the text that was checked.
    """

    code: Code
    message: str
    span: Span | None = None
