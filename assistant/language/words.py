"""Words of a sentence, and the surface forms that fit in the place of others."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_GAP = re.compile(r"[^\S\n\r]+|[^\S\n\r]*(?:\r\n|\n|\r)[^\S\n\r]*|[-‐‑]")

_VOWEL_SOUND = re.compile(r"[aeiou]|hono|hour|heir|honest", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(
    r"eu|ew|one(?!r)|once|ouija|u(?:ni(?![nmd])|nanim|s[aeiu]|ti|r[aeiou](?!l)|k|bi)",
    re.IGNORECASE,
)
_SPELLED_VOWEL = frozenset("AEFHILMNORSX")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its offsets into the source, a possessive ending left out.

    `joined` is what links it to the word before: a space, a hyphen, or nothing where
    punctuation stands between the two.
    """

    start: int
    end: int
    text: str
    joined: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """The words of a text; hyphens part words, a possessive ending is no part of one."""
    found: list[Word] = []
    last: int | None = None
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = "" if last is None else text[last:start]
        joined = (" " if gap.isspace() else "-") if _GAP.fullmatch(gap) else ""
        last = end
        if possessive := _POSSESSIVE.search(match.group()):
            end -= len(possessive.group())
            last = None
        found.append(Word(start + offset, end + offset, text[start:end], joined))
    return tuple(found)


def surface(run: tuple[Word, ...]) -> str:
    """A run of words in lower case with single spaces, as a lemma is written."""
    return " ".join(word.text for word in run).lower()


def recase(candidate: str, like: tuple[Word, ...], *, headline: bool = False) -> str:
    """A candidate with the capitals of the words it replaces.

    In a headline every word of the candidate takes a capital where those it replaces have
    one; elsewhere only its first does, as at the start of a sentence.
    """
    if all(word.text.isupper() for word in like) and sum(len(w.text) for w in like) > 1:
        return candidate.upper()
    if not like[0].capital:
        return candidate
    if headline or (len(like) > 1 and all(word.capital for word in like)):
        return re.sub(r"(^|[\s-])(\w)", lambda m: m[1] + m[2].upper(), candidate)
    return candidate[:1].upper() + candidate[1:]


def article_for(following: str) -> str:
    """The indefinite article, a or an, that is spoken before a word."""
    head = re.split(r"[\s-]", following, maxsplit=1)[0]
    if head.isupper() and (len(head) <= 3 or not re.search(r"[AEIOU]", head)):
        return "an" if head[0] in _SPELLED_VOWEL else "a"
    spoken = _VOWEL_SOUND.match(head) and not _CONSONANT_SOUND.match(head)
    return "an" if spoken else "a"
