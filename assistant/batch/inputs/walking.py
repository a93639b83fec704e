"""The files under a folder, in the order of their names; links are followed to files inside.

Paths are strings here: a folder may hold a hundred thousand files.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.batch.inputs.selection import Ignored, Selection, suffix_of
from assistant.batch.items import BadItem, PassedOver
from assistant.paths import is_folder, is_inside

_DEAD = {errno.ELOOP: "a link to itself", errno.ENOENT: "a link to nothing"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is meant, and its path from the folder, with `/` between its parts."""

    path: str
    inner: str


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through a folder; `without` are folders that are not gone into."""

    folder: str
    selection: Selection
    without: frozenset[str] = frozenset()

    def found(self) -> Iterator[Found | BadItem | PassedOver]:
        """What lies in it; keys of what is bad are paths from the folder."""
        ignored = Ignored.around(self.folder) if self.selection.gitignore else Ignored()
        waiting = [(self.folder, "", ignored)]
        while waiting:
            folder, inner, ignored = waiting.pop()
            if self.selection.gitignore:
                ignored = ignored.within(folder)
            try:
                with os.scandir(folder) as entries:
                    names = sorted(entries, key=lambda entry: os.fsencode(entry.name))
            except OSError as error:
                yield BadItem(inner, folder, f"it cannot be read: {error.strerror}")
                continue
            inside = []
            for entry in names:
                place = f"{inner}/{entry.name}" if inner else entry.name
                kind = _kind(entry)
                if self._is_left_out(entry.path, place, ignored, is_folder=kind == "folder"):
                    continue
                if kind == "folder":
                    inside.append((entry.path, place, ignored))
                else:
                    yield self._file(entry.path, place, kind)
            waiting += reversed(inside)

    def _is_left_out(self, path: str, inner: str, ignored: Ignored, *, is_folder: bool) -> bool:
        unwanted = bool(self.selection.include) and not is_folder
        return (
            (is_folder and path in self.without)
            or self.selection.excludes(inner, is_folder=is_folder)
            or ignored.leaves_out(path, is_folder=is_folder)
            or (unwanted and not self.selection.includes(inner))
        )

    def _file(self, path: str, inner: str, kind: str) -> Found | BadItem | PassedOver:
        match kind:
            case "file" if not self.selection.includes(inner):
                suffix = suffix_of(inner)
                return PassedOver(inner, path, f"{suffix} files" if suffix else "without a suffix")
            case "file":
                return Found(path, inner)
            case "link":
                return self._link(path, inner)
            case _:
                return PassedOver(inner, path, "no regular files")

    def _link(self, path: str, inner: str) -> Found | BadItem | PassedOver:
        try:
            os.stat(path)  # noqa: PTH116
        except OSError as error:
            reason = _DEAD.get(error.errno or 0, "a link that cannot be followed")
            return BadItem(inner, path, reason)
        if is_folder(path):
            return PassedOver(inner, path, "links to folders")
        if not self.selection.includes(inner):
            return PassedOver(inner, path, "links")
        if not is_inside(path, self.folder):
            return BadItem(inner, path, "a link that leads out of the folder")
        return Found(path, inner)


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"
