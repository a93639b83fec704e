"""Which files of a folder are meant: by patterns, by .gitignore, by their suffix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from posixpath import splitext

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore import GitIgnorePatternError

from assistant.article.formats import registry
from assistant.batch import packing
from assistant.batch.rows import formats
from assistant.errors import UsageError
from assistant.paths import is_file, is_folder
from assistant.reading import read_text

GITIGNORE = ".gitignore"
_LARGEST = 1_000_000


@dataclass(frozen=True)
class Selection:
    """Patterns as .gitignore has them, matched from the folder that was given.

    Without patterns to `include`, files are meant that have the suffix of an article, or of a
    table where `tables` is set. `gitignore` leaves out what git would, too. What begins with a
    dot is never meant.
    """

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    gitignore: bool = False
    tables: bool = False

    def includes(self, inner: str) -> bool:
        """Whether a file is meant, by its path from the folder."""
        if self.include:
            return self._included.match_file(inner)
        is_table = self.tables and bool(formats.suffix_of(inner))
        return is_table or suffix_of(packing.inner_name(inner)) in _suffixes()

    def excludes(self, inner: str, *, is_folder: bool) -> bool:
        """Whether a file or a folder is left out, whatever else it is."""
        if inner.startswith(".") or "/." in inner:
            return True
        if not self.exclude:
            return False
        return self._excluded.match_file(f"{inner}/" if is_folder else inner)

    def check(self) -> None:
        """Raise UsageError where a pattern is none."""
        _ = (self._included, self._excluded)

    @cached_property
    def _included(self) -> GitIgnoreSpec:
        return _spec(self.include, "--include")

    @cached_property
    def _excluded(self) -> GitIgnoreSpec:
        return _spec(self.exclude, "--exclude")


@dataclass(frozen=True, slots=True)
class Ignored:
    """What the .gitignore files of a folder and of those around it leave out.

    Each with its folder, the innermost first.
    """

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    @classmethod
    def around(cls, folder: str) -> Ignored:
        """What is left out in a folder, up to the repository that it lies in, if it does."""
        up = (Path(folder), *Path(folder).parents)
        top = next((number for number, each in enumerate(up) if _is_repository(each)), 0)
        found = cls()
        for each in reversed(up[1 : top + 1]):
            found = found.within(str(each))
        return found

    def within(self, folder: str) -> Ignored:
        """The same with what the file of an inner folder says, if it has one."""
        try:
            lines = read_text(Path(folder, GITIGNORE), _LARGEST).splitlines()
            spec = GitIgnoreSpec.from_lines(lines)
        except (OSError, ValueError):
            return self
        return Ignored(((folder, spec), *self.specs))

    def leaves_out(self, path: str, *, is_folder: bool) -> bool:
        """Whether a path is left out; the innermost file that names it decides."""
        for folder, spec in self.specs:
            inner = Path(path).relative_to(folder).as_posix()
            decided = spec.check_file(f"{inner}/" if is_folder else inner).include
            if decided is not None:
                return decided
        return False


def suffix_of(path: str) -> str:
    """The suffix of a path in lower case, with its dot, or the empty string."""
    return splitext(path)[1].lower()


def _is_repository(folder: Path) -> bool:
    mark = folder / ".git"
    return is_folder(mark) or is_file(mark)  # a work tree of its own has a file there


def _spec(patterns: Sequence[str], option: str) -> GitIgnoreSpec:
    try:
        return GitIgnoreSpec.from_lines(patterns)
    except (GitIgnorePatternError, ValueError) as error:
        raise UsageError(
            f"{option}: {error}", hint="patterns are written as in .gitignore"
        ) from error


@cache
def _suffixes() -> frozenset[str]:
    return frozenset().union(*(each.suffixes for each in registry.known()))
