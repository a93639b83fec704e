"""Whom a pronoun or a last name stands for in a sentence by itself, where a rule can say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.summary.clauses import opens_with_verb
from assistant.summary.model import Change
from assistant.summary.passages import Passage
from assistant.summary.people import FEMALE, MALE, QUOTED, Person, people

_PRONOUN = re.compile(r"\A(He|She|His|Her)\b(?! own\b)")
_NAME_BEFORE = re.compile(r"[A-Z][\w.’'-]* \Z")
_PLACE = re.compile(r", [A-Z]")
_OPENING = 60
"""Code points of a sentence in which its subject stands."""

_LEAD = 7
"""Words that the first sentence of a story has more than, and no line with a date has."""

_BACK = 2
"""Sentences before a pronoun in which whom it stands for is named."""


class Referents:
    """The people of an article, and who is meant in a sentence that is told by itself."""

    def __init__(self, passages: Sequence[Passage], title: str = "") -> None:
        self._passages = passages
        self._people = people(passages)
        said = {word for passage in passages for word in passage.words}
        self._mixed = not MALE.isdisjoint(said) and not FEMALE.isdisjoint(said)
        self._meant: dict[int, Person | None] = {}
        lead = next((p.text for p in passages if len(p.words) > _LEAD), "")
        self._introduced = self._people.named_in(f"{title} {lead}")

    def named(self, passage: Passage) -> Change | None:
        """The pronoun that opens a sentence, and the name for it; None where no rule gives one."""
        found = _PRONOUN.match(passage.text)
        if found is None or _PRONOUN.search(passage.text[found.end() :]):
            return None
        person = self._who(passage.place)
        if person is None:
            return None
        owns = found[1] in ("His", "Her")
        return Change(0, found[1], f"{person.full}’s" if owns else person.full)

    def in_full(self, text: str) -> tuple[Change, ...]:
        """The last names of a sentence whose people neither the title nor the lead names."""
        bare = QUOTED.sub(lambda m: " " * len(m.group()), text)
        found = (self._completed(person, bare) for person in self._people.named_in(bare))
        return tuple(sorted((c for c in found if c is not None), key=lambda c: c.start))

    def _completed(self, person: Person, text: str) -> Change | None:
        if person in self._introduced or person.full in text:
            return None
        last = person.full.split()[-1]
        found = re.search(rf"(?<![\w’'.-]){re.escape(last)}\b(?!-)", text)
        if found is None or _NAME_BEFORE.search(text[: found.start()]):
            return None
        behind = text[found.end() :]
        if (found.start() and not opens_with_verb(behind)) or _PLACE.match(behind):
            return None
        return Change(found.start(), last, person.full)

    def _who(self, place: int) -> Person | None:
        """The one person whom a pronoun that opens a sentence can stand for."""
        if place not in self._meant:
            self._meant[place] = self._find(place)
        return self._meant[place]

    def _find(self, place: int) -> Person | None:
        """The one person whom the sentences before name, if the last of them opens with that name.

        Where the article speaks of men and of women, it has to show that one is the other.
        """
        passage = self._passages[place]
        before = [
            each
            for each in self._passages[max(0, place - _BACK) : place]
            if each.paragraph == passage.paragraph
        ]
        if not before:
            return None
        male = passage.text.startswith(("He", "His"))
        named = self._people.named_in(" ".join(each.text for each in before))
        fitting = [p for p in named if p.male is not (not male)]
        if len(fitting) != 1 or (self._mixed and fitting[0].male is None):
            return None
        (meant,) = fitting
        if len(named) > 1 and meant.male is None:
            return None
        last = before[-1]
        if meant in self._people.named_in(last.text[:_OPENING]):
            return meant
        continues = _PRONOUN.match(last.text) is not None and self._who(last.place) == meant
        return meant if continues else None
