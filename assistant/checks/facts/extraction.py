"""The facts of a text, and where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from assistant.language.clock import times
from assistant.language.compass import COMPASS_LIKE, directions
from assistant.language.dates import DATE_LIKE, dates
from assistant.language.fact import WORDED, Fact, FactKind, Found
from assistant.language.frames import FRAME_LIKE, frames
from assistant.language.guard import attempted, guarded, plain
from assistant.language.limits import LIMIT_LIKE, hedges, limits
from assistant.language.names import known_names, names
from assistant.language.number_pattern import NUMBER_LIKE
from assistant.language.numbers import numbers
from assistant.language.patterns import lazy
from assistant.language.quotations import quoted
from assistant.language.rates import rates
from assistant.language.senses import SENSE_LIKE, senses
from assistant.language.span import Span, masked

_DOMAIN = r"(?:com|org|net|gov|edu|info|co\.uk|ac\.uk|io|eu)\b"
_ADDRESS = lazy(
    r"(?<![^\W_])(?:https?://|ftp://|www\.)[^\s<>\"“”‘’]*[^\s<>\"“”‘’.,;:!?)\]]"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    rf"|(?<![\w.@-])(?:[a-z\d-]+\.)+{_DOMAIN}(?:/[^\s<>]*\w)?"
)
_NEGATION = lazy(
    r"\b(?:(?P<nobody>no[\s-]one|nobody)|(?P<never>never|ne['’]er|not\s+ever)"
    r"|(?P<not>not|non|nary|no(?!\.\s?[\d_])|cannot)|(?P<none>none)|(?P<nothing>nothing|nought|naught)"
    r"|(?P<nowhere>nowhere)|(?P<neither>neither|nor)|(?P<without>without))\b(?!['’-]+\w)"
    r"|(?<=[a-z])(?P<short>n['’]t)\b",
    re.IGNORECASE,
)
FACT_LIKE = lazy(
    rf"[^\W\d_a-zß-öø-ÿ]|{NUMBER_LIKE.pattern}|{DATE_LIKE.pattern}|@|://|www\.|\w\.{_DOMAIN}"
    rf"|(?i:{_NEGATION.pattern}|{LIMIT_LIKE.pattern}|{FRAME_LIKE.pattern}|{SENSE_LIKE.pattern})|{COMPASS_LIKE.pattern}"
)
"""What stands in every text that has a fact: a capital, a digit, a sign, a word."""


def facts(text: str, known: frozenset[str] = frozenset()) -> Counter[Fact]:
    """The facts of a text, each with how often it stands there.

    `known` are words, in lower case, that are names even where a sentence starts.
    """
    return Counter(fact.fact for fact in all_facts(text, known))


def all_facts(text: str, known: frozenset[str] = frozenset()) -> tuple[Found, ...]:
    """The facts of a text with where they stand, kind by kind."""
    return (*quoted(text), *read(text, known | known_names(text), opens=True))


def located(text: str, known: frozenset[str] = frozenset()) -> tuple[Found, ...]:
    """The facts of a text with where they stand, in order of place.

    Quotations are left out, and what ordinary words say: limits, frames of time, directions.
    """
    found = read(text, known | known_names(text), opens=True)
    unworded = (each for each in found if each.fact.kind not in WORDED)
    return tuple(sorted(unworded, key=lambda fact: (fact.start, fact.end)))


@lru_cache(maxsize=256)
def sentence_facts(sentence: str) -> tuple[Found, ...]:
    """What is `located` in a sentence that is read again and again: what is found is kept."""
    return located(sentence)


def read(text: str, known: frozenset[str], *, opens: bool) -> Iterator[Found]:
    """All facts but quotations, by kind; what is read as one is not read again as another.

    `known` are words, in lower case, that are names even where a sentence starts, `opens`
    whether the text begins a sentence.
    """
    rest = text
    valued: list[Found] = []
    for reader in (_addresses, dates, times, numbers):
        found = guarded(plain(reader), rest)
        valued += found
        rest = _masked(rest, found)
    yield from valued
    limited = attempted(lambda: limits(text, valued))
    yield from limited
    yield from guarded(plain(hedges), rest)
    yield from attempted(lambda: frames(text, valued))
    yield from attempted(lambda: rates(text, valued))
    pointed = guarded(plain(directions), rest)
    yield from pointed
    yield from attempted(lambda: senses(text, limited))
    rest = _masked(rest, (*limited, *(each for each in pointed if text[each.start].isupper())))
    negated = guarded(plain(_negations), rest)
    yield from negated

    def named(piece: str, at: int) -> Iterator[Found]:
        shown = text[at : at + len(piece)]
        return names(piece, known, opens=opens and not at, shown=shown)

    yield from guarded(named, _masked(rest, negated))


def _masked(text: str, found: tuple[Found, ...]) -> str:
    """A text of the same length without letter, digit or white space where facts were found."""
    return masked(text, (Span(each.start, each.end) for each in found), "_")


def _addresses(text: str) -> Iterator[Found]:
    for match in _ADDRESS.finditer(text):
        yield Found(Fact(FactKind.ADDRESS, match.group()), *match.span())


def _negations(text: str) -> Iterator[Found]:
    for match in _NEGATION.finditer(text):
        word = "not" if match.lastgroup == "short" else match.lastgroup or ""
        yield Found(Fact(FactKind.NEGATION, word), *match.span())
