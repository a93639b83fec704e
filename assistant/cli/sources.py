"""Reading the article that a command names, and writing what came of it."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from assistant import store
from assistant.article import files
from assistant.article.model import Article
from assistant.cli import diagnostics
from assistant.errors import SourceChangedError, UsageError


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


def same_file(one: str, other: str) -> bool:
    """Whether two paths name one file."""
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def write_over(path: str, sha256: str, data: bytes, *, backup: bool) -> None:
    """Replace a source whose digest is known, after a copy if wanted.

    Raises SourceChangedError where it is no longer what was read.
    """
    if hashlib.sha256(Path(path).read_bytes()).hexdigest() != sha256:
        raise SourceChangedError(
            f"{path} was changed meanwhile; nothing was written", hint="run the command again"
        )
    if backup:
        diagnostics.note(f"the source is kept as {store.backup(path)}")
    store.write_atomic(path, data)
