"""What an article is, before it is opened: what its review comes to, and how it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.article.blocks import PROSE, BlockKind
from assistant.article.document import Document
from assistant.errors import AssistantError
from assistant.workspace import folder
from assistant.workspace.folder import Row
from assistant.workspace.recent import Recent

_BLOCKS = 12


@dataclass(frozen=True, slots=True)
class Preview:
    """An article: its review as a row, and its first blocks as a reader sees them.

    `problem` says why the article cannot be read, if it cannot.
    """

    of: Recent
    row: Row
    beginning: tuple[tuple[BlockKind, str], ...] = ()
    problem: str = ""


def preview(entry: Recent, limit: int) -> Preview:
    """What is known of an article that was on the desk; of `limit` bytes at most."""
    row = folder.row(Path(entry.review))
    try:
        document = Document.read(entry.article, limit=limit)
    except AssistantError as error:
        return Preview(entry, row, problem=error.message)
    return Preview(entry, row, tuple(_beginning(document)))


def _beginning(document: Document) -> Iterator[tuple[BlockKind, str]]:
    article = document.article
    blocks = (block for block in article.blocks if block.kind in PROSE)
    for block, _ in zip(blocks, range(_BLOCKS), strict=False):
        yield block.kind, article.visible(block.text).text
