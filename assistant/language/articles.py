"""The indefinite article: which of the two stands before a word, and changes that keep it right.

By how the next word is said: vowels that are said *you* or *w*, silent h, letters by their
names, figures as they are read out. Held against the CMU Pronouncing Dictionary 0.7b, whose
words the rules read as it does but for some proper names.
"""

from __future__ import annotations

import re

from assistant.language.wordlists import word_list

_SPELLED_VOWEL = frozenset("AEFHILMNORSX")
_ONSET = re.compile(
    r"(?:[BCDFGHJKLMNPRSTVWXYZ]|[BCFGPS]L|[BCDFGKPTW]R|[CPSTWG]H|S[CKMNPQTW]|S[CPT]R|KN|MC|S?QU)?"
    r"[AEIOU]"
)
"""How capitals begin that can be said as a word."""

_LETTER = re.compile(r"(?:[A-Za-z]\.)+(?![a-z])|[A-Za-z](?![A-Za-z'’])|[a-z](?=[A-Z]{2})")
"""A first letter that is said by its name: U.S., X-ray, mRNA."""

_VOWELLESS = re.compile(r"[B-DF-HJ-NP-TV-XZb-df-hj-np-tv-xz\d]{3,}")
"""A word in lower case that can only be spelled out: html, mp3, nth."""

_FIGURE = re.compile(r"[$£€¥]?(\d+(?:[,\u00a0\u202f ]\d{3})*)")
_BEFORE = re.compile(r"\b(an?)(\s+)\Z", re.IGNORECASE)
_ABBREVIATIONS = word_list("name-abbreviations") | word_list("titles")
_WIDEST_GAP = 80
"""White space after an article and the article itself, in code points."""

_FIRST = re.compile(r"[$£€¥]?[^\W_](?:\.[^\W\d_])*[^\W_]*(?:[-,.&][^\W_]+)*")


def article_for(following: str) -> str:
    """The indefinite article, a or an, that is said before a word, a figure or initials."""
    if figure := _FIGURE.match(following):
        return "an" if _vowel_figure(figure[1]) else "a"
    head = re.split(r"[\s&/-]", following, maxsplit=1)[0]
    if _LETTER.match(following) or _spelled_out(head):
        return "an" if following[0].upper() in _SPELLED_VOWEL else "a"
    return "an" if _vowel_first(head.lower()) else "a"


def _vowel_first(word: str) -> bool:
    """Whether a word in lower case is said with a vowel first: the longest entry decides."""
    vowel, consonant = word_list("said-with-vowel"), word_list("said-with-consonant")
    for entry in (word, *(word[:length] + "*" for length in range(len(word), 0, -1))):
        if entry in vowel or entry in consonant:
            return entry in vowel
    return False


def _vowel_figure(digits: str) -> bool:
    """Whether a figure is read out with a vowel first: eight, eighty, eleven, eighteen."""
    bare = re.sub(r"\D", "", digits)
    year = len(bare) == 4 and bare == digits
    return bare[0] == "8" or (bare[:2] in ("11", "18") and (len(bare) % 3 == 2 or year))


def _spelled_out(head: str) -> bool:
    """Whether capitals are said letter by letter: FBI and NCAA, not NATO."""
    capitals = head.removesuffix("s").removesuffix("'").removesuffix("’")
    known = capitals.lower()
    if not (len(capitals) > 1 and capitals.isalnum() and capitals.isupper()):
        return bool(_VOWELLESS.fullmatch(head)) and head.lower() not in _ABBREVIATIONS
    if known in word_list("acronyms-spelled-out"):
        return True
    if known in word_list("acronyms-said-as-words"):
        return False
    return len(capitals) <= 3 or not capitals.isalpha() or not _ONSET.match(capitals)


def agreeing(article: str, following: str) -> str:
    """An `a` or `an`, whatever its capitals, as it stands before a word."""
    wanted = article_for(following)
    if wanted == article.lower():
        return article
    return wanted.capitalize() if article[:1].isupper() else wanted


def with_article(text: str, start: int, end: int, put: str) -> tuple[int, int, str]:
    """The replacement of `text[start:end]`, with an `a` or `an` before it made to agree.

    Where nothing is put, it agrees with what then follows, where white space comes first too.
    """
    before = _BEFORE.search(text, max(start - _WIDEST_GAP, 0), start)
    following = _FIRST.match(put) if put else _FIRST.match(text, end)
    if before is None or following is None:
        return start, end, put
    given, gap = before.groups()
    article = agreeing(given, following.group())
    if article == given:
        return start, end, put
    return before.start(), end, article + gap + put
