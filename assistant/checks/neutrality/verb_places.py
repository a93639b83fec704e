"""Where a verb loads: who does it, and to what; in its literal sense it is done to things."""

from __future__ import annotations

import re

from assistant.checks.neutrality.inflected import past_forms
from assistant.checks.neutrality.place import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    OF,
    PERSONS,
    Place,
    are_of,
    bare,
)
from assistant.language.noun_kinds import DEEDS, HUMAN, noun_kind

_OBJECTS = frozenset({"him", "her", "them", "us", "me", "it"})
_RESULTS = frozenset({"findings", "finding"})
"""What shows something rather than says it, though the noun is also one for a group."""

_BEGUN = frozenset(
    "stop stops stopped keep keeps kept start started begin began by without".split()
)
"""Words behind which somebody does what is named."""

_LINKS = frozenset("and or but then now still that which also again once so".split())
"""Words between a verb and who does it, where several verbs stand in a row."""
CLAUSES = frozenset("that how it he she they there this these those we i you".split())
_POINTING = frozenset("it this these those".split())
"""Words that open a clause, or are all that somebody claims: `claimed it in 1857`."""

_OPENED = 5
"""Words within which a clause that such a word opens has its verb."""

CHANGE = re.compile(r"\s+(?:by|to|from) (?:nearly |almost |about |more than )?[$£€]?\d")
_QUOTE = re.compile(r"[“\"‘']")
_SAID = re.compile(
    r"[,?!.][”\"’']\s*(?:(?!(?:while|when|as|after|before|but|and)\s)[\w.’'-]+\s+){0,3}\Z"
)
"""A quotation, and who says it."""

_TENSED = re.compile(r"(?:ed|ought|came|went|took|made|gave|told|held|put|met)\Z")


def through(place: Place) -> bool:
    """With a deed or a saying that goes through: `rammed the bill through`."""
    return object_of(place) and "through" in place.behind[1:6]


def speech(place: Place) -> bool:
    """With something said: a clause or a quotation behind it, or a quotation before it."""
    if _is_noun(place) or place.last in {"i", "we", "you", "to"}:
        return False
    behind = place.text[place.span.end :].lstrip(" ,:")
    if _QUOTE.match(behind):
        return True
    before = place.text[: place.span.start].rstrip()
    if _QUOTE.search(before[-40:]) and _SAID.search(before + " "):
        return True
    return _says_clause(place) and is_speaker(place)


def _says_clause(place: Place) -> bool:
    """Whether a clause stands behind a verb, rather than a thing: `pointed out those features`."""
    if place.next not in CLAUSES or len(place.behind) < 2:
        return False
    if place.next not in _POINTING:
        return True
    words = place.behind[1:_OPENED]
    if words[0] in OF or words[0].endswith("ly"):
        return False
    return any(word in AUXILIARIES - {"to"} or _TENSED.search(word) for word in words)


def is_speaker(place: Place, kinds: frozenset[str] = HUMAN) -> bool:
    """Whether somebody stands before a verb, or something of other kinds."""
    for at, (word, written) in enumerate(
        zip(place.before, place.before_as_written, strict=True), start=1
    ):
        if word in {"and", "but"}:
            return True
        if word in {"that", "which"}:
            return _is_of_kinds(_antecedent(place, at), kinds)
        if word in AUXILIARIES or word in _LINKS or word.endswith("ly"):
            continue
        return word in PERSONS or _is_of_kinds(written, kinds)
    return place.text[: place.span.start].rstrip(" ")[-1:] == "," or bool(place.before)


def _is_of_kinds(written: str, kinds: frozenset[str]) -> bool:
    low = bare(written)
    return written[:1].isupper() or (noun_kind(low) in kinds and low not in _RESULTS)


def _antecedent(place: Place, at: int) -> str:
    """What `that` or `which` stands for: the word before it, a comma between them or not."""
    if at < len(place.before):
        return place.before_as_written[at]
    end = place.text.rfind(place.before_as_written[at - 1], 0, place.span.start)
    words = place.text[:end].rstrip(" ,").split()
    return words[-1] if words else ""


def speaker(place: Place) -> bool:
    """As what somebody does."""
    form = place.text[place.span.start : place.span.end].split()[0]
    if form.endswith("ing") and place.last in _BEGUN:
        return True
    return not _is_noun(place) and not is_first_person(place) and is_speaker(place)


def is_first_person(place: Place) -> bool:
    """Whether the writer, or the reader, does it."""
    return any(word in {"i", "we", "you"} for word in place.before[:3])


def criticism(place: Place) -> bool:
    """Done to people, a deed or a saying, or by somebody for something."""
    if _is_noun(place) or is_first_person(place) or not place.text[: place.span.start].strip():
        return False
    if place.next in _OBJECTS and place.behind[1:2] in (("for",), ("as",), ("over",), ()):
        return True
    if place.last in BE:
        return place.next in {"by", "as", "over"} and _is_done_to(place)
    return is_speaker(place) and are_of(place.heads, HUMAN | DEEDS)


def _is_done_to(place: Place) -> bool:
    words = [word for word in place.before if word not in AUXILIARIES]
    return bool(words) and noun_kind(words[0]) in HUMAN | DEEDS


def object_of(place: Place) -> bool:
    """With a deed, a saying, a sum or a body of people for its object, of which it may be said."""
    if _is_noun(place) or is_first_person(place) or not place.text[: place.span.start].strip():
        return False
    if not place.last and _is_base(place):
        return False
    if place.last in BE:
        words = [word for word in place.before if word not in AUXILIARIES]
        return bool(words) and noun_kind(words[0]) in DEEDS | {"group"}
    if place.next == "by":
        return place.text[: place.span.start].rstrip()[-1:] == ","
    return is_speaker(place, HUMAN | DEEDS) and are_of(place.heads, DEEDS | {"group", "quantity"})


def _is_past(place: Place) -> bool:
    """Whether a form is one of the past that has no ending, such as `tore into`."""
    form = " ".join(place.text[place.span.start : place.span.end].lower().split())
    return form in past_forms()


def _is_base(place: Place) -> bool:
    return not place.text[: place.span.end].endswith(("s", "ed", "ing"))


def _is_noun(place: Place) -> bool:
    """Whether the form of a verb stands as a noun or an adjective here."""
    last = place.last
    base = _is_base(place)
    if (
        base
        and last
        and not (
            last in AUXILIARIES | PERSONS | _LINKS
            or last.endswith("s")
            or place.before_as_written[0][0].isupper()
            or _is_past(place)
        )
    ):
        return True
    if last in DETERMINERS | OF or last.endswith(("'s", "’s")):
        return True
    return place.next in BE
