"""What a linter is, for prose: everything an editor should look at, with its place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant import __version__
from assistant.article.lines import position
from assistant.article.model import Article
from assistant.article.structure_issues import structure_issues
from assistant.checks.neutrality import loaded_words as neutrality
from assistant.edits import Edit, EditKind
from assistant.engines.base import Engine
from assistant.errors import UsageError

BASELINE = "assistant.baseline/1"


class Kind(StrEnum):
    """What a finding is about: what `--select` and `--ignore` name."""

    SUSPECT = "suspect"
    FACT = "fact"
    NEUTRALITY = "neutrality"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in an article, counted from 1, what it is about, and what is the matter."""

    path: str
    line: int
    column: int
    kind: Kind
    message: str
    text: str

    @property
    def fingerprint(self) -> str:
        """What stays the same when lines move: the path, the kind, the text and the message."""
        told = f"{self.path}\0{self.kind}\0{self.text}\0{self.message}"
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def findings(article: Article, kinds: frozenset[Kind], engine: Engine | None) -> list[Finding]:
    """Everything of some kinds; suspects and facts at risk need an engine."""
    found: list[tuple[int, Finding]] = []
    if Kind.STRUCTURE in kinds:
        found += (_edit(article, e, Kind.STRUCTURE) for e in structure_issues(article))
    if Kind.NEUTRALITY in kinds:
        found += (_loaded(article, each) for each in neutrality.of_article(article))
    if engine is not None and {Kind.SUSPECT, Kind.FACT} & kinds:
        found += (pair for pair in _suspects(article, engine) if pair[1].kind in kinds)
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def _suspects(article: Article, engine: Engine) -> Iterator[tuple[int, Finding]]:
    from assistant.workspace import pipeline

    review, account = pipeline.repair(article, engine)
    for hunk in review.hunks:
        if hunk.edit.kind is EditKind.WORDING:
            yield _edit(article, hunk.edit, Kind.SUSPECT)
        elif hunk.edit.kind is EditKind.QUOTATION:
            yield _edit(article, hunk.edit, Kind.FACT)
    for each in account.refused:
        message = f"{each.original!r} may be garbled, but {each.reason}"
        yield each.start, _finding(article, each.start, each.original, Kind.FACT, message)


def _edit(article: Article, edit: Edit, kind: Kind) -> tuple[int, Finding]:
    old, new = (" ".join(text.split())[:60] for text in (edit.original, edit.replacement))
    if kind is Kind.STRUCTURE:
        message = f"{edit.reason}: {old!r}" if old else edit.reason
    else:
        place = " in a quotation" if edit.kind is EditKind.QUOTATION else ""
        message = f"{old!r}{place} may have been {new!r} ({edit.confidence:.2f})"
    start = edit.start + len(edit.original) - len(edit.original.lstrip())
    return start, _finding(article, start, edit.original, kind, message)


def _loaded(article: Article, each: neutrality.Finding) -> tuple[int, Finding]:
    prefer = f"; prefer {each.prefer!r}" if each.prefer else ""
    message = f"{each.text!r} ({each.group.replace('_', ' ')}): {each.why}{prefer}"
    return each.start, _finding(article, each.start, each.text, Kind.NEUTRALITY, message)


def _finding(article: Article, start: int, text: str, kind: Kind, message: str) -> Finding:
    line, column = position(article.source, start)
    return Finding(article.path, line, column, kind, message, text)


def baseline(found: Iterable[Finding]) -> str:
    """A file that says which findings are known."""
    known = sorted({finding.fingerprint for finding in found})
    return json.dumps({"schema": BASELINE, "known": known}, indent=1) + "\n"


def read_baseline(text: str, path: str) -> frozenset[str]:
    """The fingerprints of such a file; raises UsageError where it is none."""
    try:
        stored = json.loads(text)
        if stored["schema"] == BASELINE:
            return frozenset(str(each) for each in stored["known"])
    except (ValueError, KeyError, TypeError):
        pass
    raise UsageError(f"{path} is no baseline", hint="--write-baseline makes one")


def sarif(found: Sequence[Finding]) -> dict[str, Any]:
    """Findings in the Static Analysis Results Interchange Format (OASIS, SARIF 2.1.0)."""
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "assistant",
                        "version": __version__,
                        "rules": [{"id": str(kind)} for kind in Kind],
                    }
                },
                "results": [_result(finding) for finding in found],
            }
        ],
    }


def _result(finding: Finding) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    place = {"artifactLocation": {"uri": finding.path}, "region": region}
    return {
        "ruleId": str(finding.kind),
        "level": "warning",
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"assistant/1": finding.fingerprint},
    }
