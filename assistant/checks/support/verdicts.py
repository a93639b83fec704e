"""What a problem of a summary sentence means: it contradicts the article, or is only doubted.

A hard fact that is another than the evidence's contradicts: a figure, a date, a name, a
quotation, a negation. Whatever may be a free paraphrase is doubted, and for an editor to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.checks.support.scopes import is_negation
from assistant.language.content import tokens
from assistant.problems import Code, Problem

_HARD = frozenset(
    {
        Code.NO_EVIDENCE, Code.UNKNOWN_EVIDENCE, Code.TOO_MUCH_EVIDENCE, Code.TOO_LONG,
        Code.UNKNOWN_FIGURE, Code.UNKNOWN_NAME, Code.ALTERED_QUOTATION, Code.INVENTED_QUOTATION,
        Code.NEGATION_LOST, Code.NEGATION_ADDED, Code.CONTRADICTION, Code.CHANGE_FOR_LEVEL,
        Code.MARKUP_ADDED, Code.INVISIBLE_ADDED, Code.PROMPT_REPEATED, Code.SCRIPT_CHANGED,
        Code.LANGUAGE_CHANGED,
    }
)  # fmt: skip
"""Rules against which nothing can be said, but for what `_may_be_said` names."""

_ROUNDED = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|some|over|under|(?:more|less) than|just|up to|half"
    r"|an?|the)\s+\Z",
    re.IGNORECASE,
)
_SPELLED = re.compile(r"[A-Za-z][A-Za-z -]*")
_SHORT_TITLE = re.compile(r"[A-Z]{2,4}s?")
_ENDING = 3
"""Letters by which a name in the plural or of a people is longer."""


def contradicts(
    problems: Iterable[Problem], sentence: str, evidence: str, article: str = ""
) -> bool:
    """Whether some problem is that a fact is another than the article's.

    What the `article` has outside the evidence is doubted: it may rest on another sentence.
    """
    return any(
        problem.code in _HARD and not _may_be_said(problem, sentence, evidence, article)
        for problem in problems
    )


def _may_be_said(problem: Problem, sentence: str, evidence: str, article: str) -> bool:
    """Whether what the evidence has not may be right all the same.

    A figure or a name in another form, or "rejected" in other words; never a plain "not".
    """
    if problem.code is Code.NEGATION_LOST:
        return not any(map(is_negation, tokens(evidence)))
    if problem.span is None or problem.code not in (Code.UNKNOWN_FIGURE, Code.UNKNOWN_NAME):
        return False
    shown = sentence[problem.span.start : problem.span.end].strip()
    if article and re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", article):
        return True
    if problem.code is Code.UNKNOWN_FIGURE:
        before = sentence[: problem.span.start]
        return _SPELLED.fullmatch(shown) is not None or _ROUNDED.search(before) is not None
    known = {token.lower for token in tokens(evidence)}
    return _SHORT_TITLE.fullmatch(shown) is not None or all(
        any(_is_form(token.lower, word) for word in known) for token in tokens(shown)
    )


def _is_form(word: str, known: str) -> bool:
    """Whether a name is another with an ending: a plural, a people."""
    return len(known) > 2 and word.startswith(known) and len(word) - len(known) <= _ENDING
