"""Handing over a batch as accepted: one JSONL."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.cli import diagnostics, output


def export(folder: Path, out: str | None) -> None:
    """Write the articles of a batch, a line each, to a file or to stdout."""
    from assistant.atomic import replacing
    from assistant.batch import home
    from assistant.batch.exporting import exported
    from assistant.cli.loading import load_settings

    limit = load_settings().settings.limit_bytes
    with home.read(folder) as ledger:
        lines = (
            json.dumps(line, ensure_ascii=True) + "\n" for line in exported(ledger, folder, limit)
        )
        if out and out != "-":
            with replacing(Path(out)) as file:
                file.writelines(line.encode() for line in lines)
            diagnostics.note(f"the articles are written to {out}")
            return
        for line in lines:
            output.write(line)
