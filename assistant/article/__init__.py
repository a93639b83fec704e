"""Reading articles without loss, and what is wrong with their structure."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.article.encodings import encode
    from assistant.article.faults import structural_faults
    from assistant.article.files import read, read_bytes, read_stream, read_text
    from assistant.article.model import Article, Block, BlockKind, Encoding, Format, Section, Span

_HOME = {
    **dict.fromkeys(
        ("Article", "Block", "BlockKind", "Encoding", "Format", "Section", "Span"), "model"
    ),
    **dict.fromkeys(("read", "read_bytes", "read_stream", "read_text"), "files"),
    "encode": "encodings",
    "structural_faults": "faults",
}

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Encoding",
    "Format",
    "Section",
    "Span",
    "encode",
    "read",
    "read_bytes",
    "read_stream",
    "read_text",
    "structural_faults",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
