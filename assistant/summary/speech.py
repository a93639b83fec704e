"""Paragraphs that somebody speaks though no quotation mark says so: answers, labels, posts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.article.model import Article, Block, BlockKind
from assistant.summary.asides import introduces_a_post, signs_a_post

_LABEL = re.compile(
    r"\A\W*(?:(?-i:[QA])|(?:[A-Z][\w.’'-]*)(?: (?:[A-Z][\w.’'-]*|de|van|of)){0,3})"
    r"(?: \([^()]{1,40}\))?\W{0,2}:\W{0,3}\s"
)
_NO_SPEAKER = re.compile(
    r"\A\W*(?:update|note|warning|correction|clarification|result|score|question|answer|tip|summary"
    r"|location|where|when|what|who|cost|price|date|time|venue|tickets|details|related)\w*\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\A\W{0,3}(\*{1,3}|_{1,3})(?:[^*_\n]|\n(?!\n)){3,300}\?\W{0,2}\1")
"""A question in bold or italics, in Markdown."""

_FIRST = re.compile(r"\b(?:I|I[’']\w+|[Ww]e|[Mm]y|[Oo]ur)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_FEWEST = 2
"""Labels, or questions that stand by themselves, that make a transcript."""

_HEADLINES = frozenset({BlockKind.TITLE, BlockKind.HEADING})


def spoken(article: Article) -> frozenset[int]:
    """The places of the blocks that are somebody's words: told by nobody else."""
    texts = [_seen(article, block) for block in article.blocks]
    labelled = [n for n, block in enumerate(article.blocks) if _is_labelled(block, texts[n])]
    asked = [n for n, block in enumerate(article.blocks) if _is_asked(article, block)]
    headed = [n for n, b in enumerate(article.blocks) if _is_question(b, texts[n])]
    found = set(labelled) | set(asked)
    starts = [*(labelled if len(labelled) >= _FEWEST else ()), *asked]
    for start in starts:
        found |= _answers(article.blocks, start)
    if len(headed) >= _FEWEST:
        answers = set().union(*(_answers(article.blocks, start) for start in headed))
        if any(_FIRST.search(_QUOTED.sub("", texts[n])) for n in answers):
            found |= answers
    return frozenset(found | _posts(article.blocks, texts))


def _answers(blocks: Sequence[Block], start: int) -> set[int]:
    """The blocks behind one, up to the next heading."""
    found = set()
    for place in range(start + 1, len(blocks)):
        if blocks[place].kind in _HEADLINES:
            break
        found.add(place)
    return found


def _posts(blocks: Sequence[Block], texts: Sequence[str]) -> set[int]:
    """The blocks above a line that signs them, and below one that introduces them."""
    told = [n for n, block in enumerate(blocks) if block.kind is not BlockKind.BLANK and texts[n]]
    found: set[int] = set()
    for place, number in enumerate(told):
        if signs_a_post(texts[number]):
            found |= {number, told[place - 1]} if place else {number}
        if introduces_a_post(texts[number]):
            found |= {number, *told[place + 1 : place + 2]}
    return {n for n in found if blocks[n].kind not in _HEADLINES}


def _seen(article: Article, block: Block) -> str:
    return article.visible(block.text).text.strip() if not block.is_opaque else ""


def _is_labelled(block: Block, text: str) -> bool:
    is_text = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    return is_text and bool(_LABEL.match(text)) and not _NO_SPEAKER.match(text)


def _is_question(block: Block, text: str) -> bool:
    """Whether a heading, or a paragraph of one sentence, asks something."""
    short = block.kind in _HEADLINES or len(block.sentences) == 1
    return short and text.endswith("?") and not text.startswith(("“", '"'))


def _is_asked(article: Article, block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and bool(_ASKED.match(article.slice(block.span)))
