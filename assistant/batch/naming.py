"""Where the parts of an article go: beside each other, those of rows in a folder of their own."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.batch.items import Item, RowItem
from assistant.batch.jobs import Part
from assistant.batch.outputs.names import Names

_SUFFIXES = {
    Part.TEXT: "",
    Part.REVIEW: ".review.json",
    Part.SUMMARY: ".summary.md",
    Part.DIFF: ".diff",
    Part.PAGE: ".review.html",
    Part.SOURCE: ".source",
}
REPORTS = ("report.json", "report.html")
_ROWS = "rows"


class Places:
    """Gives each article the places of its parts; articles in the same order get the same."""

    def __init__(self, parts: frozenset[Part]) -> None:
        self.names = Names(_SUFFIXES, REPORTS)
        self._parts = parts

    def __call__(self, item: Item) -> Mapping[Part, str]:
        """The places of the parts that are written, below the output folder."""
        if not self._parts:
            return {}
        is_row = isinstance(item, RowItem)
        known = self.names.of(f"{_ROWS}/{item.key}" if is_row else item.key)
        kept = self._parts | {Part.TEXT} if is_row else self._parts
        return {part: known[part] for part in kept}
