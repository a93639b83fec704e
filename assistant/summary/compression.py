"""Compression of a sentence by a closed list of deletions; what is left stays as it was.

A connective that only adds, a day of the week in front, a name in short or a measure in another
unit in parentheses, an apposition, a relative clause, a participle, what is joined by "and" or a
semicolon. Nothing goes that limits, denies, doubts, attributes or compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.language.content import tokens
from assistant.language.patterns import lazy
from assistant.language.wordlists import word_pattern
from assistant.summary.clauses import has_verb, opens_with_verb
from assistant.summary.model import Change, applied

_KEPT = lazy(
    rf"{word_pattern('negations', 'negative-words', 'exceptions', 'doubts', 'denials')}"
    rf"|{word_pattern('reporting-verbs', 'limiting-words')}"
    r"|n[’']t\b|\b(?:only|until|unless|if|except|although|though|despite|while|before|after"
    r"|at (?:least|most)|up to|among|aged|saying|adding|sources?|including|excluding|depending"
    r"|pending|provided|according|not|without|sic|false\w*|untrue|wrong\w*|claim\w*|alleg\w*"
    r"|den[iy]\w*|accus\w*|report\w*)\b",
    re.IGNORECASE,
)
"""Words of a deletion that is not made: they limit, deny, doubt, attribute or compare."""

_DATELINE = lazy(
    r"\A[A-Z][A-Z .,'’-]+(?:, [A-Z][\w.]+){0,2}(?: \([A-Z][\w ]{1,20}\))? ?[—–-]{1,2} (?=\S)"
)
_CONNECTIVE = lazy(
    r"\A(?:However|Meanwhile|Moreover|Furthermore|Nevertheless|Nonetheless|In addition"
    r"|Additionally|Also|Indeed|In fact|Besides|Still|At the same time), (?=\w)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_FRONTED = lazy(
    rf"\A(?:(?:(?:[Ee]arly|[Ll]ate) )?(?:[Oo]n |[Ll]ast |[Ll]ate on )?{_DAY}"
    r"(?: (?:night|morning|afternoon|evening))?|[Yy]esterday|[Tt]oday|[Tt]his (?:morning|afternoon"
    r"|evening|week)|[Ee]arlier (?:today|this week)|[Tt]onight),? (?=[A-Za-z“])"
)
_UNIT = r"(?:km/h|mph|kph|km|miles?|mi|metres?|meters?|m|feet|ft|inches|cm|mm|kg|kilograms?|pounds"
_UNIT += r"|lbs?|tons?|tonnes?|hectares|acres|°?[CF]|UTC|GMT)"
_ASIDE = lazy(
    rf" \((?:(?:NYSE|Nasdaq|NASDAQ|LSE|ASX|TSX)\b[^()]{{0,40}}|[A-Z][A-Z&.]{{1,6}}s?"
    rf"|(?:about|approximately|around|roughly|~)? ?[\d.,–-]+ ?{_UNIT})\)"
)
_NAME = r"[A-Z][\w.’'-]*"
_APPOSITION = lazy(r"(?<=\w), (?:an?|the) [^,;:()“”\"]{3,80}, (?=\w)")
_RELATIVE = lazy(r", (?:who|which|whose|where) [^,;:()“”\"]{3,120}(?:, (?=\w)|(?=[.]\Z))")
_PARTICIPLE = lazy(
    r", (?:[a-z]+ly )?(?:[a-z]{2,}ing|surrounded|followed|accompanied|joined)(?! and\b| or\b) "
    r"[^,;:()“”\"]{3,100}(?=[.]\Z)"
)
_JOINED = lazy(r"(?:, and(?= (?:the|an?|its|his|her|their|[A-Z]\w+)\b)|;) [^;“”\"]{8,200}(?=[.]\Z)")
_DASHED = lazy(r" [—–] [^—–;:“”\"]{3,90} [—–](?= [a-z])")
_ADDED = lazy(r",? and (?:also |later |then )?(?=[a-z])[^,;:“”\"]{8,120}(?=[.]\Z)")
_LAST_NAME = lazy(rf"{_NAME}\Z")
_ORDINARY = lazy(r"(?!(?:van|von|de|di|la|le|al|bin|ter|ten) [A-Z])[a-z]+(?![\w.])")
"""A word that takes a capital at the start of a sentence, as macOS, rents.py, van Orr do not."""

_FEWEST = 5
"""Words of what is left of a sentence."""


def variants(text: str) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """A sentence as it stands, without what adds nothing, and ever shorter."""
    changes = _opening(text)
    yield applied(text, changes), changes
    seen = {changes}
    for finders in ((_ASIDE,), _LIGHT, _ALL, (*_ALL, _ADDED)):
        more = _merged((*changes, *_cuts(text, finders)))
        if more not in seen and len(applied(text, more).split()) >= _FEWEST:
            seen.add(more)
            yield applied(text, more), more


def _opening(text: str) -> tuple[Change, ...]:
    """What goes from the start of a sentence, and the capital that then opens it."""
    end = 0
    for pattern in (_DATELINE, _CONNECTIVE, _FRONTED):
        if match := pattern.match(text[end:]):
            end += match.end()
    rest = text[end:]
    if not end or len(rest.split()) < _FEWEST or not has_verb(rest):
        return ()
    if _ORDINARY.match(rest):
        return (Change(0, text[: end + 1], rest[0].upper()),)
    return (Change(0, text[:end]),)


_LIGHT = (_ASIDE, _APPOSITION, _RELATIVE, _DASHED)
_ALL = (*_LIGHT, _PARTICIPLE, _JOINED)


def _cuts(text: str, finders: Sequence[re.Pattern[str]]) -> Iterator[Change]:
    for finder in finders:
        for found in finder.finditer(text):
            if _may_go(text, found, finder):
                yield _cut(text, found)


def _cut(text: str, found: re.Match[str]) -> Change:
    """The deletion: with its second comma, and a space where words follow."""
    follows = text[found.end() : found.end() + 1]
    keeps_space = found.group().endswith(" ") and follows.strip()
    return Change(found.start(), found.group(), " " if keeps_space else "")


def _may_go(text: str, found: re.Match[str], finder: re.Pattern[str]) -> bool:
    """Whether a deletion loses nothing that limits, and leaves a sentence."""
    if finder is _ASIDE:
        return True
    gone, before, behind = found.group(), text[: found.start()], text[found.end() :]
    if _KEPT.search(gone) or not _is_whole(before, behind):
        return False
    if finder is _APPOSITION:
        return bool(_LAST_NAME.search(before)) and opens_with_verb(behind)
    if finder is _RELATIVE and gone.endswith(" "):
        return opens_with_verb(behind)
    if finder is _DASHED:
        return True
    if finder is _ADDED:
        rest = re.sub(r"\A,? and (?:also |later |then )?", "", gone)
        clause = before.rsplit(",", 1)[-1]
        return opens_with_verb(rest) and has_verb(clause) and "between" not in clause
    if finder is _JOINED:
        return has_verb(gone) and has_verb(before) and not _is_listing(before)
    return has_verb(before)


def _is_whole(before: str, behind: str) -> bool:
    """Whether what is left has no mark that is not closed."""
    left = before + behind
    return all(left.count(a) == left.count(b) for a, b in ("“”", "()", "[]")) and (
        left.count('"') % 2 == 0
    )


def _is_listing(before: str) -> bool:
    """Whether what is joined is the last of several, which the words before it count or open."""
    last = before.rsplit(",", 1)
    return (len(last) > 1 and not has_verb(last[1])) or "both" in {t.lower for t in tokens(before)}


def _merged(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Those changes that lie apart, in order, the widest first where two overlap."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda c: (c.start, -c.end)):
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return tuple(kept)
