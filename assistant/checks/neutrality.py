"""Loaded words: verbs that take sides, judgements, intensifiers, sources that nobody names.

The lexicon is data/neutrality.toml. Words inside a quotation that somebody is named for are
that person's own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.article.model import Article, Span
from assistant.checks.quoted import quoted

_SAYS = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|according to|wrote|writes|asked|replied|argued"
    r"|argues|stated|states|testified|called|described|warned|warns|explained|announced|recommends?"
    r"|advises?|advised|claimed|claims|believes?|ruled|rules|found|estimates?d?)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?i:according to)\b"
    r"|\b[A-Z][\w’'-]+,? (?:said|says|told|wrote|reported|reports|writes|found)\b"
    r"|\b(?:said|says|told|wrote|found) (?:[A-Z]|the )"
)
_NOUN = re.compile(
    r"\b(?:the|a|an|this|that|these|those|his|her|its|their|our|my|your|of|in|on|at|by|for|with|from"
    r"|no|any|some|each|every)\s+\Z",
    re.IGNORECASE,
)
_REACH = 48
_SCARE = 3
"""The most words that a pair of quotation marks holds when it quotes nobody."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A loaded span of a text, its group, why it is one, and what to prefer ("" for nothing)."""

    start: int
    end: int
    text: str
    group: str
    why: str
    prefer: str


@dataclass(frozen=True, slots=True)
class _Entry:
    group: str
    why: str
    prefer: str
    unless: tuple[str, ...]
    verb: bool


def findings(text: str) -> tuple[Finding, ...]:
    """The loaded words of a sentence, in order, none overlapping another."""
    quotations = [Span(each.start, each.end) for each in quoted(text)]
    found: list[Finding] = []
    at = 0
    for match in _pattern().finditer(text):
        if match.start() < at:
            continue
        entry = _lexicon()[_key(match.group())]
        if not _is_ordinary(text, match, entry, quotations):
            prefer = _recased(entry.prefer, match.group())
            found.append(Finding(*match.span(), match.group(), entry.group, entry.why, prefer))
            at = match.end()
    return tuple(sorted((*found, *_scare(text, quotations)), key=lambda each: each.start))


def of_article(article: Article) -> Iterator[Finding]:
    """The loaded words of an article, sentence by sentence; offsets are those of its source."""
    for _, _, span in article.sentences():
        for each in findings(article.slice(span)):
            start, end = each.start + span.start, each.end + span.start
            yield Finding(start, end, each.text, each.group, each.why, each.prefer)


def _is_ordinary(
    text: str, match: re.Match[str], entry: _Entry, quotations: Sequence[Span]
) -> bool:
    """Whether a word is used as an ordinary one, or is somebody's own."""
    start, end = match.span()
    if any(span.start <= start and end <= span.end for span in quotations):
        return True
    if entry.verb and _NOUN.search(text, max(0, start - _REACH), start):
        return True
    outside = _without(text, (*quotations, Span(start, end)))
    if entry.group == "opinion" and _SAYS.search(outside):
        return True
    if entry.group == "hedge" and _NAMED.search(outside):
        return True
    return any(_stands(pattern, text, start, end) for pattern in entry.unless)


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
    if _SAYS.search(_without(text, quotations)):
        return
    for span in quotations:
        words = text[span.start : span.end].split()
        plain = [word for word in words if not word[0].isupper()]
        if 0 < len(words) <= _SCARE and plain and span.start > 0 and span.end < len(text):
            yield Finding(
                span.start - 1,
                span.end + 1,
                text[span.start - 1 : span.end + 1],
                "scare quotes",
                "quotation marks round words that nobody is named for",
                text[span.start : span.end],
            )


def _without(text: str, spans: Sequence[Span]) -> str:
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _key(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _recased(prefer: str, like: str) -> str:
    return prefer[0].upper() + prefer[1:] if prefer and like[0].isupper() else prefer


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_lexicon(), key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


@cache
def _lexicon() -> Mapping[str, _Entry]:
    """Every form of every entry, in lower case."""
    file = resources.files("assistant.checks") / "data" / "neutrality.toml"
    found: dict[str, _Entry] = {}
    for group, table in tomllib.loads(file.read_text("utf-8")).items():
        unless = table.get("unless", {})
        for word, prefer in table.get("words", {}).items():
            patterns = tuple(unless.get(word, ()))
            found[word] = _Entry(group, table["why"], prefer, patterns, verb=False)
        for lemma, prefer in table.get("verbs", {}).items():
            patterns = tuple(unless.get(lemma, ()))
            for form, put in _forms(lemma, prefer):
                found[form] = _Entry(group, table["why"], put, patterns, verb=True)
    return found


def _forms(lemma: str, prefer: str) -> Iterator[tuple[str, str]]:
    """Each form of a verb with the same form of the one to prefer."""
    for forms, puts in zip(_inflected()[lemma], _inflected()[prefer], strict=True):
        for form in forms:
            yield form, puts[0]


@cache
def _inflected() -> Mapping[str, Sequence[Sequence[str]]]:
    """The forms of every verb of the lexicon by tag, the base first, the most usual first."""
    file = resources.files("assistant.checks") / "data" / "verbs.tsv"
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines()[1:])
    return {row[0]: [forms.split("|") for forms in row] for row in rows}
