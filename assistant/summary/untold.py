"""Which sentences of an article no summary tells, because the paper does not say them so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.article.model import Article, Block, BlockKind
from assistant.article.quotations import quotations
from assistant.language.span import Span
from assistant.language.tokens import lower_words
from assistant.language.wordlists import word_list
from assistant.summary.asides import aside, aside_paragraph, is_note, is_untold_heading
from assistant.summary.corrections import TakenBack
from assistant.summary.layout import has_doubtful_mark, stands_in_columns, told
from assistant.summary.speech import spoken

_SMALL = re.compile(r"\A\W*([a-z][\w.’'-]*)(?:\s+(\w))?")
_BRAND = re.compile(r".*[A-Z0-9._]")
_PARTICLES = frozenset("al bin da de del der di dos du el ibn la le ten van von zu".split())
_LONG = 40
"""Code points of a paragraph that does not stand twice for its own sake."""

_TELLING, _SHARE = 8, 0.1
"""The words of a sentence that shows its language, and the share that English has at least."""

_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Untold:
    """Why blocks of an article are not told, what stands in quotations, what was taken back."""

    blocks: Mapping[int, str]
    quoted: Sequence[Span]
    taken_back: TakenBack

    @classmethod
    def of(cls, article: Article) -> Untold:
        """What is known of an article before its sentences are read one by one."""
        speech = spoken(article)
        blocks, notes, before = {}, [], set[str]()
        for section in article.sections:
            silent = is_untold_heading(article.heading(section))
            for place in range(*section.blocks):
                block = article.blocks[place]
                if block.kind not in _BODY:
                    continue
                text = article.visible(block.text).text.strip()
                why = "a reference" if silent else _block_reason(article, block, text)
                if not why and place in speech:
                    why = "somebody's words"
                if not why and len(text) >= _LONG and text in before:
                    why = "told before"
                before.add(text)
                if why:
                    blocks[place] = why
                if is_note(text):
                    notes.append(told(text))
        return cls(blocks, tuple(sorted(quotations(article))), TakenBack.by(notes))

    def reason(self, place: int, span: Span, text: str) -> str:
        """Why a sentence of a block is not told, or the empty string."""
        return (
            self.blocks.get(place, "")
            or aside(text)
            or ("a fragment" if _opens_small(text) else "")
            or ("not English" if _is_foreign(text) else "")
            or ("a figure with the mark of a note" if has_doubtful_mark(text) else "")
            or ("mostly a quotation" if self._is_quoted(span) else "")
            or ("taken back by the editors" if self.taken_back.holds(text) else "")
        )

    def _is_quoted(self, span: Span) -> bool:
        first = bisect_right(self.quoted, span.start, key=lambda known: known.end)
        near = takewhile(lambda known: known.start < span.end, self.quoted[first:])
        inside = sum(min(q.end, span.end) - max(q.start, span.start) for q in near)
        return 2 * inside > span.end - span.start


def _block_reason(article: Article, block: Block, text: str) -> str:
    if stands_in_columns(article.slice(block.text)):
        return "set in columns"
    return aside_paragraph(told(text, opens=True))


def _opens_small(text: str) -> bool:
    """Whether a sentence opens with a small letter that no name or file has of its own."""
    found = _SMALL.match(text)
    if found is None or _BRAND.match(found[1]):
        return False
    return not (found[1] in _PARTICLES and found[2] and found[2].isupper())


def _is_foreign(text: str) -> bool:
    """Whether a sentence of some length has next to no word that English sentences are built of."""
    words = lower_words(text)
    known = sum(word in word_list("function-words") for word in words)
    return len(words) >= _TELLING and known < _SHARE * len(words)
