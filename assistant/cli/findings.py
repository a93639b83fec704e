"""Findings as lines, JSON, SARIF, or annotations of GitHub."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.terminal import sanitise

if TYPE_CHECKING:
    from assistant.workspace.linting import Finding

FORMS = ("text", "json", "sarif", "github")


def render(found: Sequence[Finding], form: str) -> str:
    """All findings in one of the forms."""
    if form == "json":
        rows = [
            {
                "path": each.path,
                "line": each.line,
                "column": each.column,
                "kind": each.kind,
                "code": each.code,
                "message": each.message,
                "text": each.text,
            }
            for each in found
        ]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    if form == "sarif":
        from assistant.workspace.sarif import sarif

        return json.dumps(sarif(found), ensure_ascii=False, indent=1) + "\n"
    line = _annotation if form == "github" else _line
    return "".join(f"{line(each)}\n" for each in found)


def _line(each: Finding) -> str:
    place = f"{sanitise(each.path)}:{each.line}:{each.column}"
    return f"{place}: {each.kind}: {sanitise(each.message)}"


def _annotation(each: Finding) -> str:
    """A workflow command of GitHub: property values and the message are percent-encoded."""
    path = _encoded(sanitise(each.path)).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={each.line},col={each.column},title={each.kind}"
    return f"::warning {place}::{_encoded(sanitise(each.message))}"


def _encoded(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
