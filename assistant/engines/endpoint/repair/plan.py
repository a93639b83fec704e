"""What is to be asked of an article: nothing, where the channel finds nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.article.model import Article
from assistant.chat.cache import digest
from assistant.edits import Alternative
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.request import Part, parts
from assistant.repair.detection import Detection, from_thesaurus
from assistant.repair.posterior import weights

_VERSION = 3
"""Of what is cached: to be raised when suspicions are found in another way."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts to ask about, by section, and how much was suspected."""

    parts: Mapping[int, tuple[Part, ...]]
    suspicions: int


def plan(
    context: EndpointContext, article: Article, fitting: Callable[[Part], tuple[Part, ...]]
) -> Plan:
    """The parts of an article to ask about, each cut by `fitting` where it is too large.

    Raises WeightsError where the language model is damaged.
    """
    suspicions, garbled = _suspicions(context, article)
    if not garbled and context.scope == "auto":
        return Plan({}, len(suspicions))
    return Plan({p.section.id: fitting(p) for p in parts(article, suspicions)}, len(suspicions))


def is_known(context: EndpointContext, article: Article) -> bool:
    """Whether an earlier run has left what is suspected of an article."""
    return (
        context.cache is not None
        and context.cache.get("channel", _key(context, article)) is not None
    )


def _key(context: EndpointContext, article: Article) -> str:
    kind = "thesaurus" if context.channel is None else "channel"
    return digest(_VERSION, kind, article.source, str(article.format), asdict(weights()))


def _suspicions(context: EndpointContext, article: Article) -> tuple[tuple[Detection, ...], bool]:
    """Suspicions, and whether anything probably is garbled: unknown without the channel."""
    key, size = _key(context, article), len(article.source)
    if context.cache is not None:
        kept = context.cache.recall("channel", key, lambda text: _kept(text, size))
        if kept is not None:
            return kept
    if context.channel is None:
        found, garbled = from_thesaurus(article), True
    else:
        found, garbled = context.channel.suspicions(article)
    if context.cache is not None:
        stored = {"suspicions": [asdict(each) for each in found], "garbled": garbled}
        context.cache.put("channel", key, json.dumps(stored))
    return found, garbled


def _kept(text: str, size: int) -> tuple[tuple[Detection, ...], bool]:
    """What was kept of an article of some size; raises ValueError, or as Python does, for other."""
    stored = json.loads(text)
    found = tuple(_read(entry) for entry in stored["suspicions"])
    if not all(0 <= each.start < each.end <= size for each in found):
        msg = "a suspicion lies outside of the article"
        raise ValueError(msg)
    return found, bool(stored["garbled"])


def _read(stored: dict[str, Any]) -> Detection:
    candidates = tuple(Alternative(**entry) for entry in stored.pop("candidates"))
    return Detection(**stored, candidates=candidates)
