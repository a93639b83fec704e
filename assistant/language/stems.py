"""Regular inflection undone by rule, where a dictionary does not say or need not be asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

_STEM_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_NOUN_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""))
_VERB_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""),
    ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip
_ENDINGS = {
    "n": _NOUN_ENDINGS,
    "v": _VERB_ENDINGS,
    "": tuple(dict.fromkeys(_NOUN_ENDINGS + _VERB_ENDINGS)),
}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word in lower case without its commonest endings: enough to count words together."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending, put in _STEM_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        return word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def bases(word: str, part: str = "") -> Iterator[str]:
    """What a word in lower case may be a regular form of, the likeliest first.

    `part` is n for a noun and v for a verb, which alone have such forms; none for either.
    """
    for ending, put in _ENDINGS.get(part, ()):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word.removesuffix(ending) + put
