"""Reviews as JSON, schema ``assistant.review/1``; offsets are code points into the source.

Keys that this version does not know are ignored, so that later ones may add some.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from assistant.edits import Alternative, Edit, EditKind, Flag, Refusal
from assistant.errors import UsageError
from assistant.problems import Code
from assistant.review.log import is_sound
from assistant.review.model import Decision, Entry, Hunk, Review, SectionMark, Source, Step, Written
from assistant.review.values import file_name, finite, place
from assistant.summary.model import Summary
from assistant.summary.serialisation import from_json, to_json

SCHEMA = "assistant.review/1"
_DAMAGE = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError)

_MAKES_ONE = "`assistant rewrite FILE --review FILE.review.json` makes one"


def dumps(review: Review) -> str:
    """A review as JSON text, ending in a newline."""
    return json.dumps(_review(review), ensure_ascii=False, indent=1) + "\n"


def loads(text: str) -> Review:
    """The review of a JSON text, equal to the one that was dumped.

    Raises UsageError where it is no review, or one of an unknown version.
    """
    try:
        stored = json.loads(text, parse_float=finite, parse_constant=finite)
    except (ValueError, RecursionError) as error:
        msg = "this is not a review" + (f": {error}" if text.lstrip().startswith("{") else "")
        raise UsageError(msg, hint=_MAKES_ONE) from error
    schema = stored.get("schema") if isinstance(stored, dict) else None
    if schema != SCHEMA:
        msg = f"this is not a review that this version can read: its schema is {schema!r}"
        raise UsageError(msg, hint=f"{SCHEMA} is wanted; a newer assistant may have written it")
    try:
        review = _read_review(stored)
    except _DAMAGE as error:
        msg = f"the review is damaged: {type(error).__name__} {error}"
        raise UsageError(msg) from error
    if not is_sound(review):
        msg = "the review is damaged: its hunks overlap or its log does not fit them"
        raise UsageError(msg)
    if not _has_sections(review):
        msg = "the review is damaged: its sections are out of order, or a hunk is in none"
        raise UsageError(msg)
    return review


def _review(review: Review) -> dict[str, Any]:
    source = review.source
    known = {hunk.id: hunk for hunk in review.hunks}
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
        "log": [_entry(entry, known) for entry in review.log],
        "undone": [_entry(entry, known) for entry in review.undone],
        "summary": None if review.summary is None else to_json(review.summary),
        "refused": [_refusal(refusal) for refusal in review.refused],
        "prompt": review.prompt,
        "repaired": sorted(review.repaired),
        "written": None if review.written is None else asdict(review.written),
        **({"policy": review.policy} if review.policy else {}),
        **({"unseen": review.unseen} if review.unseen else {}),
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


def _entry(entry: Entry, known: dict[str, Hunk]) -> list[dict[str, Any]]:
    return [
        {
            "id": step.hunk.id,
            "before": _side(step.before, known),
            "after": _side(step.after, known),
        }
        for step in entry
    ]


def _side(hunk: Hunk | None, known: dict[str, Hunk]) -> dict[str, Any] | None:
    """What a hunk was: its state alone where it is otherwise `known`, or else all of it."""
    if hunk is None:
        return None
    other = known.get(hunk.id)
    if other is not None:
        other = replace(other, edit=replace(other.edit, flags=hunk.edit.flags))
        if (hunk.section, hunk.edit) == (other.section, other.edit):
            return _state(hunk)
    known[hunk.id] = hunk
    return _hunk(hunk)


def _state(hunk: Hunk) -> dict[str, Any]:
    return {
        "decision": str(hunk.decision),
        "changed_to": hunk.changed_to,
        "flags": list(hunk.edit.flags),
        **({"note": hunk.note} if hunk.note else {}),
    }


def _read_review(stored: dict[str, Any]) -> Review:
    known = {str(h["id"]): _read_hunk(h) for h in stored["hunks"]}
    hunks = tuple(known.values())
    if len(hunks) != len(stored["hunks"]):
        msg = "two hunks share an id"
        raise ValueError(msg)
    return Review(
        _read_source(stored["source"]),
        str(stored["title"]),
        str(stored["engine"]),
        tuple(
            SectionMark(place(s["id"]), str(s["heading"]), place(s["start"]), place(s["end"]))
            for s in stored["sections"]
        ),
        hunks,
        tuple(_read_entry(entry, known) for entry in stored.get("log", ()) if entry),
        tuple(_read_entry(entry, known) for entry in stored.get("undone", ()) if entry),
        _read_summary(stored.get("summary")),
        tuple(_read_refusal(entry) for entry in stored.get("refused", ())),
        str(stored.get("prompt", "")),
        frozenset(place(section) for section in stored.get("repaired", _taken_as_repaired(stored))),
        _read_written(stored.get("written")),
        str(stored.get("policy", "")),
        place(stored.get("unseen", 0)),
    )


def _read_source(stored: dict[str, Any]) -> Source:
    path, *known = (str(stored[key]) for key in ("path", "sha256", "encoding", "format"))
    return Source(file_name(path), *known)


def _has_sections(review: Review) -> bool:
    """Whether there are sections, numbered in order, and each hunk, now or undone, is in one."""
    steps = (step for entry in (*review.log, *review.undone) for step in entry)
    hunks = (hunk for step in steps for hunk in (step.before, step.after) if hunk is not None)
    count = len(review.sections)
    numbered = all(s.id == n and s.start <= s.end for n, s in enumerate(review.sections))
    return bool(count) and numbered and all(h.section < count for h in (*review.hunks, *hunks))


def _taken_as_repaired(stored: dict[str, Any]) -> list[int]:
    """The sections of a review that does not say which are repaired: all, if it has a hunk."""
    return [place(section["id"]) for section in stored["sections"]] if stored["hunks"] else []


def _read_written(stored: dict[str, Any] | None) -> Written | None:
    return None if stored is None else Written(str(stored["path"]), str(stored["sha256"]))


def _read_summary(stored: dict[str, Any] | None) -> Summary | None:
    try:
        return None if stored is None else from_json(stored)
    except (KeyError, TypeError, ValueError):
        return None  # it can be written again; the decisions cannot


def _read_refusal(stored: dict[str, Any]) -> Refusal:
    original, replacement, reason = (
        str(stored[key]) for key in ("original", "replacement", "reason")
    )
    code = stored.get("code")
    return Refusal(
        place(stored["start"]), place(stored["end"]), original, replacement, reason,
        next((known for known in Code if known == code), None),
    )  # fmt: skip


def _read_hunk(stored: dict[str, Any]) -> Hunk:
    edit = Edit(
        place(stored["start"]),
        place(stored["end"]),
        str(stored["original"]),
        str(stored["replacement"]),
        EditKind(stored["kind"]),
        float(stored["confidence"]),
        str(stored["reason"]),
        tuple(Flag(str(flag)) for flag in stored["flags"]),
        tuple(Alternative(str(a["text"]), float(a["confidence"])) for a in stored["alternatives"]),
    )
    return _decided(Hunk(place(stored["section"]), edit), stored)


def _decided(hunk: Hunk, state: dict[str, Any]) -> Hunk:
    changed_to = state.get("changed_to")
    return replace(
        hunk,
        edit=replace(hunk.edit, flags=tuple(Flag(str(flag)) for flag in state["flags"])),
        decision=Decision(state["decision"]),
        changed_to=None if changed_to is None else str(changed_to),
        note=str(state.get("note", "")),
    )


def _read_entry(stored: list[dict[str, Any]], known: dict[str, Hunk]) -> Entry:
    return tuple(
        Step(*(_read_side(str(s["id"]), s[side], known) for side in ("before", "after")))
        for s in stored
    )


def _read_side(hunk_id: str, stored: dict[str, Any] | None, known: dict[str, Hunk]) -> Hunk | None:
    if stored is None:
        return None
    if "original" in stored:
        known[hunk_id] = _read_hunk(stored)
    return _decided(known[hunk_id], stored)
