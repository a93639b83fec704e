"""Structure issues, each as an edit.

A title told twice, boilerplate, empty sections, mojibake, raw spintax, broken layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.article.boilerplate import Boilerplate, in_context
from assistant.article.layout import layout_issues
from assistant.article.leftovers import inline_leftovers
from assistant.article.lines import split_lines
from assistant.article.model import Article, Block, BlockKind
from assistant.article.mojibake import mojibake
from assistant.article.spintax_issues import Scorer, spintax_issues
from assistant.article.structure import left_over, same_words, seen
from assistant.edits import Alternative, Edit, EditKind, Flag, without_overlaps
from assistant.language.span import Span, merged

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})
_LETTER = re.compile(r"[^\W\d_]")
_ANNOUNCES = re.compile(
    r"related(?: (?:posts?|articles?|stories|news|content|reading))?"
    r"|you (?:may|might) also (?:like|enjoy)|more from this (?:author|section)"
    r"|most (?:read|popular)|recommended(?: for you)?|trending(?: now)?"
)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dbf\u2e80-\ud7ff]")
_LONGEST_TITLE = 14
_VERSION = re.compile(r"\bv?\d+\.\d+|\bunreleased\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Issue:
    """Why a block is to go. Blocks side by side with one kind and certainty go in one edit."""

    kind: EditKind
    certain: bool
    confidence: float
    reason: str


def structure_issues(
    article: Article, score: Scorer | None = None, *, garbled: bool = False
) -> tuple[Edit, ...]:
    """The edits that mend an article's structure, in order, none overlapping another.

    Deletions carry no flag where they are certain and `uncertain` where they are not. Whoever
    garbled an article left it with a second title and with empty sections; where its wording is
    not known to be `garbled`, these may be meant, and only what is left over from a page is
    certain. Garbled characters are always flagged `mojibake`, for they are never mended silently,
    and a space taken out of a figure `fact`. Of a choice of spintax the first option is proposed,
    flagged `uncertain`, or with `score` the one that reads best.
    """
    issues = _boilerplate(article, garbled=garbled) | _second_titles(article, certain=garbled)
    issues |= _empty_sections(article, frozenset(issues), garbled=garbled)
    issues = {n: issue for n, issue in issues.items() if not article.blocks[n].is_foreign}
    deletions = list(_deletions(article, issues)) if _something_left(article, issues) else []
    gone = merged(edit.span for edit in deletions)
    mended = without_overlaps(
        (*_mojibake(article), *_spintax(article, score), *_layout(article), *_inline(article))
    )
    kept = (edit for edit in mended if not any(edit.span.overlaps(span) for span in gone))
    return tuple(sorted([*deletions, *kept], key=lambda edit: edit.start))


def _mojibake(article: Article) -> Iterator[Edit]:
    reason = "characters decoded with the wrong encoding"
    for span, text in mojibake(article):
        yield _edit(article, span, text, EditKind.MOJIBAKE, 0.9, reason, Flag.MOJIBAKE)


def _layout(article: Article) -> Iterator[Edit]:
    for each in layout_issues(article):
        flags = (Flag.FACT,) if each.figure else ()
        yield _edit(article, each.span, each.text, EditKind.LAYOUT, 0.95, each.reason, *flags)


def _inline(article: Article) -> Iterator[Edit]:
    """Leftovers that were run into a paragraph, with the space before them."""
    for _, block, sentence in article.sentences():
        seen = article.visible(sentence)
        for start, end, reason in inline_leftovers(seen.text):
            if block.kind in _PROSE and seen.editable(start, end):
                span = seen.span(start, end)
                before = article.source[block.text.start : span.start]
                room = len(before) - len(before.rstrip(" "))
                place = Span(span.start - room, span.end)
                yield _edit(article, place, "", EditKind.BOILERPLATE, 0.6, reason, Flag.UNCERTAIN)


def _spintax(article: Article, score: Scorer | None) -> Iterator[Edit]:
    for each in spintax_issues(article, score):
        first, *others = each.wordings
        share = round(1 / len(each.wordings), 4)
        edit = _edit(article, each.span, first, EditKind.SPINTAX, 0.96, each.reason, Flag.UNCERTAIN)
        yield replace(edit, alternatives=tuple(Alternative(text, share) for text in others))


def _edit(
    article: Article, span: Span, put: str, kind: EditKind, confidence: float, reason: str,
    *flags: Flag,
) -> Edit:  # fmt: skip
    return Edit(span.start, span.end, article.slice(span), put, kind, confidence, reason, flags)


def _something_left(article: Article, issues: dict[int, _Issue]) -> bool:
    return any(
        n not in issues and block.kind is not BlockKind.BLANK
        for n, block in enumerate(article.blocks)
    )


def _second_titles(article: Article, *, certain: bool) -> dict[int, _Issue]:
    titles = [n for n, block in enumerate(article.blocks) if block.kind is BlockKind.TITLE]
    wordings = [same_words(seen(article.source, article.blocks[n])) for n in titles]
    same = _Issue(EditKind.TITLE, certain, 0.99 if certain else 0.7, "the title stands twice")
    near = _Issue(
        EditKind.TITLE, certain=False, confidence=0.7, reason="nearly the title over again"
    )
    return {
        n: same if words == wordings[0] else near
        for n, words in list(zip(titles, wordings, strict=True))[1:]
    }


def _boilerplate(article: Article, *, garbled: bool) -> dict[int, _Issue]:
    found = [
        left_over(article.source, block) if block.kind is BlockKind.BOILERPLATE else None
        for block in article.blocks
    ]
    verdicts = in_context(found, garbled=garbled)
    issues = {n: _issue_of(found[n], certain) for n, certain in verdicts.items()}
    return {**_related(article, issues), **issues}


def _related(article: Article, issues: dict[int, _Issue]) -> dict[int, _Issue]:
    """The titles of other articles below a line that announces them, up to the end."""
    for n in sorted(issues):
        if _ANNOUNCES.fullmatch(article.slice(article.blocks[n].text).strip(" #*_:").lower()):
            below = [m for m in range(n + 1, len(article.blocks)) if m not in issues]
            below = [m for m in below if article.blocks[m].kind is not BlockKind.BLANK]
            if all(_is_title(article, article.blocks[m]) for m in below):
                why = "the title of another article"
                return {m: _Issue(EditKind.BOILERPLATE, False, 0.6, why) for m in below}
    return {}


def _is_title(article: Article, block: Block) -> bool:
    text = article.slice(block.text).strip()
    return block.kind is not BlockKind.OPAQUE and (
        len(text.split()) <= _LONGEST_TITLE and not text.endswith((".", "!", "…", "”"))
    )


def _issue_of(known: Boilerplate | None, certain: bool) -> _Issue:
    reason = known.reason if known else ""
    return _Issue(EditKind.BOILERPLATE, certain, 0.99 if certain else 0.6, reason)


def _empty_sections(article: Article, gone: frozenset[int], *, garbled: bool) -> dict[int, _Issue]:
    """Headings with nothing under them, up to the next of their level or a higher one.

    None is certain where the article is not `garbled`; where headings are told from their look
    alone, only one that stands twice is. Where most are empty they are an outline, and stay, as
    do a version and a name in code: a release without notes is one too.
    """
    blocks = article.blocks
    if not any(block.kind in _PROSE for block in blocks):
        return {}
    empty = _without_content(article, gone)
    headings = sum(block.kind is BlockKind.HEADING for block in blocks)
    if 2 * len(empty) > headings:
        empty = {n: twice for n, twice in empty.items() if twice}
    explicit = article.format.explicit_headings
    return {
        n: _empty(twice=twice, certain=garbled and (twice or explicit))
        for n, twice in empty.items()
        if _has_words(article, blocks[n])
    }


def _without_content(article: Article, gone: frozenset[int]) -> dict[int, bool]:
    """The headings of sections that hold nothing, and whether each stands right above its like."""
    empty: dict[int, bool] = {}
    below: Block | None = None
    filled = False
    for n in range(len(article.blocks) - 1, -1, -1):
        block = article.blocks[n]
        if n in gone or not _content(article, block) or _is_translation(article, block):
            continue
        if block.kind is not BlockKind.HEADING:
            filled = True
        elif not filled and (below is None or below.level <= block.level):
            empty[n] = below is not None and _same(article, block, below)
        else:
            below, filled = block, False
    return empty


def _is_translation(article: Article, block: Block) -> bool:
    """Whether a heading says in another language, or script, what the one above it says."""
    if block.kind is not BlockKind.HEADING:
        return False
    return block.is_foreign or _OTHER_SCRIPT.search(article.slice(block.text)) is not None


def _empty(*, twice: bool, certain: bool) -> _Issue:
    reason = "the heading stands twice" if twice else "a heading with nothing under it"
    return _Issue(EditKind.SECTION, certain, 0.95 if certain else 0.6, reason)


def _content(article: Article, block: Block) -> bool:
    if block.kind in (BlockKind.BLANK, BlockKind.BOILERPLATE):
        return False
    return block.kind is not BlockKind.OPAQUE or any(c.isalnum() for c in article.slice(block.span))


def _has_words(article: Article, heading: Block) -> bool:
    """Whether a heading says what a section is about, in words, and names no version."""
    free, at = [], heading.text.start
    for span in (*heading.locked, Span(heading.text.end, heading.text.end)):
        free.append(article.source[at : span.start])
        at = span.end
    text = " ".join(free)
    if "SPDX-" in text:
        return False
    return _LETTER.search(text) is not None and not _VERSION.search(text)


def _same(article: Article, block: Block, other: Block) -> bool:
    return same_words(seen(article.source, block)) == same_words(seen(article.source, other))


def _deletions(article: Article, issues: dict[int, _Issue]) -> Iterator[Edit]:
    for _, row in groupby(enumerate(sorted(issues)), key=lambda place: place[1] - place[0]):
        places = [n for _, n in row]
        whole = _cut(article, places[0], places[-1])
        start = whole.start
        for (kind, certain), group in groupby(
            places, key=lambda n: (issues[n].kind, issues[n].certain)
        ):
            members = list(group)
            last = members[-1] == places[-1]
            end = whole.end if last else article.blocks[members[-1]].span.end
            reasons = dict.fromkeys(issues[n].reason for n in members)
            confidence = min(issues[n].confidence for n in members)
            flags = () if certain else (Flag.UNCERTAIN,)
            original = article.source[start:end]
            yield Edit(start, end, original, "", kind, confidence, "; ".join(reasons), flags)
            start = end


def _cut(article: Article, first: int, last: int) -> Span:
    """What to delete so that two blocks and all between them are gone and no gap is left.

    Of the white space before and after, the part with more lines stays; at the end of the
    source, what it ended with.
    """
    blocks = article.blocks
    outer = Span(blocks[first].span.start, blocks[last].span.end)
    if first == 0 or blocks[first - 1].kind is BlockKind.BLANK:
        return outer
    inner = Span(_content_end(article, blocks[first - 1]), _content_end(article, blocks[last]))
    before, after = article.source[inner.start : outer.start], article.source[inner.end : outer.end]
    at_end = last == len(blocks) - 1
    return inner if at_end or len(split_lines(after)) > len(split_lines(before)) else outer


def _content_end(article: Article, block: Block) -> int:
    return block.span.start + len(article.slice(block.span).rstrip())
