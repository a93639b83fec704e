"""What a model wrote of a summary, held to the article: each sentence stands, or says why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.checks.edits.structure import markup_problem, repetition_problem
from assistant.checks.neutrality.loaded_words import findings
from assistant.checks.neutrality.rewording import neutral
from assistant.checks.support.unsupported import unsupported
from assistant.language.sentences import split
from assistant.problems import Code, Problem
from assistant.summary.model import SummarySentence
from assistant.summary.naming import Naming
from assistant.summary.passages import Passage

NOBODY = Naming()
"""No names besides those of the evidence."""

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
class Rejected:
    """A draft that cannot stand, and why."""

    draft: Draft
    problems: tuple[Problem, ...]

    @property
    def message(self) -> str:
        """Why it cannot stand, in one line."""
        return "; ".join(dict.fromkeys(problem.message for problem in self.problems))


def verified(
    draft: Draft,
    known: Mapping[int, Passage],
    instructions: str = "",
    naming: Naming = NOBODY,
) -> SummarySentence | Rejected:
    """The sentence in neutral words with its evidence, if the evidence supports it.

    `known` are the sentences of the article by number, `instructions` what the model was
    told besides them, `naming` the names it may use though the evidence has them not.
    """
    if problem := _evidence_problem(draft, known):
        return Rejected(draft, (problem,))
    evidence = [known[number] for number in sorted(set(draft.evidence))]
    texts = [passage.text for passage in evidence]
    text = neutral(draft.text)
    if text is None:
        return Rejected(draft, (_neutrality_problem(draft.text),))
    if problem := _form_problem(text, " ".join(texts), instructions):
        return Rejected(draft, (problem,))
    found = tuple(
        problem
        for each in _sentences(text)
        for problem in unsupported(each, texts)
        if not _is_named(each, problem, naming, texts)
    )
    if found:
        return Rejected(draft, found)
    return SummarySentence(text, tuple(passage.span for passage in evidence))


def _is_named(sentence: str, problem: Problem, naming: Naming, texts: Sequence[str]) -> bool:
    """Whether a name that the evidence has not is one of those allowed."""
    if problem.code is not Code.UNKNOWN_NAME or problem.span is None:
        return False
    return naming.allows(sentence[problem.span.start : problem.span.end], texts)


def _evidence_problem(draft: Draft, known: Mapping[int, Passage]) -> Problem | None:
    if not draft.evidence:
        return Problem(Code.NO_EVIDENCE, "it rests on no sentence")
    if strange := [number for number in draft.evidence if number not in known]:
        return Problem(Code.UNKNOWN_EVIDENCE, f"there is no sentence {strange[0]}")
    if len(set(draft.evidence)) > _MOST_EVIDENCE:
        message = f"it rests on more than {_MOST_EVIDENCE} sentences"
        return Problem(Code.TOO_MUCH_EVIDENCE, message)
    return None


def _neutrality_problem(text: str) -> Problem:
    """What is loaded in a text that has no neutral form."""
    loaded = findings(text)
    words = ", ".join(repr(each.text) for each in loaded)
    return Problem(loaded[0].code, f"it is not neutral: {words}")


def _form_problem(text: str, evidence: str, instructions: str) -> Problem | None:
    if len(text.split()) > _LONGEST:
        return Problem(Code.TOO_LONG, f"it has more than {_LONGEST} words")
    return markup_problem(evidence, text) or repetition_problem(evidence, text, instructions)


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end].strip() for span in split(text)]
