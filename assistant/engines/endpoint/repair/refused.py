"""Entries of an answer that are of no use, and what is refused, as they stand on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.edits import Refusal
from assistant.engines.endpoint.repair.part import Numbered, Part
from assistant.engines.endpoint.repair.placing import Placed
from assistant.engines.endpoint.repair.request import visible
from assistant.engines.endpoint.repair.response import Answer, Fault
from assistant.problems import Code, Problem


def numbered(part: Part, answer: Answer) -> Answer:
    """The answer, with entries for what was not given among its faults."""
    numbers = {sentence.number for sentence in part.sentences}
    faults = list(answer.faults)
    picks = []
    for number, letter in answer.picks:
        name = f"S{number}{chr(ord('a') + letter)}"
        if not 1 <= number <= len(part.suspicions):
            faults.append(Fault(name, f"there is no suspect {number}"))
        elif letter >= len(part.suspicions[number - 1].candidates):
            letters = f"suspect {number} has no candidate {name[-1]}"
            faults.append(Fault(name, letters))
        else:
            picks.append((number, letter))
    for told, text in (*answer.sentences, *((p.number, p.text) for p in answer.phrases)):
        if told not in numbers:
            faults.append(Fault(text, f"there is no sentence {told}"))
    kept = (replace(fault, number=fault.number * (fault.number in numbers)) for fault in faults)
    return Answer(
        tuple(picks),
        tuple(phrase for phrase in answer.phrases if phrase.number in numbers),
        tuple((number, text) for number, text in answer.sentences if number in numbers),
        tuple(kept),
    )


def refusal_of(part: Part, sentence: Numbered, entry: Placed, problem: Problem) -> Refusal:
    """An entry or a change that the checks do not let through."""
    span = part.seen(sentence).span(entry.start, entry.end)
    original = part.article.slice(span)
    return Refusal(span.start, span.end, original, entry.text, problem.message, problem.code)


def refused_entry(part: Part, fault: Fault) -> Refusal:
    """An entry of no use, at its sentence or else at the start of the part."""
    sentence = next((s for s in part.sentences if s.number == fault.number), part.sentences[0])
    span = sentence.span
    original = part.article.slice(span) if fault.number else ""
    end = span.end if fault.number else span.start
    reason = f"“{visible(fault.entry)[:60]}”: {fault.reason}"
    return Refusal(span.start, end, original, "", reason, Code.ENTRY_INVALID)


def refusals(part: Part, sentences: Sequence[Numbered], reason: str) -> tuple[Refusal, ...]:
    """What is recorded of sentences about which nothing usable was answered."""
    return tuple(
        Refusal(
            s.span.start, s.span.end, part.article.slice(s.span), "", reason, Code.UNUSABLE_ANSWER
        )
        for s in sentences
    )
