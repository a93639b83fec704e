"""Loaded words: verbs that take sides, judgements, intensifiers, sources that nobody names.

The words are the rules of `rules/`, and where they load is told by `contexts`. What somebody is
named for is that person's own, and a word that is named, defined or part of a term loads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.article.model import Article, BlockKind
from assistant.article.quotations import quotations
from assistant.checks.neutrality import voice
from assistant.checks.neutrality.contexts import loads
from assistant.checks.neutrality.lexicon import LEFT_OUT, Entry, built_in, occurrences
from assistant.checks.neutrality.place import Place
from assistant.checks.neutrality.rules.reading import word_rule
from assistant.checks.neutrality.scare_quotes import scare_quotes
from assistant.language.quotations import quoted
from assistant.language.span import Span
from assistant.problems import Code

_BESIDE = re.compile(r"[\w/\\@#=&_~^*<>|+%$-]")
"""What makes a word a part of something longer: an address, a path, a tag, a key, a compound."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A loaded span of a text, its rule, why it is one, and what to prefer ("" for nothing).

    `group` is the name of the rule in a message; `leave_out` says that the word may go.
    """

    start: int
    end: int
    text: str
    code: Code
    group: str
    why: str
    prefer: str
    level: str = "warning"
    leave_out: bool = False


def findings(text: str, *, reports: bool = True) -> tuple[Finding, ...]:
    """The loaded words of a sentence, in order, none overlapping another.

    In a text that `reports` nothing, but explains or instructs, opinions are the writer's.
    """
    own = [Span(each.start, each.end) for each in quoted(text)]
    found: list[Finding] = []
    at = 0
    for span, entries in occurrences(text, built_in()):
        if span.start < at or _is_apart(text, span, own):
            continue
        entry = next((each for each in entries if _is_loaded(text, span, each, reports)), None)
        if entry is not None:
            found.append(_finding(text, span, entry))
            at = span.end
    if reports:
        found += (_scare(text, span) for span in scare_quotes(text, own))
    return tuple(sorted(found, key=lambda each: each.start))


def of_article(article: Article) -> Iterator[Finding]:
    """The loaded words of an article, sentence by sentence; offsets are those of its source."""
    own = quotations(article)
    reports = voice.reports(article)
    for _, block, sentence in article.sentences():
        if block.kind is BlockKind.QUOTATION:
            continue
        seen = article.visible(sentence)
        for each in findings(seen.text, reports=reports):
            span = seen.span(each.start, each.end)
            theirs = each.code != Code.SCARE_QUOTES and any(known.contains(span) for known in own)
            if seen.is_free(span) and not theirs:
                yield replace(each, start=span.start, end=span.end)


def _finding(text: str, span: Span, entry: Entry) -> Finding:
    words = text[span.start : span.end]
    prefer = "" if entry.prefer == LEFT_OUT else _recased(entry.prefer, words)
    return Finding(
        span.start, span.end, words, Code(entry.rule), entry.name, entry.why, prefer, entry.level,
        entry.prefer == LEFT_OUT,
    )  # fmt: skip


def _is_apart(text: str, place: Span, own: Sequence[Span]) -> bool:
    """Whether a word is somebody's own, named, a name, or a part of something longer."""
    if any(span.contains(place) for span in own):
        return True
    if _BESIDE.match(text[place.end : place.end + 1]) or (
        place.start and _BESIDE.match(text[place.start - 1])
    ):
        return True
    if re.match(r"\.\w", text[place.end : place.end + 2]):
        return True
    return voice.is_name(text, place) or voice.is_named(text, place)


def _is_loaded(text: str, span: Span, entry: Entry, reports: bool) -> bool:
    if not (reports or entry.always):
        return False
    if voice.is_attributed(text, span, entry.rule) or voice.is_term(text, span):
        return False
    return loads(entry.where, Place(text, span))


def _scare(text: str, span: Span) -> Finding:
    rule, words = word_rule(Code.SCARE_QUOTES), text[span.start : span.end]
    return Finding(
        span.start, span.end, words, Code.SCARE_QUOTES, rule.name, rule.message, words[1:-1],
        rule.level,
    )  # fmt: skip


def _recased(prefer: str, like: str) -> str:
    return prefer[0].upper() + prefer[1:] if prefer and like[0].isupper() else prefer
