"""What a model wrote of a summary, held to the article: it stands, is doubted, or contradicts it.

Not a word of it is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.checks.edits.structure import markup_problem, repetition_problem
from assistant.checks.neutrality.loaded_words import findings
from assistant.checks.support.unsupported import unsupported
from assistant.checks.support.verdicts import contradicts
from assistant.language.sentences import split
from assistant.language.span import Span
from assistant.problems import Code, Problem
from assistant.summary.model import SummarySentence, Unconfirmed
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


def verified(
    draft: Draft,
    known: Mapping[int, Passage],
    instructions: str = "",
    naming: Naming = NOBODY,
    *,
    takeaway: bool = True,
) -> SummarySentence | Unconfirmed:
    """The sentence with its evidence if that supports it, otherwise what speaks against it.

    `known` are the sentences of the article by number, `instructions` what the model was
    told besides them, `naming` the names it may use though the evidence has them not.
    """
    evidence = [known[number] for number in sorted(set(draft.evidence)) if number in known]
    texts = [passage.text for passage in evidence]
    found = tuple(_problems(draft, known, texts, instructions, naming))
    sentence = SummarySentence(draft.text, tuple(p.span for p in evidence), doubts=found)
    if not found:
        return sentence
    article = " ".join(passage.text for passage in known.values())
    hard = contradicts(found, draft.text, " ".join(texts), article)
    return Unconfirmed(sentence, hard, takeaway)


def _problems(
    draft: Draft,
    known: Mapping[int, Passage],
    texts: Sequence[str],
    instructions: str,
    naming: Naming,
) -> Iterator[Problem]:
    if problem := _evidence_problem(draft, known):
        yield problem
        return
    if problem := _form_problem(draft.text, " ".join(texts), instructions):
        yield problem
        return
    for start, each in _sentences(draft.text):
        for problem in unsupported(each, texts):
            if not _is_named(each, problem, naming, texts):
                yield _moved(problem, start)
    yield from loaded(draft.text)


def loaded(text: str) -> Iterator[Problem]:
    """The words of a sentence that take a side, and what would take none."""
    for each in findings(text):
        prefer = f", better “{each.prefer}”" if each.prefer else ""
        message = f"it is not neutral: “{each.text}”, {each.why}{prefer}"
        yield Problem(each.code, message, Span(each.start, each.end))


def _moved(problem: Problem, start: int) -> Problem:
    span = problem.span
    moved = Span(span.start + start, span.end + start) if span else None
    return Problem(problem.code, problem.message, moved)


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


def _form_problem(text: str, evidence: str, instructions: str) -> Problem | None:
    if len(text.split()) > _LONGEST:
        return Problem(Code.TOO_LONG, f"it has more than {_LONGEST} words")
    return markup_problem(evidence, text) or repetition_problem(evidence, text, instructions)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for span in split(text):
        piece = text[span.start : span.end]
        yield span.start + len(piece) - len(piece.lstrip()), piece.strip()
