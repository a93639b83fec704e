"""The paths that a batch was given, as its entries: files, what folders hold, rows of tables."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

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
        seen: set[str] = set()
        for path in self.given:
            for each in self._at(path):
                if not isinstance(each, Found):
                    yield each
                elif each.path not in seen:
                    yield self._of_file(each)
                    if len(self.given) > 1:
                        seen.add(each.path)

    def _at(self, path: Path) -> Iterator[Found | BadItem | PassedOver]:
        """What lies at a path, keys from the base."""
        inner = path.relative_to(self.base).as_posix()
        if not is_folder(path):
            yield Found(str(path), inner)
            return
        without = frozenset(map(str, self.without))
        for each in Walk(str(path), self.selection, without).found():
            if isinstance(each, Found):
                yield Found(each.path, _joined(inner, each.inner))
            else:
                key = printable(_joined(inner, each.key))
                yield replace(each, key=key, where=printable(each.where))

    def _of_file(self, found: Found) -> FileItem | Table | BadItem:
        key = printable(found.inner)
        if self.rows is not None and formats.suffix_of(found.path):
            return formats.table(Path(found.path), key, self.rows)
        try:
            known = os.stat(found.path)  # noqa: PTH116
        except OSError as error:
            return BadItem(key, printable(found.path), unreadable(error))
        return FileItem(key, Path(found.path), known.st_size, known.st_mtime_ns)


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
        raise UsageError("no files were given", hint="give files or folders")
    found = Inputs(_base(given), given, selection, rows, tuple(map(_absolute, map(str, without))))
    for path in given:
        _check(path, rows)
    return found


def _check(path: Path, rows: RowOptions | None) -> None:
    if not formats.suffix_of(path) or not is_file(path):
        return
    if rows is None:
        hint = "--text-field names the field that holds their text"
        raise UsageError(f"{path} is a table of rows", hint=hint)
    try:
        problem = formats.table(path, str(path), rows).problem()
    except OSError:
        return  # one that cannot be read ends nothing: it is a bad entry
    if problem:
        raise UsageError(f"{path} cannot be read: {problem}")


def _absolute(path: str) -> Path:
    if "\0" in path or not path:
        raise UsageError(f"{path!r} is not a valid path")
    return Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 links keep their names


def _base(given: Sequence[Path]) -> Path:
    folders = [path if is_folder(path) else path.parent for path in given]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError as error:
        raise UsageError("the paths lie on several drives", hint="give those of one") from error


def _joined(folder: str, inner: str) -> str:
    """The path of what lies in a folder; an inner path that is empty is the folder itself."""
    if folder == ".":
        return inner
    return f"{folder}/{inner}" if inner else folder
