"""Summaries as values that JSON can hold, schema ``assistant.summary/1``."""

from __future__ import annotations

from typing import Any

from assistant.language.span import Span
from assistant.summary.model import Summary, SummarySentence

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
        "dropped": summary.dropped,
        "note": summary.note,
    }


def from_json(stored: dict[str, Any]) -> Summary:
    """The summary of such a value; raises KeyError, TypeError or ValueError where it is none."""
    return Summary(
        tuple(_read(each) for each in stored["takeaways"]),
        tuple(_read(each) for each in stored["abstract"]),
        str(stored["engine"]),
        int(stored["dropped"]),
        str(stored["prompt"]),
        str(stored["note"]),
        str(stored.get("of", "")),
    )


def _sentence(each: SummarySentence) -> dict[str, Any]:
    spans = [{"start": span.start, "end": span.end} for span in each.evidence]
    return {"text": each.text, "evidence": spans}


def _read(stored: dict[str, Any]) -> SummarySentence:
    spans = tuple(Span(int(each["start"]), int(each["end"])) for each in stored["evidence"])
    return SummarySentence(str(stored["text"]), spans)
