"""What is to be asked of an article: all of it where it reads garbled, else nothing."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from assistant.checks.edits.judge import Judge
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.gathering import Gathering
from assistant.engines.endpoint.repair.listing import odd, offered, suspects
from assistant.engines.endpoint.repair.part import Part, parts
from assistant.repair.density import GARBLED, Reading


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts to ask about, and how the article reads.

    `suspicions` counts what is suspected; `reading` is how the article reads, None where no
    language model is there; `left` says why nothing is asked, if nothing is.
    """

    parts: tuple[Part, ...]
    suspicions: int
    garbled: bool = True
    reading: Reading | None = None
    left: str = ""


def plan(context: EndpointContext, judge: Judge, only: Container[int] | None = None) -> Plan:
    """The parts of the article of a judge, or of `only` some sections, to ask about.

    Raises WeightsError where the language model is damaged.
    """
    article = judge.article
    gathering = Gathering(context, article)
    read = gathering.reading()
    garbled = read is None or read.is_garbled
    if read is not None and not garbled and context.scope == "auto":
        return Plan((), 0, garbled=False, left=_reads_clean(read.density))
    found = suspects(gathering.suspicions(), context.candidates)
    if read is not None and garbled:
        found += odd(read.doubted, found)
    asked = tuple(parts(article, offered(found, judge), only))
    return Plan(asked, len(found), garbled, read)


def _reads_clean(dense: float) -> str:
    return (
        f"the article reads clean ({dense:.1f} in a hundred words read oddly, and it would be"
        f" sent from {GARBLED:.1f} on; --scope all sends it)"
    )
