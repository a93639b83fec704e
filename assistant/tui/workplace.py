"""What the desk needs of its surroundings: articles, engines, settings. No screen is known here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.article.model import Article
from assistant.engines.base import Engine
from assistant.review.model import Review
from assistant.summary.model import Summary
from assistant.workspace.recent import Recent


@dataclass(frozen=True, slots=True)
class Opened:
    """An article on the desk: its review, where that is saved, and where `w` writes to.

    `engine` makes an engine; one that is `fresh` asks anew what was answered before. It is
    None where nothing is to be repaired. `repairs` says that the repair is to begin at once.
    """

    article: Article
    review: Review
    path: Path
    out: str
    engine: Callable[[bool], Engine] | None = None
    summarise: Callable[[Article], Summary] | None = None
    repairs: bool = False
    note: str = ""


class Workplace(Protocol):
    """Opens articles and knows the settings; every method may raise AssistantError."""

    @property
    def keys(self) -> Mapping[str, str]:
        """The user's own keys: command to keys, parted by spaces."""

    @property
    def has_editor(self) -> bool:
        """Whether the user's editor may be started here."""

    def open(self, file: str) -> Opened:
        """An article or a saved review; one that was begun goes on."""

    def paste(self, text: str) -> Opened:
        """A text that was pasted; it is kept as a file, so that it can be gone on with."""

    def demo(self) -> Opened:
        """A garbled article to try the keys on."""

    def reload(self, opened: Opened, review: Review) -> Opened:
        """The article as it is now, with the decisions that still fit."""

    def place(self, path: str) -> str:
        """A path that may be read and written here; raises UsageError for any other."""

    def complete(self, value: str) -> str | None:
        """The whole of a path that is being written, or None."""

    def recent(self) -> Sequence[Recent]:
        """What was on the desk, the latest first."""

    def settings(self) -> Mapping[str, Any]:
        """The settings that can be changed on the desk."""

    def change(self, key: str, value: Any) -> str:
        """Save a setting; the path of the file it is in."""
