"""Passing on what was delivered: to stdout where it is the caller's, and what is to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli import diagnostics, output

if TYPE_CHECKING:
    from assistant.workspace.delivering import Delivered, Target


def hand_over(delivered: Delivered, target: Target) -> None:
    """Tell what is to be told of it, and write it to stdout where it went nowhere else."""
    if delivered.copy is not None:
        diagnostics.note(f"the source is kept as {delivered.copy}")
    if delivered.note:
        diagnostics.note(delivered.note)
    if target.is_caller:
        output.write_bytes(delivered.data, delivered.text)
