"""Where a word loads: what stands beside it decides, by part of speech and by kind of noun.

Each place has a name, which the rules go by. A word before a thing that can be touched, or a verb
with such an object, is used in its literal sense.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from assistant.checks.neutrality.place import (
    AUXILIARIES,
    BE,
    DEGREES,
    DETERMINERS,
    HAVE,
    OF,
    PERSONS,
    STOPS,
    Place,
    are_of,
    bare,
)
from assistant.checks.neutrality.rules import word_rules
from assistant.checks.neutrality.verb_places import (
    CHANGE,
    CLAUSES,
    criticism,
    is_first_person,
    is_speaker,
    object_of,
    speaker,
    speech,
    through,
)
from assistant.language.noun_kinds import DEEDS, HUMAN, MEASURED, noun_kind

_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_AUTHORITIES = frozenset(
    "government governments minister ministers parliament congress senate council councillors mayor"
    " governor president board regulator we society leaders police ministry lawmakers".split()
)
_BINDING = frozenset(
    "be have pay apply register submit carry wear hold show wait prove by report file provide sign"
    " first also still use take receive give publish".split()
)
"""What a rule binds somebody to behind `must`, rather than a writer's wish."""

_VERDICT = 4
"""Words within which a verdict is given: `is a complete disaster`."""

_RELATIVE = frozenset("that which whether if when before what how issues".split())
"""What makes `must` say what is to be done, rather than that it should be."""

_LATER = frozenset("soon now then also still first again eventually later".split())

_FIGURE = re.compile(
    r"\s*(?:by |to |from |up to |nearly |almost |more than )?[$£€]?\d", re.IGNORECASE
)
_SENTENCE_BREAK = re.compile(r"[.!?;:…—–(]\s*\Z")


def loads(where: str, place: Place) -> bool:
    """Whether a word loads where it stands, if it does so in the places of that name."""
    return PLACES[where](place)


def _anywhere(place: Place) -> bool:
    """Wherever it stands, but for what is done: `inspiring a team`, `groundbreaking would be`."""
    doing = place.text[: place.span.end].endswith("ing")
    begins = place.next in AUXILIARIES and place.last not in BE | DEGREES
    return not (doing and (place.next in DETERMINERS or begins))


def _deed(place: Place) -> bool:
    """Before a deed, a saying or people; or said of one: `the ruling was historic`."""
    if place.next in DETERMINERS:
        return False
    if place.heads:
        return not place.next.endswith("ly") and are_of(place.heads, HUMAN | DEEDS)
    if place.next and place.next not in STOPS:
        return False
    words = [word for word in place.before if word not in DEGREES]
    if not words or words[0] not in BE:
        return False
    of = next((word for word in words[1:] if word not in AUXILIARIES), "")
    return noun_kind(of) in DEEDS | {"group"}


def _act(place: Place) -> bool:
    """Before what is done, said or thought."""
    return are_of(place.heads, frozenset({"act", "communication", "cognition", "event"}))


def _noun(place: Place) -> bool:
    """As a noun: with a word before it that says which, or of several."""
    if (
        place.text[: place.span.end].endswith(" of")
        and place.heads[:1]
        and (place.heads[0][0].isupper() or place.heads[0][0].isdigit())
    ):
        return False
    words = place.before[:3]
    if any(word in DETERMINERS or word.endswith(("'s", "’s")) for word in words):
        return True
    return place.text[: place.span.end].endswith("s") and place.last not in AUXILIARIES


def _predicate(place: Place) -> bool:
    """Said of something, with nothing behind it: `The ruling was unjust`."""
    words = [word for word in place.before if word not in DEGREES]
    return bool(words) and words[0] in BE and (not place.next or place.next in STOPS)


def _mass(place: Place) -> bool:
    """As a noun of its own, of what is not counted and nobody's."""
    if place.last in _POSSESSIVES or place.last.endswith(("'s", "’s")):
        return False
    return not place.next or place.next in STOPS


def _people(place: Place) -> bool:
    """Before people, and not before a thing that keeps to a standard: `a compliant press`."""
    return are_of(tuple(word for word in place.heads if word[0].islower()), HUMAN)


def _verdict(place: Place) -> bool:
    """As what something is said to be, and no event: `The vote was a complete disaster`."""
    if place.next and place.next not in STOPS:
        return False
    words = place.before[:_VERDICT]
    return any(word in BE for word in words) and not OF & set(words)


def _affair(place: Place) -> bool:
    """As a noun with none before it that says what it is about: no `sex scandal`."""
    return _noun(place) and (place.last in DETERMINERS or not noun_kind(place.last))


def _power(place: Place) -> bool:
    """As those who rule, and no set of rules: `a treatment regime`, `the regime of tariffs`."""
    if place.next in {"of", "for"} or not place.before:
        return False
    return place.before_as_written[0][0].isupper() or noun_kind(place.last) in {
        "",
        "person",
        "group",
    }


def _figures(place: Place) -> bool:
    """Said of what is measured, or beside a figure or before a noun that is."""
    if place.last not in DETERMINERS and CHANGE.match(place.text, place.span.end):
        return True
    subject = next((word for word in place.before if word not in AUXILIARIES), "")
    if place.last in DETERMINERS or not subject or place.span.start == 0:
        return any(noun_kind(bare(head)) == "possession" for head in place.heads)
    return _is_measured(subject) and place.next not in {"and", "into"}


def _is_measured(word: str) -> bool:
    return noun_kind(word) in MEASURED and word.endswith("s")


def _figure(place: Place) -> bool:
    """Before a figure."""
    return _FIGURE.match(place.text, place.span.end) is not None


def _emphasis(place: Place) -> bool:
    """Before a word that judges, with nothing that denies it."""
    return place.next in _judging() and not {"not", "never", "no"} & set(place.before[:4])


@cache
def _judging() -> frozenset[str]:
    """The words that load by themselves, or by what stands behind them."""
    return frozenset(
        word
        for rule in word_rules()
        if rule.id in {"loaded-word", "opinion"}
        for group in rule.groups
        if group.where == "anywhere"
        for word in group.words
    )


def _clause(place: Place) -> bool:
    """Said of the whole sentence: set off by commas, or before what is said to be so."""
    text, span = place.text, place.span
    comma = text[span.end : span.end + 1] == ","
    before = text[: span.start].rstrip()
    if comma and (not before or before[-1] in ",;:—–" or place.last in {"and", "but", "so"}):
        return True
    if not before and place.behind:
        subject = place.next in DETERMINERS | CLAUSES | PERSONS
        return subject or place.behind_as_written[0][0].isupper()
    if place.last in HAVE and place.next.endswith("ed"):
        return True
    return place.last in BE and place.next in {"a", "an", "the", "not", "no"}


def _manner(place: Place) -> bool:
    """Beside a verb that somebody does, judging it."""
    if is_first_person(place) or place.next in STOPS or place.next in DETERMINERS:
        return False
    return (is_speaker(place) or place.last in HAVE) and place.next.endswith(
        ("ed", "en", "es", "ts", "ks")
    )


def _authority(place: Place) -> bool:
    """Said to those in power, and no rule that binds them."""
    if place.last not in _AUTHORITIES or place.last == "we" or not place.behind:
        return False
    if _RELATIVE & set(place.before[1:4]):
        return False
    done = next((word for word in place.behind if word not in _LATER), "")
    return done not in _BINDING


def _opening(place: Place) -> bool:
    """At the beginning, before what somebody is to do: `It is time for the board to go`."""
    before = place.text[: place.span.start].strip()
    return (not before or _SENTENCE_BREAK.search(before) is not None) and place.next in {
        "for",
        "that",
        "the",
    }


PLACES: Mapping[str, Callable[[Place], bool]] = {
    "anywhere": _anywhere, "deed": _deed, "noun": _noun, "speech": speech, "speaker": speaker,
    "criticism": criticism, "object": object_of, "figures": _figures, "figure": _figure,
    "emphasis": _emphasis, "clause": _clause, "manner": _manner, "authority": _authority,
    "opening": _opening, "act": _act, "mass": _mass, "people": _people, "verdict": _verdict,
    "affair": _affair,
    "power": _power, "predicate": _predicate, "through": through,
}  # fmt: skip
