"""The tables of a batch, written anew with what came of their rows."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.atomic import permissions, replacing
from assistant.batch.inputs.given import Inputs
from assistant.batch.outputs.names import Names, P
from assistant.batch.outputs.place import placed, require_own
from assistant.batch.results import Results


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table that was written: its key, its path, and the SHA-256 of its bytes, in hex."""

    key: str
    path: Path
    sha256: str


def table_places(inputs: Inputs, names: Names[P]) -> Mapping[str, str]:
    """Where each table goes, by its key, from the output folder; to be asked for first."""
    return {table.name: names.single(table.name) for table, _ in inputs.tables()}


def write_tables(
    inputs: Inputs,
    results: Results,
    out: Path,
    places: Mapping[str, str],
    known: Mapping[str, Collection[str]],
    *,
    force: bool = False,
) -> Iterator[WrittenTable]:
    """Write every table below a folder, its rows in their order, each whole or not at all.

    It can be done again at any time: what has no result is told as pending. A table is told when
    it is written and before it takes its place: whoever remembers it then knows it again even
    after a power cut. `known` maps keys of tables to the digests that were told before. A table
    without the fields is left out. Raises SourceError where one cannot be read or written, or
    another file lies in its place.
    """
    for table, keys in inputs.tables():
        path = placed(out, places[table.name])
        require_own(path, known.get(table.name, ()), force=force)
        if table.fault():
            continue
        with replacing(path, most=permissions(table.path)) as file:
            table.write(file, results, keys)
            file.seek(0)
            yield WrittenTable(table.name, path, hashlib.file_digest(file, "sha256").hexdigest())
