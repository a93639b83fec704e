"""Who does what to whom: roles that a summary exchanges, deeds it gives to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from assistant.checks.facts.extraction import sentence_facts
from assistant.checks.support.names import SHORT, TITLES, forms, initials
from assistant.language.content import Token, alike, found_in, tokens
from assistant.language.fact import FactKind
from assistant.language.wordlists import word_list
from assistant.problems import Code, Problem

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_PREPOSITIONS = word_list("prepositions")
_BEFORE_NOUN = word_list("determiners") | _PREPOSITIONS
_BE = word_list("be-forms")
_BEFORE_VERB = (
    word_list("modal-verbs")
    | word_list("subject-pronouns")
    | _BE
    | {"to", "has", "have", "had", "not", "also", "then"}
)
_SUBJECT = 7
"""Words from the start of a sentence in which its subject is looked for."""

_REACH = 6


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Subjects and objects exchanged, and deeds given to somebody else."""
    bare = _QUOTED.sub(" ", sentence)
    plain = [_QUOTED.sub(" ", text) for text in evidence]
    if any(_exchanged(bare, text) or _compared(bare, text) for text in plain):
        yield Problem(Code.ROLES_SWAPPED, "who does what to whom is exchanged")
    if name := _replaced_subject(sentence, evidence):
        message = f"what is told of {name} is told of somebody else"
        yield Problem(Code.SUBJECT_REPLACED, message)


def _exchanged(sentence: str, text: str) -> bool:
    """Whether two words stand about the same verb in the other order, and nowhere in the same."""
    here, there = tokens(sentence), tokens(text)
    exchanged, kept = set[int](), set[int]()
    for place, other in _same_verbs(here, there):
        left, right = _sides(here, place)
        its_left, its_right = _sides(there, other)
        if (left & its_right) - its_left and (right & its_left) - its_right:
            exchanged.add(place)
        elif left & its_left and right & its_right:
            kept.add(place)
    return bool(exchanged - kept)


def _compared(sentence: str, text: str) -> bool:
    """Whether two things that are compared stand about `than` in the other order."""
    for (left, right), (its_left, its_right) in product(_thans(sentence), _thans(text)):
        if left & its_right and right & its_left and not left & its_left:
            return True
    return False


def _thans(text: str) -> list[tuple[set[str], set[str]]]:
    """What stands on each side of every `than`."""
    found = tokens(text)
    return [_beside(found, n) for n, token in enumerate(found) if token.lower == "than"]


def _beside(found: Sequence[Token], place: int) -> tuple[set[str], set[str]]:
    """The stems of the nearest words on each side."""
    left = [t.stem for t in found[:place] if t.is_content and not t.lower.endswith("er")]
    right = [t.stem for t in found[place + 1 :] if t.is_content]
    return set(left[-1:]), set(right[:1])


def _same_verbs(here: Sequence[Token], there: Sequence[Token]) -> Iterator[tuple[int, int]]:
    its_verbs = [other for other in range(len(there)) if _may_be_verb(there, other)]
    for place, verb in enumerate(here):
        if _may_be_verb(here, place):
            for other in its_verbs:
                if alike(verb.lower, there[other].lower):
                    yield place, other


def _may_be_verb(found: Sequence[Token], place: int) -> bool:
    token = found[place]
    before = found[place - 1].lower if place else ""
    after = found[place + 1] if place + 1 < len(found) else None
    inverted = place and token.clause != found[place - 1].clause and after and after.is_capital
    if inverted:
        return False  # “…”, says Ann Toll
    plain = token.is_content and not token.is_capital and not token.lower[0].isdigit()
    if not plain or before in _BEFORE_NOUN:
        return False
    governed = before in _BEFORE_VERB or (place > 0 and found[place - 1].is_capital)
    verb, plainly = _readings(token.lower)
    return plainly or (verb and governed)


@lru_cache(maxsize=4096)
def _readings(word: str) -> tuple[bool, bool]:
    """Whether a word may be a verb, and whether its form is one that only verbs have."""
    from assistant.language.inflection import readings

    found = [reading for reading in readings(word) if reading.part == "v"]
    return bool(found), any(r.tag in ("VBD", "VBN", "VBG") and r.lemma != word for r in found)


def _sides(found: Sequence[Token], place: int) -> tuple[set[str], set[str]]:
    """The stems of who does something and of whom it is done to.

    Of a passive that does not say by whom, nobody does it.
    """
    left = {t.stem for t in found[max(0, place - _REACH) : place] if t.is_content}
    right = {t.stem for t in found[place + 1 : place + 1 + _REACH] if t.is_content}
    helped = any(t.lower in _BE for t in found[max(0, place - 2) : place])
    if not helped or found[place].lower.endswith("ing"):
        return left, right
    by = next((n for n in range(place + 1, len(found)) if found[n].lower == "by"), None)
    if by is None:
        return set(), left
    return {t.stem for t in found[by + 1 : by + 1 + _REACH] if t.is_content}, left


def _replaced_subject(sentence: str, evidence: Sequence[str]) -> str:
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
        deeds = [t for t in tokens(text) if t.is_content and t.lower not in names]
        others = [t for other in evidence if other != text for t in tokens(other)]
        own = [t for t in deeds if not found_in(t, others)]
        if len(own) >= 2 and sum(found_in(t, here) for t in own) >= 0.33 * len(own):
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
    governed = False
    for token in opening:
        if token.lower in names and token.lower not in TITLES:
            if governed:
                return []
            run.append(token)
        elif run:
            break
        governed = token.lower in _PREPOSITIONS or token.lower == "to"
    return run


def _names(found: Sequence[Token], text: str) -> set[str]:
    known = {t.lower for t in found}
    return {
        word.lower
        for each in sentence_facts(text)
        if each.fact.kind is FactKind.NAME
        for word in tokens(text[each.start : each.end])
        if word.lower in known
    }
