"""The files under a folder, in the order of their names; links are followed to files inside."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.batch.inputs.selection import Ignored, Selection
from assistant.batch.items import BadItem, PassedOver
from assistant.paths import is_folder, is_inside

_DEAD = {errno.ELOOP: "a link to itself", errno.ENOENT: "a link to nothing"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is meant, and its path from the folder."""

    path: Path
    inner: PurePosixPath


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through a folder; `without` are folders that are not gone into."""

    folder: Path
    selection: Selection
    without: tuple[Path, ...] = ()

    def found(self) -> Iterator[Found | BadItem | PassedOver]:
        """What lies in it; keys of what is bad are paths from the folder."""
        ignored = Ignored.around(self.folder) if self.selection.gitignore else Ignored()
        waiting = [(self.folder, PurePosixPath(), ignored)]
        while waiting:
            folder, inner, ignored = waiting.pop()
            if self.selection.gitignore:
                ignored = ignored.within(folder)
            try:
                with os.scandir(folder) as entries:
                    names = sorted(entries, key=lambda entry: os.fsencode(entry.name))
            except OSError as error:
                yield BadItem(str(inner), str(folder), f"it cannot be read: {error.strerror}")
                continue
            inside = []
            for entry in names:
                place, path = inner / entry.name, folder / entry.name
                kind = _kind(entry)
                if self._is_left_out(path, place, ignored, is_folder=kind == "folder"):
                    continue
                if kind == "folder":
                    inside.append((path, place, ignored))
                else:
                    yield self._file(path, place, kind)
            waiting += reversed(inside)

    def _is_left_out(
        self, path: Path, inner: PurePosixPath, ignored: Ignored, *, is_folder: bool
    ) -> bool:
        if is_folder and any(path == each for each in self.without):
            return True
        if self.selection.excludes(inner, is_folder=is_folder):
            return True
        return ignored.leaves_out(path, is_folder=is_folder)

    def _file(self, path: Path, inner: PurePosixPath, kind: str) -> Found | BadItem | PassedOver:
        key, where = str(inner), str(path)
        match kind:
            case "file" if not self.selection.includes(inner):
                suffix = inner.suffix.lower()
                return PassedOver(key, where, f"{suffix} files" if suffix else "without a suffix")
            case "file":
                return Found(path, inner)
            case "link":
                return self._link(path, inner)
            case _:
                return PassedOver(key, where, "no regular files")

    def _link(self, path: Path, inner: PurePosixPath) -> Found | BadItem | PassedOver:
        key, where = str(inner), str(path)
        try:
            path.stat()
        except OSError as error:
            return BadItem(
                key, where, _DEAD.get(error.errno or 0, "a link that cannot be followed")
            )
        if is_folder(path):
            return PassedOver(key, where, "links to folders")
        if not self.selection.includes(inner):
            return PassedOver(key, where, "links")
        if not is_inside(path, self.folder):
            return BadItem(key, where, "a link that leads out of the folder")
        return Found(path, inner)


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"
