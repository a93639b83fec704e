"""Which language a paragraph is in, told offline by CLD2's tables of letter groups."""

from __future__ import annotations

import re
import unicodedata

from assistant.language.tokens import LETTERS

ENGLISH = "en"
UNDETERMINED = "und"
"""A script that English is not written in, in no language that is certain (ISO 639-2)."""

_ENGLISH = frozenset({ENGLISH, "sco"})
_NO_LANGUAGE = ("un", "xx")
"""What CLD2's codes begin with for what is in no language, or only in a script."""

_LONGEST = 4000
"""Code points of a text that are looked at."""

_SHORTEST = 4
"""Letters of a text in another script that are enough."""

_FEWEST = 5
"""Words of a text in Latin letters that are enough."""

_WORD = re.compile(LETTERS)
_SMALL_LETTERS = 0.4
"""The share of words in small letters below which a text is a list of names or in capitals."""

_SURE = 70
"""Per cent of a text that must be in its language."""


def identify(text: str) -> str:
    """The language of a paragraph as a code of ISO 639-1, empty where it cannot be told.

    A paragraph with English in it is English, and so are Scots and all dialects. Lists of
    names, figures and a few words alone are in no language.
    """
    text = text[:_LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        letters = [char for char in text if char.isalpha()]
        others = sum(not _is_latin(char) for char in letters)
        if others >= _SHORTEST and 2 * others > len(letters):
            return next(iter(_languages(text)), UNDETERMINED)
    words = _WORD.findall(text)
    if len(words) < _FEWEST or sum(word[0].islower() for word in words) < _SMALL_LETTERS * len(
        words
    ):
        return ""
    found = _languages(text)
    if _ENGLISH & found.keys():
        return ENGLISH
    return next((code for code, share in found.items() if share >= _SURE), "")


def _is_latin(char: str) -> bool:
    return char <= "\u024f" or "\u1e00" <= char <= "\u1eff"


def _languages(text: str) -> dict[str, int]:
    """The languages of a text, the first first, each with its share in per cent."""
    import pycld2

    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    reliable, _, found = pycld2.detect(text.encode(), isPlainText=True)
    if not reliable:
        return {}
    return {code: share for _, code, share, _ in found if not code.startswith(_NO_LANGUAGE)}
