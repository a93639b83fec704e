"""Decide once: what editors decided of a phrase is decided the same way in other articles."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.edits import Edit, Flag
from assistant.errors import UsageError
from assistant.language.counting import counted
from assistant.review.log import logged
from assistant.review.model import Decision, Hunk, Review, Step
from assistant.review.policies import HARMLESS

SCHEMA = "assistant.decisions/1"
_Key = tuple[str, str]
"""What stands there and what is proposed, capitals aside."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """How often editors accepted, rejected, or changed a phrase, and to what."""

    original: str
    replacement: str
    accepted: int = 0
    rejected: int = 0
    changed: Mapping[str, int] = field(default_factory=dict)

    @property
    def times(self) -> int:
        """How often it was decided."""
        return self.accepted + self.rejected + sum(self.changed.values())

    @property
    def is_conflict(self) -> bool:
        """Whether it was decided in different ways."""
        return bool(self.accepted) + bool(self.rejected) + len(self.changed) > 1

    def describe(self) -> str:
        """The counts in words."""
        parts = [f"accepted {self.accepted}"] if self.accepted else []
        parts += [f"rejected {self.rejected}"] if self.rejected else []
        parts += [f"changed to “{text}” {count}" for text, count in self.changed.items()]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Precedents:
    """What was decided, by phrase."""

    known: Mapping[_Key, Precedent] = field(default_factory=dict)

    def applied(self, review: Review) -> Review:
        """A review with pending hunks decided as they were before, as one entry of its log.

        One that was decided in different ways is flagged and waits. None is accepted that
        alters a fact or a quotation. Each has a note that says why.
        """
        pending = (hunk for hunk in review.hunks if hunk.decision is Decision.PENDING)
        return logged(review, (Step(h, after) for h in pending if (after := self._decided(h))))

    def _decided(self, hunk: Hunk) -> Hunk | None:
        found = self.known.get(_key(hunk.edit))
        if found is None:
            return None
        told = f"{counted(found.times, 'time')} before: {found.describe()}"
        if found.is_conflict:
            return replace(hunk, edit=hunk.edit.flagged(Flag.UNCERTAIN), note=told)
        if found.rejected:
            return replace(hunk, decision=Decision.REJECTED, note=told)
        if not HARMLESS.issuperset(hunk.edit.flags):
            return replace(hunk, note=told)
        if found.accepted:
            return replace(hunk, decision=Decision.ACCEPTED, note=told)
        text = next(iter(found.changed))
        return replace(hunk, decision=Decision.CHANGED, changed_to=text, note=told)


def learned(reviews: Iterable[Review]) -> Precedents:
    """What editors decided in some reviews; what a policy did is no decision."""
    shown: dict[_Key, Edit] = {}
    counts: dict[_Key, Counter[tuple[Decision, str]]] = defaultdict(Counter)
    for review in reviews:
        for hunk in _by_editors(review):
            shown.setdefault(_key(hunk.edit), hunk.edit)
            counts[_key(hunk.edit)][hunk.decision, hunk.changed_to or ""] += 1
    return Precedents({key: _precedent(shown[key], known) for key, known in counts.items()})


def _precedent(edit: Edit, counts: Counter[tuple[Decision, str]]) -> Precedent:
    return Precedent(
        edit.original, edit.replacement, counts[Decision.ACCEPTED, ""],
        counts[Decision.REJECTED, ""],
        {text: n for (d, text), n in sorted(counts.items()) if d is Decision.CHANGED},
    )  # fmt: skip


def _by_editors(review: Review) -> Iterator[Hunk]:
    """The hunks of wording whose last step was an editor's."""
    last = {step.hunk.id: n for n, entry in enumerate(review.log) for step in entry}
    for hunk in review.hunks:
        unseen = last.get(hunk.id, -1) < review.unseen
        if hunk.decision is not Decision.PENDING and not unseen and hunk.edit.kind.changes_wording:
            yield hunk


def _key(edit: Edit) -> _Key:
    return edit.original.casefold(), edit.replacement.casefold()


def dumps(precedents: Precedents) -> str:
    """Precedents as JSON text, those decided most often first."""
    ranked = sorted(precedents.known.values(), key=lambda p: (-p.times, p.original, p.replacement))
    phrases = [
        {
            "original": p.original, "replacement": p.replacement, "accepted": p.accepted,
            "rejected": p.rejected, "changed": dict(p.changed),
        }
        for p in ranked
    ]  # fmt: skip
    stored = {"schema": SCHEMA, "phrases": phrases}
    return json.dumps(stored, ensure_ascii=False, indent=1) + "\n"


def loads(text: str) -> Precedents:
    """The precedents of a JSON text; raises UsageError where it holds none."""
    try:
        stored = json.loads(text)
        if stored["schema"] != SCHEMA:
            raise UsageError(f"these are no decisions of this version: {stored['schema']!r}")
        found = [_read(each) for each in stored["phrases"]]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        msg = f"these are no decisions: {type(error).__name__}"
        raise UsageError(msg, hint="`assistant batch decisions DIR -o FILE` makes them") from error
    return Precedents({(p.original.casefold(), p.replacement.casefold()): p for p in found})


def _read(stored: Mapping[str, Any]) -> Precedent:
    changed = {str(text): _count(count) for text, count in stored.get("changed", {}).items()}
    counts = _count(stored["accepted"]), _count(stored["rejected"])
    return Precedent(str(stored["original"]), str(stored["replacement"]), *counts, changed)


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        msg = "a count is a whole number"
        raise ValueError(msg)
    return value
