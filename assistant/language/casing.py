"""Capitals: words without them, and a replacement with those of what it replaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.tokens import Word

_ALIKE = str.maketrans("İıſ\u212a", "iisk")


def folded(text: str) -> str:
    """A text in lower case, for a look-up of what a pattern matched blind to case.

    `re.IGNORECASE` takes four letters for ones of ASCII that `str.lower` keeps apart or makes
    two of: dotted and dotless i, long s, the sign of the kelvin. The length stays.
    """
    return text.translate(_ALIKE).lower()


def surface(run: Sequence[Word]) -> str:
    """A run of words in lower case with single spaces, as a lemma is written."""
    return " ".join(word.text for word in run).lower()


def recase(candidate: str, like: Sequence[Word], *, headline: bool = False) -> str:
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
