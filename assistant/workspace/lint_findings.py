"""A finding of the linter: its place in every way that a reader counts, its rule, its fix."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.article.lines import LineIndex
from assistant.article.model import Article
from assistant.workspace.rulebook import LintRule


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding by its offsets in the source; `fix` is what to put instead, None for nothing.

    `change` is what the fix replaces, where that is more than the finding.
    """

    start: int
    end: int
    rule: str
    message: str
    fix: str | None = None
    change: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A place from a line and column to another, both counted from 1, the end left out."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Fix:
    """What to put in the place of a region, its columns in UTF-16 units."""

    region: Region
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in an article, counted from 1, the rule it breaks, and what is the matter.

    Columns count code points; those of `utf16` count UTF-16 units.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    kind: str
    level: str
    message: str
    text: str
    utf16: Region
    fix: Fix | None = None

    @property
    def fingerprint(self) -> str:
        """What stays the same when lines, files and confidence change: the rule and the text."""
        known = f"{self.code}\0{' '.join(self.text.lower().split())}"
        return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def placed(
    article: Article, faults: Iterable[Fault], rules: Mapping[str, LintRule]
) -> list[Finding]:
    """Faults as findings, in order of place; white space round a fault is no part of it."""
    index = LineIndex.of(article.source)
    return [
        _placed(article, each, rules[each.rule], index)
        for each in sorted(faults, key=lambda fault: (fault.start, fault.end))
    ]


def _placed(article: Article, fault: Fault, rule: LintRule, index: LineIndex) -> Finding:
    source = article.source
    text = source[fault.start : fault.end]
    start = fault.start + len(text) - len(text.lstrip()) if text.strip() else fault.start
    end = start + len(text.strip()) if text.strip() else fault.end
    change = fault.change or (fault.start, fault.end)
    fix = None if fault.fix is None else Fix(_utf16(source, *change, index), fault.fix)
    return Finding(
        article.path, *index.position(start), *index.position(end), rule.id, rule.kind,
        rule.level, fault.message, source[start:end], _utf16(source, start, end, index), fix,
    )  # fmt: skip


def _utf16(source: str, start: int, end: int, index: LineIndex) -> Region:
    ends = []
    for offset in (start, end):
        line, column = index.position(offset)
        before = source[offset - column + 1 : offset]
        ends += [line, column + sum(char > "\uffff" for char in before)]
    return Region(*ends)
