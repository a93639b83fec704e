"""Where a word loads: what stands beside it decides, by part of speech and by kind of noun.

Each place has a name, which the rules go by. A word before a thing that can be touched, or a verb
with such an object, is used in its literal sense.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.checks.neutrality.inflected import past_forms
from assistant.checks.neutrality.rules import word_rules
from assistant.language.noun_kinds import DEEDS, HUMAN, MEASURED, noun_kind
from assistant.language.span import Span
from assistant.language.tokens import COMPOUND
from assistant.language.wordlists import word_list

_BE = word_list("be-forms") | {"seems", "seemed", "looks", "looked", "became", "remains"}
_HAVE = frozenset({"have", "has", "had", "having"})
_DO = frozenset({"do", "does", "did"})
_AUXILIARIES = _BE | _HAVE | _DO | word_list("modal-verbs") | {"to", "not", "also", "never"}
_DETERMINERS = word_list("determiners") | {"no", "such", "another", "both", "several", "many"}
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_PERSONS = frozenset({"he", "she", "they", "who", "we", "you", "i"})
_OBJECTS = frozenset({"him", "her", "them", "us", "me", "it"})
_OF = frozenset("of in on at for with from by about over into against after before".split())
_STOPS = (word_list("function-words") | _AUXILIARIES | _OF) - _DETERMINERS
_BEGUN = frozenset(
    "stop stops stopped keep keeps kept start started begin began by without".split()
)
"""Words behind which somebody does what is named."""

_LINKS = frozenset("and or but then now still that which also again once so".split())
"""Words between a verb and who does it, where several verbs stand in a row."""
_DEGREES = frozenset("very so too more most as quite rather utterly simply".split())
_CLAUSES = frozenset("that how it he she they there this these those we i you".split())
_AUTHORITIES = frozenset(
    "government governments minister ministers parliament congress senate council councillors mayor"
    " governor president board regulator we society leaders police ministry lawmakers".split()
)
_BINDING = frozenset(
    "be have pay apply register submit carry wear hold show wait prove by report file provide sign"
    " first also still use take receive give publish".split()
)
"""What a rule binds somebody to behind `must`, rather than a writer's wish."""

_FIGURE = re.compile(
    r"\s*(?:by |to |from |up to |nearly |almost |more than )?[$£€]?\d", re.IGNORECASE
)
_CHANGE = re.compile(r"\s+(?:by|to|from) (?:nearly |almost |about |more than )?[$£€]?\d")
_QUOTE = re.compile(r"[“\"‘']")
_SENTENCE_BREAK = re.compile(r"[.!?;:…—–(]\s*\Z")
_TOUCHED = frozenset("artifact location object body animal plant food person".split())
_REACH = 90
_HEAD_REACH = 6


@dataclass(frozen=True)
class Place:
    """A form in a sentence, and the words on both sides up to the next mark."""

    text: str
    span: Span

    @cached_property
    def before(self) -> tuple[str, ...]:
        """The words right before it, in lower case, the nearest first."""
        return tuple(word.lower() for word in self.before_as_written)

    @cached_property
    def before_as_written(self) -> tuple[str, ...]:
        """The same as they are written."""
        first = max(0, self.span.start - _REACH)
        return tuple(reversed(list(_run(self.text[first : self.span.start], at_end=True))))

    @cached_property
    def behind_as_written(self) -> tuple[str, ...]:
        """The words right behind it, as they are written."""
        return tuple(_run(self.text[self.span.end : self.span.end + _REACH], at_end=False))

    @cached_property
    def behind(self) -> tuple[str, ...]:
        """The same in lower case."""
        return tuple(word.lower() for word in self.behind_as_written)

    @property
    def last(self) -> str:
        """The word before it."""
        return self.before[0] if self.before else ""

    @property
    def next(self) -> str:
        """The word behind it."""
        return self.behind[0] if self.behind else ""

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The nouns at the end of the group of words behind it, as written, and of what it is `of`.

        A figure stands for itself.
        """
        found: list[str] = []
        of = False
        for word in self.behind_as_written[:_HEAD_REACH]:
            low = _bare(word)
            if low == "of" and found and noun_kind(_bare(found[-1])) not in _TOUCHED:
                of = True
            elif low in _STOPS or (found and low.endswith(("ed", "ly"))):
                break
            elif noun_kind(low) or word[0].isupper() or word[0].isdigit():
                found = [*(found if of else ()), word]
                of = False
        return tuple(found)


def _bare(word: str) -> str:
    """A word in lower case without the ending of a possessive."""
    return word.lower().removesuffix("'s").removesuffix("’s")


def _run(text: str, *, at_end: bool) -> Iterator[str]:
    """The words of a text that nothing but white space or hyphens part from its one end."""
    words = list(COMPOUND.finditer(text))
    if at_end:
        edge, kept = len(text), []
        for word in reversed(words):
            if text[word.end() : edge].strip():
                break
            kept.append(word.group())
            edge = word.start()
        yield from reversed(kept)
        return
    edge = 0
    for word in words:
        if text[edge : word.start()].strip():
            return
        yield word.group()
        edge = word.end()


def loads(where: str, place: Place) -> bool:
    """Whether a word loads where it stands, if it does so in the places of that name."""
    return PLACES[where](place)


def _anywhere(_: Place) -> bool:
    return True


def _deed(place: Place) -> bool:
    """Before a deed, a saying or people; or said of one: `the ruling was historic`."""
    if place.next in _DETERMINERS:
        return False
    if place.heads:
        return not place.next.endswith("ly") and _are_of(place.heads, HUMAN | DEEDS)
    if place.next and place.next not in _STOPS:
        return False
    words = [word for word in place.before if word not in _DEGREES]
    if not words or words[0] not in _BE:
        return False
    of = next((word for word in words[1:] if word not in _AUXILIARIES), "")
    return noun_kind(of) in DEEDS | {"group"}


def _act(place: Place) -> bool:
    """Before what is done, said or thought."""
    return _are_of(place.heads, frozenset({"act", "communication", "cognition", "event"}))


def _noun(place: Place) -> bool:
    """As a noun: with a word before it that says which, or of several."""
    if (
        place.text[: place.span.end].endswith(" of")
        and place.heads[:1]
        and (place.heads[0][0].isupper() or place.heads[0][0].isdigit())
    ):
        return False
    words = place.before[:3]
    if any(word in _DETERMINERS or word.endswith(("'s", "’s")) for word in words):
        return True
    return place.text[: place.span.end].endswith("s") and place.last not in _AUXILIARIES


def _predicate(place: Place) -> bool:
    """Said of something, with nothing behind it: `The ruling was unjust`."""
    words = [word for word in place.before if word not in _DEGREES]
    return bool(words) and words[0] in _BE and (not place.next or place.next in _STOPS)


def _mass(place: Place) -> bool:
    """As a noun of its own, of what is not counted."""
    return (not place.next or place.next in _STOPS) and not place.last.endswith("’s")


def _power(place: Place) -> bool:
    """As those who rule, and no set of rules: `a treatment regime`, `the regime of tariffs`."""
    if place.next in {"of", "for"} or not place.before:
        return False
    return place.before_as_written[0][0].isupper() or noun_kind(place.last) in {
        "",
        "person",
        "group",
    }


def _through(place: Place) -> bool:
    """With a deed or a saying that goes through: `rammed the bill through`."""
    return _object_of(place) and "through" in place.behind[1:6]


def _speech(place: Place) -> bool:
    """With something said: a clause or a quotation behind it, or a quotation before it."""
    if _is_noun(place) or place.last in {"i", "we", "you", "to"}:
        return False
    behind = place.text[place.span.end :].lstrip(" ,:")
    if _QUOTE.match(behind):
        return True
    before = place.text[: place.span.start].rstrip()
    if _QUOTE.search(before[-40:]) and re.search(
        r"[,?!.][”\"’']\s*(?:[\w.’'-]+\s+){0,3}\Z", before + " "
    ):
        return True
    if place.next == "that":
        of = next((word for word in place.before if word not in _AUXILIARIES), "")
        return len(place.behind) > 1 and bool(of) and noun_kind(of) not in DEEDS
    return place.next in _CLAUSES and len(place.behind) > 1 and _is_speaker(place)


def _is_speaker(place: Place, kinds: frozenset[str] = HUMAN) -> bool:
    """Whether somebody stands before a verb, or something of other kinds."""
    for word, written in zip(place.before, place.before_as_written, strict=True):
        if word in {"and", "but", "that", "which"}:
            return True
        if word in _AUXILIARIES or word in _LINKS or word.endswith("ly"):
            continue
        return word in _PERSONS or written[0].isupper() or noun_kind(word) in kinds
    return place.text[: place.span.start].rstrip(" ")[-1:] == "," or bool(place.before)


def _speaker(place: Place) -> bool:
    """As what somebody does."""
    form = place.text[place.span.start : place.span.end].split()[0]
    if form.endswith("ing") and place.last in _BEGUN:
        return True
    return not _is_noun(place) and not _is_first_person(place) and _is_speaker(place)


def _is_first_person(place: Place) -> bool:
    return any(word in {"i", "we", "you"} for word in place.before[:3])


def _criticism(place: Place) -> bool:
    """Done to people, a deed or a saying, or by somebody for something."""
    if _is_noun(place) or _is_first_person(place) or not place.text[: place.span.start].strip():
        return False
    if place.next in _OBJECTS and place.behind[1:2] in (("for",), ("as",), ("over",), ()):
        return True
    if place.last in _BE:
        return place.next in {"by", "as", "over"} and _is_done_to(place)
    return _is_speaker(place) and _are_of(place.heads, HUMAN | DEEDS)


def _is_done_to(place: Place) -> bool:
    words = [word for word in place.before if word not in _AUXILIARIES]
    return bool(words) and noun_kind(words[0]) in HUMAN | DEEDS


def _object_of(place: Place) -> bool:
    """With a deed, a saying, a sum or a body of people for its object, of which it may be said."""
    if _is_noun(place) or _is_first_person(place) or not place.text[: place.span.start].strip():
        return False
    if place.last in _BE:
        words = [word for word in place.before if word not in _AUXILIARIES]
        return bool(words) and noun_kind(words[0]) in DEEDS | {"group"}
    if place.next == "by":
        return place.text[: place.span.start].rstrip()[-1:] == ","
    return _is_speaker(place, HUMAN | DEEDS) and _are_of(place.heads, DEEDS | {"group", "quantity"})


def _figures(place: Place) -> bool:
    """Said of what is measured, or beside a figure or before a noun that is."""
    if place.last not in _DETERMINERS and _CHANGE.match(place.text, place.span.end):
        return True
    subject = next((word for word in place.before if word not in _AUXILIARIES), "")
    if place.last in _DETERMINERS or not subject or place.span.start == 0:
        return any(noun_kind(_bare(head)) == "possession" for head in place.heads)
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
        subject = place.next in _DETERMINERS | _CLAUSES | _PERSONS
        return subject or place.behind_as_written[0][0].isupper()
    if place.last in _HAVE and place.next.endswith("ed"):
        return True
    return place.last in _BE and place.next in {"a", "an", "the", "not", "no"}


def _manner(place: Place) -> bool:
    """Beside a verb that somebody does, judging it."""
    if _is_first_person(place) or place.next in _STOPS or place.next in _DETERMINERS:
        return False
    return (_is_speaker(place) or place.last in _HAVE) and place.next.endswith(
        ("ed", "en", "es", "ts", "ks")
    )


def _authority(place: Place) -> bool:
    """Said to those in power, and no rule that binds them."""
    if place.last not in _AUTHORITIES or place.last == "we" or not place.behind:
        return False
    return place.next not in _BINDING


def _opening(place: Place) -> bool:
    """At the beginning, before what somebody is to do: `It is time for the board to go`."""
    before = place.text[: place.span.start].strip()
    return (not before or _SENTENCE_BREAK.search(before) is not None) and place.next in {
        "for",
        "that",
        "the",
    }


def _are_of(words: tuple[str, ...], kinds: frozenset[str]) -> bool:
    """Whether one of some nouns, as written, is of some kinds; a name is of people."""
    return any(
        noun_kind(_bare(word)) in kinds
        or (word[0].isupper() and "person" in kinds)
        or (word[0].isdigit() and "quantity" in kinds)
        for word in words
    )


def _is_past(place: Place) -> bool:
    """Whether a form is one of the past that has no ending, such as `tore into`."""
    form = " ".join(place.text[place.span.start : place.span.end].lower().split())
    return form in past_forms()


def _is_noun(place: Place) -> bool:
    """Whether the form of a verb stands as a noun or an adjective here."""
    last = place.last
    base = not place.text[: place.span.end].endswith(("s", "ed", "ing"))
    if (
        base
        and last
        and not (
            last in _AUXILIARIES | _PERSONS | _LINKS
            or last.endswith("s")
            or place.before_as_written[0][0].isupper()
            or _is_past(place)
        )
    ):
        return True
    if last in _DETERMINERS | _OF or last.endswith(("'s", "’s")):
        return True
    return place.next in _BE


PLACES: Mapping[str, Callable[[Place], bool]] = {
    "anywhere": _anywhere, "deed": _deed, "noun": _noun, "speech": _speech, "speaker": _speaker,
    "criticism": _criticism, "object": _object_of, "figures": _figures, "figure": _figure,
    "emphasis": _emphasis, "clause": _clause, "manner": _manner, "authority": _authority,
    "opening": _opening, "act": _act, "mass": _mass,
    "power": _power, "predicate": _predicate, "through": _through,
}  # fmt: skip
