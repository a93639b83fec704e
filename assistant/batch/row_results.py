"""What came of rows, as the ledger and the texts have it, for the tables that are written anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.batch.inputs.given import Inputs
from assistant.batch.jobs import Part
from assistant.batch.ledger import Ledger
from assistant.batch.outputs.place import placed
from assistant.batch.outputs.tables import write_tables
from assistant.batch.records import Record
from assistant.batch.results import RowResult, State
from assistant.errors import SourceError
from assistant.reading import read_text

_LARGEST = 1_000_000_000
_PLACES, _WRITTEN = "tables", "tables_written"


@dataclass(frozen=True, slots=True)
class LedgerResults:
    """The results of rows by key."""

    ledger: Ledger
    out: Path

    def get(self, key: str, /) -> RowResult | None:
        """The result of a row, or None."""
        known = next(self.ledger.records("key = ?", (key,), limit=1), None)
        if known is None or known.state is State.PENDING:
            return None
        tally = known.tally
        return RowResult(
            known.digest, known.state, self._text(known), tally.share or None,
            tally.accepted, tally.left, known.error,
        )  # fmt: skip

    def _text(self, known: Record) -> str | None:
        """The text as accepted; None where nothing in it was."""
        if Part.TEXT not in known.written:
            return None
        try:
            return read_text(placed(self.out, known.outputs[Part.TEXT]), _LARGEST)
        except (OSError, ValueError) as error:
            raise SourceError(f"{known.outputs[Part.TEXT]} cannot be read: {error}") from error


def keep_places(ledger: Ledger, places: Mapping[str, str]) -> None:
    """Remember where the tables of a batch go."""
    ledger.remember({_PLACES: json.dumps(dict(places))})


def write(ledger: Ledger, inputs: Inputs, out: Path, *, force: bool = False) -> list[Path]:
    """Write the tables of a batch as it stands, and give their paths.

    Raises SourceError where one cannot be written, or another file lies in its place.
    """
    places: Mapping[str, str] = json.loads(ledger.facts.get(_PLACES, "{}"))
    if not places:
        return []
    known: dict[str, str] = json.loads(ledger.facts.get(_WRITTEN, "{}"))
    written = list(
        write_tables(inputs, LedgerResults(ledger, out), out, places, known, force=force)
    )
    ledger.remember({_WRITTEN: json.dumps(known | {t.key: t.sha256 for t in written})})
    return [table.path for table in written]
