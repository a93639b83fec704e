"""The reviews of a folder, of which only those are read that somebody looks at."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from textual.message import Message

from assistant.language.counting import counted
from assistant.tui.worker import Post
from assistant.workspace import folder
from assistant.workspace.folder import Row

_EVERY = 0.2
"""Seconds after which rows that were read are handed over, at the latest."""

ORDERS: Mapping[str, Callable[[Row], object]] = {
    "article": lambda row: row.article.casefold(),
    "hunks": lambda row: -row.hunks,
    "undecided": lambda row: -row.left,
    "flags": lambda row: -row.flags,
    "engine": lambda row: row.engine,
    "age": lambda row: -row.at,
}
"""What a review is sorted by, once all are read."""


class Read(Message):
    """Some reviews were read."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self.rows = rows
        super().__init__()


class Reviews:
    """The reviews of a folder by their paths, in the order in which they are shown."""

    def __init__(self) -> None:
        self._paths: Sequence[str] = ()
        self._rows: dict[str, Row] = {}
        self._unread: set[str] = set()
        self.order: Sequence[str] = ()
        """The paths that are shown, in their order."""

    def __len__(self) -> int:
        return len(self._paths)

    @property
    def is_read(self) -> bool:
        """Whether all are read."""
        return not self._unread

    def unread(self, paths: Iterable[str] | None = None) -> list[str]:
        """Those of some paths, or of all, that are still to be read, or read again."""
        return [path for path in (self._paths if paths is None else paths) if path in self._unread]

    def listed(self, paths: Sequence[str]) -> None:
        """Take the paths of the folder; what is known of them stays until it is read again."""
        self._paths, self._unread = paths, set(paths)
        self._rows = {path: row for path, row in self._rows.items() if path in self._unread}

    def take(self, rows: Mapping[str, Row]) -> None:
        """Take what was read."""
        self._rows |= {path: row for path, row in rows.items() if path in self._unread}
        self._unread -= set(rows)

    def row(self, path: str) -> Row | None:
        """What is known of a review."""
        return self._rows.get(path)

    def arrange(self, by: str, word: str) -> None:
        """Show those whose title, file or engine holds a word; by name until all are read."""
        wanted = word.casefold()
        shown = [path for path in self._paths if not wanted or wanted in self._text(path)]
        if self.is_read:
            shown.sort(key=lambda path: ORDERS[by](self._rows[path]))  # type: ignore[arg-type,return-value]
        self.order = shown

    def _text(self, path: str) -> str:
        row = self._rows.get(path)
        return (f"{row.article} {row.engine}" if row else Path(path).name).casefold()

    def cells(self, path: str) -> Sequence[str]:
        """What a table shows of a review; fewer cells where it is not read, or cannot be."""
        row = self._rows.get(path)
        if row is None:
            return (Path(path).name.removesuffix(folder.SUFFIX),)
        if row.problem:
            return row.article, row.problem
        numbers = (f"{row.hunks}", f"{row.left}", f"{row.flags or ''}")
        return row.article, *numbers, folder.age(row.at, time.time()), row.engine

    def describe(self, by: str) -> tuple[str, str, str]:
        """How many are shown, what is undecided in them, and their order, in words."""
        left = f"{counted(self._undecided(), 'hunk')} undecided"
        count = counted(len(self.order), "review")
        if self.is_read:
            return count, left, f"sorted by {by}"
        read = len(self._paths) - len(self._unread)
        return count, f"{left} in the {read:,} read", "by name"

    def _undecided(self) -> int:
        if len(self.order) == len(self._paths):
            return sum(row.left for row in self._rows.values())
        return sum(row.left for path in self.order if (row := self._rows.get(path)))

    def behind(self, path: str) -> Iterator[str]:
        """The undecided reviews behind one, round the end; each is read when its turn comes."""
        order = list(self.order)
        place = order.index(path) if path in order else -1
        for each in (*order[place + 1 :], *order[: max(place, 0)]):
            row = self._rows.get(each) or folder.row(Path(each))
            if row.left:
                yield each


class Reader:
    """Reads reviews in a thread, first those that are looked at."""

    def __init__(self, reviews: Reviews, post: Post) -> None:
        self._reviews = reviews
        self._post = post
        self._wanted: deque[str] = deque()
        self._wake = threading.Event()
        self._is_over = False
        threading.Thread(target=self._run, daemon=True, name="reviews").start()

    def want(self, paths: Sequence[str]) -> None:
        """Read these next, and nothing else that was wanted before."""
        self._wanted = deque(paths)
        self._wake.set()

    def stop(self) -> None:
        """End the thread."""
        self._is_over = True
        self._wake.set()

    def _run(self) -> None:
        while not self._is_over:
            if rows := dict(self._some()):
                self._post(Read(rows))
            elif not self._wanted:
                self._wake.wait()
                self._wake.clear()

    def _some(self) -> Iterator[tuple[str, Row]]:
        """Those that can be read before it is time to hand them over."""
        until = time.monotonic() + _EVERY
        while not self._is_over and time.monotonic() < until:
            try:
                path = self._wanted.popleft()
            except IndexError:
                return
            yield path, self._row(path)

    def _row(self, path: str) -> Row:
        known = self._reviews.row(path)
        return folder.again(known) if known else folder.row(Path(path))
