"""What a person should hear of work that goes on, said by those who may not print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """Whether something is only said, or may be wrong."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say, and for a warning how to mend it."""

    message: str
    hint: str = ""
    kind: NoticeKind = NoticeKind.INFO


Notify = Callable[[Notice], None]
"""Whoever hears notices; it may be called from any thread."""


def silent(_: Notice) -> None:
    """Hear a notice and say nothing."""


def once(notify: Notify) -> Notify:
    """Have each notice heard once, however often it is given."""
    heard: set[Notice] = set()

    def first(notice: Notice) -> None:
        if notice not in heard:
            heard.add(notice)
            notify(notice)

    return first
