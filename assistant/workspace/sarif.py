"""Findings in the Static Analysis Results Interchange Format (OASIS, SARIF 2.1.0)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from assistant import __version__
from assistant.problems import Code
from assistant.workspace.linting import RULES, Finding


def sarif(found: Sequence[Finding]) -> dict[str, Any]:
    """A log of one run; columns count code points (section 3.14.17), paths are URIs (3.4.3)."""
    driver = {
        "name": "assistant",
        "version": __version__,
        "rules": [_rule(code) for code in RULES],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding) for finding in found],
            }
        ],
    }


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": str(code),
        "shortDescription": {"text": code.description},
        "properties": {"kind": str(code.group)},
    }


def _result(finding: Finding) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    place = {"artifactLocation": {"uri": quote(finding.path)}, "region": region}
    return {
        "ruleId": str(finding.code),
        "ruleIndex": RULES.index(finding.code),
        "level": "warning",
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"assistant/1": finding.fingerprint},
    }
