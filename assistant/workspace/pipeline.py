"""Article -> structural faults and an engine's proposals -> checks -> events, or a review."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant import timing
from assistant.article.model import Article
from assistant.article.structure_issues import structure_issues
from assistant.checks.edits.judge import Judge
from assistant.checks.neutrality import rewording
from assistant.edits import Edit, EditKind, Refusal, without_overlaps
from assistant.engines.base import Engine, Proposal, Work
from assistant.repair.bare_lemmas import bare_lemmas
from assistant.review.merge import SectionEdits, with_proposals
from assistant.review.model import Review, make
from assistant.timing import Stage, stage

_SPUN = 1 / 200
"""Confident repairs a word, from which on an article reads garbled; a clean one may have a few."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a repair came to: the engine's work, what the checks refused, and the time it took."""

    work: Work
    refused: tuple[Refusal, ...]
    seconds: float

    @property
    def words_a_second(self) -> float:
        """The speed of the engine."""
        return self.work.words / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class SectionProposed:
    """All that is proposed for a section so far, and the account of the whole work so far."""

    proposed: SectionEdits
    work: Work


@dataclass(frozen=True, slots=True)
class Finished:
    """The article is repaired."""

    account: Account


Event = SectionProposed | Finished


def events(article: Article, engine: Engine, *, neutral: bool = False) -> Iterator[Event]:
    """Repair an article; an event for each proposal, as the checks let it, and one for the end.

    The structural faults come first, and neutral forms of loaded words where they are wanted;
    they stand in every later proposal of their sections. What may be meant in a clean article
    is certain to go once the whole is known to be garbled. Raises EngineError where the engine
    cannot work.
    """
    begun = time.monotonic()
    with stage(Stage.CHECKS):
        judge = Judge.of(article)
        changes = tuple(_passed(bare_lemmas(article), judge))
        changes += tuple(_passed(rewording.edits(article), judge)) if neutral else ()
        own = [*_structural(article), *changes]
    latest = {
        section.id: SectionEdits(section.id, edits, last=False, engine=engine.name)
        for section in article.sections
        if (edits := _of_section(article, section.id, own, ()))
    }
    work = Work()
    for proposed in latest.values():  # they need no engine, and can be decided while it begins
        yield SectionProposed(proposed, work)
    for proposal in timing.over(Stage.CANDIDATES, engine.repair(article)):
        work = proposal.work
        kept, refused = _judged(proposal, judge)
        edits = _of_section(article, proposal.section, own, kept)
        before = latest[proposal.section].edits if proposal.section in latest else ()
        latest[proposal.section] = SectionEdits(
            proposal.section, edits, refused, proposal.last,
            tuple(edit for edit in before if edit not in edits), engine.name, engine.prompt,
        )  # fmt: skip
        yield SectionProposed(latest[proposal.section], work)
    if _reads_garbled(article, latest.values(), own):
        sure = [*_structural(article, garbled=True), *changes]
        for proposed in _settled(article, latest, own, sure):
            latest[proposed.section] = proposed
            yield SectionProposed(proposed, work)
    refusals = tuple(refusal for proposed in latest.values() for refusal in proposed.refused)
    if work.usage is not None:
        timing.count(work.usage.tokens, Stage.ASKING)
    yield Finished(Account(work, refusals, time.monotonic() - begun))


@stage(Stage.CHECKS)
def _structural(article: Article, *, garbled: bool = False) -> tuple[Edit, ...]:
    """The edits that mend the structure, but for those that the document cannot be written with."""
    return tuple(
        edit
        for edit in structure_issues(article, garbled=garbled)
        if not article.format.is_package or article.visible(edit.span).is_free(edit.span)
    )


def _reads_garbled(article: Article, proposed: Iterable[SectionEdits], own: Sequence[Edit]) -> bool:
    """Whether the wording is garbled throughout, or some of it in an article pasted with its page.

    The `own` edits say what was pasted along.
    """
    edits = (edit for section in proposed for edit in section.edits)
    confident = sum(edit.kind is EditKind.WORDING and not edit.flags for edit in edits)
    pasted = any(edit.kind is EditKind.BOILERPLATE and not edit.flags for edit in own)
    return confident > 0 and (pasted or confident >= _SPUN * len(article.source.split()))


def _settled(
    article: Article, latest: Mapping[int, SectionEdits], own: Sequence[Edit], sure: Sequence[Edit]
) -> Iterator[SectionEdits]:
    """The proposals of sections in which what is `sure` by now differs from our `own` edits."""
    for section, proposed in sorted(latest.items()):
        others = [edit for edit in proposed.edits if edit not in own]
        edits = _of_section(article, section, sure, others)
        if edits != proposed.edits:
            gone = tuple(edit for edit in proposed.edits if edit not in edits)
            yield replace(proposed, edits=edits, withdrawn=gone)


def repair(article: Article, engine: Engine, *, neutral: bool = False) -> tuple[Review, Account]:
    """The review of an article with all that is proposed, and the account of the work."""
    review = make(article, (), engine.name, prompt=engine.prompt)
    for event in events(article, engine, neutral=neutral):
        if isinstance(event, Finished):
            return review, event.account
        review = with_proposals(review, event.proposed)
    raise AssertionError  # the last event is always Finished


def _of_section(
    article: Article, section: int, own: Sequence[Edit], edits: Sequence[Edit]
) -> tuple[Edit, ...]:
    """The edits of a section and our `own` ones in it, without those that others overlap."""
    return tuple(
        edit
        for edit in without_overlaps((*own, *edits))
        if edit in edits or article.section_at(edit.start).id == section
    )


def _passed(edits: Iterable[Edit], judge: Judge) -> Iterator[Edit]:
    for edit in edits:
        if isinstance(judged := judge.judged(edit), Edit):
            yield judged


@stage(Stage.CHECKS)
def _judged(proposal: Proposal, judge: Judge) -> tuple[list[Edit], tuple[Refusal, ...]]:
    judged = [judge.judged(edit) for edit in proposal.edits]
    kept = [edit for edit in judged if isinstance(edit, Edit)]
    return kept, (*proposal.refused, *(each for each in judged if isinstance(each, Refusal)))
