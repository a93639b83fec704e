"""A scripted engine: plays edits from a list, for demonstrations and tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.article.model import Article, Section
from assistant.edits import Alternative, Edit, EditKind, Flag
from assistant.engines.base import EngineRequest, Proposal, Work
from assistant.errors import SourceError, UsageError

Script = Callable[[Article, Section], tuple[Edit, ...]]
"""What is proposed for a section of an article."""


@dataclass(frozen=True, slots=True)
class ScriptedEngine:
    """Proposes what a function says, section by section."""

    script: Script
    name: str = "scripted"
    prompt: str = ""

    def repair(self, article: Article, only: Container[int] | None = None) -> Iterator[Proposal]:
        """Play the script for every section, or `only` for some."""
        words = suspects = 0
        for section in article.sections:
            if only is not None and section.id not in only:
                continue
            edits = self.script(article, section)
            words += len(article.slice(section.span).split())
            suspects += len(edits)
            yield Proposal(section.id, edits, work=Work(words, suspects))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a script: every `find` in the article is to be replaced by `replace`."""

    find: str
    replace: str
    confidence: float = 1.0
    reason: str = "the script says so"
    flags: tuple[Flag, ...] = ()
    kind: EditKind = EditKind.WORDING
    alternatives: tuple[Alternative, ...] = ()

    def edits(self, article: Article, section: Section) -> Iterator[Edit]:
        """The edits of this line in a section."""
        at = article.source.find(self.find, section.span.start, section.span.end)
        while at >= 0:
            end = at + len(self.find)
            yield Edit(
                at, end, self.find, self.replace, self.kind,
                self.confidence, self.reason, self.flags, self.alternatives,
            )  # fmt: skip
            at = article.source.find(self.find, end, section.span.end)


def scripted(*lines: Line) -> ScriptedEngine:
    """An engine that finds and replaces; an empty `find` is refused with UsageError."""
    if any(not line.find for line in lines):
        msg = "a line of a script has nothing to find"
        raise UsageError(msg)
    return ScriptedEngine(
        lambda article, section: tuple(
            edit for line in lines for edit in line.edits(article, section)
        )
    )


def from_file(path: str | Path) -> ScriptedEngine:
    """An engine that plays a JSON file: a list of objects with `find`, `replace` and more.

    Raises SourceError where the file cannot be read and UsageError where it is no script.
    """
    try:
        stored = json.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise SourceError(
            f"{path} cannot be read: {error.strerror}", hint="check the path"
        ) from error
    except ValueError as error:
        raise UsageError(f"{path} is no script: {error}", hint=_HINT) from error
    try:
        return scripted(*(_line(entry) for entry in stored))
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise UsageError(f"{path} is no script: {error!r}", hint=_HINT) from error


def make(request: EngineRequest) -> ScriptedEngine:
    """The engine `scripted:FILE`; raises what `from_file` raises."""
    return from_file(request.argument)


_HINT = 'a script is a JSON list such as [{"find": "loss leader", "replace": "leader"}]'


def _line(entry: dict[str, Any]) -> Line:
    return Line(
        str(entry["find"]),
        str(entry["replace"]),
        float(entry.get("confidence", 1.0)),
        str(entry.get("reason", "the script says so")),
        tuple(Flag(str(flag)) for flag in entry.get("flags", ())),
        EditKind(entry.get("kind", "wording")),
        tuple(
            Alternative(str(a["text"]), float(a["confidence"]))
            for a in entry.get("alternatives", ())
        ),
    )
