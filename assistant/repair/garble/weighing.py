"""Weighing: how much likelier a language model finds a sentence with a candidate in it.

What stands before a candidate is the same with and without it, so only it and some words
behind it are scored. Each is scored alone: what ctranslate2 makes of a text in int8 depends on
the texts beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.language.tokens import CHUNK
from assistant.models.base import LanguageModel
from assistant.repair.garble.candidates import Candidate
from assistant.repair.garble.places import Span
from assistant.repair.garble.wording import Wording
from assistant.repair.passage import one_spaced

_LEFT = 14
"""Tokens before a candidate that are read."""
_RIGHT = 5
"""Words behind a candidate that are read."""
_KEPT = "\0"
"""Stands for what stands there."""


def gains(
    model: LanguageModel, sentence: Wording, before: str, options: Sequence[tuple[Span, Candidate]]
) -> list[float]:
    """What each option wins over what stands there, in nats, behind what comes before."""
    pairs: dict[tuple[Span, str], tuple[Sequence[int], Sequence[int]]] = {}
    for span, candidate in options:
        left, here, after = _parts(sentence, span)
        told = f"{before} {left}" if before else left
        bare = told.rstrip(" ")
        lead = model.encode(bare)[-_LEFT:]
        for text in (_KEPT, candidate.text):
            put = here if text is _KEPT else text
            glued = told[len(bare) :] + put + after if put else after
            pairs.setdefault((span, text), (lead, model.encode(glued)))
    scores = dict(zip(pairs, model.score(list(pairs.values())), strict=True))
    return [scores[span, candidate.text] - scores[span, _KEPT] for span, candidate in options]


def _parts(sentence: Wording, span: Span) -> tuple[str, str, str]:
    """The sentence before, in and some words behind a span, white space folded."""
    text = sentence.text
    start, end = sentence.index(span.run[0].start), sentence.index(span.run[-1].end - 1) + 1
    after = one_spaced(text[end:])
    words = list(CHUNK.finditer(after))
    cut = words[_RIGHT].start() if len(words) > _RIGHT else len(after)
    return one_spaced(text[:start]).lstrip(), one_spaced(text[start:end]), after[:cut]
