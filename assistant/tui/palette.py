"""The commands of a screen in the palette (ctrl+p): those of the desk, and of no other program."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from assistant.tui.commands import LISTED, Command


class ScreenCommands(Provider):
    """What the keys of the screen do, where it is not the desk, which has more to say of them."""

    async def discover(self) -> Hits:
        """All of them, where nothing is written yet."""
        for title, binding in self._bindings():
            run = partial(self.screen.run_action, binding.action)
            yield DiscoveryHit(title, run, help=binding.tooltip)

    async def search(self, query: str) -> Hits:
        """Those that fit what is written."""
        matcher = self.matcher(query)
        for title, binding in self._bindings():
            score = matcher.match(f"{title} {binding.tooltip}")
            if score > 0:
                run = partial(self.screen.run_action, binding.action)
                yield Hit(score, matcher.highlight(title), run, help=binding.tooltip)

    def _bindings(self) -> Iterator[tuple[str, Binding]]:
        if DeskCommands in self.screen.COMMANDS:
            return
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if active.node is self.screen and binding.show and binding.action not in seen:
                seen.add(binding.action)
                yield f"{binding.description} ({self.app.get_key_display(binding)})", binding


class DeskCommands(Provider):
    """Every command of the desk, by its word and what it does."""

    async def discover(self) -> Hits:
        """All of them, where nothing is written yet."""
        for command in LISTED:
            yield DiscoveryHit(
                _title(command), partial(self.screen.run_action, command.action),
                help=command.tooltip,
            )  # fmt: skip

    async def search(self, query: str) -> Hits:
        """Those that fit what is written."""
        matcher = self.matcher(query)
        for command in LISTED:
            score = matcher.match(f"{command.word} {command.tooltip}")
            if score > 0:
                yield Hit(
                    score, matcher.highlight(_title(command)),
                    partial(self.screen.run_action, command.action), help=command.tooltip,
                )  # fmt: skip


def _title(command: Command) -> str:
    return f"{command.word} ({command.keys[0]})"
