"""Where something may be written, known before the work and not after it."""

from __future__ import annotations

import os
from pathlib import Path

from assistant import atomic
from assistant.errors import SourceError, UsageError
from assistant.review import file as review_file
from assistant.review import source
from assistant.workspace.claim import require_free


def check_output(article: str, out: str | None, *, in_place: bool, backup: bool) -> None:
    """Raise UsageError for places that cannot be written to together.

    `article` and `out` are paths, or ``-`` for a standard stream.
    """
    if backup and not in_place:
        msg = "--backup goes with --in-place"
        raise UsageError(msg)
    if in_place and out:
        msg = "--in-place and -o are two places: give one"
        raise UsageError(msg)
    if in_place and article == "-":
        msg = "standard input cannot be written in place"
        raise UsageError(msg, hint="give a file, or leave --in-place out")
    if out and article != "-" and is_same_file(article, out):
        msg = f"{out} is the source itself"
        raise UsageError(msg, hint="--in-place writes over the source, with --backup after a copy")
    for target in (article if in_place else None, None if out == "-" else out):
        if target:
            _check_folder(target)


def check_review_place(review: str, article: str) -> None:
    """Raise where the decisions about an article cannot be saved to a path."""
    if article != "-" and is_same_file(article, review):
        msg = f"{review} is the source itself: a review needs a file of its own"
        raise UsageError(msg)
    _check_folder(review)


def make_room_for_review(review: str, article: str, out: str | None) -> Path | None:
    """See that a review can go to a path; decisions that lie there are copied to the given path.

    Raises UsageError where another file lies there, or a review that is being decided.
    """
    check_review_place(review, article)
    if out and is_same_file(out, review):
        msg = "-o and --review name the same file"
        raise UsageError(msg)
    if not Path(review).is_file() or not Path(review).stat().st_size:
        return None
    try:
        old = review_file.load_review(review)
    except UsageError as error:
        msg = f"{review} exists already and is not a review"
        raise UsageError(msg, hint="give --review another path") from error
    require_free(Path(review))
    has_decisions = len(old.log) > 1  # more than what a policy accepted
    return atomic.backup(review) if has_decisions else None


def is_same_file(one: str, other: str) -> bool:
    """Whether two paths name one file, there or not yet."""
    try:
        return Path(one).resolve() == Path(other).resolve() or Path(one).samefile(other)
    except (OSError, ValueError, RuntimeError):
        return False


def beside(article: str) -> str:
    """A name beside a source for what came of it: `article.repaired.txt`."""
    path = Path(article)
    return str(path.with_name(f"{path.stem}.repaired{path.suffix}"))


def write_over(path: str, sha256: str, data: bytes, *, backup: bool) -> Path | None:
    """Replace a source whose digest is known; the path of the copy, if one is wanted.

    Raises SourceChangedError where it is no longer what was read, and SourceError where it
    cannot be read.
    """
    source.check(path, sha256)
    copy = atomic.backup(path) if backup else None
    atomic.write_atomic(path, data)
    return copy


def _check_folder(path: str) -> None:
    folder = Path(path).resolve().parent
    if not folder.is_dir():
        raise SourceError(f"{path} cannot be written: its folder does not exist")
    if not Path(path).exists() and not os.access(folder, os.W_OK):
        raise SourceError(f"{path} cannot be written: its folder is read-only")
