"""Evidence for options, beyond what the language model says of the whole sentence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.language.casing import surface
from assistant.language.frequency import zipf
from assistant.models.base import Foresight
from assistant.repair.candidates import CandidateSpan
from assistant.repair.passage import Option
from assistant.repair.posterior import Evidence

_SATURATION = 12.0


def gather(
    option: Option,
    gain: float,
    own: float,
    following: Sequence[float],
    tokens: int,
    opening: bool,
    vocabulary: Counter[str],
) -> Evidence:
    """The evidence for one option, its gain in nats over what stands there being given.

    `own` and `following` are log-probabilities of what stands there and of the tokens behind.
    """
    here = surface(option.span.run)
    candidate = option.candidate
    part, text = candidate.synonyms.part, candidate.text.lower()
    return Evidence(
        gain=gain,
        best=0.0,
        excess=0.0,
        behind=0.0,
        channel=candidate.channel,
        commoner=zipf(text) - zipf(here),
        common=zipf(here),
        phrase=float(len(option.span.run) > 1),
        phrase_option=float(" " in text),
        loose=float(candidate.loose),
        verb=float(part == "v"),
        adjective=float(part == "a"),
        adverb=float(part == "r"),
        in_article=min(_count(vocabulary, text), 3) / 3,
        repeated=min(max(_count(vocabulary, here) - 1, 0), 2) / 2,
        opening=float(opening),
        surprisal=min(-own, 30.0) / 10,
        next_surprisal=min(-following[0], 10.0) / 10 if following else 0.0,
        tokens=float(tokens),
        spun=spun_odds(option.span),
    )


@lru_cache(maxsize=20_000)
def spun_odds(span: CandidateSpan) -> float:
    """Log of how much oftener a spinner than a writer writes a word, from word frequencies."""
    here = zipf(surface(span.run))
    written = sum(
        math.exp(candidate.channel) * 10.0 ** (zipf(candidate.text.lower()) - max(here, 1.0))
        for candidate in span.candidates
        if not candidate.loose
    )
    return max(-5.0, min(5.0, math.log(written + 1e-9)))


def regained(known: Mapping[int, Evidence], gains: Mapping[int, float]) -> dict[int, Evidence]:
    """The evidence for the options of a group under new gains, which compete with each other."""
    top = max(gains.values(), default=0.0)
    return {
        number: replace(
            known[number],
            gain=gain,
            best=min(top, _SATURATION),
            excess=max(top - _SATURATION, 0.0),
            behind=gain - top,
        )
        for number, gain in gains.items()
    }


def foreseen_gain(
    foresight: Foresight,
    option: Option,
    first_gain: float,
    following: Sequence[float],
    tokens: int,
    here: int,
) -> float:
    """The gain to be expected of an option, in nats, of a model with that foresight.

    `first_gain` is the log-probability of its first token less that of what stands there;
    `following` those of the tokens behind; `tokens` and `here` count tokens.
    """
    text = surface(option.span.run)
    return (
        foresight.constant
        + foresight.first * first_gain
        + foresight.following * sum(following[:1])
        + foresight.later * sum(following[1:])
        + foresight.tokens * (tokens - 1)
        + foresight.here * (here - 1)
        + foresight.common * zipf(text)
        + foresight.words * (len(option.span.run) - 1)
        + foresight.spaces * option.candidate.text.count(" ")
    )


def _count(vocabulary: Counter[str], text: str) -> int:
    return min(vocabulary[word] for word in text.replace("-", " ").split() or [""])
