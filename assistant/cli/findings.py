"""Findings as lines, JSON, SARIF, or annotations of GitHub."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.terminal import sanitise

if TYPE_CHECKING:
    from assistant.workspace.lint_findings import Finding
    from assistant.workspace.rulebook import LintRule

FORMS = ("text", "json", "sarif", "github")
_ANNOTATIONS = {"error": "error", "warning": "warning", "note": "notice"}


def render(
    found: Sequence[Finding], form: str, rules: Mapping[str, LintRule], unread: Sequence[str] = ()
) -> str:
    """All findings in one of the forms; SARIF says which files were not read."""
    if form == "json":
        return json.dumps([_row(each) for each in found], ensure_ascii=False, indent=1) + "\n"
    if form == "sarif":
        from assistant.workspace.sarif import sarif

        return json.dumps(sarif(found, rules, unread), ensure_ascii=False, indent=1) + "\n"
    line = _annotation if form == "github" else _line
    return "".join(f"{line(each)}\n" for each in found)


def _row(each: Finding) -> dict[str, Any]:
    return {
        "path": each.path,
        "line": each.line,
        "column": each.column,
        "end_line": each.end_line,
        "end_column": each.end_column,
        "kind": each.kind,
        "code": each.code,
        "level": each.level,
        "message": each.message,
        "text": each.text,
    }


def _line(each: Finding) -> str:
    place = f"{sanitise(each.path)}:{each.line}:{each.column}"
    return f"{place}: {each.level}: {sanitise(each.message)} [{each.code}]"


def _annotation(each: Finding) -> str:
    """A workflow command of GitHub: property values and the message are percent-encoded."""
    path = _encoded(sanitise(each.path)).replace(":", "%3A").replace(",", "%2C")
    where = f"line={each.line},col={each.column},endLine={each.end_line}"
    where += f",endColumn={each.end_column}" if each.end_line == each.line else ""
    command = _ANNOTATIONS[each.level]
    return f"::{command} file={path},{where},title={each.code}::{_encoded(sanitise(each.message))}"


def _encoded(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
