"""What an edit would do to the facts of a text.

A fact is a number, date, time, name, quotation, address or negation. An edit may not drop,
add, change or duplicate one; it may write the same one in another way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.checks.facts.extraction import FACT_LIKE, all_facts, read
from assistant.checks.facts.multisets import compared
from assistant.checks.facts.order import exchanged
from assistant.language.fact import WORDED, Difference, Fact, FactKind, Found
from assistant.language.names import known_names
from assistant.language.opposites import opposed
from assistant.language.quotations import QUOTATION_MARK, quoted
from assistant.language.span import Span, masked
from assistant.language.units import PLAIN_UNITS

_NEAR = 60
"""Code points to each side of an edit in which it can alter a fact: a date, an amount."""


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """The facts that are dropped, added, changed or duplicated between two texts.

    Empty where both state the same facts equally often, in whatever order and form. A number
    before an ordinary noun may gain a unit, as `four seconds` for `four indorsements`.
    """
    known = known_names(before)
    old, new = all_facts(before, known), all_facts(after, known)
    found = compared(_counted(old), _counted(new), gains=PLAIN_UNITS, texts=(before, after))
    opposed_words = _opposed(_unstated(before, old), _unstated(after, new))
    return found + opposed_words + exchanged(before, after, old, new)


def _unstated(text: str, found: Sequence[Found]) -> str:
    """A text without words that are compared as facts: `a little over`, `nine out of ten`."""
    stated = (each for each in found if _is_stated(each, text))
    return masked(text, (Span(each.start, each.end) for each in stated), " ")


def _is_stated(found: Found, text: str) -> bool:
    """Whether a fact is a limit, or a share or a negation of several words."""
    kind, words = found.fact.kind, text[found.start : found.end].split()
    is_share = kind is FactKind.NUMBER and "/" in found.fact.value
    return kind is FactKind.LIMIT or (len(words) > 1 and (is_share or kind is FactKind.NEGATION))


def _counted(found: Sequence[Found]) -> Counter[Fact]:
    return Counter(each.fact for each in found)


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
    found = _opposed(before, after)
    if found:
        old, new = (tuple(read(text, known, opens=not left)) for text in (before, after))
        found = _opposed(_unstated(before, old), _unstated(after, new))
    if QUOTATION_MARK.search(sentence) or QUOTATION_MARK.search(replacement):
        whole = sentence[:start] + replacement + sentence[end:]
        found += compared(*(Counter(q.fact for q in quoted(text)) for text in (sentence, whole)))
    if before == after or not (FACT_LIKE.search(before) or FACT_LIKE.search(replacement)):
        return found
    old, new = (tuple(read(text, known, opens=not left)) for text in (before, after))
    noun = any(letter.isalpha() for letter in sentence[start:end])
    gains = PLAIN_UNITS if noun else frozenset[str]()
    changes = compared(_counted(old), _counted(new), gains=gains, texts=(before, after))
    changes += exchanged(before, after, old, new)
    return found + tuple(_without_restored(changes) if noun else changes)


def _without_restored(changes: Sequence[Difference]) -> Iterator[Difference]:
    """The changes but for a limit or a frame that comes in where garbled words stood.

    A direction of the compass stays: an editor has to see it.
    """
    for each in changes:
        is_new = each.before is None and each.kind is not FactKind.DIRECTION
        if not (is_new and each.kind in WORDED):
            yield each


def _opposed(before: str, after: str) -> tuple[Difference, ...]:
    return tuple(Difference(FactKind.SENSE, *words) for words in opposed(before, after))


def _window(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The edit with the words around it, cut at white space where it can be."""
    left, right = max(0, start - _NEAR), min(len(sentence), end + _NEAR)
    if left:
        left = next((n for n in range(left, start) if sentence[n].isspace()), left)
    if right < len(sentence):
        right = next((n for n in range(right, end, -1) if sentence[n - 1].isspace()), right)
    return left, right
