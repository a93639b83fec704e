"""The neutral form of loaded wording: another word, or none, and the rest as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.article.model import Article
from assistant.checks.neutrality.loaded_words import Finding, findings
from assistant.edits import Edit, EditKind, Flag
from assistant.language.articles import with_article
from assistant.language.span import Span
from assistant.language.spelling import Dialect, dialect, spelling_key
from assistant.language.tokens import words as words_of
from assistant.language.wordlists import word_pattern

_CONFIDENCE = 0.5
_REACH = 120
_SAYS = re.compile(r"(?i:say|says|said|saying)")
_LETTERS = re.compile(r"[A-Za-z]+")
_DENIED = re.compile(
    rf"(?:{word_pattern('negations')}|\w+n['’]t\b|\b(?:hardly|neither|nor|without)\b)"
    r"[^,;:.!?]{0,80}\Z",
    re.IGNORECASE,
)
"""What governs the words behind it, so that a degree less says more: `not extremely weak`."""

_COMPARED = re.compile(
    r"\b(?:as|so|too|how|such|otherwise|equally|and|or|very|more|most|less|quite|rather|\w+ly)\s+\Z",
    re.IGNORECASE,
)
"""Words that need the one behind them: `as stunning as`, `loud or otherwise unacceptable`."""

_TO = re.compile(r"\s+to\b", re.IGNORECASE)
"""What follows no verb of saying: `admitted to a fault`."""

_BEHIND = re.compile(r"(?P<comma>,?)\s+(?=(?!(?:and|or|but|nor|to|of|in|on|at|for|than)\b)[^\W_])")


@dataclass(frozen=True, slots=True)
class Rewording:
    """A span of a text, what is to stand there, and the finding that it mends."""

    start: int
    end: int
    text: str
    finding: Finding


def rewordings(text: str) -> Iterator[Rewording]:
    """The neutral form of each loaded span of a sentence that has one, in order."""
    for each in findings(text):
        if (found := _reworded(text, each)) is not None:
            yield found


def edits(article: Article, near: Sequence[Span] | None = None) -> Iterator[Edit]:
    """The neutral form of every loaded span of an article that has one, for an editor to decide.

    With places to be `near`, only sentences that hold one of them are looked at. Of two edits of
    one place, a repair of its wording is the surer.
    """
    american = cache(lambda: _is_american(article))
    for _, _, span in article.sentences():
        if near is not None and not any(span.contains(place) for place in near):
            continue
        seen = article.visible(span)
        for each in rewordings(seen.text):
            if seen.editable(each.start, each.end):
                place = seen.span(each.start, each.end)
                yield Edit(
                    place.start, place.end, article.slice(place),
                    _LETTERS.sub(_american, each.text) if american() else each.text,
                    EditKind.NEUTRALITY, _CONFIDENCE, each.finding.why, (Flag.NEUTRALITY,),
                )  # fmt: skip


def _american(word: re.Match[str]) -> str:
    """A word in American spelling."""
    key = spelling_key(word.group())
    return key.capitalize() if word.group()[0].isupper() else key


def _reworded(text: str, each: Finding) -> Rewording | None:
    if each.prefer:
        if _SAYS.fullmatch(each.prefer) and _TO.match(text, each.end):
            return None
        return Rewording(*with_article(text, each.start, each.end, each.prefer), each)
    behind = _BEHIND.match(text, each.end)
    if not each.leave_out or behind is None:
        return None
    before = text[max(0, each.start - _REACH) : each.start]
    if _DENIED.search(before) or _COMPARED.search(before):
        return None
    opens = not text[: each.start].strip()
    if behind["comma"] and not opens:
        return None
    following = text[behind.end()]
    if not opens:
        return Rewording(*with_article(text, each.start, behind.end(), ""), each)
    return Rewording(each.start, behind.end() + 1, following.upper(), each)


def _is_american(article: Article) -> bool:
    words = (word.text for word in words_of(article.visible().text))
    return dialect(word.lower() for word in words) is Dialect.AMERICAN
