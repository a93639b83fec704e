"""Findings in the Static Analysis Results Interchange Format (OASIS, SARIF 2.1.0)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from assistant import __version__
from assistant.workspace.lint_findings import Finding, Region
from assistant.workspace.rulebook import LintRule

_READ_FAILED = "a file could not be read: {0}"


def sarif(
    found: Sequence[Finding], rules: Mapping[str, LintRule], unread: Sequence[str] = ()
) -> dict[str, Any]:
    """A log of one run. Columns count UTF-16 units (section 3.14.17), paths are URIs (3.4.3).

    `unread` are files that could not be checked.
    """
    order = list(rules)
    driver = {
        "name": "assistant",
        "version": __version__,
        "rules": [_rule(rule) for rule in rules.values()],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(unread)],
        "results": [_result(finding, order) for finding in found],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _invocation(unread: Sequence[str]) -> dict[str, Any]:
    told: dict[str, Any] = {"executionSuccessful": not unread}
    if unread:
        told["toolExecutionNotifications"] = [
            {
                "level": "error",
                "message": {"text": _READ_FAILED.format(path)},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}],
            }
            for path in unread
        ]
    return told


def _rule(rule: LintRule) -> dict[str, Any]:
    description = f"{rule.description[:1].upper()}{rule.description[1:]}."
    told: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": description},
        "fullDescription": {"text": f"{description} {rule.help}".strip()},
        "defaultConfiguration": {"level": rule.level},
        "properties": {"kind": str(rule.kind), "tags": [str(rule.kind)]},
    }
    if rule.help:
        told["help"] = {"text": rule.help}
    return told


def _result(finding: Finding, order: Sequence[str]) -> dict[str, Any]:
    artifact = {"uri": _uri(finding.path)}
    region = {**_region(finding.utf16), "snippet": {"text": finding.text}}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": order.index(finding.code),
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"assistant/2": finding.fingerprint},
    }
    if finding.fix is not None:
        change = {
            "deletedRegion": _region(finding.fix.region),
            "insertedContent": {"text": finding.fix.text},
        }
        what = f"put {finding.fix.text!r}" if finding.fix.text else "take it out"
        result["fixes"] = [
            {
                "description": {"text": what},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": [change]}],
            }
        ]
    return result


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _uri(path: str) -> str:
    """A path as a URI, each part of it percent-encoded; an absolute one has the scheme file."""
    if path == "-":
        return "stdin"
    raw = Path(path).as_posix()
    encoded = quote(raw.encode("utf-8", "surrogateescape"), safe="/")
    if Path(path).is_absolute():
        return f"file://{encoded if encoded.startswith('/') else f'/{encoded}'}"
    return encoded
