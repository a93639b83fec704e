"""What a summary adds: words, causes and superlatives for which the evidence has nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.language.content import Token, found_in, tokens
from assistant.language.span import Span
from assistant.language.wordlists import word_list, word_pattern
from assistant.problems import Code, Problem

_MOST_NEW = 0.45
"""The share of content words that may be new."""

_MOST_OF_A_CLAUSE = 0.6
_REACH = 5
"""Content words behind a causal connective that say the cause."""

_FIGURE_WORDS = word_list("figure-words")
_CAUSE = re.compile(word_pattern("causes"), re.IGNORECASE)
_REASON = re.compile(word_pattern("causes", "reasons"), re.IGNORECASE)
_LIMIT = re.compile(word_pattern("negations", "exceptions"), re.IGNORECASE)
_SUPERLATIVE = re.compile(word_pattern("superlatives"), re.IGNORECASE)
_TOTAL = frozenset({"all", "most", "every"})
_IDLE = re.compile(r"\b(?:after|above|at|in|not|for) \Z", re.IGNORECASE)
"""Before an `all` that says nothing of all: `after all`."""

_WHOLE = re.compile(
    r"\b(?:all|every\w*|each|both|whole|entire\w*|any\w*|none|no|total\w*|altogether|complete\w*"
    r"|unanim\w*|full\w*|throughout|across|only)\b",
    re.IGNORECASE,
)
"""What may be told as `all` of it."""


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Content words that are new, a cause or a superlative that is brought in."""
    source = " ".join(evidence)
    yield from _words(sentence, tokens(source))
    yield from _causes(sentence, source)
    yield from _superlatives(sentence, source)


def _words(sentence: str, known: Sequence[Token]) -> Iterator[Problem]:
    content = [token for token in tokens(sentence) if token.is_content and not _is_figure(token)]
    new = [token.text for token in content if not found_in(token, known)]
    if content and len(new) > _MOST_NEW * len(content):
        message = f"there is nothing in the evidence for: {', '.join(dict.fromkeys(new))}"
        yield Problem(Code.UNKNOWN_WORDS, message)
    for clause in {token.clause for token in content}:
        words = [token.text for token in content if token.clause == clause]
        strange = [word for word in words if word in new]
        if len(words) >= 3 and len(strange) > _MOST_OF_A_CLAUSE * len(words):
            yield Problem(Code.UNKNOWN_CLAUSE, f"nothing in the evidence says: {' '.join(words)}")


def _causes(sentence: str, source: str) -> Iterator[Problem]:
    cause = _CAUSE.search(sentence)
    if cause is None:
        return
    behind = [token for token in tokens(sentence[cause.end() :]) if token.is_content][:_REACH]
    known = sum(found_in(token, tokens(source)) for token in behind)
    if not _REASON.search(source) or known < 0.5 * len(behind):
        message = f"a cause is brought in: “{cause.group()}”"
        yield Problem(Code.CAUSE_ADDED, message, Span(*cause.span()))


def _superlatives(sentence: str, source: str) -> Iterator[Problem]:
    for found in _SUPERLATIVE.finditer(sentence):
        word = found.group().lower()
        if word == "only" and _LIMIT.search(source):
            continue
        idle = _IDLE.search(sentence, 0, found.start())
        if word in _TOTAL and (word != "all" or idle or _WHOLE.search(source)):
            continue
        if word not in source.lower():
            message = f"“{found.group()}” is brought in"
            yield Problem(Code.SUPERLATIVE_ADDED, message, Span(*found.span()))


def _is_figure(token: Token) -> bool:
    return token.lower[0].isdigit() or token.lower in _FIGURE_WORDS
