"""What the notes of the editors take back: sentences that say it still are not told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.language.sentences import split
from assistant.language.stems import stem
from assistant.language.tokens import lower_words
from assistant.language.wordlists import word_list

_WRONG = re.compile(
    r"\b(?:earlier|previous|original|initial|first)\b.{0,40}\b(?:said|gave|stated|named|put|reported"
    r"|described|identified|listed|called)\b|\b(?:mis(?:stated|spelled|spelt|identified|quoted|named"
    r"|reported)|incorrectly|wrongly|erroneously|mistakenly|in error)\b",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"\b(?:cancel\w*|call(?:ed|s)? off|postpon\w+|withdr[ae]wn?|no longer|suspended|scrapped"
    r"|revers\w+|abandoned|delayed|resigned|will not|has since|have since)\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:will|is to|are to|set to|due to|plans?|planned|scheduled|expected to|going to)\b",
    re.IGNORECASE,
)
_FACT = re.compile(r"\d[\d.,]*|(?<=[\w,;] )[A-Z][\w’'-]+|\b(?i:two|three|four|five|six|seven|eight"
                   r"|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty)\b")  # fmt: skip
_SHARED = 2
"""Content words that a sentence has in common with a note that is about it."""


@dataclass(frozen=True, slots=True)
class _Note:
    """What a note says was wrong, and what it is about; `is_off` where something is called off."""

    wrong: frozenset[str]
    about: frozenset[str]
    is_off: bool


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What the notes under an article take back of it."""

    notes: Sequence[_Note] = ()

    @classmethod
    def by(cls, notes: Iterable[str]) -> TakenBack:
        """What corrections and updates, each a paragraph, take back."""
        return cls(tuple(_read(note) for note in notes))

    def holds(self, sentence: str) -> bool:
        """Whether a sentence says what a note takes back."""
        if not self.notes:
            return False
        facts, words = _facts(sentence), _words(sentence)
        return any(
            (note.wrong & facts and len(note.about & words) >= 1)
            or (note.is_off and _COMING.search(sentence) and len(note.about & words) >= _SHARED)
            for note in self.notes
        )


def _read(note: str) -> _Note:
    sentences = [note[span.start : span.end] for span in split(note)]
    wrong = [each for each in sentences if _WRONG.search(each)]
    right = [each for each in sentences if each not in wrong]
    return _Note(_all_facts(wrong) - _all_facts(right), _words(note), _OFF.search(note) is not None)


def _all_facts(texts: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*map(_facts, texts))


def _facts(text: str) -> frozenset[str]:
    return frozenset(match.group().rstrip(".,").lower() for match in _FACT.finditer(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(
        stem(word)
        for word in lower_words(text)
        if word not in word_list("stop-words") and len(word) > 2 and not word.isdigit()
    )
