"""The articles that were on the desk, the latest first: `recent.json` in the state folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant import atomic, paths
from assistant.errors import AssistantError

_MOST = 50


@dataclass(frozen=True, slots=True)
class Recent:
    """An article and its review, as absolute paths, and how many of its hunks were left when.

    `left` is -1 while it is on the desk: whoever finds it so later was interrupted.
    """

    article: str
    review: str
    left: int
    total: int
    at: str

    @property
    def unfinished(self) -> bool:
        """Whether there is something left to decide, as far as is known."""
        return self.left != 0 and Path(self.review).is_file()


def load() -> tuple[Recent, ...]:
    """What was on the desk; nothing where the list cannot be read."""
    try:
        stored = json.loads(_path().read_text("utf-8"))
        return tuple(_read(stored))
    except (OSError, ValueError, TypeError, KeyError):
        return ()


def remember(article: str, review: str, left: int, total: int) -> None:
    """Put an article at the head of the list; a list that cannot be written is done without."""
    if not article or article == "-":
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    new = Recent(str(Path(article).absolute()), str(Path(review).absolute()), left, total, now)
    others = [each for each in load() if each.article != new.article]
    stored = json.dumps([asdict(each) for each in (new, *others)[:_MOST]], indent=1)
    with suppress(OSError, AssistantError):
        paths.private(_path().parent)
        data = stored.encode("utf-8", "surrogatepass")
        atomic.write_atomic(_path(), data, most=atomic.PRIVATE)


def _path() -> Path:
    return paths.state_dir() / "recent.json"


def _read(stored: list[dict[str, Any]]) -> Iterator[Recent]:
    for each in stored:
        article, review = str(each["article"]), str(each["review"])
        yield Recent(article, review, int(each["left"]), int(each["total"]), str(each["at"]))
