"""Whom a pronoun at the start of a sentence stands for, where a rule can say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.wordlists import word_list
from assistant.summary.model import Change
from assistant.summary.passages import Passage

_PRONOUN = re.compile(r"\A(He|She|His|Her)\b(?! own\b)")
_NAME = r"[A-Z][\w’'-]+"
_RUN = re.compile(rf"(?:(?:Mr|Ms|Mrs|Dr|Sir|Dame|Judge|Mayor|President|Senator|Professor)\.? )?"
                  rf"{_NAME}(?: (?:(?:van|von|de|la|bin|al|der|den) )*{_NAME}){{0,3}}")  # fmt: skip
_DOES = re.compile(
    r"\A(?:,? (?:said|says|told|wrote|added|announced|admitted|asked|argued|pleaded|denied)\b"
    r"|, \d{1,2}\b|, who\b|[’']s (?:wife|husband|son|daughter|father|mother|brother|sister)\b)"
)
_SAID_BY = re.compile(r"(?:said|says|told|wrote|added) \Z")
_MALE, _FEMALE = frozenset({"he", "his", "him"}), frozenset({"she", "her"})
_OPENING = 60
"""Code points of a sentence in which its subject stands."""

_BACK = 2
"""Sentences before a pronoun in which whom it stands for is named."""


class Referents:
    """The people of an article, and who is meant by a pronoun that opens one of its sentences."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._people = _people(passages)
        said = {word for passage in passages for word in passage.words}
        self._mixed = not _MALE.isdisjoint(said) and not _FEMALE.isdisjoint(said)

    def named(self, passage: Passage) -> Change | None:
        """The pronoun that opens a sentence, and the name for it; None where no rule gives one."""
        found = _PRONOUN.match(passage.text)
        if found is None or _PRONOUN.search(passage.text[found.end() :]):
            return None
        name = self._meant(passage.place)
        if not name:
            return None
        owns = found[1] in ("His", "Her")
        return Change(0, found[1], f"{name}’s" if owns else name)

    def _meant(self, place: int) -> str:
        """The one person whom the sentences before name, if the last of them opens with that name.

        Where the article speaks of men and of women, no rule says whom a pronoun stands for.
        """
        if self._mixed or not place:
            return ""
        passage, before = self._passages[place], self._passages[max(0, place - _BACK) : place]
        if any(each.section != passage.section for each in before):
            return ""
        people = {last for last in self._people for each in before if self._is_in(last, each.text)}
        if len(people) != 1:
            return ""
        (meant,) = people
        return self._people[meant] if self._is_in(meant, before[-1].text[:_OPENING]) else ""

    @staticmethod
    def _is_in(last: str, text: str) -> bool:
        return re.search(rf"\b{re.escape(last)}\b", text) is not None


def _people(passages: Sequence[Passage]) -> dict[str, str]:
    """The last names of people, each with the fullest form that the article has of it."""
    people: dict[str, str] = {}
    runs = [(p.text, m) for p in passages for m in _RUN.finditer(p.text)]
    full = [m.group() for _, m in runs if len(m.group().split()) > 1]
    for text, match in runs:
        last = match.group().split()[-1].removesuffix("’s").removesuffix("'s")
        is_person = _DOES.match(text[match.end() :]) or _SAID_BY.search(text[: match.start()])
        if is_person and last.lower() not in word_list("never-names") and len(last) > 2:
            forms = [each for each in full if each.split()[-1] == last]
            people.setdefault(
                last, min(forms, key=lambda f: (-len(f.split()), full.index(f)), default=last)
            )
    return {last: form for last, form in people.items() if " " in form}
