"""Article -> structural faults and an engine's proposals -> checks -> review, as events."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from assistant.article import faults
from assistant.article.model import Article, Block, BlockKind, Span
from assistant.article.quotations import quotations
from assistant.checks.facts import Difference, check_edit, known_names
from assistant.edits import Edit, EditKind
from assistant.engines.base import Engine
from assistant.review import Review, make

_WORDED = frozenset({EditKind.WORDING, EditKind.QUOTATION})


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit that the checks did not let through, and why, in one line."""

    edit: Edit
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """What a repair came to."""

    words: int = 0
    suspects: int = 0
    hunks: int = 0
    refused: tuple[Refused, ...] = ()
    tokens: int = 0
    seconds: float = 0.0

    @property
    def words_a_second(self) -> float:
        """The speed of the engine."""
        return self.words / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class SectionDone:
    """A section is repaired: the edits kept, those refused, and the review so far."""

    section: int
    edits: tuple[Edit, ...]
    refused: tuple[Refused, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class Finished:
    """The article is repaired."""

    review: Review
    account: Account


Event = SectionDone | Finished


def events(article: Article, engine: Engine) -> Iterator[Event]:
    """Repair an article; an event for each section and a last one for the whole.

    The first review holds the structural faults already. Raises EngineError where the
    engine cannot work.
    """
    start = time.monotonic()
    kept = list(faults.structural_faults(article))
    refused: list[Refused] = []
    held = _Held(quotations(article), known_names(article.source))
    for proposal in engine.repair(article):
        judged = [_judged(article, edit, held) for edit in proposal.edits]
        fresh = tuple(edit for edit in judged if isinstance(edit, Edit))
        stopped = tuple(edit for edit in judged if isinstance(edit, Refused))
        kept += fresh
        refused += stopped
        yield SectionDone(proposal.section, fresh, stopped, make(article, kept, engine.name))
    review = make(article, kept, engine.name)
    work = engine.work
    seconds = time.monotonic() - start
    yield Finished(
        review,
        Account(work.words, work.suspects, len(review.hunks), tuple(refused), work.tokens, seconds),
    )


def repair(
    article: Article, engine: Engine, *, each: Callable[[SectionDone], None] | None = None
) -> tuple[Review, Account]:
    """Repair an article; `each` is told of every section as it is done."""
    for event in events(article, engine):
        if isinstance(event, Finished):
            return event.review, event.account
        if each is not None:
            each(event)
    raise AssertionError  # the last event is always Finished


@dataclass(frozen=True, slots=True)
class _Held:
    """What no edit of an article may touch: its quotations, and names, in lower case."""

    quotations: tuple[Span, ...]
    names: frozenset[str]


def _judged(article: Article, edit: Edit, held: _Held) -> Edit | Refused:
    """An edit that may stand, flagged where an editor must see it, or why it may not."""
    if edit.kind not in _WORDED:
        return edit
    block = _block(article, edit)
    span = Span(edit.start, edit.end)
    if block.kind is BlockKind.OPAQUE or _touches(span, block.locked):
        return Refused(edit, "it stands in code, a link target or other markup")
    if edit.kind is EditKind.QUOTATION:
        flags = tuple(dict.fromkeys((*edit.flags, "quotation")))
        return replace(edit, flags=flags)
    if _touches(span, held.quotations):
        return Refused(edit, "it stands in a quotation")
    sentence = next((known for known in block.sentences if known.contains(span)), span)
    found = check_edit(
        article.slice(sentence),
        edit.start - sentence.start,
        edit.end - sentence.start,
        edit.replacement,
        held.names,
    )
    return Refused(edit, _told(found[0])) if found else edit


def _block(article: Article, edit: Edit) -> Block:
    """The block in which an edit begins."""
    blocks = article.blocks
    return blocks[bisect_right(blocks, edit.start, key=lambda known: known.span.start) - 1]


def _touches(span: Span, spans: tuple[Span, ...]) -> bool:
    """Whether a span overlaps one of others that are in order and apart."""
    place = bisect_right(spans, span.start, key=lambda known: known.start)
    return any(span.overlaps(known) for known in spans[max(0, place - 1) :][:2])


def _told(difference: Difference) -> str:
    return f"it would alter a fact: {difference.message}"
