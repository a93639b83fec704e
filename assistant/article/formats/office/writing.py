"""What the writers of office documents share: steps sorted by what they do, and their splices."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Sequence
from typing import Generic, TypeVar

from assistant.article.formats.office.planning import Change, Insertion, Removal, Step
from assistant.article.formats.office.segments import Segment
from assistant.article.formats.office.xml import Splice

_Segment = TypeVar("_Segment", bound=Segment)


class StepWriter(ABC, Generic[_Segment]):
    """Writes the steps of one part; its segments are of the kind that its reader makes."""

    def __init__(self, data: bytes, kind: type[_Segment]) -> None:
        self._data, self._kind = data, kind
        self._splices: list[Splice] = []
        self._put: dict[int, list[bytes]] = defaultdict(list)

    def splices(self, steps: Sequence[Step]) -> list[Splice]:
        """What is put where; raises SourceError where a step touches what is locked."""
        for step in steps:
            segment = step.segment
            assert isinstance(segment, self._kind)  # noqa: S101 - its reader made it
            match step:
                case Change():
                    self._change(segment, step)
                case Removal():
                    self._remove(segment, step)
                case Insertion():
                    self._insert(segment, step)
        self._finish(steps)
        return [*self._splices, *((at, at, b"".join(new)) for at, new in self._put.items())]

    @abstractmethod
    def _change(self, segment: _Segment, step: Change) -> None:
        """Other words within a segment."""

    @abstractmethod
    def _remove(self, segment: _Segment, step: Removal) -> None:
        """A segment goes as a whole."""

    @abstractmethod
    def _insert(self, segment: _Segment, step: Insertion) -> None:
        """New paragraphs behind a segment, or before it."""

    @abstractmethod
    def _finish(self, steps: Sequence[Step]) -> None:
        """Add the splices of all that was gathered."""
