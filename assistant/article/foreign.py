"""The blocks of an article that are in another language than English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.article.blocks import PROSE, Block
from assistant.article.visible import visible
from assistant.language.identification import ENGLISH, identify


def with_foreign(source: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each that is in another language than English marked as foreign.

    A block too short to tell, such as a heading, is foreign between foreign ones, and
    wherever most of the text is foreign and none is English.
    """
    languages = [_language(source, block) for block in blocks]
    foreign = [language not in ("", ENGLISH) for language in languages]
    if not any(foreign):
        return tuple(blocks)
    if ENGLISH not in languages and _most(blocks, foreign):
        foreign = [True] * len(blocks)
    else:
        above, below = _nearest(languages), _nearest(languages[::-1])[::-1]
        foreign = [
            is_foreign or not (own or ENGLISH in near or "" in near)
            for is_foreign, own, near in zip(
                foreign, languages, zip(above, below, strict=True), strict=True
            )
        ]
    return tuple(
        replace(block, is_foreign=True) if yes and block.kind in PROSE else block
        for block, yes in zip(blocks, foreign, strict=True)
    )


def _language(source: str, block: Block) -> str:
    if block.kind not in PROSE:
        return ""
    return identify(visible(source, (block,), block.text).text)


def _most(blocks: Iterable[Block], foreign: Iterable[bool]) -> bool:
    """Whether most of the prose of some blocks is foreign."""
    sizes = [
        (block.text.end - block.text.start, yes)
        for block, yes in zip(blocks, foreign, strict=True)
        if block.kind in PROSE
    ]
    return 2 * sum(size for size, yes in sizes if yes) > sum(size for size, _ in sizes)


def _nearest(languages: Iterable[str]) -> list[str]:
    """For each place the last language that was told before it."""
    found, last = [], ""
    for language in languages:
        found.append(last)
        last = language or last
    return found
