"""The facts of a text, and what an edit would do to them.

A fact is a number, date, time, name, quotation, address or negation. An edit may not drop,
add, change or duplicate one; it may write the same one in another way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.language.dates import DATE_LIKE, dates, times
from assistant.language.fact import Difference, Fact, FactKind, Found, compared
from assistant.language.names import known_names, names
from assistant.language.numbers import NUMBER_LIKE, numbers
from assistant.language.quotations import QUOTATION_MARK, quoted
from assistant.language.units import PLAIN_UNITS

__all__ = [
    "Difference",
    "Fact",
    "FactKind",
    "check_edit",
    "differences",
    "facts",
    "known_names",
    "located",
]

_ADDRESS = re.compile(
    r"(?<![^\W_])(?:https?://|ftp://|www\.)[^\s<>\"“”‘’]*[^\s<>\"“”‘’.,;:!?)\]]"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.@-])(?:[a-z\d-]+\.)+(?:com|org|net|gov|edu|info|co\.uk|ac\.uk|io|eu)\b(?:/[^\s<>]*\w)?"
)
_NEGATION = re.compile(
    r"\b(?:(?P<nobody>no[\s-]one|nobody)|(?P<not>not|non|nary|no(?!\.\s?\d)|cannot)"
    r"|(?P<never>never|ne['’]er)|(?P<none>none)|(?P<nothing>nothing|nought|naught)"
    r"|(?P<nowhere>nowhere)|(?P<neither>neither|nor)|(?P<without>without))\b(?!['’-]\w)"
    r"|(?<=[a-z])(?P<short>n['’]t)\b",
    re.IGNORECASE,
)
_FACT_LIKE = re.compile(
    rf"[^\W\d_a-zß-öø-ÿ]|{NUMBER_LIKE.pattern}|{DATE_LIKE.pattern}|@|://|www\."
    r"|\w\.(?:com|org|net|gov|edu|info|co\.uk|ac\.uk|io|eu)\b|(?i:\b(?:no|not|non|nary|cannot|never|none|nobody|nothing|nought|naught|nowhere|neither|nor"
    r"|without)\b|n['’]t|ne['’]er)"
)
_NEAR = 60
"""Code points to each side of an edit in which it can alter a fact: a date, an amount."""


def facts(text: str, known: frozenset[str] = frozenset()) -> Counter[Fact]:
    """The facts of a text, each with how often it stands there.

    `known` are words, in lower case, that are names even where a sentence starts.
    """
    found = (*quoted(text), *_scan(text, known | known_names(text), opens=True))
    return Counter(each.fact for each in found)


def located(text: str, known: frozenset[str] = frozenset()) -> tuple[Found, ...]:
    """The facts of a text with where they stand, in order of place; quotations left out."""
    found = _scan(text, known | known_names(text), opens=True)
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """The facts that are dropped, added, changed or duplicated between two texts.

    Empty where both state the same facts equally often, in whatever order and form. A number
    before an ordinary noun may gain a unit, as `four seconds` for `four indorsements`.
    """
    known = known_names(before)
    return compared(facts(before, known), facts(after, known), gains=PLAIN_UNITS)


def check_edit(
    sentence: str, start: int, end: int, replacement: str, known: frozenset[str] = frozenset()
) -> tuple[Difference, ...]:
    """What replacing `sentence[start:end]` would do to the facts of a sentence.

    Offsets are code points, half open. `known` are the article's names, in lower case. Empty
    where the edit alters no fact. ValueError where the range lies outside the sentence.
    """
    if not 0 <= start <= end <= len(sentence):
        raise ValueError(f"no such range: {start} to {end} of {len(sentence)}")
    left, right = _window(sentence, start, end)
    before = sentence[left:right]
    after = sentence[left:start] + replacement + sentence[end:right]
    found: tuple[Difference, ...] = ()
    if QUOTATION_MARK.search(sentence) or QUOTATION_MARK.search(replacement):
        whole = sentence[:start] + replacement + sentence[end:]
        found = compared(*(Counter(q.fact for q in quoted(text)) for text in (sentence, whole)))
    if before == after or not (_FACT_LIKE.search(before) or _FACT_LIKE.search(replacement)):
        return found
    old, new = (Counter(f.fact for f in _scan(t, known, opens=not left)) for t in (before, after))
    noun = any(letter.isalpha() for letter in sentence[start:end])
    return found + compared(old, new, gains=PLAIN_UNITS if noun else frozenset())


def _window(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The edit with the words around it, cut at white space where it can be."""
    left, right = max(0, start - _NEAR), min(len(sentence), end + _NEAR)
    if left:
        left = next((n for n in range(left, start) if sentence[n].isspace()), left)
    if right < len(sentence):
        right = next((n for n in range(right, end, -1) if sentence[n - 1].isspace()), right)
    return left, right


def _scan(text: str, known: frozenset[str], *, opens: bool) -> Iterator[Found]:
    """All facts but quotations; what is read as one kind is not read again as another."""
    rest = text
    for reader in (_addresses, dates, times, numbers, _negations):
        found = tuple(reader(rest))
        yield from found
        rest = _masked(rest, found)
    yield from names(rest, known, opens=opens, shown=text)


def _masked(text: str, found: tuple[Found, ...]) -> str:
    """A text of the same length without letter, digit or white space where facts were found."""
    pieces, at = [], 0
    for each in found:
        pieces += [text[at : each.start], "_" * (each.end - each.start)]
        at = each.end
    return "".join([*pieces, text[at:]])


def _addresses(text: str) -> Iterator[Found]:
    for match in _ADDRESS.finditer(text):
        yield Found(Fact(FactKind.ADDRESS, match.group()), *match.span())


def _negations(text: str) -> Iterator[Found]:
    for match in _NEGATION.finditer(text):
        word = "not" if match.lastgroup == "short" else match.lastgroup or ""
        yield Found(Fact(FactKind.NEGATION, word), *match.span())
