"""The settings in force, and a word on what does not count of those of the current folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import diagnostics

if TYPE_CHECKING:
    from assistant.config import Loaded


def load_settings() -> Loaded:
    """The settings in force; raises UsageError as `config.load` does."""
    from assistant.config import load

    loaded = load()
    tell(loaded.untrusted)
    return loaded


def tell_untrusted_prompts() -> None:
    """Say which prompts of the current folder are not used, if there are any."""
    from assistant.config import untrusted_in

    tell(untrusted_in(Path(), {}))


def tell(untrusted: Sequence[str]) -> None:
    """Say in one line what of the current folder does not count."""
    if untrusted:
        from assistant.config import untrusted_notice

        diagnostics.notice(untrusted_notice(untrusted))
