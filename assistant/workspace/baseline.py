"""Which findings are known: a file that leaves them out of the next report."""

from __future__ import annotations

import json
from collections.abc import Iterable

from assistant.errors import UsageError
from assistant.workspace.linting import Finding

SCHEMA = "assistant.baseline/1"


def dumps(found: Iterable[Finding]) -> str:
    """A file that says that some findings are known."""
    known = sorted({finding.fingerprint for finding in found})
    return json.dumps({"schema": SCHEMA, "known": known}, indent=1) + "\n"


def loads(text: str, path: str) -> frozenset[str]:
    """The fingerprints of such a file; raises UsageError where it is none."""
    try:
        stored = json.loads(text)
        if stored["schema"] == SCHEMA:
            return frozenset(str(each) for each in stored["known"])
    except (ValueError, KeyError, TypeError):
        pass
    raise UsageError(f"{path} is no baseline", hint="--write-baseline makes one")
