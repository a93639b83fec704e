"""How two multisets of facts differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from assistant.language.agreement import Key, agree, readings
from assistant.language.fact import Difference, Fact, FactKind
from assistant.language.name_forms import expansions, name_forms, restyled

Facts = list[Fact]


def compared(
    before: Counter[Fact],
    after: Counter[Fact],
    *,
    gains: frozenset[str] = frozenset(),
    texts: tuple[str, str] = ("", ""),
) -> tuple[Difference, ...]:
    """What was dropped, added or changed; a loss and a gain of one kind make one change.

    `gains` are units that a bare number may gain: where `four indorsements` becomes `four
    seconds`, the number is as it was. `texts` are where the facts are from. Weak facts may
    go and come, but not become others.
    """
    if before == after:
        return ()
    lost, gained = list((before - after).elements()), list((after - before).elements())
    lost, gained = _unmatched(lost, gained)
    if not (lost or gained):
        return ()
    lost, gained = _restyled(lost, texts), _restyled(gained, texts[::-1])
    lost, gained = _expanded(lost, gained, texts[1])
    gained, lost = _expanded(gained, lost, texts[0])
    lost, gained = _measured(lost, gained, gains)
    return tuple(_paired(lost, gained))


def _unmatched(lost: Facts, gained: Facts) -> tuple[Facts, Facts]:
    """What is lost and gained besides facts that only are put in another way."""
    places: dict[Key, list[int]] = defaultdict(list)
    for place in sorted(range(len(gained)), key=lambda each: not gained[each].weak):
        for key in readings(gained[place]):
            places[key].append(place)
    matched: set[int] = set()
    left: Facts = []
    for fact in sorted(lost, key=lambda each: each.weak):
        free = _free(fact, places, matched)
        if free is None:
            left.append(fact)
        else:
            matched.add(free)
    return left, [fact for place, fact in enumerate(gained) if place not in matched]


def _free(fact: Fact, places: dict[Key, list[int]], matched: set[int]) -> int | None:
    """The place of a fact that agrees with one and is not taken yet."""
    for key in readings(fact):
        known = places.get(key, [])
        while known:
            place = known.pop()
            if place not in matched:
                return place
    return None


def _restyled(facts: Facts, texts: tuple[str, str]) -> Facts:
    """Facts of the one text but for names that the other has as well, or in lower case.

    The *Ministry* is a ministry; *Cotton* is there as much, whether or not a name is behind it.
    """
    if not any(fact.kind is FactKind.NAME for fact in facts):
        return facts
    plain = restyled(*texts)
    left = []
    for fact in facts:
        if fact.kind is FactKind.NAME and plain[fact.value]:
            plain[fact.value] -= 1
        else:
            left.append(fact)
    return left


def _expanded(short: Facts, full: Facts, text: str) -> tuple[Facts, Facts]:
    """Both but for acronyms of the one that stand in full in the text of the other: FBI, GDP."""
    for fact in [each for each in short if _is_acronym(each)]:
        for phrase in expansions(fact.value):
            names = [word for word in phrase.split() if word[0].isupper()]
            if not names and phrase not in _plain(text):
                continue
            if (rest := _without(full, names)) is None and phrase.lower() in _plain(text):
                rest = full
            if rest is not None:
                short = [each for each in short if each is not fact]
                full = rest
                break
    return short, full


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _is_acronym(fact: Fact) -> bool:
    return fact.kind is FactKind.NAME and len(fact.value) > 1 and fact.value.isupper()


def _without(facts: Facts, words: Sequence[str]) -> Facts | None:
    """The facts but for the names that some words are, or None where one is missing."""
    left = list(facts)
    for word in words:
        forms = name_forms(word)
        place = next((n for n, each in enumerate(left) if _is_named(each, forms)), None)
        if place is None:
            return None
        del left[place]
    return left


def _is_named(fact: Fact, forms: frozenset[str]) -> bool:
    return fact.kind is FactKind.NAME and not forms.isdisjoint(name_forms(fact.value))


def _measured(lost: Facts, gained: Facts, gains: frozenset[str]) -> tuple[Facts, Facts]:
    """Both but for bare numbers that gain a unit."""
    left = []
    for fact in gained:
        value, _, unit = fact.value.partition(" ")
        bare = Fact(FactKind.NUMBER, value)
        known = lost if fact.kind is FactKind.NUMBER and unit in gains else ()
        plain = (each for each in known if " " not in each.value)
        same = next((each for each in plain if agree(each, bare)), None)
        if same is None:
            left.append(fact)
        else:
            lost.remove(same)
    return lost, left


def _paired(lost: Facts, gained: Facts) -> Iterator[Difference]:
    for kind in FactKind:
        gone = [fact for fact in lost if fact.kind is kind]
        new = [fact for fact in gained if fact.kind is kind]
        for old, young in zip_longest(_strong_first(gone), _strong_first(new)):
            pair = [each for each in (old, young) if each is not None]
            if not all(each.weak for each in pair) or _is_change(pair):
                yield Difference(kind, old.value if old else None, young.value if young else None)


def _is_change(pair: Facts) -> bool:
    """Whether of two weak facts the one is put for the other; how often is no measure."""
    often = [fact.value.endswith(" times") for fact in pair]
    return len(pair) > 1 and (all(often) or not any(often))


def _strong_first(facts: Facts) -> Facts:
    return sorted(facts, key=lambda fact: fact.weak)
