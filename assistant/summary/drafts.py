"""What a model wrote of a summary, held to the article: each sentence stands, or says why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.checks.edits.structure import brought, repeats
from assistant.checks.neutrality.findings import findings
from assistant.checks.neutrality.rewording import neutral
from assistant.checks.support.support import unsupported
from assistant.language.sentences import split
from assistant.summary.model import SummarySentence
from assistant.summary.passages import Passage

_LONGEST = 60
"""Words of a sentence of a summary."""

_MOST_EVIDENCE = 6
"""With more sentences behind it, next to anything can be pieced together."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as a model wrote it, and the numbers of the sentences it is said to rest on."""

    text: str
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unfit:
    """A draft that cannot stand, and why, in one line."""

    draft: Draft
    reason: str


def held(draft: Draft, known: Mapping[int, Passage], told: str = "") -> SummarySentence | Unfit:
    """The sentence in neutral words with its evidence, if the evidence supports it.

    `known` are the sentences of the article by number, `told` what the model was told
    besides them.
    """
    if reason := _evidence_problem(draft, known):
        return Unfit(draft, reason)
    evidence = [known[number] for number in sorted(set(draft.evidence))]
    texts = [passage.text for passage in evidence]
    mended = neutral(draft.text)
    if mended is None:
        loaded = ", ".join(repr(each.text) for each in findings(draft.text))
        return Unfit(draft, f"it is not neutral: {loaded}")
    if reason := _form_problem(mended, " ".join(texts), told):
        return Unfit(draft, reason)
    reasons = [reason for each in _sentences(mended) for reason in unsupported(each, texts)]
    if reasons:
        return Unfit(draft, "; ".join(dict.fromkeys(reasons)))
    return SummarySentence(mended, tuple(passage.span for passage in evidence))


def _evidence_problem(draft: Draft, known: Mapping[int, Passage]) -> str:
    if not draft.evidence:
        return "it rests on no sentence"
    if strange := [number for number in draft.evidence if number not in known]:
        return f"there is no sentence {strange[0]}"
    if len(set(draft.evidence)) > _MOST_EVIDENCE:
        return f"it rests on more than {_MOST_EVIDENCE} sentences"
    return ""


def _form_problem(text: str, evidence: str, told: str) -> str:
    if len(text.split()) > _LONGEST:
        return f"it has more than {_LONGEST} words"
    if new := brought(evidence, text):
        return f"it brings in {new}"
    return "it repeats the instructions" if repeats(text, evidence, told) else ""


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end].strip() for span in split(text)]
