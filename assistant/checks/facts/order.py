"""What is said of whom: the same facts in the same words, but in each other's places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.language.fact import VALUES, Difference, FactKind, Found
from assistant.language.wordlists import word_list

_HELD = VALUES | {FactKind.NAME}
_LISTED = re.compile(r"[\s,;&]+|[\s,;&]*\b(?:and|or|nor)\b[\s,]*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SUBJECTS = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "i"}
_LINKS = frozenset({"and", "or", "nor", "a", "an", "the"})
_LONGEST = 24
"""Words of two texts that differ of which it is tried whether they are exchanged."""


def exchanged(
    before: str, after: str, old: Sequence[Found], new: Sequence[Found]
) -> tuple[Difference, ...]:
    """The facts, or the two sides of a verb, that took each other's place: who beat whom.

    `old` and `new` are the facts of the two texts. What is only listed has no place to lose.
    """
    if sorted(_words(before)) != sorted(_words(after)) or before == after:
        return ()
    return tuple(_moved_facts(before, after, old, new)) or tuple(_swapped(before, after))


def _words(text: str) -> list[str]:
    """The words of a text in lower case, pronouns in one form: her is she, wherever it stands."""
    lower = (match.group().lower() for match in _WORD.finditer(text))
    return [_SUBJECTS.get(word, word) for word in lower]


def _moved_facts(
    before: str, after: str, old: Sequence[Found], new: Sequence[Found]
) -> Iterator[Difference]:
    frame, first = _frame(before, old)
    other, second = _frame(after, new)
    if frame != other or len(first) != len(second):
        return
    moved = [n for n, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    if moved and not all(
        not gap or _LISTED.fullmatch(gap) for gap in frame[moved[0] + 1 : moved[-1] + 1]
    ):
        for place in moved:
            yield Difference(FactKind.NAME, " ".join(first[place]), " ".join(second[place]))


def _frame(text: str, found: Sequence[Found]) -> tuple[list[str], list[tuple[str, ...]]]:
    """The words between the names and values of a text, and these, those side by side as one."""
    held = sorted(
        (each for each in found if each.fact.kind in _HELD and not each.fact.weak),
        key=lambda each: (each.start, each.end),
    )
    gaps, facts, at = [""], list[tuple[str, ...]](), 0
    for each in held:
        gap = " ".join(text[at : each.start].lower().split())
        if facts and not gap:
            facts[-1] = (*facts[-1], each.fact.value)
        else:
            gaps[-1] = gap
            gaps.append("")
            facts.append((each.fact.value,))
        at = each.end
    gaps[-1] = " ".join(text[at:].lower().split())
    return gaps, facts


def _swapped(before: str, after: str) -> Iterator[Difference]:
    """What stands on the two sides of a verb or the like, where the sides are exchanged."""
    old, new = _apart(_words(before), _words(after))
    if len(old) > _LONGEST:
        return
    lower = {word for word in _WORD.findall(before) if word.islower()} - _LINKS
    for first in range(1, len(old)):
        for last in range(1, len(old) - first):
            one, middle, other = old[:first], old[first:-last], old[-last:]
            if _are_phrases(one, other):
                continue
            if other + middle + one == new and not lower.isdisjoint(middle):
                yield Difference(FactKind.SENSE, " ".join(one), " ".join(other))
                return


def _are_phrases(one: list[str], other: list[str]) -> bool:
    """Whether both sides say by a preposition of their own what they are: to 4 from 3."""
    prepositions = word_list("prepositions") | {"to", "from"}
    return one[0] != other[0] and one[0] in prepositions and other[0] in prepositions


def _apart(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Two runs of as many words without those that they begin and end with alike."""
    same = [one == other for one, other in zip(old, new, strict=True)]
    if all(same):
        return [], []
    start, end = same.index(False), len(same) - same[::-1].index(False)
    return old[start:end], new[start:end]
