"""What a family of spinners is, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from assistant.language.inflection import Reading, inflect


class Places(Enum):
    """Where a family writes."""

    CONTENT = auto()
    """Single words that are neither facts nor function words."""
    SMALL = auto()
    """Function words."""
    ANY = auto()
    """Single words of both kinds."""
    PHRASES = auto()
    """Runs of two or three words that are one entry of a thesaurus."""
    PAIRS = auto()
    """Neighbours of which neither is a function word."""
    FIGURES = auto()
    """Facts that begin with a digit."""


Options = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Family:
    """Spinners that replace alike.

    `options` gives what may be written for a surface, in lower case with single spaces; it is
    a pure function and may be cached. `fixed` says that one word always gets the same, `slip`
    that what it does here it need not do elsewhere, however consistent the spinner.
    """

    name: str
    places: Places
    options: Options
    fixed: bool = False
    slip: bool = False

    @property
    def facts(self) -> bool:
        """Whether it writes over facts."""
        return self.places is Places.FIGURES


@dataclass(frozen=True, slots=True)
class Swap:
    """Where the garbled text (`start` to `end`, code points) stands for `original`.

    One that is `silent` changes nothing that a reader is asked about: layout, or an article
    that agrees with what follows.
    """

    start: int
    end: int
    text: str
    original: str
    family: str
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Garbled:
    """A garbled text, the clean one, and the swaps between them in order."""

    text: str
    clean: str
    swaps: tuple[Swap, ...]

    def restored(self) -> str:
        """The garbled text with every original put back: the clean one."""
        pieces, at = [], 0
        for swap in self.swaps:
            pieces += [self.text[at : swap.start], swap.original]
            at = swap.end
        return "".join((*pieces, self.text[at:]))


def written(clean: str, swaps: Iterable[tuple[int, int, str]]) -> tuple[str, list[int]]:
    """A text with swaps made, given in order by start, end and text, and where each starts now."""
    pieces: list[str] = []
    starts: list[int] = []
    at = length = 0
    for start, end, text in swaps:
        pieces += [clean[at:start], text]
        starts.append(length + start - at)
        length, at = starts[-1] + len(text), end
    return "".join((*pieces, clean[at:])), starts


def fitted(word: str, reading: Reading) -> str:
    """A word in the form of what it replaces; itself where it has no such form."""
    return next(iter(inflect(word, reading.part, reading.tag)), word)
