"""Raw spintax in an article: each choice as the wordings that may stand in its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.article.blocks import PROSE
from assistant.article.model import Article, Block
from assistant.article.prose.blocks import looks_like_code
from assistant.article.spintax import Brackets, Choice, brackets, choices, rests, values
from assistant.language.articles import with_article
from assistant.language.span import Span

_SIGNS = re.compile(r"[{}|\[\]]")
_SPACE, _CLOSING = " \t\r\n", ",.;:!?"

Scorer = Callable[[str, Sequence[str], str], Sequence[float]]
"""How well wordings read between the text before and behind them; the highest is proposed."""


@dataclass(frozen=True, slots=True)
class SpintaxIssue:
    """A span of the source and what may stand there instead, the proposal first."""

    span: Span
    wordings: tuple[str, ...]
    reason: str


def spintax_issues(article: Article, score: Scorer | None = None) -> tuple[SpintaxIssue, ...]:
    """The choices that were never made, and their rests, in order, none overlapping another.

    The first option is the proposal or, with a scorer, the one that reads best. None stands in
    code, templates, formulas or tables, or in what is locked.
    """
    if not _SIGNS.search(article.source) and "%" not in article.source:
        return ()
    blocks = [block for block in article.blocks if block.kind in PROSE]
    braces = [brackets(article.slice(block.text), "{}") for block in blocks]
    across = any(each.unopened for each in braces) and any(each.unclosed for each in braces)
    return tuple(
        issue
        for block, found in zip(blocks, braces, strict=True)
        for issue in _of_block(article, block, found, score, across=across)
    )


def _of_block(
    article: Article, block: Block, braces: Brackets, score: Scorer | None, *, across: bool
) -> Iterator[SpintaxIssue]:
    text = article.slice(block.text)
    if looks_like_code(_SIGNS.sub("", text)):
        return
    found = [*choices(text, braces), *choices(text, brackets(text, "[]")), *values(text)]
    if not across:
        found += rests(text, braces)
    at, locked = 0, block.locked
    for choice in sorted(found, key=lambda each: (each.start, -each.end)):
        span = Span(choice.start, choice.end).shifted(block.text.start)
        if choice.start >= at and not _meets_markup(article, locked, span):
            at = choice.end
            yield _issue(text, _proposed(text, choice, score), block.text.start)


def _meets_markup(article: Article, locked: Sequence[Span], span: Span) -> bool:
    """Whether markup stands in a span, other than brackets that show as they stand."""
    first = bisect_right(locked, span.start, key=lambda known: known.end)
    last = bisect_left(locked, span.end, key=lambda known: known.start)
    return any(article.slice(known) not in ("[", "]") for known in locked[first:last])


def _proposed(text: str, choice: Choice, score: Scorer | None) -> Choice:
    """The choice with the wording that reads best before the others."""
    if score is None or len(choice.wordings) < 2:
        return choice
    scores = score(text[: choice.start], choice.wordings, text[choice.end :])
    best = max(range(len(scores)), key=scores.__getitem__)
    first = choice.wordings[best]
    return replace(choice, wordings=tuple(dict.fromkeys((first, *choice.wordings))))


def _issue(text: str, choice: Choice, offset: int) -> SpintaxIssue:
    """The choice with its spaces and the a or an before it set right in every wording."""
    start, end, wordings = _spaced(text, choice)
    fitted = [with_article(text, start, end, wording) for wording in wordings]
    first = min(place for place, _, _ in fitted)
    whole = tuple(text[first:place] + put for place, _, put in fitted)
    return SpintaxIssue(Span(first + offset, end + offset), whole, choice.reason)


def _spaced(text: str, choice: Choice) -> tuple[int, int, tuple[str, ...]]:
    """The span and wordings with no space too many, where one is empty or padded."""
    start, end = choice.start, choice.end
    before, after = text[start - 1 : start], text[end : end + 1]
    opens, closes = before in _SPACE, after in _SPACE or after in _CLOSING
    wordings = [word.lstrip() if opens else word for word in choice.wordings]
    wordings = [word.rstrip() if closes else word for word in wordings]
    if all(wordings) or not (opens and closes):
        return start, end, tuple(wordings)
    if after and after in _SPACE:
        return start, end + 1, tuple(word and word + after for word in wordings)
    if before:
        return start - 1, end, tuple(word and before + word for word in wordings)
    return start, end, tuple(wordings)
