"""Loaded words: verbs that take sides, judgements, intensifiers, sources that nobody names.

The lexicon is data/neutrality.toml. Words inside a quotation that somebody is named for are
that person's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.article.model import Article
from assistant.checks.neutrality.lexicon import Entry, Use, occurrences
from assistant.language.quotations import quoted
from assistant.language.span import Span, masked
from assistant.language.wordlists import word_pattern
from assistant.problems import Code

_ATTRIBUTED = re.compile(word_pattern("reporting-verbs", "naming-words"), re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?i:according to)\b"
    r"|\b[A-Z][\w’'-]+,? (?:said|says|told|wrote|reported|reports|writes|found)\b"
    r"|\b(?:said|says|told|wrote|found) (?:[A-Z]|the )"
)
"""Somebody who says something; what is believed names nobody, so that these are few."""

_SAID = {Code.OPINION: _ATTRIBUTED, Code.UNNAMED_SOURCE: _NAMED}
"""What must not stand beside a word of some rules, outside of quotations, for it to be loaded."""

_BEFORE_NOUN = re.compile(rf"{word_pattern('determiners', 'prepositions')}\s+\Z", re.IGNORECASE)
_BEFORE_VERB = re.compile(
    rf"(?:{word_pattern('subject-pronouns', 'modal-verbs')}"
    r"|\b(?:to|not|also|never|did|does|do|critics|and|or|\w{3,}s|[A-Z][\w’'-]*))\s+\Z"
)
_BEHIND_VERB = re.compile(
    rf"\s+(?:{word_pattern('determiners', 'pronouns')}"
    r"|him|them|us|all|over|back|at|about|into|through|on|for|how|what|[A-Z“\"‘]|\d|\w+(?:s|ing)\b)"
)
_DOUBTED = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*[.,:;!?…]*")
"""A word that quotation marks can doubt: no option, key, figure or piece of code."""

_REACH = 48
_SCARE = 3
"""The most words that a pair of quotation marks holds when it quotes nobody."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A loaded span of a text, its rule, why it is one, and what to prefer ("" for nothing).

    `group` is the name of the rule in a message.
    """

    start: int
    end: int
    text: str
    code: Code
    group: str
    why: str
    prefer: str


def findings(text: str) -> tuple[Finding, ...]:
    """The loaded words of a sentence, in order, none overlapping another."""
    quotations = [Span(each.start, each.end) for each in quoted(text)]
    found: list[Finding] = []
    at = 0
    for span, entry in occurrences(text):
        if span.start >= at and not _is_ordinary(text, span, entry, quotations):
            words = text[span.start : span.end]
            rule = entry.code, entry.group, entry.why
            found.append(Finding(span.start, span.end, words, *rule, _recased(entry.prefer, words)))
            at = span.end
    return tuple(sorted((*found, *_scare(text, quotations)), key=lambda each: each.start))


def of_article(article: Article) -> Iterator[Finding]:
    """The loaded words of an article, sentence by sentence; offsets are those of its source."""
    for _, _, sentence in article.sentences():
        seen = article.visible(sentence)
        for each in findings(seen.text):
            span = seen.span(each.start, each.end)
            if not seen.is_free(span):
                continue
            yield replace(each, start=span.start, end=span.end)


def _is_ordinary(text: str, place: Span, entry: Entry, quotations: Sequence[Span]) -> bool:
    """Whether a word is used as an ordinary one, or is somebody's own."""
    start, end = place.start, place.end
    if any(span.start <= start and end <= span.end for span in quotations):
        return True
    if _is_name(text, start) or _is_noun(text, start, end, entry):
        return True
    said = _SAID.get(entry.code)
    if said is not None and said.search(masked(text, (*quotations, place), " ")):
        return True
    if entry.only and not any(_stands(each, text, start, end) for each in entry.only):
        return True
    return any(_stands(each, text, start, end) for each in entry.unless)


def _is_name(text: str, start: int) -> bool:
    """Whether a word has a capital that no beginning of a sentence gives it."""
    return text[start].isupper() and any(letter.isalnum() for letter in text[:start])


def _is_noun(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the form of a verb is a noun here, by the words beside it."""
    if entry.use is Use.WORD:
        return False
    if _BEFORE_NOUN.search(text, max(0, start - _REACH), start):
        return True
    if entry.use is Use.VERB:
        return False
    governed = _BEFORE_VERB.search(text, max(0, start - _REACH), start)
    return governed is None or _BEHIND_VERB.match(text, end) is None


def _stands(pattern: str, text: str, start: int, end: int) -> bool:
    """Whether a pattern of the lexicon stands right behind (`> `) or before (`< `) a word."""
    side, _, body = pattern.partition(" ")
    if side == ">":
        return re.compile(rf"\s*{body}", re.IGNORECASE).match(text, end) is not None
    first = max(0, start - _REACH)
    flags = 0 if "[A-Z]" in body else re.IGNORECASE
    found = re.compile(rf"(?:{body})(?!\w)", flags).finditer(text, first, len(text))
    return any(match.end() <= start and not text[match.end() : start].strip() for match in found)


def _scare(text: str, quotations: Sequence[Span]) -> Iterator[Finding]:
    """Quotation marks round a few words that nobody is named for."""
    if not quotations or _ATTRIBUTED.search(masked(text, quotations, " ")):
        return
    for span in quotations:
        words = text[span.start : span.end].split()
        plain = [word for word in words if not word[0].isupper()]
        if not (0 < len(words) <= _SCARE and plain and span.start > 0 and span.end < len(text)):
            continue
        if max(map(len, words)) > 1 and all(map(_DOUBTED.fullmatch, words)):
            yield Finding(
                span.start - 1,
                span.end + 1,
                text[span.start - 1 : span.end + 1],
                Code.SCARE_QUOTES,
                "scare quotes",
                "quotation marks round words that nobody is named for",
                text[span.start : span.end],
            )


def _recased(prefer: str, like: str) -> str:
    return prefer[0].upper() + prefer[1:] if prefer and like[0].isupper() else prefer
