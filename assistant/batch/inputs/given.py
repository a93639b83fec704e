"""The paths that a batch was given, as its entries: files, what folders hold, rows of tables."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from assistant.batch.inputs.selection import Selection
from assistant.batch.inputs.walking import Found, Walk
from assistant.batch.items import BadItem, Entry, FileItem, PassedOver, printable
from assistant.batch.rows import formats
from assistant.batch.rows.options import RowOptions
from assistant.batch.rows.table import Keys, Table, unreadable
from assistant.errors import UsageError
from assistant.paths import is_file, is_folder


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files and folders, with which of their files are meant and how rows are read.

    `base` is the deepest folder that holds them all: the keys of files are their paths from
    there. Folders in `without` are not gone into. The selection's `tables` and `rows` go together.
    """

    base: Path
    given: tuple[Path, ...]
    selection: Selection
    rows: RowOptions | None = None
    without: tuple[Path, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """Every entry in the order of the input; see `items.Entries`."""
        keys = Keys()
        for each in self._found():
            if isinstance(each, Table):
                yield from each.entries(keys)
            elif isinstance(each, FileItem) and (before := keys.take(each.key, each.where)):
                yield BadItem(each.key, each.where, f"{before} has the same key")
            else:
                yield each

    def tables(self) -> Iterator[tuple[Table, Keys]]:
        """The tables, in the order of the input, each with the keys that are taken before it.

        Whoever goes on has read the rows of the table, or the next ones may have its keys.
        """
        keys = Keys()
        for each in self._found():
            if isinstance(each, Table):
                yield each, keys
            elif isinstance(each, FileItem):
                keys.take(each.key, each.where)

    def _found(self) -> Iterator[FileItem | Table | BadItem | PassedOver]:
        """What was given, each once."""
        seen: set[Path] = set()
        for path in self.given:
            for each in self._at(path):
                if isinstance(each, Found):
                    if each.path in seen:
                        continue
                    if len(self.given) > 1:
                        seen.add(each.path)
                    yield self._of_file(each.path)
                else:
                    yield each

    def _at(self, path: Path) -> Iterator[Found | BadItem | PassedOver]:
        if not is_folder(path):
            yield Found(path, PurePosixPath(path.name))
            return
        key = self._key(path)
        for each in Walk(path, self.selection, self.without).found():
            match each:
                case BadItem() | PassedOver():
                    where = printable(each.where)
                    yield replace(each, key=_joined(key, each.key), where=where)
                case _:
                    yield each

    def _of_file(self, path: Path) -> FileItem | Table | BadItem:
        key = self._key(path)
        if self.rows is not None and formats.suffix_of(path):
            return formats.table(path, key, self.rows)
        try:
            known = path.stat()
        except OSError as error:
            return BadItem(key, printable(str(path)), unreadable(error))
        return FileItem(key, path, known.st_size, known.st_mtime_ns)

    def _key(self, path: Path) -> str:
        inner = path.relative_to(self.base).as_posix()
        return "" if inner == "." else printable(inner)


def inputs(
    paths: Sequence[str],
    selection: Selection,
    rows: RowOptions | None = None,
    without: Sequence[Path] = (),
) -> Inputs:
    """The inputs that some paths are.

    Raises UsageError where there are none, a pattern is none, or a table that is named itself
    does not have the fields.
    """
    selection.check()
    given = tuple(dict.fromkeys(map(_absolute, paths)))
    if not given:
        raise UsageError("there is nothing to work on", hint="give files or folders")
    found = Inputs(_base(given), given, selection, rows, tuple(map(_absolute, map(str, without))))
    for path in given:
        _check(path, rows)
    return found


def _check(path: Path, rows: RowOptions | None) -> None:
    if not formats.suffix_of(path) or not is_file(path):
        return
    if rows is None:
        hint = "--text-field names the field that holds their text"
        raise UsageError(f"{path} holds rows of a table", hint=hint)
    try:
        problem = formats.table(path, str(path), rows).problem()
    except OSError:
        return  # one that cannot be read ends nothing: it is a bad entry
    if problem:
        raise UsageError(f"{path} cannot be read: {problem}")


def _absolute(path: str) -> Path:
    if "\0" in path or not path:
        raise UsageError(f"{path!r} is no path")
    return Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 links keep their names


def _base(given: Sequence[Path]) -> Path:
    folders = [path if is_folder(path) else path.parent for path in given]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError as error:
        raise UsageError("the paths lie on several drives", hint="give those of one") from error


def _joined(folder: str, inner: str) -> str:
    inner = printable(inner)
    return f"{folder}/{inner}" if folder and inner != "." else inner if inner != "." else folder
