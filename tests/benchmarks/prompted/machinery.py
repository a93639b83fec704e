"""The prompt engine's speed beside its endpoint's, and what is seen of all that endpoints do."""

from __future__ import annotations

import math
import tempfile
import time
from pathlib import Path

from assistant import prompts
from assistant.article.files import read_text
from assistant.chat.budget import Budget
from assistant.chat.cache import Cache
from assistant.chat.endpoint import Endpoint as Address
from assistant.chat.tokens import counter
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.engine import OpenAIEngine
from assistant.workspace import pipeline
from tests.benchmarks import report
from tests.benchmarks.prompted.models import MODEL
from tests.support.chat import ARTICLE, REPAIRED
from tests.support.endpoint import Endpoint
from tests.support.misbehaviour import CASES

_REST = "Nobody else came to the harbor on that day. " * 23


def main() -> None:
    """Print both."""
    print("\n" + _speed())
    print("\nWhat an endpoint does wrong, and what is seen of it\n" + _misbehaviour(), flush=True)


def _speed(sections: int = 200, in_flight: int = 16, latency: float = 0.2) -> str:
    """Time of many sections against the endpoint's own, and of a second run from the cache."""
    parts = (
        f"Harbor Notes {n}\n\nThe loss leaders met again in week {n}. {_REST}\n"
        for n in range(sections)
    )
    article = read_text("The Harbor Year\n\n" + "\n".join(parts))
    with tempfile.TemporaryDirectory() as folder, Endpoint(lambda _: "NONE", latency=latency) as s:
        cache = Cache(Path(folder) / "cache.sqlite3")
        address = Address(s.url, MODEL, in_flight=in_flight)
        means = EndpointContext(
            address, prompts.load("repair"), counter(MODEL), Budget(None), cache=cache
        )
        times = []
        for _ in range(2):
            begun = time.perf_counter()
            pipeline.repair(article, OpenAIEngine(means))
            times.append(time.perf_counter() - begun)
        asked = [request.at for request in s.requests]
    ideal = math.ceil(len(asked) / in_flight) * latency
    flight = max(asked) + latency - min(asked)
    return (
        f"{len(asked)} requests, {in_flight} in flight, {latency} s each: {times[0]:.2f} s, of"
        f" which {flight:.2f} s between the first request and the last answer"
        f" ({flight / ideal:.2f} of the ideal {ideal:.2f} s); a second run from the cache takes"
        f" {times[1]:.2f} s ({times[0] / times[1]:.1f} times faster)"
    )


def _misbehaviour() -> str:
    rows = [("misbehaviour", "seen", "text")]
    for case in CASES:
        told, text = case.played()
        kept = "repaired" if text == REPAIRED else "as it was" if text == ARTICLE else "in part"
        rows.append((case.name, told[:90], kept))
    return report.columns(rows)
