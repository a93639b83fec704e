"""Names of a summary: the evidence has them, in full or in short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checks.facts.extraction import sentence_facts
from assistant.language.content import tokens
from assistant.language.fact import FactKind
from assistant.language.span import Span
from assistant.language.wordlists import word_list
from assistant.problems import Code, Problem

SHORT = {
    "us": "united states", "u.s": "united states", "usa": "united states", "uk": "united kingdom",
    "u.k": "united kingdom", "eu": "european union", "un": "united nations", "st": "saint",
}  # fmt: skip
TITLES = word_list("titles")
_LONGEST = 12
"""The most letters of what a name is called for short."""


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Names and addresses that the evidence has not."""
    text = " ".join(evidence)
    known = {form for token in tokens(text) for form in forms(token.lower)} | initials(text)
    for fact in sentence_facts(sentence):
        if fact.fact.kind not in (FactKind.NAME, FactKind.ADDRESS):
            continue
        span = _whole_words(sentence, fact.start, fact.end)
        shown = sentence[span.start : span.end]
        if re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", text):
            continue
        if not all(_is_known(token.lower, sentence, known) for token in tokens(shown)):
            message = f"the name “{shown}” is not in the evidence"
            yield Problem(Code.UNKNOWN_NAME, message, span)


def _whole_words(text: str, start: int, end: int) -> Span:
    """A span with the letters and digits that go on beside it: `H2O` for its `H`."""
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return Span(start, end)


def _is_known(word: str, sentence: str, known: set[str]) -> bool:
    return bool(forms(word) & known) or _is_expanded(word, sentence, known)


def people(text: str) -> set[str]:
    """The words, in lower case, of the names in a text, titles left out."""
    found = (fact for fact in sentence_facts(text) if fact.fact.kind is FactKind.NAME)
    words = {
        token.lower.removesuffix("'s")
        for fact in found
        for token in tokens(text[fact.start : fact.end])
    }
    return words - TITLES


def forms(word: str) -> set[str]:
    """A word with and without its possessive and plural ending, and its parts."""
    bare = word.removesuffix("'s").removesuffix("'")
    return {word, bare, bare.removesuffix("s"), bare.replace(".", ""), *bare.split("-")} | (
        {SHORT[bare]} if bare in SHORT else set()
    )


def initials(text: str) -> set[str]:
    """What the names of a text are called for short: `uhs` for `United Harbor Services`."""
    found, run = set(), ""
    for token in (*tokens(text), None):
        if token is not None and token.is_capital:
            run += token.lower[0]
        elif token is None or token.lower not in ("of", "the", "for", "and"):
            ends = ((a, min(a + _LONGEST, len(run))) for a in range(len(run)))
            found |= {run[a:b] for a, last in ends for b in range(a + 2, last + 1)}
            run = ""
    return found


def _is_expanded(word: str, sentence: str, known: set[str]) -> bool:
    """Whether a word belongs to the long form of a name that the evidence has in short."""
    lower = sentence.lower()
    if any(
        short in known and word in full.split() and full in lower for short, full in SHORT.items()
    ):
        return True
    capitals = "".join(token.lower[0] for token in tokens(sentence) if token.is_capital)
    return any(
        2 < len(short) < 7 and short in capitals and word[0] in short
        for short in known
        if short.isalpha() and short not in lower
    )
