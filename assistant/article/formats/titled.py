"""Which of some blocks is the title, in a format that marks headings and no title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.article.blocks import PROSE, Block, BlockKind
from assistant.article.line_heuristics import is_title_case, looks_like_title
from assistant.article.lines import split_lines


def titled(source: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with a title: the first heading, if of level one, or a first line like one."""
    prose = [n for n, b in enumerate(blocks) if b.kind in PROSE]
    title = next((n for n in prose if blocks[n].kind is BlockKind.HEADING), None)
    if title is None or blocks[title].level != 1:
        title = next((n for n in prose[:1] if _names_itself(source, blocks[n])), None)
    for number, block in enumerate(blocks):
        yield replace(block, kind=BlockKind.TITLE, level=1) if number == title else block


def _names_itself(source: str, block: Block) -> bool:
    text = source[block.text.start : block.text.end]
    one_line = block.kind is BlockKind.PARAGRAPH and len(split_lines(text)) == 1
    return one_line and looks_like_title(text) and is_title_case(text)
