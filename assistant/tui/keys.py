"""The keys of the desk as they are now, in groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import App

from assistant.tui.commands import CANDIDATES, COMMANDS, LISTED

_JUMPS = "flagged doubtful garbled pending accepted rejected by_hand noted kind match"
_GROUPS: Mapping[str, str] = {
    "Decide": "accept reject edit delete repeat accept_section reject_section accept_like bulk undo"
    " redo note always leave",
    "Go": "next_hunk previous_hunk next_undecided next_section previous_section first_hunk"
    " last_hunk sections back forward half_down half_up centre",
    "Words": "next_word previous_word select grow shrink grow_left shrink_left split join",
    "Find": "search filter order notes " + " ".join(f"next_{what}" for what in _JUMPS.split()),
    "Look": "view why facts summary outcome check theme help settings",
    "Engine": "repair cancel regenerate regenerate_section",
    "Files": "save save_as export editor copy suspend quit",
}
_REST = "More"


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that belong together: the keys of each, and what it does."""

    name: str
    keys: Sequence[tuple[str, str]]


def groups(app: App[Any]) -> Iterator[Group]:
    """The commands of the screen that is shown, in groups, with the keys they have now."""
    bound: dict[str, list[str]] = {}
    for active in app.screen.active_bindings.values():
        shown = app.get_key_display(active.binding)
        bound.setdefault(active.binding.id or "", []).append(shown)
    known = {command.id: command for command in LISTED}
    placed = {name: ids.split() for name, ids in _GROUPS.items()}
    told = {id_ for ids in placed.values() for each in ids for id_ in (each, _back(each))}
    rest = [id_ for id_ in known if id_ not in told]

    def row(id_: str) -> tuple[str, str]:
        """A command; one that goes on, in the group of finding, with the one that goes back."""
        keys, what = bound.get(id_, []), known[id_].tooltip
        back = _back(id_)
        if back in known and back != id_ and id_ in placed["Find"]:
            keys, what = keys + bound.get(back, []), f"{what}, or the one before"
        return " ".join(keys), what

    for name, ids in (placed | {_REST: rest}).items():
        rows = [row(id_) for id_ in ids if id_ in known]
        if name == next(iter(placed)) and len(LISTED) < len(COMMANDS):
            rows.append(CANDIDATES)
        if rows:
            yield Group(name, rows)


def _back(id_: str) -> str:
    """The command that goes back where another goes on."""
    return id_.replace("next_", "previous_")
