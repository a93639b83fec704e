"""The settings: chosen here, saved in the user's file, which `assistant config` shows."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from assistant.engines import registry
from assistant.errors import AssistantError
from assistant.tui.commands import COMMANDS, KEYMAPS, commands
from assistant.tui.content import shown
from assistant.tui.stand_ins import from_a_line, in_a_line
from assistant.tui.widgets.fields import LineField
from assistant.tui.widgets.words import DropDown, Words
from assistant.workspace.workspace import Workspace

_CHOICES = {
    "accept": ("Accepted without being seen", ("unflagged", "all", "none")),
    "scope": ("Sent to an endpoint", ("auto", "all")),
    "mouse": ("Mouse", ("on", "off")),
    "keymap": ("Keys", tuple(KEYMAPS)),
}
_TEXTS = {
    "profile": "Profile: openai, openrouter, ollama, vllm, llamacpp, lmstudio or your own",
    "model": "Model; empty for that of the profile",
    "base_url": "Endpoint; empty for that of the profile",
}


_OWN_KEYS = "Keys of a command: choose it, write its keys parted by spaces, enter"


class SettingsScreen(ModalScreen[None]):
    """Each change is saved as it is made; it is in force from the next article on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close")]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(classes="panel")
        self._workspace = workspace
        self._known = dict(workspace.settings())

    def compose(self) -> ComposeResult:
        """A field for each setting."""
        with VerticalScroll() as box:
            box.border_title = shown("Settings")
            box.border_subtitle = shown("tab goes on · escape closes")
            for key, (label, options) in _choices().items():
                known = _word(self._known[key])
                yield Words(shown(label), classes="label")
                names = dict.fromkeys((*options, known))
                yield DropDown([(shown(name), name) for name in names], key, known)
            yield Words(shown("Theme"), classes="label")
            themes = sorted(self.app.available_themes)
            yield DropDown([(shown(name), name) for name in themes], "theme", self.app.theme)
            for key, label in _TEXTS.items():
                yield Words(shown(label), classes="label")
                yield LineField(in_a_line(str(self._known[key])), id=key, compact=True)
            yield Words(shown(_OWN_KEYS), classes="label")
            listed = [(shown(f"{c.word}: {c.tooltip}"), c.id) for c in COMMANDS]
            yield DropDown(listed, "command", prompt="a command")
            yield LineField(id="own-keys", compact=True, placeholder="j down")
            yield Words(id="saved")

    def on_select_changed(self, event: DropDown.Changed) -> None:
        """Save what was chosen."""
        key, value = event.select.id or "", event.value
        if key == "command":
            self._show_keys(str(value))
        elif key == "theme":
            if str(value) != self.app.theme:
                self.app.theme = str(value)
                self._save(key, str(value))
        elif str(value) != _word(self._known[key]):
            self._save(key, value == "on" if key == "mouse" else str(value))

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Save what was written."""
        if event.input.id == "own-keys":
            self._save_keys(event.value)
        elif event.input.id:
            self._save(event.input.id, from_a_line(event.value).strip())

    def on_input_blurred(self, event: LineField.Blurred) -> None:
        """Save what was written and left."""
        key = event.input.id or ""
        if key in _TEXTS and (value := from_a_line(event.value).strip()) != self._known[key]:
            self._save(key, value)

    def _show_keys(self, command: str) -> None:
        known = {each.id: each.keys for each in commands(self._workspace.keys)}
        self.query_one("#own-keys", LineField).text = " ".join(known.get(command, ()))

    def _save_keys(self, keys: str) -> None:
        command = self.query_one("#command", DropDown).value
        if not isinstance(command, str):
            return
        own = {**self._workspace.keys, command: keys}
        try:
            known = commands(own)
        except AssistantError as error:
            self._tell(f"{error.message}; nothing was saved")
            return
        self._save("keys", own)
        self.app.update_keymap({each.id: ",".join(each.keys) for each in known})

    def _save(self, key: str, value: object) -> None:
        try:
            path = self._workspace.change(key, value)
        except AssistantError as error:
            self._tell(f"{error.message}; nothing was saved")
        else:
            self._known[key] = value
            self._tell(f"saved in {path}; the next article is opened with it")

    def _tell(self, message: str) -> None:
        self.query_one("#saved", Words).put(shown(message))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()


def _choices() -> dict[str, tuple[str, tuple[str, ...]]]:
    """What is chosen from a list: a label and the options of each key; a script is no choice."""
    engines = tuple(name for name in registry.names() if name != "scripted")
    return {"engine": ("Engine", engines), **_CHOICES}


def _word(value: object) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)
