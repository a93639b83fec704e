"""Who does what to whom: roles that a summary exchanges, deeds it gives to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checks.content import Token, alike, found_in, tokens
from assistant.checks.fact import FactKind
from assistant.checks.facts import located
from assistant.checks.named import SHORT, TITLES, forms, initials

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_BEFORE_NOUN = frozenset(
    "a an the this that these those his her its their our of no any each every some in on at for"
    " with from by".split()
)
_SUBJECT = 7
"""Words from the start of a sentence in which its subject is looked for."""

_REACH = 6


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    """Subjects and objects exchanged, and deeds given to somebody else."""
    bare = _QUOTED.sub(" ", sentence)
    if any(_exchanged(bare, _QUOTED.sub(" ", text)) for text in evidence):
        yield "who does what to whom is exchanged"
    if name := _robbed(sentence, evidence):
        yield f"what is told of {name} is told of somebody else"


def _exchanged(sentence: str, text: str) -> bool:
    """Whether two words stand about the same verb in the other order."""
    here, there = tokens(sentence), tokens(text)
    for place, other in _same_verbs(here, there):
        left, right = _sides(here, place)
        its_left, its_right = _sides(there, other)
        if (left & its_right) - its_left and (right & its_left) - its_right:
            return True
    return False


def _same_verbs(here: Sequence[Token], there: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for place, verb in enumerate(here):
        for other_place, other in enumerate(there):
            if (
                _may_be_verb(here, place)
                and _may_be_verb(there, other_place)
                and (verb.stem == other.stem or alike(verb.lower, other.lower))
            ):
                yield place, other_place


def _may_be_verb(found: Sequence[Token], place: int) -> bool:
    token = found[place]
    before = found[place - 1].lower if place else ""
    after = found[place + 1] if place + 1 < len(found) else None
    inverted = place and token.clause != found[place - 1].clause and after and after.is_capital
    if inverted:
        return False  # “…”, says Ann Toll
    plain = token.is_content and not token.is_capital and not token.lower[0].isdigit()
    return plain and before not in _BEFORE_NOUN and _reads_as_verb(token.lower)


def _reads_as_verb(word: str) -> bool:
    from assistant.repair.inflection import readings

    return any(reading.part == "v" for reading in readings(word))


def _sides(found: Sequence[Token], place: int) -> tuple[set[str], set[str]]:
    """The stems before and behind a verb, exchanged where it is passive and says by whom."""
    left = {t.stem for t in found[max(0, place - _REACH) : place] if t.is_content}
    right = {t.stem for t in found[place + 1 : place + 1 + _REACH] if t.is_content}
    helped = any(
        t.lower in ("is", "are", "was", "were", "be", "been", "being")
        for t in found[max(0, place - 2) : place]
    )
    if helped and any(t.lower == "by" for t in found[place + 1 : place + 5]):
        return right, left
    return left, right


def _robbed(sentence: str, evidence: Sequence[str]) -> str:
    """Somebody whose deed the summary tells without naming them, but naming somebody else."""
    named = _names(tokens(sentence), sentence)
    if not named:
        return ""
    here = tokens(sentence)
    known = {form for token in here for form in forms(token.lower)} | initials(sentence)
    for text in evidence:
        subject = _subject(text)
        if not subject or _is_named(subject, known):
            continue
        names = {token.lower for token in subject}
        told = [t for t in tokens(text) if t.is_content and t.lower not in names]
        others = [t for other in evidence if other != text for t in tokens(other)]
        own = [t for t in told if not found_in(t, others)]
        if len(own) >= 2 and sum(found_in(t, here) for t in own) >= 0.5 * len(own):
            return subject[-1].text
    return ""


def _is_named(subject: Sequence[Token], known: set[str]) -> bool:
    """Whether a name, or what it is called for short, stands among known words."""
    full = " ".join(token.text for token in subject)
    short = {short for short, long in SHORT.items() if long == full.lower()}
    return any(forms(token.lower) & known for token in subject) or bool(
        (initials(full) | short) & known
    )


def _subject(text: str) -> list[Token]:
    """The words of the first name, if a sentence begins with one."""
    found = tokens(text)
    opening = found[:_SUBJECT]
    names = _names(found, text)
    run: list[Token] = []
    for token in opening:
        if token.lower in names and token.lower not in TITLES:
            run.append(token)
        elif run:
            break
    return run


def _names(found: Sequence[Token], text: str) -> set[str]:
    known = {t.lower for t in found}
    return {
        word.lower
        for each in located(text)
        if each.fact.kind is FactKind.NAME
        for word in tokens(text[each.start : each.end])
        if word.lower in known
    }
