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


_JUMPS: Sequence[tuple[str, str, str]] = (
    ("flagged", "f", "flagged hunk"),
    ("doubtful", "d", "hunk of little confidence"),
    ("garbled", "m", "place that reads garbled and has no proposal"),
    ("pending", "u", "undecided hunk"),
    ("accepted", "a", "accepted hunk"),
    ("rejected", "r", "rejected hunk"),
    ("by_hand", "h", "hunk written by hand"),
    ("noted", "n", "hunk with a note"),
    ("kind", "k", "hunk of this kind"),
)
"""What can be gone to: the end of an id, the key behind ] or [, and what it is."""

COMMANDS: Sequence[Command] = (
    _command("accept", "y", "Accept", "Accept this hunk, and go to the next", footer=True),
    _command(
        "reject",
        "n x",
        "Reject",
        "Reject this hunk, and go to the next; n goes on to the next match of a search",
        footer=True,
    ),
    _command("edit", "e", "Edit", "Write this hunk, or the selected words, yourself", footer=True),
    _command("delete", "d delete", "Delete", "Take what stands at this hunk, or these words, away"),
    *(
        _command(
            f"candidate_{n}",
            str(n),
            f"Candidate {n}",
            f"Look at candidate {n} in the sentence; again, or y, takes it",
        )
        for n in range(10)
    ),
    _command("repeat", "full_stop", "Again so", "Decide this hunk as the last one"),
    _command("next_hunk", "j down", "Next", "Go to the next hunk"),
    _command("previous_hunk", "k up", "Previous", "Go to the hunk before"),
    _command("next_section", "J", "Next section", "Go to the first hunk of the next section"),
    _command("previous_section", "K", "Section before", "Go to the section before"),
    _command("first_hunk", "home", "First", "Go to the first hunk"),
    _command("last_hunk", "end", "Last", "Go to the last hunk, or to the hunk of a number"),
    _command("sections", "S", "Sections", "Choose a section"),
    _command("next_undecided", "tab", "Undecided", "Go to the next undecided hunk", footer=True),
    _command("next_word", "l right", "Next word", "Stand at the next word, in or between hunks"),
    _command("previous_word", "h b left", "Word before", "Stand at the word before"),
    _command("select", "V", "Select", "Select from here on as you go, or no longer"),
    _command(
        "grow",
        "greater_than_sign shift+right",
        "Grow",
        "Have the hunk, or the selection, reach a word further",
    ),
    _command("shrink", "less_than_sign shift+left", "Shrink", "End it a word earlier"),
    _command("grow_left", "left_parenthesis", "Grow left", "Begin it a word earlier"),
    _command("shrink_left", "right_parenthesis", "Shrink left", "Begin it a word later"),
    _command("split", "vertical_line", "Split", "Split this hunk into its single changes"),
    _command("join", "ampersand", "Join", "Join this hunk and the next one"),
    _command(
        "accept_section",
        "Y",
        "Accept section",
        "Accept what is undecided and not flagged in this section",
    ),
    _command(
        "reject_section",
        "N X",
        "Reject section",
        "Reject what is undecided here; N goes back to the match before of a search",
    ),
    _command("accept_like", "asterisk", "All like this", "Accept this hunk and all like it"),
    _command("bulk", "A", "In bulk", "Accept or reject many hunks, after seeing how many"),
    _command("undo", "u", "Undo", "Take the last decision back"),
    _command("redo", "ctrl+r", "Redo", "Make the decision again that was taken back"),
    _command("regenerate", "g", "Again", "Ask the engine again about this hunk"),
    _command("regenerate_section", "G", "Section again", "Ask again about what is undecided here"),
    _command("note", "semicolon", "Note", "Write a note beside this hunk"),
    _command("notes", "apostrophe", "Notes", "List the notes, and go to one"),
    _command(
        "always",
        "equals_sign",
        "Always so",
        "Have these words always be written so, here and in the article's glossary",
    ),
    _command("leave", "minus", "Leave it", "Leave these words as they are wherever they stand"),
    _command("view", "v", "View", "In place, side by side, original, result", footer=True),
    _command("why", "t", "Why", "Tell why this hunk is proposed, or fold that away"),
    _command("search", "slash", "Search", "Find text in the article and in proposals"),
    _command("filter", "F", "Filter", "Go only through some hunks: flagged, doubtful, of a kind"),
    _command("order", "O", "Order", "Go through the hunks by doubt, or by place again"),
    *(
        _command(
            f"{way}_{id_}",
            f"{bracket}_square_bracket-{key}",
            f"{way} {id_}".capitalize(),
            f"Go to the {said} {what}",
        )
        for id_, key, what in _JUMPS
        for way, bracket, said in (("next", "right", "next"), ("previous", "left", "previous"))
    ),
    _command("next_match", "right_square_bracket-slash", "Next match", "Go to the next match"),
    _command(
        "previous_match", "left_square_bracket-slash", "Match before", "Go to the match before"
    ),
    _command("back", "ctrl+o", "Back", "Go back to where you jumped from"),
    _command("forward", "ctrl+g", "Forward", "Go on again to where you came back from"),
    _command("half_down", "ctrl+d", "Half down", "Go half a screen down"),
    _command("half_up", "ctrl+u", "Half up", "Go half a screen up"),
    _command("centre", "z", "Centre", "Have the place you are at in the middle of the screen"),
    _command("summary", "s", "Summary", "Takeaways and abstract, with their evidence"),
    _command("facts", "f", "Facts", "The facts of this section, and what a hunk does to them"),
    _command("check", "C", "Check", "Mark what the checks find beside the proposals"),
    _command("copy", "c", "Copy", "Copy the article as decided, also over ssh (OSC 52)"),
    _command(
        "save",
        "w",
        "Save",
        "Write the article as decided; at words, go to the next word",
        footer=True,
    ),
    _command("save_as", "W", "Save as", "Write the article as decided to another place"),
    _command("export", "E", "Export", "Write it for Word, as CriticMarkup, a diff, or the notes"),
    _command(
        "editor",
        "o",
        "Editor",
        "Open the article in $VISUAL or $EDITOR; what you change comes back as hunks",
    ),
    _command("outcome", "Z", "Outcome", "What was decided, which facts were touched, what waits"),
    _command("cancel", "escape", "Stop", "Leave words, search and filter, or stop the repair"),
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

CANDIDATES = (
    "0 to 9",
    "Look at a candidate in the sentence, 0 is what stands there; again takes it",
)
"""The keys of the candidates, and what they do."""


VIM: Mapping[str, str] = {
    "edit": "e c-c c-i i",
    "delete": "d-d d-w delete",
    **{f"candidate_{n}": f"space-{n}" for n in range(10)},
    "next_section": "J right_curly_bracket",
    "previous_section": "K left_curly_bracket",
    "first_hunk": "g-g home",
    "last_hunk": "G end",
    "next_word": "l w right",
    "select": "v V",
    "regenerate": "g-a",
    "regenerate_section": "g-A",
    "view": "g-v",
    "copy": "g-y",
    "save": "colon-w",
    "save_as": "colon-W",
    "outcome": "Z-Z colon-x",
    "centre": "z-z",
    "quit": "colon-q q",
}
"""Keys for hands that know vi: digits are counts, and no key asks an engine where vi goes."""

KEYMAPS: Mapping[str, Mapping[str, str]] = {"usual": {}, "vim": VIM}
"""The keys of a keymap where they are others than the usual ones."""


def commands(keys: Mapping[str, str], keymap: str = "usual") -> tuple[Command, ...]:
    """The commands with the keys of a keymap and the user's own: id to keys, parted by spaces.

    ``g-g`` is two keys, one after the other. Raises UsageError for an unknown id or keymap, a
    command without a key, a key given twice, and one that others begin with.
    """
    known = {command.id: command for command in COMMANDS}
    if keymap not in KEYMAPS:
        raise UsageError(f"there is no keymap {keymap!r}", hint=f"one of {', '.join(KEYMAPS)}")
    if strange := sorted(set(keys) - set(known)):
        msg = f"[keys]: there is no command called {strange[0]!r}"
        raise UsageError(msg, hint=f"they are {', '.join(known)}")
    for name, wanted in {**KEYMAPS[keymap], **keys}.items():
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
    for key, name in taken.items():
        begun = [other for other in taken if other.startswith(f"{key}-")]
        if begun:
            msg = (
                f"[keys]: {key} is the key of {name}, and {begun[0]} of {taken[begun[0]]} begins so"
            )
            raise UsageError(msg, hint="give one of them another key")
    return tuple(known.values())
