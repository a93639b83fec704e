"""American and British spelling: which of the two an article keeps to."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

from assistant.language.patterns import lazy


class Dialect(Enum):
    """The spelling an article keeps to, as far as it shows one."""

    AMERICAN = "American"
    BRITISH = "British"
    UNKNOWN = "unknown"


_RULES = tuple(
    (lazy(pattern), to)
    for pattern, to in (
        (r"[\s\-'’]", ""),
        (r"(?<=[a-z]{2})our(?=s|ed|ing|able|ite|ful|less|y|hood|er|$)", "or"),
        (r"(?<=[a-z])(i|y)s(?=(e|es|ed|ing|ation|ations|er|ers|able)$)", r"\1z"),
        (r"(?<=[a-z]{2}[^aeiouy])re(?=s$|d$|$)", "er"),
        (r"(?<=[aeiou])ll(?=(ed|ing|er|ers|or|ors|ation|ous|ery)$)", "l"),
        (r"ll(?=$|s$|ment|ful)", "l"),
        (r"(ae|oe)", "e"),
        (r"ogue(?=s?$)", "og"),
        (r"(?<=[a-z])ence(?=s?$)", "ense"),
        (r"amme(?=s?$)", "am"),
        (r"gement", "gment"),
        (r"(?<=[a-z])wards$", "ward"),
        (r"geing$", "ging"),
        (r"que(?=s?$)", "ck"),
        (r"^grey", "gray"),
        (r"^(in|en)(?=qui|su)", "in"),
        (r"mould", "mold"),
        (r"plough", "plow"),
        (r"sceptic", "skeptic"),
        (r"tyre", "tire"),
        (r"jewellery", "jewelry"),
        (r"aluminium", "aluminum"),
        (r"(?<=n)xion", "ction"),
        (r"(?<=among)st$|(?<=amid)st$", ""),
        (r"^whilst$", "while"),
        (r"^(learn|burn|dream|spel|smel|lean|spil|spoil)t$", r"\1ed"),
        (r"^(spel|smel|spil)led$", r"\1ed"),
    )
)

_SIGNS = lazy(
    r"(?:colou?r|favou?r|hono[u]?r|labou?r|neighbou?r|behaviou?r|harbou?r|humou?r|rumou?r|vapou?r"
    r"|cent(?:re|er)|met(?:re|er)|theat(?:re|er)|lit(?:re|er)|fib(?:re|er)|defen[cs]e|offen[cs]e"
    r"|licen[cs]e|program(?:me)?|travel+(?:ed|ing|er)|cancel+(?:ed|ing)|label+(?:ed|ing)"
    r"|model+(?:ed|ing)|catalog(?:ue)?|dialog(?:ue)?|analy[sz]e|gr[ae]y|skeptic|sceptic|tyre"
    r"|mou?ld|plough|plow|judge?ment|\w{3,}i[sz](?:e|es|ed|ing|ation|ations)|jewel+ery)(?:s|ed|ing|al|al+y)?",
    re.IGNORECASE,
)
_ALWAYS_S = lazy(
    r"(?:adv|rev|superv|telev|exerc|surpr|comprom|desp|dev|prem|prom|disgu|ra|r|pra|w|no|other|clock|l?ike)"
    r"is(?:e|es|ed|ing)$|prec?ise|expertise|enterprise|franchise|merchandise|treatise|size|seize|prize|poise"
    r"|cruis|bruis|apprais|rais|prais|nois|pois|chois|paradis|concis|promis",
    re.IGNORECASE,
)


@lru_cache(maxsize=200_000)
def spelling_key(word: str) -> str:
    """One spelling, roughly the American, for all spellings of a word; no hyphens or accents."""
    key = without_accents(word.lower())
    for pattern, to in _RULES:
        key = pattern.sub(to, key)
    return key


def without_accents(word: str) -> str:
    """A word without the marks on its letters: Medecins for Médecins."""
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def same_but_spelling(one: str, other: str) -> bool:
    """Whether two words differ in spelling alone: American or British, a hyphen, an accent."""
    return one == other or spelling_key(one) == spelling_key(other)


def dialect(vocabulary: Iterable[str]) -> Dialect:
    """The spelling that most of the telling words of an article have."""
    votes = Counter(
        Dialect.AMERICAN if spelling_key(word) == word else Dialect.BRITISH
        for word in vocabulary
        if word.isascii() and _SIGNS.fullmatch(word) and not _ALWAYS_S.search(word)
    )
    if votes[Dialect.BRITISH] == votes[Dialect.AMERICAN]:
        return Dialect.UNKNOWN
    return max(votes, key=votes.__getitem__)


def foreign_to(kept: Dialect, text: str, others: Iterable[str]) -> bool:
    """Whether another spelling of a word, among those given, suits the article better."""
    if kept is Dialect.UNKNOWN:
        return False
    lower, key = text.lower(), spelling_key(text)
    american = lower == key
    if american == (kept is Dialect.AMERICAN):
        return False
    return any(
        spelling_key(other) == key and (other.lower() == key) is not american for other in others
    )
