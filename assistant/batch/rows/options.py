"""Which fields of a row hold what, and what is to stand in a row at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.article.document import LIMIT
from assistant.batch.results import VERSION, RowResult, State

Value = str | int | float | None

TYPES: Mapping[str, type] = {
    "version": int,
    "state": str,
    "text": str,
    "garbled": float,
    "edits": int,
    "flags": int,
    "error": str,
}
"""The result fields in their order, without their prefix; all but version and state may be null."""

_READ = frozenset({State.DONE, State.UNCHANGED, State.FOREIGN, State.REFUSED})
"""States of articles that stand as they are to stand; the others have no text to be used."""


@dataclass(frozen=True, slots=True)
class RowOptions:
    """What is known of the rows, and what is wanted of them.

    `text`, `id` and `title` name fields; the latter two may be empty. `form` names the format
    of the texts. `limit` is that of a row, in bytes. `delimiter` (one character) and `encoding`
    are those of CSV, empty where they are to be told from its first bytes.

    At the end a row has the result fields, their names behind `prefix`, where `adds` is set;
    with `replaces`, the new text stands in the text field itself and not in a field of its own.
    """

    text: str
    id: str = ""
    title: str = ""
    form: str = "text"
    limit: int = LIMIT
    delimiter: str = ""
    encoding: str = ""
    replaces: bool = False
    adds: bool = True
    prefix: str = "assistant_"

    @property
    def named(self) -> tuple[str, ...]:
        """The fields that every table must have."""
        return tuple(name for name in (self.text, self.id, self.title) if name)

    @property
    def added(self) -> tuple[str, ...]:
        """The names of the result fields that a row gets, in their order."""
        return tuple(self.prefix + name for name in self._kinds)

    @property
    def added_types(self) -> tuple[type, ...]:
        """Their types."""
        return tuple(TYPES[name] for name in self._kinds)

    def values(self, result: RowResult, own_text: str | None) -> tuple[Value, ...]:
        """What stands in them; `own_text` is the text of the row, if it has one."""
        text = result.text if result.text is not None else own_text
        is_read = result.state in _READ
        known: dict[str, Value] = {
            "version": VERSION,
            "state": result.state.value,
            "text": text if is_read else None,
            "garbled": None if result.garbled is None else round(result.garbled, 4),
            "edits": result.edits if is_read else None,
            "flags": result.flags if is_read else None,
            "error": result.error or None,
        }
        return tuple(known[name] for name in self._kinds)

    def replacement(self, result: RowResult, own_text: str | None) -> str | None:
        """What is to stand in the text field, or None where it stays as it is."""
        return result.text if self.replaces and result.text != own_text else None

    @property
    def _kinds(self) -> tuple[str, ...]:
        if not self.adds:
            return ()
        return tuple(name for name in TYPES if not (self.replaces and name == "text"))
