"""Figures of a summary: in the evidence as such or rounded, and told of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.checks.support.figure_values import RATIO, agree, derived, figures
from assistant.language.content import Token, found_in, tokens
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.limits import limit_before
from assistant.language.span import Span
from assistant.language.wordlists import word_list, word_pattern
from assistant.problems import Code, Problem

_ABOUT = {
    "about": "near", "under": "below", "nearly": "below", "at-most": "below",
    "over": "above", "at-least": "above", "just-over": "above",
}  # fmt: skip
"""What a limit says of the number behind it: it is near, not reached, or passed."""

_ANAPHORA = re.compile(rf"{word_pattern('pronouns')}|(?:this|that|these|those)\b", re.IGNORECASE)
_FILLERS = word_list("figure-fillers")
_WINDOW = 8
_CLAUSE = re.compile(r"[,;:]\s|\b(?:and|but|while|although|whereas|when|after|before)\b")
_BETWEEN = re.compile(r"\b(?:between|both)\s+\S+(?:\s+\S+){0,3}\s*$", re.IGNORECASE)
_BY_TO = re.compile(
    r"\b(by|to)\s+(?:(?:about|around|nearly|almost|just|over|under)\s+)*\W?$", re.IGNORECASE
)
_HALF = 0.5
_LEAD = 2
"""By how many words another figure must fit better."""
_NEAREST = 16
"""Words of a clause, on each side of a figure, that tell of it."""
_TABLE = 30
"""The most figures of a sentence; a text of more is a table."""


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """Figures for which there is nothing in the evidence, or that are told of something else."""
    known = [(text, figure) for text in evidence for figure in figures(text)]
    for figure in figures(sentence):
        if figure.fact.weak and _is_implied(figure.fact):
            continue
        if found := _problem(sentence, figure, known, evidence):
            code, what = found
            shown = sentence[figure.start : figure.end].strip()
            message = f"the {figure.fact.kind} “{shown}” {what}"
            yield Problem(code, message, Span(figure.start, figure.end))


def _is_implied(fact: Fact) -> bool:
    """Whether a weak number is one that other words tell: the one of `a day`, twice in doubled."""
    number, _, unit = fact.value.partition(" ")
    return unit == "times" or number in ("1", "2", "1/2")


_Known = Sequence[tuple[str, Found]]


def _problem(
    sentence: str, figure: Found, known: _Known, evidence: Sequence[str]
) -> tuple[Code, str] | None:
    """What is wrong with a figure; `known` are those of the evidence with their sentences."""
    about = _about(sentence, figure.start)
    if _is_table(sentence) and any(agree(figure.fact, other.fact, about) for _, other in known):
        return None
    same = [(text, other) for text, other in known if agree(figure.fact, other.fact, about)]
    if not same:
        follows = derived(figure, evidence)
        return None if follows else (Code.UNKNOWN_FIGURE, "is not in the evidence")
    if _is_age(sentence, figure) or any(_is_table(text) for text, _ in same):
        return None
    others = [
        (text, other)
        for text, other in known
        if other.fact.kind is figure.fact.kind and not _is_table(text) and (text, other) not in same
    ]
    if not any(_of_the_same(sentence, figure, text, other, evidence) for text, other in same):
        return Code.MISPLACED_FIGURE, "is told of something else"
    if _by_or_to(sentence, figure) and all(_turned(sentence, figure, t, o) for t, o in same):
        return Code.CHANGE_FOR_LEVEL, "is a change in one and a level in the other"
    if _fits_another(sentence, figure, same, others):
        return Code.MISPLACED_FIGURE, "is told of something else"
    return None


@lru_cache(maxsize=4096)
def _is_table(text: str) -> bool:
    """Whether a text has so many figures that its words do not tell what each is of."""
    return len(figures(text)) > _TABLE


def _fits_another(sentence: str, figure: Found, same: _Known, others: _Known) -> bool:
    """Whether the clause of a figure fits one of the others, that disagree with it, better."""
    clause = _clause(sentence, figure)
    if max(_cover(clause, _clause(text, other)) for text, other in same) > _HALF:
        return False
    own = max(_fit(clause, _clause(text, other)) for text, other in same)
    best = max((_fit(clause, _clause(t, o)) for t, o in others if _alike(figure, o)), default=0)
    return best >= own + _LEAD


def _of_the_same(
    sentence: str, figure: Found, text: str, other: Found, evidence: Sequence[str]
) -> bool:
    """Whether the words about a figure are those about it in the evidence."""
    if _is_of_more(sentence, figure, text, other):
        return False
    here = _words_about(sentence, figure, 2)
    if not here:
        return True
    there = _words_about(text, other, _WINDOW)
    if _is_anaphoric(text):
        there += [token for before in evidence for token in tokens(before) if _tells(token)]
    return any(found_in(token, there) for token in here)


def _by_or_to(text: str, figure: Found) -> str:
    match = _BY_TO.search(text, 0, figure.start)
    return match.group(1).lower() if match else ""


def _turned(sentence: str, figure: Found, text: str, other: Found) -> bool:
    """Whether one says by how much, and the other to what."""
    there = _by_or_to(text, other)
    return bool(there) and there != _by_or_to(sentence, figure)


@lru_cache(maxsize=4096)
def _clause(text: str, figure: Found) -> tuple[Token, ...]:
    """The words that tell of a figure in its own clause."""
    breaks = [b for b in _CLAUSE.finditer(text) if not _BETWEEN.search(text, 0, b.start())]
    start = max((b.end() for b in breaks if b.end() <= figure.start), default=0)
    end = min((b.start() for b in breaks if b.start() >= figure.end), default=len(text))
    before = [token for token in tokens(text[start : figure.start]) if _tells(token)]
    after = [token for token in tokens(text[figure.end : end]) if _tells(token)]
    return (*before[-_NEAREST:], *after[:_NEAREST])


def _fit(one: Sequence[Token], other: Sequence[Token]) -> int:
    return sum(found_in(token, other) for token in one)


def _cover(here: Sequence[Token], there: Sequence[Token]) -> float:
    """The share of the words there that are here."""
    return _fit(there, here) / max(len(there), 1)


def _alike(one: Found, other: Found) -> bool:
    """Whether two figures could be taken for one another: of one unit, years with years."""
    return _unit(one) == _unit(other)


def _unit(figure: Found) -> str:
    number, _, unit = figure.fact.value.partition(" ")
    is_year = figure.fact.kind is FactKind.DATE or (
        not unit and number.isdigit() and 1800 <= int(number) <= 2100
    )
    return "year" if is_year else unit


def _about(sentence: str, start: int) -> str:
    """How a number is said to be rounded: near, below, above, or not."""
    return _ABOUT.get(limit_before(sentence, start), "")


def _is_age(sentence: str, figure: Found) -> bool:
    """Whether a number is somebody's age: `a 61-year-old`, `Ann Toll, 61, said`."""
    after = sentence[figure.end :]
    return re.match(r"[- ]old\b", after) is not None or bool(
        re.match(r"\s*,", after) and re.search(r",\s*$", sentence[: figure.start])
    )


def _words_about(text: str, found: Found, most: int) -> list[Token]:
    """The words that say what a figure is of, at most so many on each side."""
    before = [token for token in tokens(text[: found.start]) if _tells(token)][-most:]
    after = [token for token in tokens(text[found.end :]) if _tells(token)][:most]
    own = tokens(text[found.start : found.end]) if found.fact.kind is FactKind.NUMBER else ()
    return [*before, *(token for token in own if _tells(token)), *after]


def _tells(token: Token) -> bool:
    """Whether a word says what a figure is of."""
    return token.is_content and not token.lower[0].isdigit() and token.lower not in _FILLERS


def _is_anaphoric(text: str) -> bool:
    """Whether a sentence speaks of what the one before it named."""
    return _ANAPHORA.match(text) is not None


def _is_of_more(sentence: str, figure: Found, text: str, other: Found) -> bool:
    """Whether the evidence has a figure as one of a ratio, and the summary by itself."""
    return bool(RATIO.match(text, other.end)) and not RATIO.match(sentence, figure.end)
