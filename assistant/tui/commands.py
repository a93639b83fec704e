"""The commands of the desk: one declaration each for keys, footer, palette, help and settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.errors import UsageError


@dataclass(frozen=True, slots=True)
class Command:
    """A command: a stable id, its keys, its word in the footer, and what it does in a line.

    `action` is Textual's action that carries it out.
    """

    id: str
    keys: tuple[str, ...]
    word: str
    tooltip: str
    action: str
    footer: bool = False


def _command(
    id_: str, keys: str, word: str, tooltip: str, action: str = "", *, footer: bool = False
) -> Command:
    return Command(id_, tuple(keys.split()), word, tooltip, action or f"run('{id_}')", footer)


COMMANDS: Sequence[Command] = (
    _command("accept", "y", "Accept", "Accept this hunk, and go to the next", footer=True),
    _command("reject", "n", "Reject", "Reject this hunk, and go to the next", footer=True),
    _command("edit", "e", "Edit", "Write the hunk yourself", footer=True),
    *(
        _command(f"candidate_{n}", str(n), f"Candidate {n}", f"Take candidate {n}")
        for n in range(1, 10)
    ),
    _command("next_hunk", "j down", "Next", "Go to the next hunk"),
    _command("previous_hunk", "k up", "Previous", "Go to the hunk before"),
    _command("next_section", "J", "Next section", "Go to the first hunk of the next section"),
    _command("previous_section", "K", "Section before", "Go to the section before"),
    _command("sections", "S", "Sections", "Choose a section"),
    _command("next_undecided", "tab", "Undecided", "Go to the next undecided hunk", footer=True),
    _command("accept_section", "Y", "Accept section", "Accept what is undecided in this section"),
    _command("reject_section", "N", "Reject section", "Reject what is undecided in this section"),
    _command("accept_like", "asterisk", "All like this", "Accept this hunk and all like it"),
    _command("undo", "u", "Undo", "Take the last decision back"),
    _command("redo", "ctrl+r", "Redo", "Make the decision again that was taken back"),
    _command("regenerate", "g", "Again", "Ask the engine again about this hunk"),
    _command("regenerate_section", "G", "Section again", "Ask again about what is undecided here"),
    _command("note", "semicolon", "Note", "Write a note beside this hunk"),
    _command("view", "v", "View", "In place, side by side, original, result", footer=True),
    _command("search", "slash", "Search", "Find text in the article"),
    _command("summary", "s", "Summary", "Takeaways and abstract, with their evidence"),
    _command("facts", "f", "Facts", "The facts of this section, and what a hunk does to them"),
    _command("copy", "c", "Copy", "Copy the article as decided, also over ssh (OSC 52)"),
    _command("save", "w", "Save", "Write the article as decided", footer=True),
    _command("save_as", "W", "Save as", "Write the article as decided to another place"),
    _command("editor", "o", "Editor", "Write the article and open it in $VISUAL or $EDITOR"),
    _command("cancel", "escape", "Stop", "Stop the repair; what is done stays"),
    _command("repair", "R", "Repair", "Begin the repair, or go on with it"),
    _command("settings", "comma", "Settings", "Engine, model, accept policy, theme, mouse"),
    _command("theme", "T", "Theme", "Choose other colours"),
    _command("help", "question_mark", "Help", "What the keys do", footer=True),
    _command(
        "suspend", "ctrl+z", "Suspend", "Go to the shell; fg comes back", "app.suspend_process"
    ),
    _command("quit", "q", "Leave", "Leave; every decision is saved", footer=True),
)

LISTED: Sequence[Command] = tuple(c for c in COMMANDS if not c.id.startswith("candidate_"))
"""The commands but for the candidates, for which one line stands: `CANDIDATES`."""

CANDIDATES = ("1 to 9", "Take another candidate by its number")
"""The keys of the candidates, and what they do."""


def commands(keys: Mapping[str, str]) -> tuple[Command, ...]:
    """The commands with the user's own keys: id to keys, parted by spaces.

    Raises UsageError for an unknown id, a command without a key, and a key given twice.
    """
    known = {command.id: command for command in COMMANDS}
    if strange := sorted(set(keys) - set(known)):
        msg = f"[keys]: there is no command called {strange[0]!r}"
        raise UsageError(msg, hint=f"they are {', '.join(known)}")
    for name, wanted in keys.items():
        if not wanted.split():
            raise UsageError(f"[keys]: {name} has no key")
        known[name] = replace(known[name], keys=tuple(wanted.split()))
    taken: dict[str, str] = {}
    for command in known.values():
        for key in command.keys:
            if key in taken:
                msg = f"[keys]: {key} is the key of both {taken[key]} and {command.id}"
                raise UsageError(msg, hint="give one of them another key")
            taken[key] = command.id
    return tuple(known.values())
