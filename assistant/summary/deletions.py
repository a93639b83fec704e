"""The closed list of what may be left out of a sentence, and when; what is left stays as it was.

A day before the verb, an age, where findings were published and whose scientists
made them, examples, a name in short or a measure in another unit in parentheses, an apposition, a
relative clause, a participle, what is joined by "and" or a semicolon, what came before, who some
people are. Nothing goes that limits,
denies, doubts, attributes or compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.language.content import tokens
from assistant.language.noun_kinds import noun_kind
from assistant.language.wordlists import word_pattern
from assistant.summary.clauses import has_verb, opens_with_verb
from assistant.summary.model import Change

DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_KEPT = re.compile(
    rf"{word_pattern('negations', 'negative-words', 'exceptions', 'doubts', 'denials')}"
    rf"|{word_pattern('reporting-verbs', 'limiting-words')}"
    r"|n[’']t\b|\b(?:only|until|unless|if|except|although|though|despite|while|before|after"
    r"|at (?:least|most)|up to|among|aged|saying|adding|sources?|including|excluding|depending"
    r"|pending|provided|according|not|without|sic|false\w*|untrue|wrong\w*|claim\w*|alleg\w*"
    r"|den[iy]\w*|accus\w*|report\w*)\b",
    re.IGNORECASE,
)
"""Words of a deletion that is not made: they limit, deny, doubt, attribute or compare."""

_UNIT = r"(?:km/h|mph|kph|km|miles?|mi|metres?|meters?|m|feet|ft|inches|cm|mm|kg|kilograms?|pounds"
_UNIT += r"|lbs?|tons?|tonnes?|hectares|acres|°?[CF]|UTC|GMT)"
_ASIDE = re.compile(
    rf" \((?:(?:NYSE|Nasdaq|NASDAQ|LSE|ASX|TSX)\b[^()]{{0,40}}|[A-Z][A-Z&.]{{1,6}}s?"
    rf"|(?:about|approximately|around|roughly|~)? ?[\d.,–-]+ ?{_UNIT}|\d{{4}} UTC)\)"
)
_SPECIES = re.compile(r" \(([A-Z][a-z]+) [a-z]{4,}\)")
_NAME = r"[A-Z][\w.’'-]*"
_KIN = "son|daughter|brother|sister|wife|husband|widow|widower|mother|father|founder|author"
_APPOSITION = re.compile(rf"(?<=\w), (?:an?|the|(?:{_KIN})(?= of )) [^,;:()“”\"]{{3,80}}, (?=\w)")
_RELATIVE = re.compile(
    r", (?:who|which|whose|where|published|presented) [^,;:()“”\"]{3,120}(?:, (?=\w)|(?=[.]\Z))"
)
_PARTICIPLE = re.compile(
    r", (?:[a-z]+ly )?(?:[a-z]{2,}ing|surrounded|followed|accompanied|joined)(?! and\b| or\b) "
    r"[^,;:()“”\"]{3,100}(?=[.]\Z)"
)
_JOINED = re.compile(
    r"(?:, and(?= (?:the|an?|its|his|her|their|[A-Z]\w+)\b)|;) [^;“”\"]{8,200}(?=[.]\Z)"
)
_DASHED = re.compile(r" [—–] [^—–;:“”\"]{3,90} [—–](?= [a-z])")
_ADDED = re.compile(r",? and (?:also |later |then )?(?=[a-z])[^,;:“”\"]{8,120}(?=[.]\Z)")
_WHEN = re.compile(
    rf",? (?:(?:(?:early|late) )?(?:on |last )?{DAY}(?: (?:night|morning|afternoon|evening))?"
    r",? (?=[a-z])|(?:yesterday|earlier today|today|yesterday (?:morning|afternoon|evening))"
    r"(?:,? (?=[a-z])|(?=[.]\Z)))"
)
_ANY_TIME = re.compile(rf"\b(?:{DAY}|yesterday|today|tomorrow)\b")
_AGE = re.compile(
    r"(?<=[a-z]), (?:now |aged )?\d{1,3}(?:-year-old)?"
    r"(?: of [A-Z][^,;:()“”\"]{2,40}(?:, [A-Z][\w.]+)?)?, "
)
_EXAMPLES = re.compile(r",? such as [^;:()“”\"]{3,120}(?=[.]\Z)")
_WORK = r"(?:findings|results|research|work|stud(?:y|ies)|papers?|reports?|articles?)"
_MAKERS = r"(?:scient|research|astronom|\w+olog|physic|chem|economi|engineer)\w*"
_PUBLISHED = re.compile(
    rf"\A(?:In|According to) (?:(?:an?|the|their|two|three|new) )*{_WORK} (?:published|presented"
    rf"|released) [^,;:()“”\"]{{3,160}}, (?=(?:(?:an?|the) )?(?:[\w-]+ ){{0,4}}?{_MAKERS} )"
)
_OF_BODY = re.compile(
    r"(?<=[a-z]) of (?:the )?[A-Z][^,;:()“”\"]{3,90}(?: \([A-Z]{2,8}\))?,? "
    r"(?=(?:announced|said|says|told|reported|warned|wrote|added|confirmed)\b)"
)
_MADE_AT = re.compile(
    r"(?:(?<=ientists)|(?<=esearchers)|(?<=stronomers)|(?<=ologists)|(?<=hysicists)|(?<=conomists))"
    r" (?:from|at|of|with) [^,;:()“”\"]{3,140}? "
    r"(?=(?:say|said|says|reported|report|found|find|have|concluded|announced|discovered|suggest)\b)"
)
_AFTER = re.compile(
    r",? (?:after|following|amid|as) (?=(?:[^\s,;:()“”\"]+ ){4})[^,;:()“”\"]{15,160}(?=[.]\Z)"
)
_OF_SOME = re.compile(r" (?:who|that|which) [a-z][^,;:()“”\"]{15,160}(?=[.]\Z)")
_SOME = re.compile(
    r"\b(?:[Aa]n?|[Ss]ome|[Ss]everal|\d+|two|three|four|five) (?:[\w-]+ ){0,4}[\w-]+\Z"
)
_LAST_NAME = re.compile(rf"{_NAME}\Z")
_SAYING = re.compile(word_pattern("reporting-verbs"), re.IGNORECASE)
_OF_TIME = re.compile(r"\b(?:of|from|until|till|since|by|for|than|and|or|to)\Z")
_CAPITAL = re.compile(r" [A-Z]")
_FRONT = re.compile(r"\A(?:According to|In|At|On|By|After|During|Under|With|From) ")
_AND = re.compile(r"\A,? and (?:also |later |then )?")
_UNTIED = re.compile(
    rf"{word_pattern('negations', 'exceptions')}|n[’']t\b|\b(?:only|every|all|any|each|if)\b",
    re.IGNORECASE,
)
"""Words that make what is said without an example or a time another thing: `not on Monday`."""

_WHOLE = 8
"""Words that tell enough without what came before."""

_TO_COME = re.compile(
    r"\b(?:is|are|will|would|may|might|can|could|must|to be|due|planned|expected|scheduled|set)\b"
)
"""What is told of a day that is not over."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """What would go, what stands before and behind it."""

    gone: str
    before: str
    behind: str

    @property
    def is_free(self) -> bool:
        """Whether the rest says no more without it than with it."""
        return not _UNTIED.search(self.before + self.behind)


_Allowed = Callable[[_Cut], bool]


def deletions(text: str) -> Iterator[Change]:
    """Each deletion that loses nothing that limits, and leaves a sentence; the lightest first."""
    for sign, finder, allowed in _FINDERS:
        for found in finder.finditer(text) if sign in text else ():
            cut = _Cut(found.group(), text[: found.start()], text[found.end() :])
            if _is_harmless(cut, finder) and _is_whole(cut.before, cut.behind) and allowed(cut):
                yield _change(cut, apposed=finder is _APPOSITION)


def _is_harmless(cut: _Cut, finder: re.Pattern[str]) -> bool:
    """Whether no word that goes limits, denies, doubts or attributes anything."""
    if finder is _ASIDE or finder is _PUBLISHED:
        return True
    return not _KEPT.search(cut.gone, 8 if finder is _AFTER else 0)


def _change(cut: _Cut, *, apposed: bool) -> Change:
    """The deletion: with its second comma unless a clause begins there, a space where words follow.

    Behind what opened a sentence stands a capital.
    """
    place = len(cut.before)
    if not place and cut.behind:
        return Change(0, cut.gone + cut.behind[0], cut.behind[0].upper())
    if apposed and not opens_with_verb(cut.behind):
        return Change(place, cut.gone, ", ")
    keeps_space = cut.gone.endswith(" ") and cut.behind[:1].strip()
    return Change(place, cut.gone, " " if keeps_space else "")


def _always(_: _Cut) -> bool:
    return True


def _when(cut: _Cut) -> bool:
    """A time of one event, before its verb or at the end."""
    if not cut.is_free or len(_ANY_TIME.findall(cut.before + cut.gone + cut.behind)) > 1:
        return False
    if _TO_COME.search(cut.before + cut.behind):
        return False
    if cut.behind.strip("."):
        return opens_with_verb(cut.behind) and not has_verb(cut.before)
    return has_verb(cut.before) and not _OF_TIME.search(cut.before)


def _species(cut: _Cut) -> bool:
    return not noun_kind(cut.gone[2:].split(" ")[0])


def _made_at(cut: _Cut) -> bool:
    clause = cut.before.rsplit(",", 1)[-1]
    named = _CAPITAL.search(cut.gone) is not None
    return named and not _UNTIED.search(clause) and not has_verb(clause)


def _of_body(cut: _Cut) -> bool:
    """Whose somebody is who is named in full before it."""
    names = cut.before.split()[-2:]
    kinds = [noun_kind(name) for name in names]
    named = all(name[0].isupper() for name in names) and kinds[0] in ("", "person")
    return len(names) == 2 and named and not kinds[1]


def _apposed(cut: _Cut) -> bool:
    fronted = _FRONT.match(cut.before) and not has_verb(cut.before) and has_verb(cut.behind)
    return bool(_LAST_NAME.search(cut.before)) and (opens_with_verb(cut.behind) or bool(fronted))


def _relative(cut: _Cut) -> bool:
    return opens_with_verb(cut.behind) if cut.gone.endswith(" ") else has_verb(cut.before)


def _later(cut: _Cut) -> bool:
    """What came before what is told, where that has happened."""
    done = cut.is_free and not _TO_COME.search(cut.before)
    return done and has_verb(cut.before) and len(cut.before.split()) >= _WHOLE


def _of_some(cut: _Cut) -> bool:
    """Who it is of whom no more is said than that there are some."""
    whole = cut.is_free and len(cut.before.split()) >= _WHOLE and has_verb(cut.before)
    return whole and bool(_SOME.search(cut.before))


def _joined(cut: _Cut) -> bool:
    return has_verb(cut.gone) and has_verb(cut.before) and not _is_listing(cut.before)


def _added(cut: _Cut) -> bool:
    clause = cut.before.rsplit(",", 1)[-1]
    does = opens_with_verb(_AND.sub("", cut.gone)) and has_verb(clause)
    return does and "between" not in clause


_FINDERS: Sequence[tuple[str, re.Pattern[str], _Allowed]] = (
    ("(", _ASIDE, _always),
    ("(", _SPECIES, _species),
    ("", _WHEN, _when),
    (",", _AGE, lambda cut: bool(_LAST_NAME.search(cut.before))),
    (",", _PUBLISHED, lambda cut: bool(_SAYING.search(cut.behind))),
    ("", _MADE_AT, _made_at),
    (" of ", _OF_BODY, _of_body),
    (",", _APPOSITION, _apposed),
    (",", _RELATIVE, _relative),
    ("such as", _EXAMPLES, lambda cut: cut.is_free and has_verb(cut.before)),
    ("", _DASHED, _always),
    (",", _PARTICIPLE, lambda cut: has_verb(cut.before)),
    ("", _JOINED, _joined),
    (" and ", _ADDED, _added),
    ("", _AFTER, _later),
    ("", _OF_SOME, _of_some),
)


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
