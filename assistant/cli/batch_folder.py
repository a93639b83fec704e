"""The folder of a batch as an argument: what was given as --out, an address as well."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from assistant.batch.outputs.object_store import folder_of, is_address


class _BatchFolder(click.Path):
    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """The folder in which the batch works."""
        known = folder_of(value) if isinstance(value, str) and is_address(value) else value
        return super().convert(known, param, ctx)


FOLDER = click.argument("folder", metavar="DIR", type=_BatchFolder(path_type=Path))
"""Gives a command the folder of a batch."""
