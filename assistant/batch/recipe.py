"""What decides what comes of an article: a batch is done by one recipe, and says so if not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant import __version__, prompts
from assistant.batch.jobs import Part
from assistant.batch.worker import Wanted
from assistant.engines.base import Repairs, Summarises
from assistant.errors import UsageError

_NAMES = {
    "engine": "engine", "prompt": "prompt", "summary": "summary", "accept": "--accept",
    "write": "--write", "neutral": "--neutral", "scope": "--scope", "style": "--style",
    "glossary": "--glossary", "script": "script", "encoding": "--encoding",
    "decisions": "--decisions", "version": "version of assistant",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recipe:
    """The parts of a recipe, by name; equal recipes give equal results."""

    parts: Mapping[str, str]

    @property
    def stored(self) -> str:
        """The recipe as the ledger keeps it."""
        return json.dumps(dict(self.parts), sort_keys=True)

    def require(self, stored: str) -> None:
        """Raise UsageError, which names what differs, where a batch was begun with another."""
        before = json.loads(stored)
        changes = [
            f"{_NAMES.get(name, name)} ({before.get(name) or 'none'} -> {now or 'none'})"
            for name, now in self.parts.items()
            if before.get(name, "") != now
        ]
        if changes:
            raise UsageError(
                f"the batch was begun with other settings: {', '.join(changes)}",
                hint="give another --out; --redo does everything again with these settings",
            )


def recipe(engine: Repairs, wanted: Wanted, decisions: str = "") -> Recipe:
    """The recipe of an engine and of what is wanted of it; `decisions` names their file."""
    settings = wanted.loaded.settings
    rewrite = wanted.rewrite
    summary = ""
    if Part.SUMMARY in wanted.parts:
        summary = prompts.load("summary").mark if isinstance(engine, Summarises) else "extractive"
    return Recipe(
        {
            "version": __version__,
            "engine": engine.name,
            "script": _digest(settings.engine.partition(":")[2]),
            "prompt": engine.prompt,
            "summary": summary,
            "accept": str(rewrite.accept),
            "neutral": "yes" if rewrite.neutral else "",
            "write": ",".join(sorted(wanted.parts)),
            "scope": settings.endpoint.scope,
            "style": _digest(settings.house.style),
            "glossary": _digest(settings.house.glossary),
            "encoding": settings.encoding,
            "decisions": _digest(decisions),
        }
    )


def _digest(path: str) -> str:
    """A short digest of a file that takes part; of none, nothing."""
    if not path:
        return ""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
    except OSError:
        return "unreadable"
