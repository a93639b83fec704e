"""Summaries as values that JSON can hold, schema ``assistant.summary/1``."""

from __future__ import annotations

from typing import Any

from assistant.language.span import Span
from assistant.problems import Code, Problem
from assistant.summary.model import Change, Summary, SummarySentence, Unconfirmed

SCHEMA = "assistant.summary/1"


def to_json(summary: Summary) -> dict[str, Any]:
    """A summary; offsets are code points into the text that was summarised."""
    return {
        "schema": SCHEMA,
        "of": summary.of,
        "engine": summary.engine,
        "prompt": summary.prompt,
        "takeaways": [_sentence(each) for each in summary.takeaways],
        "abstract": [_sentence(each) for each in summary.abstract],
        "unconfirmed": [_unconfirmed(each) for each in summary.unconfirmed],
        "dropped": summary.dropped,
        "note": summary.note,
    }


def from_json(stored: dict[str, Any]) -> Summary:
    """The summary of such a value; raises KeyError, TypeError or ValueError where it is none."""
    return Summary(
        tuple(_read(each) for each in stored["takeaways"]),
        tuple(_read(each) for each in stored["abstract"]),
        str(stored["engine"]),
        tuple(_read_unconfirmed(each) for each in stored.get("unconfirmed", ())),
        str(stored["prompt"]),
        str(stored["note"]),
        str(stored.get("of", "")),
    )


def _sentence(each: SummarySentence) -> dict[str, Any]:
    spans = [{"start": span.start, "end": span.end} for span in each.evidence]
    return {
        "text": each.text,
        "evidence": spans,
        "changes": [
            {"start": change.start, "original": change.original, "put": change.put}
            for change in each.changes
        ],
        "doubts": [_problem(problem) for problem in each.doubts],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    stored: dict[str, Any] = {"code": str(problem.code), "message": problem.message}
    if problem.span is not None:
        stored |= {"start": problem.span.start, "end": problem.span.end}
    return stored


def _unconfirmed(each: Unconfirmed) -> dict[str, Any]:
    stored = _sentence(each.sentence)
    return stored | {"contradicts": each.contradicts, "takeaway": each.takeaway}


def _read(stored: dict[str, Any]) -> SummarySentence:
    spans = tuple(Span(int(each["start"]), int(each["end"])) for each in stored["evidence"])
    return SummarySentence(
        str(stored["text"]),
        spans,
        tuple(
            Change(int(each["start"]), str(each["original"]), str(each["put"]))
            for each in stored.get("changes", ())
        ),
        tuple(_read_problem(each) for each in stored.get("doubts", ())),
    )


def _read_problem(stored: dict[str, Any]) -> Problem:
    span = Span(int(stored["start"]), int(stored["end"])) if "start" in stored else None
    return Problem(Code(stored["code"]), str(stored["message"]), span)


def _read_unconfirmed(stored: dict[str, Any]) -> Unconfirmed:
    return Unconfirmed(_read(stored), bool(stored["contradicts"]), bool(stored["takeaway"]))
