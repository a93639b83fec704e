"""A table whose rows hold articles: what every kind of it has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from assistant.batch.items import BadItem, Entry, PassedOver, RowItem
from assistant.batch.results import Results, RowResult, State
from assistant.batch.rows.options import RowOptions

NO_TEXT = "a row without text"
_SHOWN = 20


@dataclass(slots=True)
class Keys:
    """The keys of a batch that are taken, and where."""

    _taken: dict[str, str] = field(default_factory=dict)

    def take(self, key: str, where: str) -> str:
        """Take a key; where it was taken before, or the empty string."""
        return "" if (before := self._taken.setdefault(key, where)) is where else before


@dataclass(frozen=True, slots=True)
class Cells:
    """What a row holds of an article: None or empty where it holds nothing.

    `problem` is a clause that says why there is no article in it, or empty.
    """

    text: str | None = None
    id: str = ""
    title: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table(ABC):
    """A table in a file, which may be compressed; `name` is its key, and stands in messages."""

    path: Path
    name: str
    options: RowOptions

    @abstractmethod
    def problem(self) -> str:
        """A clause that says why the table cannot be read with these options, or empty.

        Raises OSError where its file cannot be read.
        """

    @abstractmethod
    def rows(self, keys: Keys) -> Iterator[Entry]:
        """The entries of its rows; raises OSError where its file cannot be read."""

    @abstractmethod
    def write(self, file: BinaryIO, results: Results, keys: Keys) -> None:
        """Write the table anew, with the results in its rows; all else stays as it is.

        Of a file that is cut off, those rows are written that can be read. Raises SourceError
        where it cannot be read, OSError where the other cannot be written.
        """

    def entries(self, keys: Keys) -> Iterator[Entry]:
        """The entries of its rows; a table that cannot be read is one bad entry."""
        try:
            if fault := self.fault():
                yield BadItem(self.name, self.name, fault)
            else:
                yield from self.rows(keys)
        except OSError as error:  # it was there a moment ago
            yield BadItem(self.name, self.name, unreadable(error))

    def fault(self) -> str:
        """A clause that says why nothing of the table can be read, or empty."""
        try:
            return self.problem()
        except OSError as error:
            return unreadable(error)

    def entry(self, line: int, cells: Cells, keys: Keys) -> Entry:
        """The entry of a row of which the cells are known."""
        where = f"{self.name}:{line}"
        if problem := cells.problem or self._id_problem(cells):
            return BadItem(where, where, problem)
        if before := keys.take(cells.id or where, where):
            return BadItem(where, where, f"its id {cells.id!r} stands in {before} too")
        if cells.text is None or not cells.text.strip():
            return PassedOver(cells.id or where, where, NO_TEXT)
        if len(cells.text) > self.options.limit:
            return BadItem(where, where, f"its text is larger than {self.options.limit:,} bytes")
        return RowItem(cells.id or where, where, cells.text, cells.title, self.options.form)

    def broken_off(self, line: int, reason: str | None) -> BadItem:
        """One bad entry for all rows from a line on; `reason` is a clause."""
        where = f"{self.name}:{line}"
        return BadItem(where, where, f"from here on {reason}")

    def result(self, entry: Entry, results: Results) -> RowResult:
        """What came of the entry of a row."""
        match entry:
            case BadItem():
                return RowResult("", State.FAILED, error=entry.reason)
            case PassedOver():
                return RowResult("", State.EMPTY)
            case _:
                known, digest = results.get(entry.key), entry.digest(self.options.limit * 4)
                if known is None or known.sha256 != digest:
                    return RowResult(digest, State.PENDING)
                return known

    def missing(self, there: tuple[str, ...]) -> str:
        """What is wrong with the fields that are there, or empty."""
        for name in self.options.named:
            if name not in there:
                return f"it has no field {name!r}; its fields are {_listed(there)}"
            if there.count(name) > 1:
                return f"two of its fields are called {name!r}"
        for name in self.options.added:
            if name in there:
                return f"it has a field {name!r} already: choose another prefix for the results"
        return ""

    def _id_problem(self, cells: Cells) -> str:
        return f"its field {self.options.id!r} is empty" if self.options.id and not cells.id else ""


def _listed(names: Iterable[str]) -> str:
    """Names for a person, who needs not see them all."""
    known = [name.encode("utf-8", "backslashreplace").decode() for name in dict.fromkeys(names)]
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return (", ".join(known[:_SHOWN]) or "none") + more


def unreadable(error: OSError) -> str:
    """A clause that says that a file cannot be read."""
    return f"it cannot be read: {error.strerror or error}"


def is_whole(text: str) -> bool:
    """Whether no character of a text is half of one (a lone surrogate)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
