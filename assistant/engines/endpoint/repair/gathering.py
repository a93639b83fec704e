"""What the local engine finds of an article before anybody is asked, kept in the cache."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from assistant.article.model import Article
from assistant.chat.cache import digest
from assistant.edits import Alternative
from assistant.engines.endpoint.context import EndpointContext
from assistant.repair.density import Reading
from assistant.repair.detection import Detection, from_thesaurus
from assistant.repair.garble import belief
from assistant.repair.posterior import weights
from assistant.repair.surprisal import Surprise

_T = TypeVar("_T")

_VERSION = 4
"""Of what is cached: to be raised when something is found in another way.

The weights of the reader's beliefs stand for the reader, to which they are fitted."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Finds what speaks for garble in one article; nothing is found twice where there is a cache.

    Raises WeightsError where the language model is damaged.
    """

    context: EndpointContext
    article: Article

    @property
    def is_known(self) -> bool:
        """Whether an earlier run has left how the article reads."""
        cache = self.context.cache
        return cache is not None and cache.get("channel", self._key("reading")) is not None

    def suspicions(self) -> tuple[Detection, ...]:
        """What the channel suspects, or without it the thesaurus alone."""
        if self.context.channel is None:
            return self._detections("thesaurus", from_thesaurus)
        return self._detections("channel", self.context.channel.suspicions)

    def reading(self) -> Reading | None:
        """How the article reads; None where there is no language model."""
        channel = self.context.channel
        if channel is None:
            return None
        return self._kept("reading", channel.reading, _reading, _reading_stored)

    def _detections(
        self, kind: str, find: Callable[[Article], Sequence[Detection]]
    ) -> tuple[Detection, ...]:
        return self._kept(kind, lambda article: tuple(find(article)), _found, _found_stored)

    def _kept(
        self,
        kind: str,
        find: Callable[[Article], _T],
        read: Callable[[str, int], _T],
        stored: Callable[[_T], dict[str, Any]],
    ) -> _T:
        """What is in the cache of a kind, or what is found, which is put there."""
        cache, key, size = self.context.cache, self._key(kind), len(self.article.source)
        kept = cache.recall("channel", key, lambda text: read(text, size)) if cache else None
        if kept is not None:
            return kept
        found = find(self.article)
        if cache is not None:
            cache.put("channel", key, json.dumps(stored(found)))
        return found

    def _key(self, kind: str) -> str:
        source, form = self.article.source, str(self.article.format)
        fitted = asdict(weights()), asdict(belief.weights())
        return digest(_VERSION, kind, source, form, fitted)


def _found_stored(found: Sequence[Detection]) -> dict[str, Any]:
    return {"found": [asdict(each) for each in found]}


def _reading_stored(read: Reading) -> dict[str, Any]:
    words = [(each.start, each.end, each.nats, each.excess) for each in read.found]
    return {"words": words, "seen": read.seen, **_found_stored(read.doubted)}


def _found(text: str, size: int) -> tuple[Detection, ...]:
    """What was kept of an article of some size; raises ValueError, or as Python does, for other."""
    found = tuple(_read(entry) for entry in json.loads(text)["found"])
    if not all(0 <= each.start < each.end <= size for each in found):
        msg = "a suspicion lies outside of the article"
        raise ValueError(msg)
    return found


def _reading(text: str, size: int) -> Reading:
    """What was kept of how an article reads; raises as `_found` does."""
    stored = json.loads(text)
    found = tuple(Surprise(*each) for each in stored["words"])
    if not all(0 <= each.start < each.end <= size for each in found):
        msg = "a word lies outside of the article"
        raise ValueError(msg)
    return Reading(found, float(stored["seen"]), _found(text, size))


def _read(stored: dict[str, Any]) -> Detection:
    candidates = tuple(Alternative(**entry) for entry in stored.pop("candidates"))
    return Detection(**stored, candidates=candidates)
