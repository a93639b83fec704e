"""Which pending hunks are accepted without an editor: by their flags, or by their confidence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.edits import Edit, EditKind, Flag
from assistant.errors import UsageError
from assistant.review.model import Policy


@dataclass(frozen=True, slots=True)
class Confident:
    """Accepts what has no flag and is at least so confident, from 0 to 1."""

    least: float

    def __str__(self) -> str:
        return f"confidence>={self.least:g}"


Accept = Policy | Confident
"""A policy: none of them accepts what alters a fact or a quotation, or has an unknown flag."""

_CONFIDENT = re.compile(r"confidence\s*>=\s*(0(?:\.\d{1,9})?|1(?:\.0{1,9})?)")
HARMLESS = frozenset({Flag.UNCERTAIN, Flag.UNREQUESTED, Flag.OMISSION})
"""Flags with which an edit may be accepted unseen, where that is wanted: none tells of a fact."""

_UNMINDED: dict[Policy, frozenset[Flag]] = {
    Policy.UNFLAGGED: frozenset(),
    Policy.ALL: HARMLESS,
}
"""The flags that a policy does not mind."""


def policy_of(text: str) -> Accept:
    """The policy of a name, or of ``confidence>=0.95``; raises UsageError for anything else."""
    if found := _CONFIDENT.fullmatch(text.strip()):
        return Confident(float(found[1]))
    try:
        return Policy(text)
    except ValueError as error:
        raise UsageError(
            f"there is no policy {text!r}",
            hint=f"one of {', '.join(Policy)}, or confidence>=0.95, or another number to 1",
        ) from error


def accepts(policy: Accept, edit: Edit) -> bool:
    """Whether a policy accepts an edit; a mark, which proposes nothing, waits for an editor."""
    if edit.kind is EditKind.MARK:
        return False
    if isinstance(policy, Confident):
        return not edit.flags and edit.confidence >= policy.least
    return policy is not Policy.NONE and _UNMINDED[policy].issuperset(edit.flags)
