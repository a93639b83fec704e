"""The indefinite article: which of the two stands before a word, and changes that keep it right."""

from __future__ import annotations

import re

_VOWEL_SOUND = re.compile(r"[aeiou]|hono|hour|heir|honest", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(
    r"eu|ew|one(?!r)|once|ouija|u(?:ni(?![nmd])|nanim|s[aeiu]|ti|r[aeiou](?!l)|k|bi)",
    re.IGNORECASE,
)
_SPELLED_VOWEL = frozenset("AEFHILMNORSX")
_BEFORE = re.compile(r"\b(an?)(\s+)\Z", re.IGNORECASE)
_FIRST = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*")


def article_for(following: str) -> str:
    """The indefinite article, a or an, that is spoken before a word."""
    head = re.split(r"[\s-]", following, maxsplit=1)[0]
    if head.isupper() and (len(head) <= 3 or not re.search(r"[AEIOU]", head)):
        return "an" if head[0] in _SPELLED_VOWEL else "a"
    spoken = _VOWEL_SOUND.match(head) and not _CONSONANT_SOUND.match(head)
    return "an" if spoken else "a"


def agreeing(article: str, following: str) -> str:
    """An `a` or `an`, whatever its capitals, as it stands before a word."""
    wanted = article_for(following)
    if wanted == article.lower():
        return article
    return wanted.capitalize() if article[:1].isupper() else wanted


def with_article(text: str, start: int, end: int, put: str) -> tuple[int, int, str]:
    """The replacement of `text[start:end]`, with an `a` or `an` before it made to agree.

    Where nothing is put, it agrees with what then follows; before a figure it stays as it is.
    """
    before = _BEFORE.search(text, 0, start)
    following = _FIRST.match(put or text[end:])
    if before is None or following is None:
        return start, end, put
    given, gap = before.groups()
    article = agreeing(given, following.group())
    if article == given:
        return start, end, put
    return before.start(), end, article + gap + put
