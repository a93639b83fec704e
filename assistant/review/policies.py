"""Which pending hunks are accepted without an editor: by their flags, or by their confidence.

What a policy does not take by itself can be named: ``all+fact`` takes what repairs a fact too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.edits import Edit, EditKind, Flag
from assistant.errors import UsageError
from assistant.review.model import Policy


@dataclass(frozen=True, slots=True)
class Confident:
    """Accepts what has no flag and is at least so confident, from 0 to 1."""

    least: float

    def __str__(self) -> str:
        return f"confidence>={self.least:g}"


@dataclass(frozen=True, slots=True)
class Naming:
    """Accepts what another policy does, and that beside the flags that are named."""

    base: Policy | Confident
    flags: frozenset[Flag]

    def __str__(self) -> str:
        return "+".join((str(self.base), *sorted(self.flags)))


Accept = Policy | Confident | Naming
"""A policy: none accepts what alters a fact or a quotation, but one that names the flag."""

_CONFIDENT = re.compile(r"confidence\s*>=\s*(0(?:\.\d{1,9})?|1(?:\.0{1,9})?)")
HARMLESS = frozenset({Flag.UNCERTAIN, Flag.UNREQUESTED, Flag.OMISSION})
"""Flags with which an edit may be accepted unseen, where that is wanted: none tells of a fact."""

_UNMINDED: dict[Policy, frozenset[Flag]] = {
    Policy.UNFLAGGED: frozenset(),
    Policy.ALL: HARMLESS,
}
"""The flags that a policy does not mind."""


def policy_of(text: str) -> Accept:
    """The policy of a name, or of ``confidence>=0.95``, with flags behind it as in ``all+fact``.

    Raises UsageError for anything else.
    """
    base, *named = text.split("+")
    policy, flags = _base(base, text), frozenset(map(_flag, named))
    if not flags:
        return policy
    if policy is Policy.NONE:
        raise UsageError(f"the policy {text!r} accepts nothing", hint="unflagged+fact, all+fact")
    return Naming(policy, flags)


def _base(name: str, text: str) -> Policy | Confident:
    if found := _CONFIDENT.fullmatch(name.strip()):
        return Confident(float(found[1]))
    try:
        return Policy(name)
    except ValueError as error:
        raise UsageError(
            f"there is no policy {text!r}",
            hint=f"one of {', '.join(Policy)}, or confidence>=0.95, or another number to 1;"
            " +fact takes changes with that flag too",
        ) from error


def _flag(name: str) -> Flag:
    if name not in Flag.__members__.values():
        raise UsageError(f"there is no flag {name!r}", hint=f"one of {', '.join(Flag)}")
    return Flag(name)


def accepts(policy: Accept, edit: Edit) -> bool:
    """Whether a policy accepts an edit; a mark, which proposes nothing, waits for an editor."""
    if isinstance(policy, Naming):
        minded = tuple(flag for flag in edit.flags if flag not in policy.flags)
        return accepts(policy.base, replace(edit, flags=minded))
    if edit.kind is EditKind.MARK:
        return False
    if isinstance(policy, Confident):
        return not edit.flags and edit.confidence >= policy.least
    return policy is not Policy.NONE and _UNMINDED[policy].issuperset(edit.flags)
