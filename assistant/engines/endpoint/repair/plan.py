"""What is to be asked of an article: all of it where it reads garbled, else nothing."""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import asdict, dataclass
from typing import Any

from assistant.article.model import Article
from assistant.chat.cache import digest
from assistant.edits import Alternative
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.part import Part, parts
from assistant.repair.density import GARBLED, Reading, density, is_garbled
from assistant.repair.detection import Detection, from_thesaurus
from assistant.repair.posterior import weights
from assistant.repair.surprisal import Surprise

_VERSION = 3
"""Of what is cached: to be raised when suspicions are found in another way."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts to ask about, and how the article reads.

    `suspicions` counts what is suspected; `reading` is how the language model reads the article,
    None where there is none; `left` says why nothing is asked, if nothing is.
    """

    parts: tuple[Part, ...]
    suspicions: int
    garbled: bool = True
    reading: Reading | None = None
    left: str = ""


def plan(context: EndpointContext, article: Article, only: Container[int] | None = None) -> Plan:
    """The parts of an article, or of `only` some sections, to ask about.

    Raises WeightsError where the language model is damaged.
    """
    suspicions = _suspicions(context, article)
    read = _reading(context, article)
    dense = density(read, suspicions, len(article.source.split())) if read else GARBLED
    if not is_garbled(dense) and context.scope == "auto":
        return Plan((), len(suspicions), garbled=False, left=_reads_clean(dense))
    found = tuple(parts(article, suspicions, read.improbable if read else (), only))
    return Plan(found, len(suspicions), is_garbled(dense), read)


def is_known(context: EndpointContext, article: Article) -> bool:
    """Whether an earlier run has left what is suspected of an article."""
    return (
        context.cache is not None
        and context.cache.get("channel", _key(context, article)) is not None
    )


def _key(context: EndpointContext, article: Article) -> str:
    kind = "thesaurus" if context.channel is None else "channel"
    return digest(_VERSION, kind, article.source, str(article.format), asdict(weights()))


def _reads_clean(dense: float) -> str:
    return (
        f"the article reads clean ({dense:.1f} in a hundred words look garbled, and it would be"
        f" sent from {GARBLED:.1f} on; --scope all sends it)"
    )


def _suspicions(context: EndpointContext, article: Article) -> tuple[Detection, ...]:
    """What the channel suspects, or without it the thesaurus alone."""
    key, size = _key(context, article), len(article.source)
    if context.cache is not None:
        kept = context.cache.recall("channel", key, lambda text: _kept(text, size))
        if kept is not None:
            return kept
    if context.channel is None:
        found = from_thesaurus(article)
    else:
        found = context.channel.suspicions(article)
    if context.cache is not None:
        stored = {"suspicions": [asdict(each) for each in found]}
        context.cache.put("channel", key, json.dumps(stored))
    return found


def _reading(context: EndpointContext, article: Article) -> Reading | None:
    """How the language model reads the article; None where there is no model."""
    if context.channel is None:
        return None
    key = digest("reading 2", article.source, str(article.format))
    if context.cache is not None:
        size = len(article.source)
        kept = context.cache.recall("channel", key, lambda text: _reading_kept(text, size))
        if kept is not None:
            return kept
    found = context.channel.reading(article)
    if context.cache is not None:
        stored = [(each.start, each.end, each.nats, each.excess) for each in found.found]
        context.cache.put("channel", key, json.dumps(stored))
    return found


def _kept(text: str, size: int) -> tuple[Detection, ...]:
    """What was kept of an article of some size; raises ValueError, or as Python does, for other."""
    stored = json.loads(text)
    found = tuple(_read(entry) for entry in stored["suspicions"])
    if not all(0 <= each.start < each.end <= size for each in found):
        msg = "a suspicion lies outside of the article"
        raise ValueError(msg)
    return found


def _reading_kept(text: str, size: int) -> Reading:
    """What was kept of how an article reads; raises as `_kept` does."""
    found = tuple(Surprise(*each) for each in json.loads(text))
    if not all(0 <= each.start < each.end <= size for each in found):
        msg = "a word lies outside of the article"
        raise ValueError(msg)
    return Reading(found)


def _read(stored: dict[str, Any]) -> Detection:
    candidates = tuple(Alternative(**entry) for entry in stored.pop("candidates"))
    return Detection(**stored, candidates=candidates)
