"""The prompt engine with an oracle for a model: what the machinery loses, and what it lets in.

Four oracles answer on loopback for the garbled
articles of seeds/: one that knows, one that knows and writes whole sentences, one that
over-edits every other clean sentence, one a tenth of whose answers is spoilt.
"""

from __future__ import annotations

import math
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from assistant import prompts
from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.chat.budget import Budget
from assistant.chat.cache import Cache
from assistant.chat.endpoint import Endpoint as Address
from assistant.chat.tokens import counter
from assistant.checks.facts.comparison import differences
from assistant.edits import EditKind, folded_edits
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.engine import OpenAIEngine
from assistant.engines.local import LocalEngine
from assistant.language.thesaurus import SynonymSet
from assistant.review.model import Hunk
from assistant.workspace import pipeline
from tests.benchmarks import report
from tests.benchmarks.corpus import SEEDS, seeds
from tests.benchmarks.measures import Change, is_restored, splice, wanted
from tests.benchmarks.spinner import Spun, SpunSpan
from tests.support.chat import ARTICLE, REPAIRED
from tests.support.endpoint import Endpoint
from tests.support.misbehaviour import CASES
from tests.support.oracle import Oracle

MODEL = "gpt-4o-mini"
_NOTHING = SynonymSet("n", ("",))


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of some articles; the second of each pair counts what policy accepts."""

    spans: int = 0
    proposed: int = 0
    accepted: int = 0
    needless: int = 0
    needless_accepted: int = 0
    altered: int = 0
    requests: int = 0
    answered: int = 0
    whole: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))


def pairs() -> Iterator[tuple[str, str, str]]:
    """Name, garbled and clean text of every garbled seed."""
    for path in sorted((SEEDS / "garbled").iterdir()):
        yield path.name, path.read_text("utf-8"), (SEEDS / "clean" / path.name).read_text("utf-8")


def gold(article: Article, oracle: Oracle) -> tuple[SpunSpan, ...]:
    """Where an article differs from what the oracle knows, sentence by sentence."""
    found = []
    for _, _, span in article.sentences():
        source = article.slice(span)
        folded = re.sub(r"\s+", " ", source)
        for start, end, text in folded_edits(source, oracle.truth.get(folded, folded)):
            first, last = span.start + start, span.start + end
            found.append(SpunSpan(first, last, article.source[first:last], text, _NOTHING))
    return tuple(found)


def tally(article: Article, oracle: Oracle, hunks: Sequence[Hunk], answers: Sequence[str]) -> Tally:
    """Count what was proposed for one article, and what policy accepts of it."""
    mended = [h.edit for h in hunks if h.edit.kind is not EditKind.WORDING]
    spans = [
        span
        for span in gold(article, oracle)
        if not any(e.start <= span.start and span.end <= e.end for e in mended)
    ]
    spun = Spun(article.source, "", tuple(spans))
    edits = [hunk.edit for hunk in hunks if hunk.edit.kind is EditKind.WORDING]
    changes: list[Change] = [(e.start, e.end, e.replacement) for e in edits]
    sure: list[Change] = [(e.start, e.end, e.replacement) for e in edits if not e.flags]
    after = splice(article.source, sure)
    count = counter(MODEL).text
    return Tally(
        len(spans),
        sum(is_restored(span, spun, changes) for span in spans),
        sum(is_restored(span, spun, sure) for span in spans),
        _needless(changes, spans),
        _needless(sure, spans),
        len(differences(article.source, after)),
        len(answers),
        sum(map(count, answers)),
        count(article.source),
    )


def _needless(changes: Sequence[Change], spans: Sequence[SpunSpan]) -> int:
    """Changes that touch nothing that was garbled."""
    places = [wanted(span)[:2] for span in spans]
    return sum(not any(a <= end and start <= b for a, b in places) for start, end, _ in changes)


def run(oracle: Oracle, channel: LocalEngine | None, cache: Cache) -> dict[str, Tally]:
    """The tallies of all garbled seeds under one oracle, by name."""
    found = {}
    answers: list[str] = []

    def answer(body: dict[str, object]) -> str:
        answers.append(oracle(body))
        return answers[-1]

    with Endpoint(answer) as server:
        for name, garbled, _ in pairs():
            answers.clear()
            article = read_text(garbled, path=name)
            review, _ = pipeline.repair(article, _engine(server, channel, cache))
            found[name] = tally(article, oracle, review.hunks, answers)
    return found


def _engine(server: Endpoint, channel: LocalEngine | None, cache: Cache) -> OpenAIEngine:
    address, prompt = Address(server.url, MODEL), prompts.load("repair")
    return OpenAIEngine(
        EndpointContext(
            address, prompt, counter(MODEL), Budget(None), channel, _Channels(cache.path)
        )
    )


class _Channels(Cache):
    """Keeps what the channel finds, and no answer."""

    def get(self, kind: str, key: str) -> str | None:
        return super().get(kind, key) if kind == "channel" else None


def main(channel: LocalEngine | None) -> None:
    """Print the tables."""
    known = [(garbled, clean) for _, garbled, clean in pairs()]
    oracles = {
        "perfect": Oracle(known),
        "perfect, whole sentences": Oracle(known, whole=True),
        "over-editing": Oracle(known, over=True),
        "a tenth spoilt": Oracle(known, damaged=0.1),
    }
    rows = [_HEAD]
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder) / "cache.sqlite3")
        for name, oracle in oracles.items():
            rows.append(_row(name, run(oracle, channel, cache)))
            print(f"({name} done)", flush=True)
        print("\nThe prompt engine and an oracle, on seeds/\n" + report.columns(rows))
        print(f"requests for the clean articles of seeds/: {_clean_requests(channel, cache)}")
    print("\n" + _speed())
    print("\nWhat an endpoint does wrong, and what is seen of it\n" + _misbehaviour(), flush=True)


_HEAD = (
    "oracle", "spans", "ERR proposed", "ERR unflagged", "by hand, unflagged", "needless",
    "needless unflagged", "facts altered", "requests", "answered/whole text",
)  # fmt: skip


def _row(name: str, found: dict[str, Tally]) -> tuple[str, ...]:
    record = (SEEDS / "spun.toml").read_text("utf-8")
    total = sum(found.values(), Tally())
    hand = sum((tally for each, tally in found.items() if each not in record), Tally())
    spun = sum((tally for each, tally in found.items() if each in record), Tally())
    return (
        name,
        str(total.spans),
        f"{total.proposed / total.spans:.3f}",
        f"{total.accepted / total.spans:.3f}",
        f"{hand.accepted / hand.spans:.3f} of {hand.spans}",
        str(total.needless),
        str(total.needless_accepted),
        str(total.altered),
        str(total.requests),
        f"{spun.answered / spun.whole:.3f}",
    )


def _clean_requests(channel: LocalEngine | None, cache: Cache) -> int:
    """Requests for the clean articles of seeds/, which with the channel should be none."""
    with Endpoint(lambda _: "NONE") as server:
        for document in seeds():
            engine = _engine(server, channel, cache)
            pipeline.repair(read_text(document.text, path=document.name), engine)
        return len(server.requests)


def _speed(sections: int = 200, in_flight: int = 16, latency: float = 0.2) -> str:
    """Time of many sections against the endpoint's own, and of a second run from the cache."""
    parts = (
        f"Harbor Notes {n}\n\nThe loss leaders met again in week {n}. Nobody else came.\n"
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
