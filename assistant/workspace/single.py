"""One article from its path to what is written of it, in one call; what happens comes as events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.config import Loaded
from assistant.engines import registry
from assistant.engines.base import Engine, Estimate
from assistant.notices import Notice, Notify
from assistant.review.policies import Accept
from assistant.workspace import opening, rewriting, targets
from assistant.workspace.delivering import Delivered, Form, Target, deliver, require_deliverable
from assistant.workspace.rewriting import Progress, Rewrite, Rewritten


@dataclass(frozen=True, slots=True)
class Single:
    """An article that is to be rewritten: where it lies, what is wanted, and where it goes.

    `source` is a path, or ``-`` for standard input; `review` is where the review is kept, or
    empty.
    """

    source: str
    accept: Accept
    target: Target
    form: Form = Form.TEXT
    review: str = ""
    summarised: bool = False
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of it: the article as it was read, and what was delivered."""

    article: Article
    rewritten: Rewritten
    delivered: Delivered


Event = Progress | Notice | Ended


def rewrite(single: Single, loaded: Loaded, notify: Notify) -> Iterator[Event]:
    """Rewrite an article and hand it over; the last event is what came of it.

    Where it can go is known before it is read. Raises UsageError and SourceError for what
    cannot be read or written, and EngineError where the engine cannot work; `notify` hears
    what the engine has to say meanwhile.
    """
    single.target.check(single.source)
    if single.review:
        copy = targets.make_room_for_review(single.review, single.source, single.target.out)
        if copy is not None:
            yield Notice(f"the decisions made so far are kept as {copy}")
    document = _read(single, loaded)
    require_deliverable(document.article, single.target, single.form)
    yield from opening.notices(document)
    engine = registry.engine(loaded, notify)
    for event in rewriting.rewrite(document, engine, _wanted(single, engine)):
        if isinstance(event, Rewritten):
            delivered = deliver(document, event.review, single.target, single.form)
            yield Ended(document.article, event, delivered)
        else:
            yield event


def estimate(single: Single, loaded: Loaded, notify: Notify) -> tuple[str, Estimate]:
    """The name of the engine, and what it would ask; raises UsageError where it cannot say."""
    document = _read(single, loaded)
    engine = registry.engine(loaded, notify)
    return engine.name, registry.estimator_of(engine).estimate(document.article)


def _read(single: Single, loaded: Loaded) -> Document:
    settings = loaded.settings
    return opening.read(single.source, settings.limit_bytes, encoding=settings.encoding)


def _wanted(single: Single, engine: Engine) -> Rewrite:
    summariser = registry.summariser_of(engine) if single.summarised else None
    return Rewrite(single.accept, single.review, summariser, single.neutral)
