"""The takeaways that an article carries itself, and the edit that puts others in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.article.model import Article, Block, BlockKind
from assistant.checks.support.unsupported import unsupported
from assistant.edits import Edit, EditKind, Flag
from assistant.errors import UsageError
from assistant.problems import Problem
from assistant.summary.model import Summary, SummarySentence, applied
from assistant.summary.passages import own_takeaways, plain

_NUMBER = re.compile(r"\d+")


def own(article: Article) -> tuple[Block, ...]:
    """The list items of an article's own takeaways; none where it has none."""
    for section in article.sections:
        if own_takeaways(article, section):
            blocks = article.blocks[slice(*section.blocks)]
            return tuple(block for block in blocks if block.kind is BlockKind.LIST_ITEM)
    return ()


def update(article: Article, summary: Summary, of: Article | None = None) -> Edit:
    """The edit that puts the takeaways of a summary in the place of the article's own.

    `of` is as for `proposed`. Raises UsageError where the article has none, or the summary.
    """
    items = own(article)
    if not items:
        msg = "the article has no takeaways of its own that could be replaced"
        raise UsageError(msg, hint="they would be a list under a heading such as Key takeaways")
    if not summary.takeaways:
        msg = "there is no takeaway to put in their place"
        raise UsageError(msg)
    start, end = items[0].span.start, items[-1].text.end
    put = _listed(article, items, [each.text for each in summary.takeaways])
    edit = Edit(start, end, article.source[start:end], put, EditKind.TAKEAWAYS)
    return _judged(edit, summary, of or article)


def proposed(article: Article, summary: Summary, of: Article | None = None) -> Edit:
    """The edit that gives an article these takeaways: in the place of its own, or under its title.

    `of` is the article that was summarised, where that is another state of it. A takeaway that
    its evidence does not support flags the edit. Raises UsageError where the summary has none.
    """
    if own(article) or not summary.takeaways:
        return update(article, summary, of)
    title = next((block for block in article.blocks if block.kind is BlockKind.TITLE), None)
    place = _below(article, title) if title else _top(article)
    rows = article.format.listed("Key takeaways", [each.text for each in summary.takeaways])
    listed = f"\n\n{rows}" if title else f"{rows}\n\n"
    if "\r\n" in article.source:
        listed = listed.replace("\n", "\r\n")
    return _judged(Edit(place, place, "", listed, EditKind.TAKEAWAYS), summary, of or article)


def _below(article: Article, title: Block) -> int:
    """Where the title ends, with what marks it as one."""
    return title.span.start + len(article.slice(title.span).rstrip())


def _top(article: Article) -> int:
    """Where the article begins: behind what stands before it and is no prose."""
    read = (block for block in article.blocks if not block.is_opaque)
    return next((block.span.start for block in read if block.kind is not BlockKind.BLANK), 0)


def questions(sentence: SummarySentence, article: Article) -> tuple[Problem, ...]:
    """What speaks against a sentence of a summary; nothing against one of the article's own.

    The evidence is read as it is told: without what is struck out, marks of notes, or markup.
    """
    texts = [plain(article, span) for span in sentence.evidence]
    if _is_the_articles(sentence, " ".join(texts)):
        return ()
    return unsupported(sentence.text, texts)


def _is_the_articles(sentence: SummarySentence, evidence: str) -> bool:
    """Whether a sentence is its evidence but for the changes that it tells."""
    try:
        return applied(evidence, sentence.changes) == sentence.text
    except ValueError:
        return False


def _judged(edit: Edit, summary: Summary, of: Article) -> Edit:
    """The edit with its reason and flags; its confidence is the share that evidence supports."""
    reason = f"takeaways by {summary.engine}"
    flags: tuple[Flag, ...] = (Flag.TAKEAWAYS,)
    faults = [
        f"“{' '.join(each.text.split())}”: {problems[0].message}"
        for each in summary.takeaways
        if (problems := questions(each, of))
    ]
    if faults:
        reason, flags = f"{reason}; {'; '.join(faults)}", (*flags, Flag.UNSUPPORTED)
    confidence = 1.0 - len(faults) / len(summary.takeaways)
    return replace(edit, reason=reason, flags=flags, confidence=round(confidence, 4))


def _listed(article: Article, items: Sequence[Block], texts: Sequence[str]) -> str:
    """A list with the bullets and the gaps of another."""
    first = items[0]
    bullet = article.source[first.span.start : first.text.start]
    gap = article.source[first.text.end : first.span.end] or "\n"
    if len(items) > 1:
        gap = article.source[first.text.end : items[1].span.start]
    shown = enumerate(map(article.format.escaped, texts), 1)
    return gap.join(_NUMBER.sub(str(n), bullet) + text for n, text in shown)
