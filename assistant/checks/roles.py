"""Who does what to whom: roles that a summary exchanges, deeds it gives to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checks.content import STOP, Token, alike, found_in, tokens
from assistant.checks.fact import FactKind
from assistant.checks.facts import located

_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|got)\s+(?:\w+ly\s+)?(\w+(?:ed|en|wn|ght|t|d))\b"
)
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_MIN_SIDES = 1


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    """Subjects and objects exchanged, and deeds given to somebody else."""
    if any(_exchanged(sentence, text) for text in evidence):
        yield "who does what to whom is exchanged"
    elif name := _another(sentence, evidence):
        yield f"what is told of {name} is told of another in the evidence"


def _exchanged(sentence: str, text: str) -> bool:
    """Whether two words stand about the same verb in the other order."""
    here, there = tokens(sentence), tokens(text)
    for place, verb in enumerate(here):
        if not _may_be_verb(verb):
            continue
        for other_place, other in enumerate(there):
            if not _may_be_verb(other) or not (
                verb.stem == other.stem or alike(verb.lower, other.lower)
            ):
                continue
            left, right = _sides(here, place, sentence)
            its_left, its_right = _sides(there, other_place, text)
            crossed = (
                _shared(left, its_right) >= _MIN_SIDES and _shared(right, its_left) >= _MIN_SIDES
            )
            straight = _shared(left, its_left) or _shared(right, its_right)
            if crossed and not straight:
                return True
    return False


def _may_be_verb(token: Token) -> bool:
    return token.is_content and not token.is_capital and not token.lower[0].isdigit()


def _sides(found: Sequence[Token], place: int, text: str) -> tuple[set[str], set[str]]:
    """The nouns before and behind a word, exchanged where it is passive and says by whom."""
    left = {t.stem for t in found[max(0, place - 7) : place] if t.is_content}
    right = {t.stem for t in found[place + 1 : place + 8] if t.is_content}
    passive = any(match.group(1).lower() == found[place].lower for match in _PASSIVE.finditer(text))
    behind = [t.lower for t in found[place + 1 : place + 6]]
    if passive and "by" in behind:
        return right, left
    return left, right


def _shared(one: set[str], other: set[str]) -> int:
    return len(one & other)


def _another(sentence: str, evidence: Sequence[str]) -> str:
    """A name whose deed the evidence tells of somebody else, or the empty string."""
    for name, deed in _deeds(sentence):
        if len(deed) < 2:
            continue
        holding = [
            t for t in evidence if sum(found_in(d, tokens(t)) for d in deed) >= 0.6 * len(deed)
        ]
        others = [text for text in holding if not _mentions(text, name)]
        if holding and len(others) == len(holding) and any(_leading(text) for text in others):
            before = [evidence[n - 1] for n, t in enumerate(evidence) if n and t in others]
            leaning = all(_leans(text) for text in others)
            if not (leaning and any(_mentions(text, name) for text in before)):
                return name
    return ""


def _deeds(sentence: str) -> Iterator[tuple[str, list[Token]]]:
    """Each name with the content words of its clause behind it."""
    found = tokens(sentence)
    names = {
        word.lower
        for each in located(sentence)
        if each.fact.kind is FactKind.NAME
        for word in tokens(sentence[each.start : each.end])
    }
    for place, token in enumerate(found):
        last = place + 1 == len(found) or found[place + 1].lower not in names
        if token.lower in names and last:
            rest = [
                t
                for t in found[place + 1 : place + 9]
                if t.clause == token.clause and t.is_content and t.lower not in names
            ]
            if rest and (place + 1 < len(found)) and _opens_deed(found[place + 1]):
                yield token.text, rest


def _opens_deed(token: Token) -> bool:
    """Whether a word behind a name may be its verb."""
    return token.lower not in STOP or token.lower in (
        "was", "is", "has", "had", "will", "did", "were", "said", "told", "would", "may",
    )  # fmt: skip


def _mentions(text: str, name: str) -> bool:
    bare = name.lower().removesuffix("'s").removesuffix("’s")
    return bare in {token.lower.removesuffix("'s") for token in tokens(text)}


def _leading(text: str) -> bool:
    return any(each.fact.kind is FactKind.NAME for each in located(text))


def _leans(text: str) -> bool:
    found = tokens(text)
    return bool(found) and found[0].lower in ("he", "she", "they", "it", "his", "her", "their")
