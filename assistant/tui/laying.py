"""The lines of a whole article: laid out per view and width, and only where something changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from assistant.review.model import Hunk
from assistant.review.shown import Shown
from assistant.tui.flow import Line, Mark, Piece, Unit, View, cells, lines, units
from assistant.tui.marking import NOTHING, Marks

_LAYOUTS = 8
"""So many are kept: those of the views, in the widths that these take."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """The lines of every unit, None where they are to be laid out; what they were laid out for."""

    hunks: Sequence[Hunk]
    current: int
    marks: Marks
    lines: Sequence[tuple[Line, ...] | None]


class Laying:
    """A source with its hunks in lines; rows are counted from 0 over the whole article."""

    def __init__(self, source: str | Shown) -> None:
        self._source = source
        self.hunks: Sequence[Hunk] = ()
        self.current = -1
        self.marks = NOTHING
        self.view = View.IN_PLACE
        self.units: tuple[Unit, ...] = ()
        self._of_hunk: dict[int, int] = {}
        self._layouts: dict[tuple[View, int], _Layout] = {}
        self._columns = 1
        self._laid: Sequence[tuple[Line, ...]] = ()
        self._ends: list[int] = []
        self._rows: dict[int, int] = {}

    def take(self, hunks: Sequence[Hunk], current: int, view: View, marks: Marks) -> None:
        """Take what is to be laid out."""
        if not _stand_alike(self.hunks, hunks) or not self.units:
            before, self.units = self.units, units(self._source, hunks)
            self._rows = {}
            self._of_hunk = {n: u for u, unit in enumerate(self.units) for n in unit.hunks}
            places = {unit: number for number, unit in enumerate(before)}
            self._layouts = {
                key: self._moved(known, places, hunks) for key, known in self._layouts.items()
            }
        if (self.marks.found, self.marks.wanted) != (marks.found, marks.wanted):
            self._layouts.clear()
        self.hunks, self.current, self.view, self.marks = hunks, current, view, marks

    def lay(self, columns: int) -> None:
        """Lay out, in lines of so many cells, what has changed since they were last laid so."""
        self._columns = columns
        known = self._layouts.get((self.view, columns))
        if known is None:
            if len(self._layouts) >= _LAYOUTS:
                self._layouts.clear()
            self._laid = [self._lines(number) for number in range(len(self.units))]
        else:
            others = {*self._decided_since(known), *self._selected_since(known)}
            self._laid = [
                self._lines(number) if laid is None or number in others else laid
                for number, laid in enumerate(known.lines)
            ]
        self._layouts[self.view, columns] = _Layout(
            self.hunks, self.current, self.marks, self._laid
        )
        ends = list(accumulate(map(len, self._laid)))
        if ends != self._ends or known is None:
            self._ends, self._rows = ends, {}

    def _moved(self, known: _Layout, places: Mapping[Unit, int], hunks: Sequence[Hunk]) -> _Layout:
        """A layout for other units, where `places` says which it knows; they stay as they were."""

        def kept(unit: Unit) -> tuple[Line, ...] | None:
            number = places.get(unit)
            if number is None or known.current in unit.hunks:
                return None
            is_same = all(n < len(known.hunks) and known.hunks[n] is hunks[n] for n in unit.hunks)
            return known.lines[number] if is_same else None

        return _Layout(hunks, -1, known.marks, [kept(unit) for unit in self.units])

    def _decided_since(self, known: _Layout) -> Iterator[int]:
        """The units with a hunk that is another one now, or is or was the current one."""
        both = zip(known.hunks, self.hunks, strict=True)
        changed = {n for n, (a, b) in enumerate(both) if a is not b}
        if known.current != self.current:
            changed |= {known.current, self.current}
        return (self._of_hunk[n] for n in changed if n in self._of_hunk)

    def _selected_since(self, known: _Layout) -> Iterator[int]:
        """The units in which something else is selected now."""
        if known.marks.selected == self.marks.selected:
            return
        for span in (known.marks.selected, self.marks.selected):
            if span is not None:
                yield from range(self._unit_at(span.start), self._unit_at(span.end) + 1)

    def _unit_at(self, offset: int) -> int:
        place = bisect_right(self.units, offset, key=lambda unit: unit.start) - 1
        return min(max(place, 0), len(self.units) - 1)

    def _lines(self, number: int, marks: Marks | None = None) -> tuple[Line, ...]:
        unit = self.units[number]
        current = self.current if self.current in unit.hunks else -1
        return lines(self._source, self.hunks, unit, self.view, self._columns, current,
                     marks or self.marks)  # fmt: skip

    @property
    def height(self) -> int:
        """How many rows there are."""
        return self._ends[-1] if self._ends else 0

    def row(self, row: int) -> tuple[Unit, Line, Line] | None:
        """The unit of a row, its line, and the line before it in the unit; None below the last."""
        number = bisect_right(self._ends, row)
        if number >= len(self.units):
            return None
        laid = self._laid[number]
        at = row - (self._ends[number] - len(laid))
        return self.units[number], laid[at], laid[at - 1] if at else ()

    def row_of(self, place: int) -> int | None:
        """The row in which a hunk begins."""
        number = self._of_hunk.get(place)
        return None if number is None else self._first(number, lambda piece: piece.hunk == place)

    def row_of_current(self) -> int | None:
        """The row in which the current hunk begins, or else what is selected."""
        if self.current >= 0 or self.marks.selected is None or not self.units:
            return self.row_of(self.current)
        number = self._unit_at(self.marks.selected.start)
        return self._first(number, lambda piece: piece.mark is Mark.SELECTED)

    def _first(self, number: int, is_it: Callable[[Piece], bool]) -> int:
        rows = enumerate(self._laid[number])
        within = (row for row, line in rows if any(map(is_it, line)))
        return self._ends[number] - len(self._laid[number]) + next(within, 0)

    def rows(self) -> Mapping[int, int]:
        """About where each hunk stands: its place among all, to a row."""
        if not self._rows:
            for unit, laid, end in zip(self.units, self._laid, self._ends, strict=True):
                for nth, place in enumerate(unit.hunks):
                    self._rows[place] = end - len(laid) + nth * len(laid) // len(unit.hunks)
        return self._rows

    def offset_at(self, x: int, row: int) -> int:
        """Where in the source the word in a cell of a row begins, or -1."""
        number = bisect_right(self._ends, row)
        if number >= len(self.units):
            return -1
        laid = self._lines(number, replace(self.marks, in_words=True))
        at = row - (self._ends[number] - len(self._laid[number]))
        used = 0
        for piece in laid[at] if at < len(laid) else ():
            used += cells(piece.text)
            if x < used:
                return piece.at
        return -1


def _stand_alike(one: Sequence[Hunk], other: Sequence[Hunk]) -> bool:
    """Whether two sequences of hunks have the same places."""
    return len(one) == len(other) and all(
        a is b or (a.edit.start, a.edit.end) == (b.edit.start, b.edit.end)
        for a, b in zip(one, other, strict=True)
    )
