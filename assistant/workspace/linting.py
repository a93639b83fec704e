"""What a linter is, for prose: everything an editor should look at, with its place and its rule."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from assistant.article.blocks import PROSE
from assistant.article.formats.html import HTML
from assistant.article.leftovers import placeholder_reason, placeholders
from assistant.article.model import Article, Block
from assistant.article.structure_issues import structure_issues
from assistant.checks.neutrality import loaded_words, rewording, voice
from assistant.checks.neutrality.lexicon import occurrences
from assistant.edits import Edit, EditKind, Refusal
from assistant.errors import UsageError
from assistant.language.quotations import quoted
from assistant.language.span import Span
from assistant.problems import Code, Group
from assistant.repair.bare_lemmas import bare_lemmas
from assistant.timing import Stage, stage
from assistant.workspace import rulebook
from assistant.workspace.lint_findings import Fault, Finding, placed
from assistant.workspace.rulebook import Rulebook
from assistant.workspace.silences import silences

if TYPE_CHECKING:
    from assistant.engines.base import Engine

_CODES = {
    EditKind.WORDING: Code.GARBLED_WORDING,
    EditKind.MARK: Code.GARBLED_WORDING,
    EditKind.LEMMA: Code.BARE_LEMMA,
    EditKind.QUOTATION: Code.GARBLED_QUOTATION,
    EditKind.TITLE: Code.TITLE_REPEATED,
    EditKind.BOILERPLATE: Code.BOILERPLATE,
    EditKind.SECTION: Code.EMPTY_SECTION,
    EditKind.MOJIBAKE: Code.MOJIBAKE,
    EditKind.LAYOUT: Code.BROKEN_LAYOUT,
    EditKind.SPINTAX: Code.SPINTAX,
}
_GARBLED = frozenset({EditKind.WORDING, EditKind.QUOTATION, EditKind.MARK})
"""Kinds of edits that only an engine proposes."""

_OF_NEWS = frozenset({EditKind.BOILERPLATE, EditKind.SECTION, EditKind.TITLE, EditKind.SPINTAX})
"""Kinds of edits that mean something else in a text that explains: its own headings, types."""


def rules(select: str, ignore: str, book: Rulebook | None = None) -> frozenset[str]:
    """The rules of some kinds and ids, parted by commas, without those that are ignored.

    Without `select` all are meant. Facts at risk are found among suspects: where these are
    ignored, so are those, unless they are selected by name. Raises UsageError for an unknown
    name.
    """
    book = book or rulebook.built_in()
    chosen, left = _names(select, book), _names(ignore, book)
    if Group.SUSPECT in left and not chosen & {Group.FACT, *_of({Group.FACT}, book)}:
        left |= {Group.FACT}
    wanted = (_of(chosen, book) if chosen else frozenset(book.rules)) - _of(left, book)
    if not wanted:
        msg = "nothing is left to look for: all that is selected is ignored"
        raise UsageError(msg)
    return wanted


def _names(known: str, book: Rulebook) -> set[str]:
    names = {part.strip() for part in known.split(",") if part.strip()}
    kinds = dict.fromkeys([*rulebook.KINDS, *(rule.kind for rule in book.rules.values())])
    if unknown := sorted(names - {*kinds, *book.rules, *rulebook.built_in().rules}):
        hint = f"one of {', '.join(kinds)}, or a rule"
        raise UsageError(f"unknown kind {unknown[0]!r}", hint=hint)
    return names


def _of(names: set[str], book: Rulebook) -> frozenset[str]:
    return frozenset(rule.id for rule in book.rules.values() if {rule.id, rule.kind} & names)


def needs_engine(wanted: frozenset[str]) -> bool:
    """Whether any of some rules is about what an engine finds."""
    found = (rulebook.built_in().rules.get(rule) for rule in wanted)
    return any(rule and rule.kind in (Group.SUSPECT, Group.FACT) for rule in found)


@stage(Stage.CHECKS)
def findings(
    article: Article, wanted: frozenset[str], engine: Engine | None, book: Rulebook | None = None
) -> list[Finding]:
    """Everything that breaks some rules, in order of place; an engine finds what is garbled.

    What the article silences itself, and words that the house means, are left out.
    """
    book = book or rulebook.built_in()
    faults = (each for each in _faults(article, wanted, engine, book) if each.rule in wanted)
    quiet = silences(article.source)
    kept = []
    for each in faults:
        words = " ".join(article.source[each.start : each.end].lower().replace("’", "'").split())
        kind = book.rules[each.rule].kind
        if words in book.words:
            continue
        if not quiet.silence((each.rule, kind), Span(each.start, each.end), words):
            kept.append(each)
    return placed(article, kept, book.rules)


def _faults(
    article: Article, wanted: frozenset[str], engine: Engine | None, book: Rulebook
) -> Iterator[Fault]:
    kinds = {book.rules[rule].kind for rule in wanted if rule in book.rules}
    if Group.STRUCTURE in kinds:
        yield from _structure(article)
    if Code.BARE_LEMMA in wanted:
        yield from map(_edit, bare_lemmas(article))
    if Group.NEUTRALITY in kinds:
        yield from _loaded(article)
    if Group.HOUSE in kinds:
        yield from _house(article, book)
    if engine is not None and needs_engine(wanted):
        from assistant.workspace import pipeline

        review, account = pipeline.repair(article, engine)
        yield from (_edit(hunk.edit) for hunk in review.hunks if hunk.edit.kind in _GARBLED)
        yield from map(_refused, account.refused)


def _structure(article: Article) -> Iterator[Fault]:
    """What is wrong with the structure; in a text that explains only what is certain."""
    reports = voice.reports(article)
    for edit in structure_issues(article):
        if _is_fragment(article, edit):
            continue
        if reports or edit.kind not in _OF_NEWS or not edit.flags:
            yield _edit(edit)
    if not reports:
        return
    for block in article.blocks:
        if block.kind not in PROSE:
            continue
        for span in _placeholders(article, block):
            words = article.slice(span)[:60]
            message = f"{words!r}: {placeholder_reason()}"
            yield Fault(span.start, span.end, Code.PLACEHOLDER, message)


def _placeholders(article: Article, block: Block) -> Iterator[Span]:
    """Those of a block, one that is not English included: dummy text is none."""
    if block.is_foreign:
        found = placeholders(article.slice(block.text))
        yield from (Span(start, end).shifted(block.text.start) for start, end in found)
        return
    seen = article.visible(block.text)
    for start, end in placeholders(seen.text):
        if seen.editable(start, end):
            yield seen.span(start, end)


def _is_fragment(article: Article, edit: Edit) -> bool:
    """Whether an edit of the layout stands in a block that is no sentence, as rows of words are."""
    if edit.kind is not EditKind.LAYOUT:
        return False
    at = bisect_right(article.blocks, edit.start, key=lambda block: block.span.start) - 1
    text = article.slice(article.blocks[at].text).strip()
    return text[:1].islower() and text[-1:] not in '.!?:”"'


def _edit(edit: Edit) -> Fault:
    old, new = (" ".join(_seen(text).split())[:60] for text in (edit.original, edit.replacement))
    code = _CODES[edit.kind]
    if code.group is Group.STRUCTURE:
        message = f"{edit.reason}: {old!r}" if old else edit.reason
    else:
        place = " in a quotation" if edit.kind is EditKind.QUOTATION else ""
        sure = ", ".join((f"{edit.confidence:.2f}", *edit.flags))
        if edit.kind is EditKind.MARK:
            return Fault(edit.start, edit.end, code, f"{old!r} reads garbled ({sure})")
        message = f"{old!r}{place} may have been {new!r} ({sure})"
    return Fault(edit.start, edit.end, code, message, edit.replacement)


def _seen(text: str) -> str:
    """A text without the tags of a page, if it has some."""
    return HTML.seen(text) if "<" in text else text


def _refused(refusal: Refusal) -> Fault:
    message = f"{refusal.original!r} may be garbled, but {refusal.reason}"
    known = refusal.code is not None and refusal.code in rulebook.built_in().rules
    code = refusal.code if known else None
    return Fault(refusal.start, refusal.end, code or Code.FACT_ALTERED, message)


def _loaded(article: Article) -> Iterator[Fault]:
    """Loaded words, with the edit that mends each as its fix, where there is one."""
    found = list(loaded_words.of_article(article))
    near = [Span(each.start, each.end) for each in found]
    fixes = {edit.span: edit for edit in rewording.edits(article, near)} if near else {}
    for each in found:
        prefer = f"; prefer {each.prefer!r}" if each.prefer else ""
        message = f"{each.text!r} ({each.group}): {each.why}{prefer}"
        span = Span(each.start, each.end)
        fix = next((edit for place, edit in fixes.items() if place.contains(span)), None)
        put, change = (fix.replacement, (fix.start, fix.end)) if fix else (None, None)
        yield Fault(span.start, span.end, each.code, message, put, change)


def _house(article: Article, book: Rulebook) -> Iterator[Fault]:
    """Words and patterns of the house, wherever they stand but in quotations and markup."""
    for _, _, sentence in article.sentences():
        seen = article.visible(sentence)
        theirs = [Span(each.start, each.end) for each in quoted(seen.text)]
        for place, fault in _of_house(seen.text, book):
            if not any(span.contains(place) for span in theirs) and seen.editable(*_ends(place)):
                span = seen.span(place.start, place.end)
                rule, message, prefer = fault
                yield Fault(span.start, span.end, rule, message, prefer)


def _of_house(text: str, book: Rulebook) -> Iterator[tuple[Span, tuple[str, str, str | None]]]:
    for span, entries in occurrences(text, book.house):
        words = text[span.start : span.end]
        for entry in entries:
            prefer = f"; prefer {entry.prefer!r}" if entry.prefer else ""
            why = entry.why or "a word that the house does not write"
            yield span, (entry.rule, f"{words!r}: {why}{prefer}", entry.prefer or None)
    for pattern in book.patterns:
        for match in pattern.expression.finditer(text):
            if match.group():
                why = pattern.message or "wording that the house does not write"
                yield Span(*match.span()), (pattern.rule, f"{match.group()[:60]!r}: {why}", None)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def total(found: Iterable[Finding], files: int) -> str:
    """One line that says how many findings there are, of which rules, in how many files."""
    counts: dict[str, int] = {}
    paths = set()
    for each in found:
        counts[each.code] = counts.get(each.code, 0) + 1
        paths.add(each.path)
    if not counts:
        return f"nothing found in {_counted(files, 'file')}"
    order = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    of = ", ".join(f"{count} {rule}" for rule, count in order)
    where = f"{len(paths)} of {_counted(files, 'file')}"
    return f"{_counted(sum(counts.values()), 'finding')} in {where}: {of}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
