"""What a batch would come to, guessed from a few of its articles; nothing is written or sent."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.batch import capacity, home
from assistant.batch.batch import Batch
from assistant.batch.inputs.given import Inputs
from assistant.batch.items import BadItem, FileItem, Item, PassedOver
from assistant.batch.results import State
from assistant.engines import registry
from assistant.engines.base import Estimates, Repairs
from assistant.errors import AssistantError, EngineError
from assistant.notices import Notify
from assistant.workspace import pipeline

_SAMPLE = 5
_LONGEST = 20.0
"""Seconds after which no further article is tried."""

_LETTERS_A_WORD = 6


@dataclass(slots=True)
class Guess:
    """Articles, words, what is done; requests, tokens and dollars; seconds; None for unknown."""

    articles: int = 0
    words: int = 0
    bad: int = 0
    done: int = 0
    over: dict[str, int] = field(default_factory=dict)
    requests: int | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None
    seconds: float | None = None
    workers: int = 1
    sampled: int = 0


def guess(batch: Batch, notify: Notify) -> Guess:
    """What a batch would come to.

    The articles that are tried are drawn at random. Raises EngineError where the engine cannot
    work, UsageError where the settings do not do.
    """
    found, drawn = _counted(batch.inputs, batch.wanted.out)
    engine = registry.engine(batch.wanted.loaded, notify, threads=batch.wanted.threads)
    found.workers = batch.jobs or capacity.processes()
    if isinstance(engine, Estimates):
        _estimate(found, drawn, engine, batch)
    else:
        _try(found, drawn, engine, batch)
    return found


def _counted(inputs: Inputs, out: Path) -> tuple[Guess, list[Item]]:
    """What there is, and some of what is to be done, each as likely as any other."""
    found, drawn, chance = Guess(), list[Item](), random.Random(1)  # noqa: S311 - no secret
    known = _known(out)
    for each in inputs.entries():
        match each:
            case PassedOver():
                found.over[each.reason] = found.over.get(each.reason, 0) + 1
            case BadItem():
                found.bad += 1
            case _:
                found.articles += 1
                if known.get(each.key, State.PENDING) is not State.PENDING:
                    found.done += 1
                    continue
                found.words += _words(each)
                number = found.articles - found.done
                if len(drawn) < _SAMPLE:
                    drawn.append(each)
                elif (place := chance.randrange(number)) < _SAMPLE:
                    drawn[place] = each
    return found, drawn


def _known(out: Path) -> Mapping[str, State]:
    if not home.is_batch(out):
        return {}
    with home.read(out) as ledger:
        return {record.key: record.state for record in ledger.records()}


def _words(item: Item) -> int:
    return item.size // _LETTERS_A_WORD if isinstance(item, FileItem) else len(item.text.split())


def _estimate(found: Guess, drawn: list[Item], engine: Estimates, batch: Batch) -> None:
    """Scale what the engine says of some articles up to all."""
    settings = batch.wanted.loaded.settings
    words, requests, cost = 0, 0, 0.0
    known = True
    for item in drawn:
        try:
            document = item.document(settings.limit_bytes, settings.encoding)
        except AssistantError:
            continue
        each = engine.estimate(document.article)
        words += _words(item)
        requests += each.requests
        found.prompt_tokens += each.prompt_tokens
        found.completion_tokens += each.completion_tokens
        known, cost = known and each.cost is not None, cost + (each.cost or 0.0)
        found.sampled += 1
    scale = found.words / words if words else 0.0
    found.requests = round(requests * scale)
    found.prompt_tokens = round(found.prompt_tokens * scale)
    found.completion_tokens = round(found.completion_tokens * scale)
    found.cost = cost * scale if known else None


def _try(found: Guess, drawn: list[Item], engine: Repairs, batch: Batch) -> None:
    """Repair some articles for nothing but the time that it takes, the first one aside."""
    settings, begun, words, seconds = batch.wanted.loaded.settings, time.monotonic(), 0, 0.0
    for number, item in enumerate([*drawn[:1], *drawn]):
        if time.monotonic() - begun > _LONGEST and found.sampled:
            break
        since = time.monotonic()
        try:
            document = item.document(settings.limit_bytes, settings.encoding)
            pipeline.repair(document.article, engine, neutral=batch.wanted.rewrite.neutral)
        except EngineError:
            raise
        except AssistantError:
            continue
        if number:  # the first time, the models are loaded
            words += _words(item)
            seconds += time.monotonic() - since
            found.sampled += 1
    if words:
        found.seconds = seconds * found.words / words / found.workers
