"""The commands of the desk in the palette (ctrl+p)."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from assistant.tui.commands import LISTED, Command


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
