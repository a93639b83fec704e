"""Whether what an edit does to a fact undoes what a spinner did: `deuce` for two, `WA` for was.

Such an edit is for an editor to decide; no policy accepts it by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.language.fact import VALUES, WORDED, Difference, FactKind
from assistant.language.names import ordinary
from assistant.language.wordlists import data_lines

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CAPITALS = re.compile(r"\b(?!The\b)[A-Z][^\W_]+(?:\s+[A-Z][^\W_]+)+")
_MARKED = re.compile(r"[\s\"”’'»]*[\[(]\s*(?:sic|thus)\b", re.IGNORECASE)
_AS_A_WORD = re.compile(
    r"\b(?:words?|terms?|phrases?|expressions?|spellings?)\s+[\"“‘'«]?\Z", re.IGNORECASE
)
_REACH = 24


def is_spun(original: str, replacement: str, changes: Sequence[Difference]) -> bool:
    """Whether the changes that an edit makes to facts are a spinner's, taken back.

    The words that it replaces are a thesaurus's for those that it puts, and no value becomes
    another. What ordinary words say (a limit, a direction) may have been spun in any case.
    """
    if all(each.kind in WORDED for each in changes):
        return True
    if any(each.kind in (FactKind.QUOTATION, FactKind.ADDRESS) for each in changes):
        return False
    if _is_worded(original, replacement, changes):
        return True
    changed = any(each.kind in VALUES and each.before and each.after for each in changes)
    if changed and len(_WORD.findall(original)) == 1:
        return False
    return bool(original and replacement) and (
        _is_term(original, replacement) or (not changed and _is_phrase(original, replacement))
    )


def _is_worded(original: str, replacement: str, changes: Sequence[Difference]) -> bool:
    """Whether ordinary words that state a fact stand for other such words: `a portion` and half.

    No value becomes another, none is written in figures, and no negation goes, but with a
    contrary: *not many*, few.
    """
    old, new = _WORD.findall(original), _WORD.findall(replacement)
    if not (old and new) or re.search(r"\d", original + replacement):
        return False
    if not all(ordinary(word.lower()) for word in (*old, *new)):
        return False
    kinds = {each.kind for each in changes}
    for each in changes:
        if each.kind in VALUES and each.before and each.after:
            return False
        if each.kind is FactKind.NEGATION and each.before and FactKind.SENSE not in kinds:
            return False
    return True


def is_completed(
    before: str, after: str, start: int, end: int, changes: Sequence[Difference]
) -> bool:
    """Whether an edit makes a name that dictionaries list of capitals that none does.

    `after[start:end]` is what it puts: `United` of *Incorporated Kingdom*.
    """
    if any(each.kind is not FactKind.NAME for each in changes):
        return False
    run = next(
        (m for m in _CAPITALS.finditer(after) if m.start() <= start and end <= m.end()), None
    )
    if run is None:
        return False
    tail = len(after) - run.end()
    old = before[run.start() : len(before) - tail]
    return (
        _is_listed(run.group())
        and not _is_listed(old)
        and all(ordinary(word.lower()) for word in _WORD.findall(old))
    )


def _is_listed(name: str) -> bool:
    from assistant.language.thesaurus import wordnet

    return len(name.split()) > 1 and " ".join(name.lower().split()) in wordnet()


def is_kept(text: str, start: int, end: int) -> bool:
    """Whether words are as somebody wrote them: before [sic] or (thus), or spoken of as words."""
    spoken_of = _AS_A_WORD.search(text, max(0, start - _REACH), start)
    return bool(spoken_of or _MARKED.match(text, end))


def _is_term(one: str, other: str) -> bool:
    """Whether a thesaurus gives one phrase for the other."""
    from assistant.language.synonymy import are_synonyms

    old, new = _folded(one), _folded(other)
    return are_synonyms(old, new) or new in _terms().get(old, ()) or old in _terms().get(new, ())


def _is_phrase(one: str, other: str) -> bool:
    """Whether phrases of ordinary words are the same, word by word: `Unified Countries`."""
    old, new = _WORD.findall(one), _WORD.findall(other)
    return (
        1 < len(old) == len(new)
        and all(ordinary(word.lower()) for word in old)
        and all(a.lower() == b.lower() or _is_term(a, b) for a, b in zip(old, new, strict=True))
    )


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").replace("’", "'").split()).strip(".,;:")


@cache
def _terms() -> dict[str, frozenset[str]]:
    """The terms of data/thesaurus-terms.txt by the word that they are given for."""
    lines = (line.partition(" / ") for line in data_lines("thesaurus-terms.txt"))
    return {
        word: frozenset(term.lower() for term in terms.split("|"))
        for word, _, terms in lines
        if terms
    }
