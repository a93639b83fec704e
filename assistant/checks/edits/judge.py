"""Whether an edit may stand: it touches no markup, no quotation, and alters no fact unseen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from assistant.article.model import Article, Block
from assistant.article.quotations import quotations
from assistant.checks.edits.spun import is_completed, is_kept, is_spun, widened
from assistant.checks.facts.comparison import check_edit
from assistant.edits import Edit, EditKind, Flag, Refusal
from assistant.language.names import known_names
from assistant.language.span import Span
from assistant.problems import Code, Problem

_IN_MARKUP = Problem(Code.MARKUP_TOUCHED, "it stands in code, a link target or other markup")
_IN_QUOTATION = Problem(Code.QUOTATION_TOUCHED, "it stands in a quotation")
_AS_WRITTEN = Problem(Code.QUOTATION_TOUCHED, "it is spoken of as a word, or marked [sic]")

_APART = "\n\n"
"""Between sentences, so that none reads on in the next: an item of a list opens with a capital."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the edits of one article: `names`, in lower case, and quotations are held."""

    article: Article
    quotations: tuple[Span, ...]
    names: frozenset[str]

    @classmethod
    def of(cls, article: Article) -> Judge:
        """The judge of an article."""
        lines = (article.visible(span).text for _, _, span in article.sentences())
        return cls(article, quotations(article), known_names(_APART.join(lines)))

    def judged(self, edit: Edit) -> Edit | Refusal:
        """An edit that may stand, flagged where an editor must see it, or why it may not.

        What it puts into the text is read as its reader would, and written as its format writes.
        """
        if not edit.kind.restores_wording:
            return edit
        judged = self._judged(edit)
        return judged if isinstance(judged, Refusal) else self._written(judged)

    def _written(self, edit: Edit) -> Edit:
        put = self.article.format.written
        others = tuple(replace(each, text=put(each.text)) for each in edit.alternatives)
        return replace(edit, replacement=put(edit.replacement), alternatives=others)

    def _judged(self, edit: Edit) -> Edit | Refusal:
        block = self._block(edit)
        span = edit.span
        if block.is_opaque or not block.text.contains(span) or _touches(span, block.locked):
            return _refusal(edit, _IN_MARKUP)
        if edit.kind is EditKind.QUOTATION:
            return edit.flagged(Flag.QUOTATION)
        if _touches(span, self.quotations):
            return _refusal(edit, _IN_QUOTATION)
        sentence = next((known for known in block.sentences if known.contains(span)), span)
        seen = self.article.visible(sentence)
        place = seen.index(edit.start), seen.index(edit.end)
        if is_kept(seen.text, *place):
            return _refusal(edit, _AS_WRITTEN)
        found = check_edit(seen.text, *place, edit.replacement, self.names)
        if not found:
            return edit
        start, end = place
        written = seen.text[:start] + edit.replacement + seen.text[end:]
        ends = start, start + len(edit.replacement)
        forms = ((edit.original, edit.replacement), *widened(seen.text, *place, edit.replacement))
        if any(is_spun(*form, found) for form in forms) or is_completed(
            seen.text, written, *ends, found
        ):
            return edit.flagged(Flag.FACT)
        message = f"it would alter a fact: {found[0].message}"
        return _refusal(edit, Problem(Code.FACT_ALTERED, message))

    def _block(self, edit: Edit) -> Block:
        """The block in which an edit begins."""
        blocks = self.article.blocks
        return blocks[bisect_right(blocks, edit.start, key=lambda known: known.span.start) - 1]


def _refusal(edit: Edit, problem: Problem) -> Refusal:
    place = edit.start, edit.end, edit.original, edit.replacement
    return Refusal(*place, problem.message, problem.code)


def _touches(span: Span, spans: tuple[Span, ...]) -> bool:
    """Whether a span overlaps one of others that are in order and apart."""
    place = bisect_right(spans, span.start, key=lambda known: known.start)
    return any(span.overlaps(known) for known in spans[max(0, place - 1) :][:2])
