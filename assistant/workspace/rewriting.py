"""Rewriting one article: repair it, accept by policy, summarise, keep the review; as events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.edits import EditKind
from assistant.engines.base import Engine, Summarises
from assistant.errors import ExitCode
from assistant.notices import Notice
from assistant.review import file as review_file
from assistant.review.decisions import apply_policy
from assistant.review.merge import with_proposals
from assistant.review.model import Policy, Review, make
from assistant.review.policies import Accept
from assistant.review.precedents import Precedents
from assistant.review.spun import Garbled
from assistant.summary.model import USUAL, Summary
from assistant.timing import Stage, stage
from assistant.workspace import pipeline
from assistant.workspace.claim import claimed
from assistant.workspace.delivering import as_accepted, undecided_stand
from assistant.workspace.pipeline import Account

_ANSWERED = frozenset({EditKind.WORDING, EditKind.QUOTATION})
"""Kinds of edits that an endpoint proposes."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What is wanted of an article.

    `review_path` is where the review is kept, section by section, or empty; `summariser` writes
    a summary of what is accepted, if one is wanted; `neutral` proposes neutral forms as well.
    What `precedents` say of a phrase comes before the policy.
    """

    accept: Accept = Policy.UNFLAGGED
    review_path: str = ""
    summariser: Summarises | None = None
    neutral: bool = False
    precedents: Precedents = field(default_factory=Precedents)


@dataclass(frozen=True, slots=True)
class Progress:
    """So many sections of all are repaired."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Summarised:
    """A summary, and the article as accepted that it is of."""

    summary: Summary
    article: Article


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What came of it."""

    review: Review
    account: Account
    summary: Summarised | None = None

    @property
    def exit_code(self) -> ExitCode:
        """Refused where an endpoint's every answer was; attention where not all was done."""
        worded = any(hunk.edit.kind in _ANSWERED for hunk in self.review.hunks)
        work = self.account.work
        if work.usage is not None and self.account.refused and not worded and not work.stopped:
            return ExitCode.REFUSED
        return ExitCode.ATTENTION if work.stopped else ExitCode.DONE


Event = Progress | Notice | Rewritten


def rewrite(document: Document, engine: Engine, wanted: Rewrite) -> Iterator[Event]:
    """Rewrite an article; the last event is what came of it.

    What was done before a failure is in the review, if it is kept. Raises EngineError where
    the engine cannot work.
    """
    with _saving(wanted.review_path) as save:
        yield from _rewrite(document, engine, wanted, save)


@contextmanager
def _saving(review_path: str) -> Iterator[Callable[[Review], None]]:
    """What saves a review, to a file that is claimed meanwhile; nothing without a path."""
    path = Path(review_path)
    if not review_path:
        yield lambda _: None
    elif path.exists() and not path.is_file():
        yield lambda review: _saved(path, review)
    else:
        with claimed(path) as own:

            def save(review: Review) -> None:
                own.require()
                _saved(path, review)

            yield save


@stage(Stage.WRITING)
def _saved(path: Path, review: Review) -> None:
    review_file.save_review(path, review)


def _rewrite(
    document: Document, engine: Engine, wanted: Rewrite, save: Callable[[Review], None]
) -> Iterator[Event]:
    article = document.article
    yield Progress(0, len(article.sections))
    review = make(article, (), engine.name, prompt=engine.prompt)
    for event in pipeline.events(article, engine, neutral=wanted.neutral):
        if isinstance(event, pipeline.Finished):
            account = event.account
            break
        review = with_proposals(review, event.proposed)
        if event.proposed.last:
            save(review)
        yield Progress(len(review.repaired), len(article.sections))
    review = apply_policy(wanted.precedents.applied(review), wanted.accept)
    review = replace(review, policy=str(wanted.accept), unseen=len(review.log))
    garbled = Garbled.of(review, len(article.source.split()))
    if garbled.is_spun:
        yield garbled.notice()
    found = None
    if wanted.summariser is not None:
        accepted, undecided = as_accepted(document, review)
        if undecided:
            yield Notice(undecided_stand(undecided))
        made = wanted.summariser.summarise(accepted, USUAL)
        found = Summarised(made.summary, accepted)
        review = replace(review, summary=found.summary.about(accepted))
        account = replace(account, work=account.work.with_usage(made.usage))
    save(review)
    yield Rewritten(review, account, found)
