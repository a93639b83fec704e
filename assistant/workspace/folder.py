"""The reviews of a folder as rows of a table, and what a policy would do to some of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import AssistantError
from assistant.paths import is_inside
from assistant.review import file as review_file
from assistant.review.decisions import apply_policy
from assistant.review.model import Decision, Review
from assistant.review.policies import Accept
from assistant.workspace.claim import claimed, require_free

SUFFIX = ".review.json"


@dataclass(frozen=True, slots=True)
class Row:
    """A review in the table; `at` is when it was last written, in seconds of the epoch.

    `problem` says why it cannot be read, if it cannot.
    """

    path: Path
    article: str = ""
    hunks: int = 0
    left: int = 0
    flags: int = 0
    engine: str = ""
    at: float = 0.0
    problem: str = ""


def files(folder: Path) -> tuple[Path, ...]:
    """The reviews under a folder, by name; what a link leads to elsewhere is not one of them."""
    return tuple(map(Path, names(folder)))


def names(folder: Path) -> list[str]:
    """The same as plain paths, of which a folder may hold very many."""
    found: list[str] = []
    waiting = [str(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(SUFFIX) and _is_there(entry, folder):
                    found.append(entry.path)
    return sorted(found)


def _is_there(entry: os.DirEntry[str], folder: Path) -> bool:
    if entry.is_file(follow_symlinks=False):
        return True
    return entry.is_file() and is_inside(entry.path, folder)


def row(path: Path) -> Row:
    """What a review comes to."""
    try:
        at = path.stat().st_mtime
        review = review_file.load_review(path)
    except (AssistantError, OSError) as error:
        return Row(path, path.name.removesuffix(SUFFIX), problem=_reason(error, path))
    return row_of(path, review, at)


def again(known: Row) -> Row:
    """What a review comes to now; one that was not written since is not read again."""
    with suppress(OSError):
        if not known.problem and known.path.stat().st_mtime == known.at:
            return known
    return row(known.path)


def _reason(error: Exception, path: Path) -> str:
    """What is wrong, without the path, which stands beside it."""
    if isinstance(error, FileNotFoundError):
        return "its review is gone"
    if isinstance(error, OSError):
        return f"its review cannot be read: {error.strerror or error}"
    return str(error).removeprefix(f"{path}: ").removeprefix(f"{path} ")


def row_of(path: Path, review: Review, at: float) -> Row:
    """What a review that is known comes to."""
    flagged = sum(bool(h.edit.flags) and h.decision is Decision.PENDING for h in review.hunks)
    name = review.title or path.name.removesuffix(SUFFIX)
    left = review.count(Decision.PENDING)
    return Row(path, name, len(review.hunks), left, flagged, review.engine, at)


@dataclass(frozen=True, slots=True)
class Plan:
    """What accepting by policy would do to some reviews: how many hunks, and how many stay."""

    paths: tuple[Path, ...]
    accepted: int
    left: int

    def describe(self) -> str:
        """The same in words."""
        return (
            f"Hunks to accept: {self.accepted}, in {len(self.paths)} of the reviews;"
            f" {self.left} stay undecided.\n"
            "The reviews are saved; no article is written. Each can be undone with u."
        )


def plan(paths: tuple[Path, ...], policy: Accept) -> Plan:
    """What a policy would do.

    Raises AssistantError where a review cannot be read, or is being decided elsewhere.
    """
    accepted = left = 0
    for path in paths:
        require_free(path)
        before = review_file.load_review(path)
        after = apply_policy(before, policy)
        accepted += before.count(Decision.PENDING) - after.count(Decision.PENDING)
        left += after.count(Decision.PENDING)
    return Plan(paths, accepted, left)


def accept(paths: tuple[Path, ...], policy: Accept) -> Iterator[Path]:
    """Accept by policy, review by review, each saved as it is done; raises AssistantError."""
    for path in paths:
        with claimed(path) as own:
            review = apply_policy(review_file.load_review(path), policy)
            review = replace(review, policy=str(policy))
            own.require()
            review_file.save_review(path, review)
        yield path


def age(at: float, now: float) -> str:
    """How long ago something was, in one unit."""
    seconds = max(now - at, 0)
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return f"{int(seconds)} s"
