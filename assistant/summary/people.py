"""The people of an article: each by the fullest name that it has, how else, and as he or as she."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.language.inflection import parts_of
from assistant.language.noun_kinds import noun_kind
from assistant.language.wordlists import word_list
from assistant.summary.clauses import opens_with_verb
from assistant.summary.passages import Passage

MALE, FEMALE = frozenset({"he", "his", "him", "himself"}), frozenset({"she", "her", "herself"})
_NAME = r"[A-Z][^\W\d_]+(?:[’'-][A-Z]?[^\W\d_]+)*"
_RUN = re.compile(
    rf"(?:(?:Mr|Ms|Mrs|Dr|Sir|Dame|Judge|Mayor|President|Senator|Professor)\.? )?"
    rf"{_NAME}(?: (?:(?:van|von|de|la|bin|al|der|den) )*{_NAME}){{0,3}}"
)
_WORD = re.compile(_NAME)
_DOES = re.compile(
    r"\A(?:,? (?:said|says|told|wrote|added|announced|admitted|asked|argued|pleaded|denied)\b"
    r"|, \d{1,2}\b|, who\b|[’']s (?:wife|husband|son|daughter|father|mother|brother|sister)\b)"
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SAID_BY = re.compile(r"(?:said|says|wrote|added) \Z")
_PARTICLES = frozenset("van von de del di da la le al el bin ibn der den ter".split())
_NO_PART = frozenset({"time", "location"})
"""Kinds of nouns that stand before a name by chance: *on Saturday Jo Bell*."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: the full name, and `male` where the article shows it."""

    full: str
    male: bool | None = None


@dataclass(frozen=True, slots=True)
class People:
    """The people of an article, by the words that stand for one of them alone."""

    by_short: Mapping[str, Person]

    def named_in(self, text: str) -> list[Person]:
        """Those whom a text names, in full or in short, in order."""
        found = (self.by_short.get(word.group()) for word in _WORD.finditer(text))
        return list(dict.fromkeys(person for person in found if person is not None))


@dataclass
class _Seen:
    """What an article has of one full name."""

    shorts: set[str]
    acts: bool = False
    votes: Counter[str] = field(default_factory=Counter)


def people(passages: Sequence[Passage]) -> People:
    """Those of whom the article has a name of several words, and shows that they are people."""
    runs = [(p.text, run) for p in passages for run in _runs(p.text)]
    seen = _full(runs)
    by_short = _by_short(seen)
    for text, run in runs:
        name = by_short.get(run.group().split()[-1])
        if name is not None and (_acts(text, run) or _alone(text, run)):
            seen[name].acts = True
    known = {short: seen[name] for short, name in by_short.items() if seen[name].acts}
    for passage in passages:
        _vote(passage, known)
    made = {name: Person(name, _male(found.votes)) for name, found in seen.items() if found.acts}
    return People({short: made[name] for short, name in by_short.items() if name in made})


def _runs(text: str) -> Iterator[re.Match[str]]:
    return _RUN.finditer(text)


def _full(runs: Sequence[tuple[str, re.Match[str]]]) -> dict[str, _Seen]:
    """The names of several words, each once, as it comes first."""
    found: dict[str, _Seen] = {}
    last = set[str]()
    alone = {run.group() for _, run in runs if " " not in run.group()}
    for _, run in runs:
        words = _without_front(run.group().removesuffix("’s").removesuffix("'s").split())
        name = " ".join(words)
        if _may_name(words) and words[-1] not in last:
            last.add(words[-1])
            inner = {w for w in words[1:-1] if w in alone and w.lower() not in _PARTICLES}
            found[name] = _Seen({words[-1], *inner})
    return found


def _without_front(words: list[str]) -> list[str]:
    """A run of capitals without the day, the place or the several people in front of a name."""
    while len(words) > 2 and (
        noun_kind(words[0]) in _NO_PART
        or (noun_kind(words[0]) == "person" and words[0].endswith("s"))
    ):
        words = words[1:]
    return words


def _by_short(seen: Mapping[str, _Seen]) -> dict[str, str]:
    """The full name of each short one that is nobody else's too."""
    counts = Counter(short for found in seen.values() for short in found.shorts)
    return {s: name for name, found in seen.items() for s in found.shorts if counts[s] == 1}


def _may_name(words: Sequence[str]) -> bool:
    """Whether several words with capitals may be somebody's name: at most one is a common word."""
    lower = [word.lower().rstrip(".") for word in words if word.lower() not in _PARTICLES]
    if len(lower) < 2 and len(words) < 2:
        return False
    if any(w in word_list("stop-words") or w in word_list("never-names") for w in lower):
        return False
    common = [bool(noun_kind(w)) and noun_kind(w) != "person" for w in lower]
    strange = [noun_kind(w) or "a" in parts_of(w) for w in lower[:-1]]
    return sum(common) < 2 and not (common[-1] and any(strange))


def _acts(text: str, run: re.Match[str]) -> bool:
    """Whether somebody of that name says something, is so old, or is related to somebody."""
    return bool(_DOES.match(text[run.end() :]) or _SAID_BY.search(text[: run.start()]))


def _alone(text: str, run: re.Match[str]) -> bool:
    """Whether a sentence opens with a last name, no noun otherwise, that does something."""
    name = run.group().removeprefix("De ").removeprefix("Van ").removeprefix("Al ")
    lone = not run.start() and " " not in name and not noun_kind(name)
    return lone and opens_with_verb(text[run.end() :])


def _vote(passage: Passage, known: Mapping[str, _Seen]) -> None:
    """Count the pronouns of a sentence for the one person in it."""
    he, she = "he" in passage.words, "she" in passage.words
    if he == she:
        return
    bare = QUOTED.sub(" ", passage.text)
    here = [(word.start(), known[word.group()]) for word in _WORD.finditer(bare)
            if word.group() in known]  # fmt: skip
    if not here or any(seen is not here[0][1] for _, seen in here):
        return
    if re.search(r"\bs?he\b", bare[here[0][0] :]):
        here[0][1].votes["he" if he else "she"] += 1


def _male(votes: Mapping[str, int]) -> bool | None:
    he, she = votes.get("he", 0), votes.get("she", 0)
    return None if he == she or (he and she) else he > she
