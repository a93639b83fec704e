"""What is said of whom: the same facts in the same words, but in each other's places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.language.content import tokens
from assistant.language.fact import VALUES, Difference, FactKind, Found

_HELD = VALUES | {FactKind.NAME}
_LISTED = re.compile(r"[\s,;&]+|[\s,;&]*\b(?:and|or|nor)\b[\s,]*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PAIR = 2


def exchanged(
    before: str, after: str, old: Sequence[Found], new: Sequence[Found]
) -> tuple[Difference, ...]:
    """The facts, or two nouns, that took each other's place: who beat whom, from what to what.

    `old` and `new` are the facts of the two texts. What is only listed has no place to lose.
    """
    if sorted(_words(before)) != sorted(_words(after)) or before == after:
        return ()
    return tuple(_moved_facts(before, after, old, new)) or tuple(_swapped_nouns(before, after))


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


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


def _swapped_nouns(before: str, after: str) -> Iterator[Difference]:
    """Two content words that changed places, all else being where it was."""
    one, other = _words(before), _words(after)
    places = [n for n, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(places) != _PAIR:
        return
    first, second = places
    if not all(_LISTED.fullmatch(word) for word in one[first + 1 : second]) and all(
        any(token.is_content for token in tokens(one[place])) for place in places
    ):
        yield Difference(FactKind.SENSE, one[first], one[second])
