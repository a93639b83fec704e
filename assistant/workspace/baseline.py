"""Which findings are known: how many of each a report leaves out, wherever they have moved to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from assistant.errors import UsageError
from assistant.workspace.lint_findings import Finding

SCHEMA = "assistant.baseline/2"


def dumps(found: Iterable[Finding]) -> str:
    """A file that says how often each finding is known: by rule and text, in any file."""
    known = Counter(finding.fingerprint for finding in found)
    return json.dumps({"schema": SCHEMA, "known": dict(sorted(known.items()))}, indent=1) + "\n"


def loads(text: str, path: str) -> Mapping[str, int]:
    """The counts of such a file; raises UsageError where it is none."""
    try:
        stored = json.loads(text)
        if stored["schema"] == SCHEMA:
            return {str(key): int(count) for key, count in stored["known"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise UsageError(f"{path} is not a baseline", hint="--write-baseline makes one")


def unknown(found: Iterable[Finding], known: Mapping[str, int]) -> list[Finding]:
    """The findings beyond those that are known, of each the first."""
    left = Counter(known)
    kept = []
    for finding in found:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            kept.append(finding)
    return kept
