"""What the changes of a sentence lose or double: words left out, moved, or said twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.edits import Flag
from assistant.language.content import Token, alike, tokens
from assistant.language.inflection import readings
from assistant.language.relatives import Relation, Relative, relatives
from assistant.language.synonymy import are_synonyms

_NEAR = 3
"""Words to each side in which a word stands beside another."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is written in the place of `text[start:end]`, in code points of a sentence."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a change waits for the editor."""

    flag: Flag
    reason: str


def losses(sentence: str, changes: Sequence[Change]) -> tuple[Loss | None, ...]:
    """For each change of a sentence, in order and none overlapping, what it loses, if anything."""
    moved = _moved(sentence, changes)
    return tuple(
        _omitted(sentence, change)
        or (Loss(Flag.UNCERTAIN, "words change places") if change in moved else None)
        or _doubled(sentence, change)
        for change in changes
    )


def _omitted(sentence: str, change: Change) -> Loss | None:
    """Words of content that go and have no successor.

    One of two synonyms may go, the more general of two words that stand together, and what a
    thesaurus adds to a word: the *loss* of *loss leaders*.
    """
    new = [token for token in tokens(change.text) if token.lower not in ("a", "an")]
    gone = _contents(sentence[change.start : change.end])
    if any(token.is_content for token in new) or len(gone) <= (1 if new else 0):
        return None
    before, after = _beside(sentence, change)
    words = sentence[change.start : change.end].strip()
    if any(are_synonyms(f"{words} {o.text}", o.text) for o in after[:1]):
        return None
    if any(are_synonyms(f"{o.text} {words}", o.text) for o in before[-1:]):
        return None
    pairs = [(other.lower, words.lower()) for other in before[-1:]]
    pairs += [(words.lower(), other.lower) for other in after[:1]]
    if len(gone) == 1 and any(_are_doubles(*pair) for pair in pairs):
        return None
    for token in gone:
        if not any(alike(token.lower, o.lower) for o in (*before, *after)):
            return Loss(Flag.OMISSION, f"it leaves out “{token.text}”")
    return None


def _are_doubles(one: str, other: str) -> bool:
    """Whether WordNet links two words that follow on one another, in lower case, and are no term.

    One then says what the other does, or more.
    """
    lemmas = [{word, *(reading.lemma for reading in readings(word))} for word in (one, other)]
    if any(True for first in lemmas[0] for last in lemmas[1] for _ in _known(f"{first} {last}")):
        return False
    return any(
        relative.lemma in lemmas[1] and relative.relation & (Relation.SYNONYM | Relation.LINK)
        for lemma in lemmas[0]
        for relative in _known(lemma)
    )


def _known(lemma: str) -> Iterator[Relative]:
    return relatives().of(lemma)


def _moved(sentence: str, changes: Sequence[Change]) -> frozenset[Change]:
    """Changes that take a word of content from another's place, or give it theirs."""
    gone = [_stems(sentence[each.start : each.end]) for each in changes]
    new = [_stems(each.text) for each in changes]
    return frozenset(
        changes[place]
        for one in range(len(changes))
        for other in range(len(changes))
        if one != other and (gone[one] - new[one]) & (new[other] - gone[other])
        for place in (one, other)
    )


def _doubled(sentence: str, change: Change) -> Loss | None:
    """A word of content that then stands beside itself."""
    old = _stems(sentence[change.start : change.end])
    beside = {token.stem for side in _beside(sentence, change) for token in side}
    for token in tokens(change.text):
        if token.is_content and token.stem in beside - old:
            return Loss(Flag.UNCERTAIN, f"it says “{token.text}” twice")
    return None


def _beside(sentence: str, change: Change) -> tuple[Sequence[Token], Sequence[Token]]:
    """The words before and behind a change that stand near."""
    before = _contents(sentence[: change.start])[-_NEAR:]
    return before, _contents(sentence[change.end :])[:_NEAR]


def _contents(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.is_content]


def _stems(text: str) -> set[str]:
    return set(_stemmed(text))


def _stemmed(text: str) -> Iterator[str]:
    return (token.stem for token in tokens(text) if token.is_content)
