"""Running the command as a shell does, with a scripted engine."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.support.forkserver import server

ARTICLE = (
    "Council Rejects Ferry Plan\n"
    "\n"
    "Harbor Vote\n"
    "\n"
    "The loss leaders of Port Ellery froze off the plan on 5 March. They met for 3 hours.\n"
    "\n"
    "“No ferry, no vote,” said Ines Tarrow. The alien firm left.\n"
)
REPAIRED = (
    ARTICLE.replace("loss leaders", "leaders")
    .replace("froze off", "rejected")
    .replace("alien", "foreign")
)
SCRIPT = [
    {
        "find": "loss leaders",
        "replace": "leaders",
        "confidence": 0.97,
        "reason": "synonyms {loss leader, leader}",
        "alternatives": [{"text": "drawing cards", "confidence": 0.02}],
    },
    {"find": "froze off", "replace": "rejected", "confidence": 0.9},
    {"find": "alien", "replace": "foreign", "confidence": 0.6, "flags": ["uncertain"]},
]
UNFLAGGED = ARTICLE.replace("loss leaders", "leaders").replace("froze off", "rejected")


def script(folder: Path, lines: object = SCRIPT) -> str:
    """Write a script to a folder, and give the name of the engine that plays it."""
    path = folder / "script.json"
    path.write_text(json.dumps(lines), "utf-8")
    return f"scripted:{path}"


def article(folder: Path, text: str = ARTICLE, name: str = "article.txt") -> Path:
    """Write an article to a folder."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def assistant(
    *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The outcome of `assistant …` in a process of its own."""
    told = [str(argument) for argument in arguments]
    return server().run(told, stdin, {**os.environ, **(env or {})}, seconds=120)
