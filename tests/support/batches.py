"""Piles of articles, and the command that works on them with a scripted engine."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.engines.local import LocalEngine
from assistant.repair.density import Reading
from tests.support.command import SCRIPT, script

_WORDS = (
    "ferry harbor council vote plan budget dock tide street school bridge member report".split()
)


def pile(folder: Path, count: int, *, seed: int = 1) -> Path:
    """A folder of so many articles, no two alike, each with something to repair."""
    chance = random.Random(seed)
    for number in range(count):
        words = " ".join(chance.choices(_WORDS, k=30))
        place = folder / f"desk{number % 3}" / f"article-{number:04}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(
            f"Council Rejects Plan {number}\n\n"
            f"The loss leaders of Port Ellery froze off plan {number} on 5 March: {words}.\n\n"
            f"The alien firm left the harbor, and {' '.join(chance.choices(_WORDS, k=12))}.\n",
            "utf-8",
        )
    return folder


def command(*arguments: str | Path) -> list[str]:
    """The command line of `assistant …` in a process of its own."""
    return [sys.executable, "-m", "assistant", *map(str, arguments)]


def rewriting(folder: Path, source: Path, out: Path, *more: str | Path) -> list[str]:
    """The command line that rewrites a pile with a script that lies in a folder."""
    made = folder / "script.json"
    engine = f"scripted:{made}" if made.is_file() else script(folder, SCRIPT)
    return command("rewrite", source, "--out", out, "--engine", engine, *more)


def started(told: list[str]) -> subprocess.Popen[str]:
    """A command that goes on by itself, in a session of its own."""
    return subprocess.Popen(
        told, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip


def results(out: Path) -> dict[str, bytes]:
    """What a batch wrote, by path; where it lies itself is taken out of its reviews."""
    found = {}
    for path in sorted(out.rglob("*")):
        inner = path.relative_to(out)
        if path.is_file() and inner.parts[0] != ".batch" and not inner.name.startswith("report."):
            found[str(inner)] = path.read_bytes().replace(str(out.absolute()).encode(), b"OUT")
    return found


def states(out: Path) -> dict[str, str]:
    """The state of each article in the ledger, by key."""
    with sqlite3.connect(out / ".batch" / "ledger.sqlite3") as ledger:
        assert ledger.execute("pragma integrity_check").fetchone() == ("ok",)
        return dict(ledger.execute("select key, state from articles"))


def events(errors: str) -> list[Mapping[str, object]]:
    """What `--progress json` said."""
    return [json.loads(line) for line in errors.splitlines() if line.startswith("{")]


def without_models(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """Everything is suspected and no model is asked; answers are kept in a cache of its own."""
    monkeypatch.setattr(LocalEngine, "require", lambda _: None)
    monkeypatch.setattr(LocalEngine, "suspicions", lambda *_: ())
    monkeypatch.setattr(LocalEngine, "reading", lambda *_: Reading(()))
    monkeypatch.setattr(LocalEngine, "model", None)
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(cache))
