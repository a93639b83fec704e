"""Evidence: what speaks for one candidate of a place, and for a place to be garbled at all."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from assistant.language.casing import surface
from assistant.language.frequency import zipf
from assistant.language.relatives import Relation
from assistant.language.wordlists import word_list
from assistant.models.reader import Verdict
from assistant.repair.garble.candidates import Candidate
from assistant.repair.garble.forms import inflected_alike
from assistant.repair.garble.places import Place, Span

_LEAST = 1e-4
_SMALL = word_list("function-words") | word_list("never-spun")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one candidate; probabilities are logs in nats, or log-odds.

    From the reader: `garbled` the odds that the span is not as it was, `verdict` the
    probability of what the candidate would be (a replacement, another form, a deletion),
    `spare` that words behind the first were put in, `guess` and `here` those of the first
    tokens of the candidate and of what stands there, `pieces` the tokens of the candidate
    beyond one, `likeliest` how far it lies behind the best guess of the place. `density` is the
    share of words that read garbled in the article.

    From dictionaries: the relations of the candidate to what stands there, `free` without any;
    `relatives` the log of how many what stands there has; `commoner` and `common` Zipf
    frequencies (log10 of occurrences in a billion words) of the candidate against what stands
    there, and of what stands there; `agreeing` whether both have an inflection in common.

    From the language model: `foreseen` what the first token of the candidate
    wins over that of what stands there, by what comes before, `foremost` how far it lies behind
    the best of the place, `tokens` those beyond the first, `surprise` how far what stands there
    lies behind the likeliest of all.
    """

    garbled: float
    verdict: float
    guess: float
    here: float
    pieces: float
    spare: float
    density: float
    form: float
    synonym: float
    link: float
    listed: float
    lists: float
    free: float
    deleted: float
    relatives: float
    commoner: float
    common: float
    agreeing: float
    phrase: float
    phrase_candidate: float
    small: float
    in_article: float
    repeated: float
    opening: float
    likeliest: float
    foreseen: float
    foremost: float
    tokens: float
    surprise: float
    constant: float = 1.0


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What speaks for a place to be garbled, whatever stood there; terms as in `Evidence`.

    `replaced` is the log-probability that a word was replaced, `likeliest` and `foremost` are
    the best of all candidates.
    """

    garbled: float
    replaced: float
    likeliest: float
    here: float
    common: float
    density: float
    surprise: float
    foremost: float
    constant: float = 1.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the article: its words in lower case, counted, and what reads garbled."""

    vocabulary: Counter[str]
    density: float


def suspicion(place: Place, around: Surroundings) -> Suspicion:
    """The evidence that a place is garbled."""
    sight = max((span.sight for span in place.spans), key=lambda found: found.garbled)
    candidates = [candidate for _, candidate in place.options]
    return Suspicion(
        garbled=_logit(sight.garbled),
        replaced=_log(sight.verdicts[Verdict.REPLACE]),
        likeliest=max((each.guess for each in candidates), default=-10.0),
        here=sight.here,
        common=min(zipf(surface(span.run)) for span in place.spans),
        density=_log(around.density),
        surprise=sight.surprise,
        foremost=max((each.foreseen for each in candidates), default=0.0),
    )


def evidence(place: Place, around: Surroundings) -> list[Evidence]:
    """The evidence for every candidate of every span of a place, in order."""
    candidates = [candidate for _, candidate in place.options]
    best = max((each.guess for each in candidates), default=0.0)
    won = max((each.foreseen for each in candidates), default=0.0)
    return [_evidence(span, candidate, around, best, won) for span, candidate in place.options]


def _evidence(
    span: Span, candidate: Candidate, around: Surroundings, best: float, won: float
) -> Evidence:
    here, text = surface(span.run), candidate.text
    relation, sight = candidate.relation, span.sight
    return Evidence(
        garbled=_logit(sight.garbled),
        verdict=_log(sight.verdicts[_verdict(candidate)]),
        guess=candidate.guess,
        here=sight.here,
        pieces=candidate.pieces - 1.0,
        spare=_log(sight.spare) if len(span.run) > 1 else 0.0,
        density=_log(around.density),
        form=float(Relation.FORM in relation),
        synonym=float(Relation.SYNONYM in relation),
        link=float(Relation.LINK in relation),
        listed=float(Relation.LISTED in relation),
        lists=float(Relation.LISTS in relation),
        free=float(not relation and bool(text)),
        deleted=float(not text),
        relatives=math.log1p(candidate.relatives),
        commoner=zipf(text) - zipf(here) if text else 0.0,
        common=zipf(here),
        agreeing=float(bool(text) and inflected_alike(text, here)),
        phrase=float(len(span.run) > 1),
        phrase_candidate=float(" " in text),
        small=float(here in _SMALL),
        in_article=min(_count(around.vocabulary, text), 3) / 3,
        repeated=min(max(_count(around.vocabulary, here) - 1, 0), 2) / 2,
        opening=float(span.opens),
        likeliest=candidate.guess - best,
        foreseen=candidate.foreseen,
        foremost=candidate.foreseen - won,
        tokens=max(candidate.tokens - 1.0, 0.0),
        surprise=sight.surprise,
    )


def _verdict(candidate: Candidate) -> Verdict:
    if not candidate.text:
        return Verdict.DELETE
    return Verdict.FORM if Relation.FORM in candidate.relation else Verdict.REPLACE


def _count(vocabulary: Counter[str], text: str) -> int:
    return min(vocabulary[word] for word in text.replace("-", " ").split() or [""])


def _log(probability: float) -> float:
    return math.log(max(probability, _LEAST))


def _logit(probability: float) -> float:
    return _log(probability) - _log(1 - probability)
