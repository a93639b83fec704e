"""Reviews as JSON, schema ``assistant.review/1``; offsets are code points into the source.

Keys that this version does not know are ignored, so that later ones may add some.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

from assistant.edits import Alternative, Edit, EditKind, Flag, Refusal
from assistant.errors import UsageError
from assistant.problems import Code
from assistant.review.model import Decision, Hunk, Review, SectionMark, Source, Step

SCHEMA = "assistant.review/1"


def dumps(review: Review) -> str:
    """A review as JSON text, ending in a newline."""
    return json.dumps(_review(review), ensure_ascii=False, indent=1) + "\n"


def loads(text: str) -> Review:
    """The review of a JSON text, equal to the one that was dumped.

    Raises UsageError where it is no review, or one of an unknown version.
    """
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"this is no review: {error}"
        raise UsageError(msg) from error
    schema = stored.get("schema") if isinstance(stored, dict) else None
    if schema != SCHEMA:
        msg = f"this is no review that this version can read: its schema is {schema!r}"
        raise UsageError(msg, hint=f"{SCHEMA} is wanted; a newer assistant may have written it")
    try:
        review = _read_review(stored)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        msg = f"the review is damaged: {type(error).__name__} {error}"
        raise UsageError(msg) from error
    _check(review)
    return review


def _check(review: Review) -> None:
    ids = {hunk.id for hunk in review.hunks}
    places = [(hunk.edit.start, hunk.edit.end) for hunk in review.hunks]
    apart = all(
        first[1] <= second[0] and first[0] < second[0] for first, second in pairwise(places)
    )
    logged = {s.after.id for steps in (*review.log, *review.undone) for s in steps}
    if len(ids) != len(places) or not apart or not logged <= ids:
        msg = "the review is damaged: its hunks overlap, share an id or stand in no order"
        raise UsageError(msg)
    if any(not 0 <= start <= end for start, end in places):
        msg = "the review is damaged: a hunk lies outside the source"
        raise UsageError(msg)


def _review(review: Review) -> dict[str, Any]:
    source = review.source
    return {
        "schema": SCHEMA,
        "source": {
            "path": source.path,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "format": source.format,
        },
        "title": review.title,
        "engine": review.engine,
        "sections": [
            {"id": s.id, "heading": s.heading, "start": s.start, "end": s.end}
            for s in review.sections
        ],
        "hunks": [_hunk(hunk) for hunk in review.hunks],
        "log": [_steps(steps) for steps in review.log],
        "undone": [_steps(steps) for steps in review.undone],
        "summary": review.summary,
        "refused": [_refusal(refusal) for refusal in review.refused],
        "prompt": review.prompt,
    }


def _refusal(refusal: Refusal) -> dict[str, Any]:
    stored = asdict(refusal)
    if refusal.code is None:
        del stored["code"]
    return stored


def _hunk(hunk: Hunk) -> dict[str, Any]:
    edit = hunk.edit
    return {
        "id": hunk.id,
        "section": hunk.section,
        "kind": str(edit.kind),
        "start": edit.start,
        "end": edit.end,
        "original": edit.original,
        "replacement": edit.replacement,
        "alternatives": [{"text": a.text, "confidence": a.confidence} for a in edit.alternatives],
        "confidence": edit.confidence,
        "reason": edit.reason,
        "flags": list(edit.flags),
        "decision": str(hunk.decision),
        "changed_to": hunk.changed_to,
        **({"note": hunk.note} if hunk.note else {}),
    }


def _steps(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    return [{"id": s.after.id, "before": _state(s.before), "after": _state(s.after)} for s in steps]


def _state(hunk: Hunk) -> dict[str, Any]:
    return {
        "decision": str(hunk.decision),
        "changed_to": hunk.changed_to,
        "flags": list(hunk.edit.flags),
        **({"note": hunk.note} if hunk.note else {}),
    }


def _read_review(stored: dict[str, Any]) -> Review:
    hunks = {str(h["id"]): _read_hunk(h) for h in stored["hunks"]}
    if len(hunks) != len(stored["hunks"]):
        msg = "two hunks share an id"
        raise ValueError(msg)
    source = stored["source"]
    return Review(
        Source(*(str(source[key]) for key in ("path", "sha256", "encoding", "format"))),
        str(stored["title"]),
        str(stored["engine"]),
        tuple(
            SectionMark(int(s["id"]), str(s["heading"]), int(s["start"]), int(s["end"]))
            for s in stored["sections"]
        ),
        tuple(hunks.values()),
        tuple(_read_steps(steps, hunks) for steps in stored.get("log", ())),
        tuple(_read_steps(steps, hunks) for steps in stored.get("undone", ())),
        stored.get("summary"),
        tuple(_read_refusal(entry) for entry in stored.get("refused", ())),
        str(stored.get("prompt", "")),
    )


def _read_refusal(stored: dict[str, Any]) -> Refusal:
    original, replacement, reason = (
        str(stored[key]) for key in ("original", "replacement", "reason")
    )
    code = stored.get("code")
    return Refusal(
        int(stored["start"]), int(stored["end"]), original, replacement, reason,
        next((known for known in Code if known == code), None),
    )  # fmt: skip


def _read_hunk(stored: dict[str, Any]) -> Hunk:
    edit = Edit(
        int(stored["start"]),
        int(stored["end"]),
        str(stored["original"]),
        str(stored["replacement"]),
        EditKind(stored["kind"]),
        float(stored["confidence"]),
        str(stored["reason"]),
        tuple(Flag(str(flag)) for flag in stored["flags"]),
        tuple(Alternative(str(a["text"]), float(a["confidence"])) for a in stored["alternatives"]),
    )
    return _decided(Hunk(str(stored["id"]), int(stored["section"]), edit), stored)


def _decided(hunk: Hunk, state: dict[str, Any]) -> Hunk:
    changed_to = state.get("changed_to")
    return replace(
        hunk,
        edit=replace(hunk.edit, flags=tuple(Flag(str(flag)) for flag in state["flags"])),
        decision=Decision(state["decision"]),
        changed_to=None if changed_to is None else str(changed_to),
        note=str(state.get("note", "")),
    )


def _read_steps(stored: list[dict[str, Any]], hunks: dict[str, Hunk]) -> tuple[Step, ...]:
    return tuple(
        Step(_decided(hunks[s["id"]], s["before"]), _decided(hunks[s["id"]], s["after"]))
        for s in stored
    )
