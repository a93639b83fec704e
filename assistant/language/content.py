"""The content words of a sentence: their stems, their places, and the clauses they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_BREAK = re.compile(r"[;:.!?]|,|[–—]| - |\b(?:but|while|although|though|whereas)\b", re.IGNORECASE)
STOP = frozenset(
    """a an the this that these those it its he she they them his her their we us our you your i me
    my is are was were be been being am do does did doing have has had having will would shall
    should can could may might must of in on at by for with from to into onto about over under after
    before between during and or but nor so yet if as than then when while where which who whom
    whose what how why not no also more most some any all each other others such only very just
    there here out up down off again both own same too because until against through per via amid
    among within upon said says say told tells tell added adds according""".split()
)
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as it stands, in lower case, its stem, its clause, and whether it has a capital."""

    text: str
    lower: str
    stem: str
    clause: int

    @property
    def is_content(self) -> bool:
        """Whether it says something by itself."""
        return self.lower not in STOP and len(self.lower) > 1

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper()


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a sentence, in order."""
    breaks = [match.start() for match in _BREAK.finditer(text)]
    found = []
    for match in _WORD.finditer(text):
        lower = match.group().lower().replace("’", "'")
        clause = sum(at < match.start() for at in breaks)
        found.append(Token(match.group(), lower, stem(lower), clause))
    return tuple(found)


def stem(word: str) -> str:
    """A word in lower case without its commonest endings: enough to count words together."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        return word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> bool:
    """Whether two words in lower case may say the same: of one stem, or synonyms in some sense."""
    if stem(one) == stem(other) or _derived(one, other):
        return True
    if not _groups(one).isdisjoint(_groups(other)):
        return True
    from assistant.language.synonymy import are_synonyms

    return are_synonyms(one, other)


@lru_cache(maxsize=20_000)
def _groups(word: str) -> frozenset[int]:
    """The groups of paraphrases in which a word stands, whatever its inflection."""
    from assistant.language.inflection import readings

    forms = {word, stem(word), *(reading.lemma for reading in readings(word))}
    known = _paraphrases()
    return frozenset(number for form in forms for number in known.get(form, ()))


@cache
def _paraphrases() -> dict[str, tuple[int, ...]]:
    file = resources.files("assistant.language") / "data" / "paraphrases.txt"
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines()):
        for word in line.split() if not line.startswith("#") else ():
            found[word] = (*found.get(word, ()), number)
    return found


def _derived(one: str, other: str) -> bool:
    """Whether one word may be derived from the other: `decide` and `decision`."""
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 99)
    return min(shared, len(one), len(other)) >= max(5, min(len(one), len(other)) - 3)


def found_in(token: Token, others: Iterable[Token]) -> bool:
    """Whether a word, or one that may say the same, stands among others."""
    known = tuple(others)
    return any(token.stem == other.stem for other in known) or any(
        alike(token.lower, other.lower) for other in known if other.is_content
    )
