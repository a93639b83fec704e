"""What a word is: the few notions of it that the tasks need, each with a name.

WORD      a word or figure as a reader counts them        don't, U.S, 3.5, 2nd
COMPOUND  the same, and its parts joined by hyphens       so-called
PIECE     a word, a run of white space, or a mark         the pieces, joined, are the text
CHUNK     what is between white space, with that before it
words()   what a thesaurus can list: letters alone, or a figure, a possessive ending left out
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
COMPOUND = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
PIECE = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")
CHUNK = re.compile(r"\s*\S+")

LETTERS = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_FIGURE = r"\d+(?:[.,:]\d+)*"
_INITIALS = r"(?<!\w)(?:[^\W\d_]\.(?:\x20?[^\W\d_]\.)+|[A-Z][a-z]\.(?:[A-Z][a-z]?\.)+)"
_LEXICAL = re.compile(rf"{LETTERS}|{_FIGURE}")
_LEXICAL_OR_INITIALS = re.compile(rf"{_INITIALS}|{LETTERS}|{_FIGURE}")
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_GAP = re.compile(r"[^\S\n\r]+|[^\S\n\r]*(?:\r\n|\n|\r)[^\S\n\r]*|[-‐‑]")


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


def words(text: str, offset: int = 0, *, initials: bool = False) -> tuple[Word, ...]:
    """The words of a text; hyphens part words, a possessive ending is no part of one.

    `offset` is where the text stands in the source; with `initials`, U.S. is one word.
    """
    found: list[Word] = []
    last: int | None = None
    for match in (_LEXICAL_OR_INITIALS if initials else _LEXICAL).finditer(text):
        start, end = match.span()
        joined = "" if last is None else _joined(text[last:start])
        last = end
        if match.group().endswith(_POSSESSIVE):
            end -= len(_POSSESSIVE[0])
            last = None
        found.append(Word(start + offset, end + offset, text[start:end], joined))
    return tuple(found)


def _joined(gap: str) -> str:
    if gap == " ":
        return gap
    return (" " if gap.isspace() else "-") if _GAP.fullmatch(gap) else ""


def lower_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, their apostrophes straight."""
    return tuple(word.lower().replace("’", "'") for word in WORD.findall(text))
