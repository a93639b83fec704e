"""From an answer to edits: each sentence as it would read, checked, as word-level edits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checks.edits.judge import Judge
from assistant.checks.edits.structure import section_problem, sentence_problem
from assistant.edits import Alternative, Edit, Refusal, folded_edits
from assistant.engines.endpoint.glossary import Glossary
from assistant.engines.endpoint.json_answer import AnswerError
from assistant.engines.endpoint.repair.request import Numbered, Part, has_unseen, visible
from assistant.engines.endpoint.repair.response import Answer, Phrase
from assistant.language.articles import with_article
from assistant.language.span import Span
from assistant.problems import Code, Problem
from assistant.repair.detection import Detection

_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟–—‐‑\u00a0", "''''\"\"\"\"---- ")
_MOST_ADDED = 2
"""Words that an edit may have beyond those it replaces."""

_CHOSEN = 0.9
"""Confidence in what the model says where the channel says nothing of it."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A sentence that the answer changes: its edits, or the problem for which it stays."""

    sentence: Numbered
    edits: tuple[Edit, ...]
    refused: tuple[Refusal, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reviser:
    """Turns answers about parts of one article into edits that the checks let through.

    `instructions` are what the model is told besides the article. The edits of every engine
    are judged again before they reach a review; here that is done so that a sentence whose
    edits are refused can be asked about once more, with the reason.
    """

    judge: Judge
    glossary: Glossary
    instructions: str
    speaker: str

    def revised(self, part: Part, answer: Answer) -> tuple[Revised, ...]:
        """Every sentence that an answer changes.

        Raises AnswerError for a number that was not given, and where the section would not
        be itself any more.
        """
        _check_numbers(part, answer)
        found = [self._sentence(part, sentence, answer) for sentence in part.sentences]
        changed = tuple(each for each in found if each is not None)
        before = " ".join(part.text(sentence) for sentence in part.sentences)
        gained = sum(len(e.replacement) - len(e.original) for r in changed for e in r.edits)
        if problem := section_problem(before, "x" * max(len(before) + gained, 0)):
            raise AnswerError(problem.message)
        return changed

    def _sentence(self, part: Part, sentence: Numbered, answer: Answer) -> Revised | None:
        whole = dict(answer.sentences).get(sentence.number)
        try:
            if whole is not None:
                edits = self._rewritten(part, sentence, whole)
            else:
                edits = [
                    *self._picked(part, sentence, answer),
                    *self._phrased(part, sentence, answer),
                ]
            edits = [e for e in edits if _same(e.original) != _same(e.replacement)]
            if not edits:
                return None
            after = part.seen(sentence).spliced((e.start, e.end, e.replacement) for e in edits)
        except AnswerError as error:
            return Revised(sentence, (), problem=str(error))
        except ValueError:
            return Revised(sentence, (), problem="two changes of it overlap")
        others = [part.text(s) for s in part.sentences if abs(s.number - sentence.number) == 1]
        problem = sentence_problem(part.text(sentence), after, self.instructions, others)
        if problem := problem or _addition(edits):
            span, original = sentence.span, part.article.slice(sentence.span)
            refusal = Refusal(span.start, span.end, original, after, problem.message, problem.code)
            return Revised(sentence, (), (refusal,), problem.message)
        enforced = [self.glossary.enforced(edit) for edit in edits]
        judged = [
            self.judge.judged(e) for e in enforced if _same(e.original) != _same(e.replacement)
        ]
        kept = tuple(edit for edit in judged if isinstance(edit, Edit))
        refused = tuple(each for each in judged if isinstance(each, Refusal))
        return Revised(sentence, kept, refused, refused[0].reason if refused else "")

    def _picked(self, part: Part, sentence: Numbered, answer: Answer) -> Iterator[Edit]:
        for number, letter in answer.picks:
            suspicion = part.suspicions[number - 1]
            if part.sentence_of(suspicion) == sentence:
                yield _edit_of(suspicion, letter, self.speaker)

    def _phrased(self, part: Part, sentence: Numbered, answer: Answer) -> Iterator[Edit]:
        for phrase in answer.phrases:
            if phrase.number == sentence.number:
                seen = part.seen(sentence)
                start, end, text = _placed(seen.text, phrase)
                yield self._edit(part, seen.span(start, end), text)

    def _rewritten(self, part: Part, sentence: Numbered, text: str) -> list[Edit]:
        """The word-level edits between a sentence and what it was rewritten to."""
        seen = part.seen(sentence)
        return [
            self._edit(part, seen.span(start, end), written)
            for start, end, written in folded_edits(seen.text, _written(text))
        ]

    def _edit(self, part: Part, span: Span, text: str) -> Edit:
        """An edit of a span of the source."""
        first, last = span.start, span.end
        original = part.article.slice(span)
        suspicion = next((s for s in part.suspicions if s.start < last and first < s.end), None)
        known = {c.text: c.confidence for c in suspicion.candidates} if suspicion else {}
        same = suspicion is not None and (suspicion.start, suspicion.end) == (first, last)
        belief = known.get(text, 0.0) if same else 0.0
        others = (Alternative(t, b) for t, b in known.items() if same and t != text)
        return Edit(
            first,
            last,
            original,
            text,
            confidence=max(belief, _CHOSEN),
            reason=f"{self.speaker} says what it stood for",
            alternatives=tuple(others),
        )


def _check_numbers(part: Part, answer: Answer) -> None:
    numbers = {sentence.number for sentence in part.sentences}
    told = [*(n for n, _ in answer.sentences), *(phrase.number for phrase in answer.phrases)]
    for number in told:
        if number not in numbers:
            raise AnswerError(f"there is no sentence {number}")
    for number, letter in answer.picks:
        if not 1 <= number <= len(part.suspicions):
            raise AnswerError(f"there is no suspect {number}")
        if letter >= len(part.suspicions[number - 1].candidates):
            raise AnswerError(f"suspect {number} has no candidate {chr(ord('a') + letter)}")


def _edit_of(suspicion: Detection, letter: int, speaker: str) -> Edit:
    chosen = suspicion.candidates[letter]
    return Edit(
        suspicion.start,
        suspicion.end,
        suspicion.text,
        chosen.text,
        confidence=max(chosen.confidence, _CHOSEN),
        reason=f"{suspicion.reason}; picked by {speaker}",
        alternatives=tuple(c for c in suspicion.candidates if c != chosen),
    )


def _placed(sentence: str, phrase: Phrase) -> tuple[int, int, str]:
    """Where a phrase stands in its sentence, and what is written there; a or an agrees with it."""
    wanted = phrase.text.split()
    if not wanted:
        msg = 'a phrase has nothing in "is"'
        raise AnswerError(msg)
    pattern = r"\s+".join(re.escape(word) for word in wanted)
    pattern = rf"(?<!\w){pattern}(?!\w)" if phrase.text[:1].isalnum() else pattern
    anyhow = re.compile(pattern, re.IGNORECASE)
    found = list(re.finditer(pattern, sentence)) or list(anyhow.finditer(sentence))
    shown = visible(phrase.text)[:60]
    if not found:
        raise AnswerError(f"sentence {phrase.number} does not hold “{shown}”")
    if len(found) > 1:
        raise AnswerError(
            f"“{shown}” stands {len(found)} times in sentence {phrase.number}: say more"
        )
    start, end = found[0].span()
    text = _written(phrase.original)
    if sentence[start].isupper() and phrase.text[0].islower() and text[:1].islower():
        text = text[0].upper() + text[1:]
    if not text:
        return *_without_gap(sentence, start, end), ""
    return with_article(sentence, start, end, text)


def _written(text: str) -> str:
    """What a model wrote, on one line; refused with AnswerError where it holds what none sees."""
    if has_unseen(text):
        msg = "it brings in markup or a control character"
        raise AnswerError(msg)
    return visible(text)


def _without_gap(sentence: str, start: int, end: int) -> tuple[int, int]:
    """What to delete with a phrase: the space behind it or, where none is, the one before it."""
    if sentence[end : end + 1].isspace():
        return start, end + 1
    return start - sentence[start - 1 : start].isspace(), end


def _addition(edits: Sequence[Edit]) -> Problem | None:
    """An edit that says more than what stands there can have stood for, or None."""
    for edit in edits:
        if len(edit.replacement.split()) > len(edit.original.split()) + _MOST_ADDED:
            shown = visible(edit.replacement)[:60]
            return Problem(Code.WORDS_ADDED, f"“{shown}” adds more than it replaces")
    return None


def _same(text: str) -> str:
    """A text with the typography that models iron out."""
    return visible(text).translate(_TYPOGRAPHY)


def refusals(part: Part, sentences: Sequence[Numbered], reason: str) -> tuple[Refusal, ...]:
    """What is recorded of sentences about which nothing usable was answered."""
    return tuple(
        Refusal(
            s.span.start, s.span.end, part.article.slice(s.span), "", reason, Code.UNUSABLE_ANSWER
        )
        for s in sentences
    )
