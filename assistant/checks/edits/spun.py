"""Whether what an edit does to a fact undoes what a spinner did: `deuce` for two, `WA` for was.

Such an edit is for an editor to decide; no policy accepts it by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.checks.facts.extraction import facts
from assistant.language.agreement import agree
from assistant.language.dates import dates
from assistant.language.fact import VALUES, WORDED, Difference, FactKind
from assistant.language.inflection import readings
from assistant.language.name_forms import abbreviations
from assistant.language.names import ordinary
from assistant.language.numbers import numbers
from assistant.language.units import unit_at
from assistant.language.wordlists import data_lines

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CAPITALS = re.compile(r"\b(?!The\b)[A-Z][^\W_]+(?:\s+[A-Z][^\W_]+)+")
_MARKED = re.compile(r"[\s\"”’'»]*[\[(]\s*(?:sic|thus)\b", re.IGNORECASE)
_AS_A_WORD = re.compile(
    r"\b(?:words?|terms?|phrases?|expressions?|spellings?)\s+[\"“‘'«]?\Z", re.IGNORECASE
)
_REACH = 24
_NEXT, _LAST = re.compile(r"\s*[^\W_]+"), re.compile(r"[^\W_]+\s*\Z")
_TWO = 2
_MOST_WORDS = 12
"""Words of an edit of which it is looked up which stand for which."""


def is_spun(original: str, replacement: str, changes: Sequence[Difference]) -> bool:
    """Whether the changes that an edit makes to facts are a spinner's, taken back.

    The words that it replaces are a thesaurus's for those that it puts, and no value becomes
    another. What ordinary words say (a limit, a direction) may have been spun in any case.
    """
    if all(each.kind in WORDED for each in changes):
        return True
    if any(each.kind in (FactKind.QUOTATION, FactKind.ADDRESS) for each in changes):
        return False
    if _letters(original) == _letters(replacement) != "" or _may_be(original, replacement):
        return True
    if _is_worded(original, replacement, changes):
        return True
    changed = any(each.kind in VALUES and each.before and each.after for each in changes)
    if changed and len(_WORD.findall(original)) == 1 and _has_value(original):
        return False
    return bool(original and replacement) and (
        _is_term(original, replacement)
        or _are_explained(changes, original, replacement)
        or (not changed and _is_phrase(original, replacement))
    )


def _are_explained(changes: Sequence[Difference], original: str, replacement: str) -> bool:
    """Whether each change is one that words of a thesaurus make which stand for one another.

    Some words of the original are given for a word of the replacement, and these state what is
    lost, or that what is gained: *information technology Washington* for `it was`.
    """
    new = _WORD.findall(replacement)
    old = _WORD.findall(original)
    if len(old) > _MOST_WORDS or len(new) > _MOST_WORDS:
        return False
    phrases = {" ".join(old[a : a + n]) for n in range(1, 5) for a in range(len(old) - n + 1)}
    pairs = [(phrase, word) for phrase in phrases for word in new if _is_term(phrase, word)]
    lower = {word.lower() for word in new}
    return all(
        not (each.before and each.after)
        and (
            (each.kind is FactKind.NAME and (each.before or "").lower() in lower)
            or any(_states(phrase, each.kind, each.before) for phrase, _ in pairs)
            or any(_states(word, each.kind, each.after) for _, word in pairs)
        )
        for each in changes
    )


def _states(phrase: str, kind: FactKind, value: str | None) -> bool:
    """Whether some words state a fact by themselves."""
    if value is None:
        return False
    if kind is FactKind.NAME:
        return value in phrase.split()
    return any(fact.kind is kind and fact.value == value for fact in facts(phrase))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _may_be(one: str, other: str) -> bool:
    """Whether two phrases may state the same by themselves, though nobody can be sure.

    `II` and `two`, 9/11/2001 and 11 September 2001, and an acronym with what may be its name.
    """
    days = [sorted(map(int, re.findall(r"\d+", each.fact.value))) for text in (one, other)
            for each in dates(text)]  # fmt: skip
    if len(days) == _TWO and len(days[0]) == len("dmy") and days[0] == days[1]:
        return True
    return _is_worth(one, other) or _is_short(one, other) or _is_short(other, one)


def _is_short(short: str, full: str) -> bool:
    """Whether a phrase may be an acronym of another, by the capitals of that."""
    initials = "".join(word[0] for word in _WORD.findall(full) if word[0].isupper())
    return len(initials) > _TWO and short.strip().replace(".", "") == initials


def _is_worth(one: str, other: str) -> bool:
    """Whether two words are the same number, as `II` and `two` are, or a share and its ordinal."""
    first, second = list(numbers(one)), list(numbers(other))
    if not (len(first) == len(second) == 1 == len(_WORD.findall(one)) == len(_WORD.findall(other))):
        return False
    share, nth = first[0].fact.value, second[0].fact.value
    return agree(first[0].fact, second[0].fact) or f"{share} th" == f"1/{nth}"


def _has_value(word: str) -> bool:
    """Whether a word is read as a number or as a unit, as `million` and `minutes` are."""
    return bool(unit_at(word, 0)[0]) or any(True for _ in numbers(word))


def widened(text: str, start: int, end: int, replacement: str) -> Iterator[tuple[str, str]]:
    """An edit that only takes words away, with the word on either side: *Thomas More* for more."""
    if replacement.strip() or not text[start:end].strip():
        return
    if behind := _NEXT.match(text, end):
        yield text[start : behind.end()], behind.group()
    if before := _LAST.search(text, max(0, start - _REACH), start):
        yield text[before.start() : end], before.group()


def _is_worded(original: str, replacement: str, changes: Sequence[Difference]) -> bool:
    """Whether ordinary words that state a fact stand for other such words: `a portion` and half.

    No value becomes another, none is written in figures, and no negation goes, but with a
    contrary: *not many*, few.
    """
    old, new = _WORD.findall(original), _WORD.findall(replacement)
    if not (old and new) or re.search(r"\d", original + replacement):
        return False
    if {word.lower() for word in old} <= {word.lower() for word in new}:
        return False  # nothing is replaced, and what comes in states a fact
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
        and (not _is_listed(old) or _is_term(old, run.group()))
        and all(ordinary(word.lower()) for word in _WORD.findall(old) if word not in run.group())
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

    old, new = _bare(one), _bare(other)
    if any(are_synonyms(old, full) for full in abbreviations().get(new, ())):
        return True
    if not (old and new):
        return False
    return are_synonyms(old, new) or _is_given(new, old) or _is_given(old, new)


def _is_given(term: str, word: str) -> bool:
    """Whether a term is listed for a word or a lemma of it: beryllium for be, and for are."""
    lemmas = {word, *(reading.lemma for reading in readings(word))}
    return any(term in _terms().get(lemma, ()) for lemma in lemmas)


def _bare(text: str) -> str:
    """A phrase in lower case without an article: `a thousand`."""
    return re.sub(r"\A(?:an?|the|one)\s+", "", _folded(text))


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
