"""What comment forms, sharing buttons and page furniture leave behind in a pasted article.

A text is boilerplate only where phrases of the table make up the whole of it, so that a
paragraph which mentions them is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from assistant.article.leftovers import whole_leftover

LONGEST = 600
"""Code points above which a text is not looked at."""


class Certainty(IntEnum):
    """How sure it is that a text by itself is boilerplate."""

    NAME = -1
    """Only next to what is at least likely, or three in a row at the foot of an article."""
    FOOT = 0
    """Only at the foot of an article, and next to what is at least likely."""
    COMPANY = 1
    """Only next to boilerplate that is at least likely, or in a row of three."""
    DOUBTFUL = 2
    """Probably, but never certainly: it may belong to the article."""
    LIKELY = 3
    """Certain at the end of the article or next to a sure one, else probable."""
    SURE = 4
    """Wherever it stands."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What a text is left over from, and how sure that is."""

    certainty: Certainty
    reason: str


_FORM = "left over from a comment form"
_SHARE = "left over from sharing buttons"
_PAGE = "left over from the page around the article"

_NETWORK = (
    r"(?:facebook|twitter|x|threads|instagram|linked ?in|pinterest|whats ?app|telegram|reddit"
    r"|tumblr|pocket|e-?mail|print|mastodon|bluesky|nextdoor|skype|messenger|tik ?tok|you ?tube"
    r"|rss|google news|google\+?|flipboard|sms|copy link|a friend)"
)
_NETWORKS = rf"{_NETWORK}(?:(?:,? and |,? or |, ?| & | )(?:on |via )?{_NETWORK}){{0,12}}"
_WORK = r"(?: (?:article|post|story|page|news|entry|content))?"

_TABLE: tuple[tuple[Certainty, str, tuple[str, ...]], ...] = (
    (
        Certainty.SURE,
        _FORM,
        (
            r"leave a (?:reply|comment) to [^.!?\n]{1,60} cancel reply",
            r"(?:leave a reply )?cancel reply",
            r"your e-?mail address will not be (?:published|shared|made public)",
            r"required fields are marked(?: \*| with an asterisk)?",
            r"save my (?:name|e-?mail|website|site|and|,|\s){1,12} in this browser",
            r"for the next time i comment",
            r"notify me of (?:follow-?up comments?|new (?:posts|comments)) (?:by|via) e-?mail",
            r"you must be (?:logged|signed) in to (?:post a comment|comment|reply)",
            r"(?:please )?log ?in to (?:leave a (?:comment|reply)|comment|reply)",
            r"this site uses akismet to reduce spam",
            r"learn how your comment data (?:is|are) processed",
        ),
    ),
    (
        Certainty.SURE,
        _SHARE,
        (
            r"click to e-?mail (?:this|a link)[a-z ]{0,20}",
            rf"click to (?:share(?: this)?(?: on| via| with)?|print) ?{_NETWORK}?{_WORK}",
            rf"click to {_NETWORK}{_WORK}",
            r"opens? in (?:a )?new (?:window|tab)",
            rf"share this{_WORK}(?: (?:on|via|with) {_NETWORKS})?",
            r"(?:like this:? )?like loading",
            r"like this:? loading",
        ),
    ),
    (
        Certainty.SURE,
        _PAGE,
        (
            r"(?:subscribe|sign up) (?:to|for) (?:our|the) (?:(?:free|daily|weekly) )*newsletters?",
            r"skip to (?:main |primary )?(?:content|navigation)",
            r"(?:story|article) continues below(?: (?:this )?ad(?:vertisement)?)?",
        ),
    ),
    (
        Certainty.LIKELY,
        _SHARE,
        (
            rf"(?:share|follow us|follow|like us|find us|tweet|pin) (?:on|via) {_NETWORKS}",
            r"tweet(?: this)?|pin(?: it| this)|like this|share(?: it)?",
        ),
    ),
    (
        Certainty.LIKELY,
        _PAGE,
        (
            r"advertis(?:e?ments?|ing)|sponsored(?: content)?|scroll to continue",
            r"related (?:posts?|articles?|stories|news|content|topics|reading)",
            r"you (?:may|might) also (?:like|enjoy)|more from this (?:author|section)",
            r"(?:previous|next|older|newer) (?:post|article|story|entry)s?",
            r"back to top|continue reading|read more|source link|accept (?:all )?cookies",
            r"(?:you have )?(?:successfully )?subscribed",
        ),
    ),
    (
        Certainty.LIKELY,
        _FORM,
        (
            r"leave (?:a|your) (?:reply|comment|response)",
            r"(?:post|submit|add|write|send) (?:a |your )?comment",
            r"(?:no|\d{1,5}) (?:comments|replies|responses)(?: yet)?",
            r"(?:1|one) (?:comment|reply|response)|comments are closed",
        ),
    ),
    (
        Certainty.DOUBTFUL,
        _PAGE,
        (
            r"related|trending(?: now)?|most (?:read|popular)|recommended(?: for you)?",
            r"about the author|subscribe(?: now)?|sign up(?: now)?|newsletter",
        ),
    ),
    (
        Certainty.COMPANY,
        _FORM,
        (r"comments?|name|e-?mail(?: address)?|website|url|reply|respond|required",),
    ),
    (Certainty.NAME, _SHARE, (_NETWORKS,)),
    (Certainty.COMPANY, _SHARE, (r"likes?|loading|print(?: this)?|more|save",)),
    (Certainty.COMPANY, _PAGE, (r"tags|categories|filed under|home|menu|search|close",)),
)
_COPYRIGHT = re.compile(
    r"(?:(?:©|\(c\)|copyright) ?(?:©|\(c\))? ?(?:\d{4})?.{0,80})?all rights reserved"
)
_WHOLE: tuple[tuple[str, str], ...] = (
    (
        _PAGE,
        r"(?:read (?:more|also|next)|also read|see also|related|tags|filed under): .{1,150}",
    ),
    (
        _PAGE,
        r"(?:subscribe|sign up) (?:to|for) (?:our|the) .{0,20}newsletters? (?:for|and|to) [^.!?]+",
    ),
    (_PAGE, rf"follow us on {_NETWORKS} (?:for|and|to) [^.!?]{{1,80}}"),
    (_FORM, r"(?:\d{1,5}|one) (?:thoughts?|responses?|comments?) (?:on|to) .{1,150}"),
)
"""Texts of which only a part is fixed: never certain."""

_LINK = re.compile(r"!?\[|\](?:\([^()\s]{0,500}\))?|[*_#>`]{2,}|^[#>*_\s]+")
_BETWEEN = re.compile(r"[\W_]*")
_FINAL = re.compile(r"[\s.…:!»>\-–—|]+\Z")


@cache
def _phrases() -> tuple[re.Pattern[str], Mapping[str, Boilerplate]]:
    """One pattern for all phrases, and what the name of the group that matched stands for."""
    named = {f"g{n}": entry for n, entry in enumerate(_TABLE)}
    groups = (f"(?P<{name}>{'|'.join(phrases)})" for name, (_, _, phrases) in named.items())
    known = {name: Boilerplate(certainty, reason) for name, (certainty, reason, _) in named.items()}
    return re.compile(rf"(?:{'|'.join(groups)})(?!\w)"), known


@cache
def _wholes() -> tuple[tuple[re.Pattern[str], Boilerplate], ...]:
    return tuple((re.compile(text), Boilerplate(Certainty.DOUBTFUL, why)) for why, text in _WHOLE)


def match_boilerplate(text: str) -> Boilerplate | None:
    """What a line or block is left over from; None where it is not made of such phrases alone."""
    if len(text) > LONGEST:
        return None
    return _matched(text)


@lru_cache(maxsize=4096)
def _matched(text: str) -> Boilerplate | None:
    if (left := whole_leftover(text)) is not None:
        return Boilerplate(Certainty[left[0].upper()], left[1])
    plain = " ".join(_LINK.sub(" ", text).casefold().replace("’", "'").split())
    return _sequence(plain) or _whole(_FINAL.sub("", plain))


def _sequence(plain: str) -> Boilerplate | None:
    """The surest of the phrases, where a text is a row of them."""
    pattern, known = _phrases()
    found: Boilerplate | None = None
    at = _skip(plain, 0)
    while at < len(plain):
        match = pattern.match(plain, at)
        if match is None:
            return None
        phrase = known[match.lastgroup or ""]
        if found is None or phrase.certainty > found.certainty:
            found = phrase
        at = _skip(plain, match.end())
    return found


def _skip(plain: str, at: int) -> int:
    match = _BETWEEN.match(plain, at)
    return match.end() if match else at


def _whole(plain: str) -> Boilerplate | None:
    if _COPYRIGHT.fullmatch(plain):
        return Boilerplate(Certainty.FOOT, _PAGE)
    return next((known for pattern, known in _wholes() if pattern.fullmatch(plain)), None)


def in_context(found: Sequence[Boilerplate | None], *, garbled: bool = True) -> Mapping[int, bool]:
    """Which of the blocks in a row are boilerplate, and whether each of them certainly is.

    `found` holds what `match_boilerplate` says of each; blocks side by side vouch for one another,
    and so does the end of an article whose wording is `garbled`.
    """
    verdicts: dict[int, bool] = {}
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and found[end] is not None:
            end += 1
        certainties = [known.certainty for known in found[at:end] if known is not None]
        verdicts.update(_company(at, certainties, foot=end == len(found), garbled=garbled))
        at = end + 1
    return verdicts


_ROW = 3


def _company(
    first: int, certainties: Sequence[Certainty], *, foot: bool, garbled: bool
) -> Mapping[int, bool]:
    most = max(certainties, default=Certainty.NAME)
    few = len(certainties) < _ROW
    if most < Certainty.DOUBTFUL and (
        few if most is Certainty.COMPANY else not foot or (few and most is Certainty.NAME)
    ):
        return {}
    at_end = foot and garbled
    vouched = most is Certainty.SURE or (at_end and Certainty.LIKELY in certainties)
    return {
        first + place: vouched and certainty is not Certainty.DOUBTFUL
        for place, certainty in enumerate(certainties)
    }
