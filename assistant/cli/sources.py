"""Reading the article that a command names, and writing what came of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from assistant import atomic
from assistant.article import files
from assistant.article.model import Article
from assistant.cli import diagnostics
from assistant.errors import SourceError, UsageError
from assistant.review import file as review_file
from assistant.review import source


def read(path: str, limit: int) -> Article:
    """The article of a path, or of standard input for ``-``."""
    if path == "-":
        return files.read_stream(sys.stdin.buffer, limit=limit)
    return files.read(path, limit=limit)


def check_targets(path: str, out: str | None, *, in_place: bool, backup: bool) -> None:
    """Raise UsageError for places that cannot be written to together."""
    if backup and not in_place:
        msg = "--backup goes with --in-place"
        raise UsageError(msg)
    if in_place and out:
        msg = "--in-place and -o are two places: give one"
        raise UsageError(msg)
    if in_place and path == "-":
        msg = "standard input cannot be written in place"
        raise UsageError(msg, hint="give a file, or leave --in-place out")
    if out and path != "-" and same_file(path, out):
        msg = f"{out} is the source itself"
        raise UsageError(msg, hint="--in-place writes over the source, with --backup after a copy")
    for target in (path if in_place else None, None if out == "-" else out):
        if target:
            _check_folder(target)


def check_review_place(review: str, path: str) -> None:
    """Raise where the decisions about an article cannot be saved to a path."""
    if same_file(path, review):
        msg = f"{review} is the source itself: a review needs a file of its own"
        raise UsageError(msg)
    _check_folder(review)


def check_review(review: str, path: str, out: str | None) -> None:
    """Raise where a review cannot go to its path; decisions that lie there are copied first."""
    if path != "-" and same_file(path, review):
        msg = f"{review} is the source itself: a review needs a file of its own"
        raise UsageError(msg)
    if out and same_file(out, review):
        msg = "-o and --review name the same file"
        raise UsageError(msg)
    _check_folder(review)
    if Path(review).is_file() and Path(review).stat().st_size:
        try:
            old = review_file.load_review(review)
        except UsageError as error:
            msg = f"{review} is there and is no review"
            raise UsageError(msg, hint="give --review another path") from error
        if len(old.log) > 1:  # more than what a policy accepted
            diagnostics.note(f"the decisions made so far are kept as {atomic.backup(review)}")


def same_file(one: str, other: str) -> bool:
    """Whether two paths name one file, there or not yet."""
    try:
        return Path(one).resolve() == Path(other).resolve() or Path(one).samefile(other)
    except (OSError, ValueError, RuntimeError):
        return False


def _check_folder(path: str) -> None:
    """Raise SourceError where a file cannot be made: known before the work, not after it."""
    folder = Path(path).resolve().parent
    if not folder.is_dir():
        raise SourceError(f"{path} cannot be written: its folder does not exist")
    if not Path(path).exists() and not os.access(folder, os.W_OK):
        raise SourceError(f"{path} cannot be written: its folder is read-only")


def write_over(path: str, sha256: str, data: bytes, *, backup: bool) -> None:
    """Replace a source whose digest is known, after a copy if wanted.

    Raises SourceChangedError where it is no longer what was read, and SourceError where it
    cannot be read.
    """
    source.check(path, sha256)
    if backup:
        diagnostics.note(f"the source is kept as {atomic.backup(path)}")
    atomic.write_atomic(path, data)
