"""Quotation marks that doubt a word: round one or two plain words that somebody is said to have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checks.neutrality.place import STOPS
from assistant.language.noun_kinds import DEEDS, HUMAN, noun_kind
from assistant.language.span import Span, masked
from assistant.language.wordlists import word_pattern

_ATTRIBUTED = re.compile(word_pattern("reporting-verbs", "naming-words"), re.IGNORECASE)
_DOUBTED = re.compile(r"[a-z]+(?:[’'-][a-z]+)*")
_PLAIN = re.compile(r"[\w’'-]+[.,;:!?]?")
_OWNED = re.compile(
    r"(?:\b(?:his|her|its|their)|\w[’']s|s’|\b(?:two|three|four|five|six|some|many|several))"
    r"\s+(?:own\s+)?\Z",
    re.IGNORECASE,
)
_CITED = re.compile(r"\b(?:as|called|calls|say|said|of being|so-called)\s+\Z", re.IGNORECASE)
_SAID_BY_IT = re.compile(r"(?<=[\"”’'])\s+\w+")
"""A verb right behind the mark: what is doubted says something itself."""

_DEFINED = re.compile(
    r"\W?\s+(?:(?:in|of|for|on)\s+(?:[\w-]+\s+){1,5})?(?:is|are|was|means?|refers?)"
    r"\s+(?:an?|the|to|when|what)\b"
)
_MOST = 2
_MOST_QUOTED = 3


def scare_quotes(text: str, quotations: Sequence[Span]) -> Iterator[Span]:
    """The spans of quotation marks that doubt what stands between them.

    They stand round a plain word for people or their deeds, in a sentence in which nobody is
    named for them, behind whose they are: `his “reform”`. `quotations` are without their marks.
    """
    if not quotations or len(quotations) > _MOST_QUOTED:
        return
    if _ATTRIBUTED.search(_SAID_BY_IT.sub(" ", masked(text, quotations, " "))):
        return
    if any(_is_speech(text[each.start : each.end]) for each in quotations):
        return
    for span in quotations:
        words = text[span.start : span.end].split()
        if not 0 < len(words) <= _MOST or not all(map(_DOUBTED.fullmatch, words)):
            continue
        before = text[max(0, span.start - 40) : span.start - 1]
        if _DEFINED.match(text, span.end) or _is_aside(text, span):
            continue
        if _owned(before) and noun_kind(_head(text, span)) in HUMAN | DEEDS:
            yield Span(span.start - 1, span.end + 1)


def _is_speech(quoted: str) -> bool:
    """Whether more than a word or two was taken from somebody, and no code or key."""
    words = quoted.split()
    return len(words) > _MOST and all(map(_PLAIN.fullmatch, words))


def _owned(before: str) -> bool:
    opens = not before.strip() or before.strip().lower() == "the"
    return (_OWNED.search(before) is not None or opens) and _CITED.search(before) is None


def _head(text: str, span: Span) -> str:
    """The noun that is doubted: the one that the words stand before, or the last of them."""
    behind = re.match(r"\W?[ \t]+([a-z]+)", text[span.end : span.end + 40])
    if behind is not None and behind[1] not in STOPS and noun_kind(behind[1]):
        return behind[1]
    return text[span.start : span.end].rsplit(maxsplit=1)[-1]


def _is_aside(text: str, span: Span) -> bool:
    """Whether words stand in parentheses, where something is explained."""
    return text.rfind("(", 0, span.start) > text.rfind(")", 0, span.start)
