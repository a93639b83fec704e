"""What may stand in a summary: sentences that stand alone, each in one or more lengths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.language.tokens import lower_words
from assistant.summary.compression import variants
from assistant.summary.model import Change, SummarySentence, applied
from assistant.summary.passages import Passage, terms
from assistant.summary.referents import Referents
from assistant.summary.self_contained import SHORT, is_anaphoric, unsuitable
from assistant.summary.voices import PAPER, Voice, voices


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, with its denial where there is one, as it would be told."""

    passages: tuple[Passage, ...]
    text: str
    changes: tuple[Change, ...] = ()

    @property
    def place(self) -> int:
        """Where it stands among the sentences of the article."""
        return self.passages[0].place

    @property
    def size(self) -> int:
        """Its words."""
        return len(self.text.split())

    def sentence(self) -> SummarySentence:
        """The unit as a sentence of a summary."""
        spans = tuple(passage.span for passage in self.passages)
        return SummarySentence(self.text, spans, self.changes)

    def and_then(self, other: Unit) -> Unit:
        """Two units as one, the other behind this."""
        ahead = len(" ".join(passage.text for passage in self.passages)) + 1
        moved = (replace(change, start=change.start + ahead) for change in other.changes)
        return Unit(
            (*self.passages, *other.passages),
            f"{self.text} {other.text}",
            (*self.changes, *moved),
        )


def units(found: Sequence[Passage], title: str = "") -> tuple[Unit, ...]:
    """Every sentence that may be told by itself under a title, in each of its lengths."""
    heard, people = voices(found), Referents(found, title)
    kept = frozenset(terms(lower_words(title.replace("-", " "))))
    return tuple(
        unit
        for passage in found
        for unit in _units(passage, heard[passage.place], found, people, kept)
    )


def leaning(found: Sequence[Passage]) -> Mapping[int, Unit]:
    """The sentences that lean on the one before them and may be told behind it, by their place."""
    heard = voices(found)
    return {
        passage.place: Unit((passage,), passage.text)
        for passage in found
        if unsuitable(passage) in ("", SHORT)
        and heard[passage.place] == PAPER
        and is_anaphoric(passage)
    }


def _units(
    passage: Passage,
    voice: Voice,
    found: Sequence[Passage],
    people: Referents,
    kept: frozenset[str],
) -> Iterator[Unit]:
    if voice.untold or unsuitable(passage):
        return
    for text, changes in _tellings(passage, people, kept):
        unit = Unit((passage,), text, changes)
        if voice.denial is None:
            yield unit
        elif not is_anaphoric(denial := found[voice.denial]):
            yield unit.and_then(Unit((denial,), denial.text))


def _tellings(
    passage: Passage, people: Referents, kept: frozenset[str]
) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """The ways to tell a sentence by itself; none where it leans on another."""
    if (named := people.named(passage)) is not None:
        text = applied(passage.text, (named,))
        if not is_anaphoric(replace(passage, text=text, named=True)):
            yield text, (named,)
        return
    full = people.in_full(passage.text)
    for _, changes in variants(passage.text, kept):
        together = _merged(changes, full)
        text = applied(passage.text, together)
        if not is_anaphoric(replace(passage, text=text, named=_opens_with_name(passage, text))):
            yield text, together


def _merged(changes: Sequence[Change], full: Sequence[Change]) -> tuple[Change, ...]:
    """The deletions, and those names in full that stand in none of them."""
    apart = (
        name for name in full if all(name.end <= c.start or name.start >= c.end for c in changes)
    )
    return tuple(sorted((*changes, *apart), key=lambda change: change.start))


_FIRST = re.compile(r"\W*(\w+)")


def _opens_with_name(passage: Passage, text: str) -> bool:
    if text.startswith(passage.text[:8]):
        return passage.named
    found = _FIRST.match(text)
    return found is not None and found[1][0].isupper() and found[1] in passage.text
