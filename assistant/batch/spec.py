"""What a batch was asked for, remembered for `retry`: by the user's own account, not by the output.

An output folder may come from somebody else; what it says of paths and engines is not followed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant import paths
from assistant.atomic import PRIVATE, write_atomic
from assistant.batch.inputs.given import Inputs, inputs
from assistant.batch.inputs.selection import Selection
from assistant.batch.jobs import Part
from assistant.batch.rows.options import RowOptions
from assistant.errors import SourceError, UsageError
from assistant.reading import read_text

_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Spec:
    """Which articles, and what is wanted of each.

    `parts` are written of each, none where they are only scored; `flags` are settings that were
    given by flags, by their flat keys. Results go to the object store `mirror` as well, if any.
    """

    paths: tuple[str, ...]
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    gitignore: bool = False
    rows: Mapping[str, Any] | None = None
    parts: tuple[str, ...] = ("text", "review", "summary")
    accept: str = "unflagged"
    neutral: bool = False
    decisions: str = ""
    mirror: str = ""
    flags: Mapping[str, Any] = field(default_factory=dict)

    def inputs(self, out: Path) -> Inputs:
        """The inputs, without what is in the output folder; raises UsageError."""
        rows = RowOptions(**self.rows) if self.rows is not None else None
        selection = Selection(self.include, self.exclude, self.gitignore, rows is not None)
        return inputs(self.paths, selection, rows, [out])

    @property
    def written(self) -> frozenset[Part]:
        """The parts that are written, with the source that a review is of."""
        parts = frozenset(map(Part, self.parts))
        return parts | {Part.SOURCE} if Part.REVIEW in parts else parts


def remember(out: Path, spec: Spec) -> None:
    """Keep what a batch was asked for; raises SourceError where that cannot be."""
    place = _place(out)
    try:
        paths.private(paths.private(paths.state_dir()) / place.parent.name)
    except OSError as error:
        raise SourceError(f"{place.parent} cannot be made: {error.strerror}") from error
    write_atomic(place, json.dumps(asdict(spec)).encode(), most=PRIVATE)


def remembered(out: Path) -> Spec:
    """What a batch was asked for; raises UsageError where that is not known here."""
    try:
        stored = json.loads(read_text(_place(out), _LARGEST))
        known: dict[str, Any] = {
            name: tuple(each) if isinstance(each, list) else each for name, each in stored.items()
        }
        return Spec(**known)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(
            f"what {out} was asked for cannot be told: you did not begin it on this machine",
            hint=f"`assistant rewrite PATH… --out {out}` goes on with it",
        ) from error


def _place(out: Path) -> Path:
    digest = hashlib.sha256(str(out.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return paths.state_dir() / "batches" / f"{digest[:32]}.json"
