"""Ends of sentences that a splitter sees where there is none, and those that it does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator

_REACH = 24
"""Code points before an end that tell whether it is one."""

_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_OPENERS = r"(?:The|An?|He|She|It|They|We|I|In|On|At|But|And|This|That|These|Those|There|His|Her)\b"

_PASSAGES = r"[Pp]aras?|pp?|[Cc]hs?|[Aa]rts?|[Ss]ecs?|ss?|Nos?|[Vv]ols?|[Ff]igs?|[Ss]ched"
_PASSAGES += r"|[Rr]egs?|cls?|rr?|[Cc]f"
_TITLES = r"Mr|Mrs|Ms|Messrs|Dr|Prof|Gov|Sen|Rep|Lt|Col|Gen|Sgt|Capt|Cpl|Maj|Cmdr|Rev|Hon|Pres"

_NO_END = tuple(
    (re.compile(rf"(?:{before})\s*\Z"), re.compile(behind))
    for before, behind in (
        # a number or letter of a passage of law, of a book, of a case
        (rf"\b(?:{_PASSAGES})\.", r"\(?\d"),
        (r"\b(?:Pub|Supp|Cir|Civ|Crim|Fed)\.|\b[A-Z]\.", r"[A-Z]\. (?:No|\d)|[A-Z]?\d|No\.|Civ\."),
        (r"\b(?:cf|viz|e\.g|i\.e)\.", r"\w"),
        # titles and short first names, which a name follows
        (rf"\b(?:{_TITLES})\.", r"[A-Z]"),
        (r"\b(?:Thos|Jas|Wm|Saml|Chas|Geo|Benj|Robt|Jos|Edw|Alex|Danl)\.", r"[A-Z]"),
        (r"\b(?:Ft|St|Mt|Pt)\.", rf"(?!{_OPENERS})[A-Z]"),
        # days, hours, money of old
        (r"\b(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.", rf"{_MONTHS}|\d"),
        (r"\b[ap]\.m\.", r"(?:[A-Z]{1,3}T|GMT|UTC|local|Eastern|Central|Pacific)\b"),
        (r"\b\d{1,4}s\.", r"\d{1,2}\s?d\b"),
        (r"\b(?:\d{1,3}[sd]|inst|ult|prox|&c|cwt|lbs?|mo|Esq|approx)\.", r"[a-z,;]"),
        # names that end in a mark of their own
        (r"\w[!?]", r"[a-z]"),
    )
)  # fmt: skip
_NOTE = re.compile(r"(?:(?<=[a-z]{4}\.)|(?<=[a-z\d]\d{3}\.))\d{1,2}(?:,\s?\d{1,2})*\s+(?=[A-Z“])")
"""The numbers of notes behind the stop of a sentence: `in 2023.1 The rise`."""


def is_false(text: str, end: int) -> bool:
    """Whether no sentence ends at a place where a splitter sees an end."""
    before, behind = text[max(0, end - _REACH) : end], text[end : end + _REACH].lstrip()
    return any(one.search(before) and other.match(behind) for one, other in _NO_END)


def unseen(text: str) -> Iterator[int]:
    """Where sentences end that a splitter takes for one."""
    return (match.end() for match in _NOTE.finditer(text))
