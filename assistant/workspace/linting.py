"""What a linter is, for prose: everything an editor should look at, with its place and its rule."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.article.formats.html import HTML
from assistant.article.lines import LineIndex
from assistant.article.model import Article
from assistant.article.structure_issues import structure_issues
from assistant.checks.neutrality import loaded_words
from assistant.edits import Edit, EditKind, Refusal
from assistant.engines.base import Engine
from assistant.errors import UsageError
from assistant.problems import Code, Group
from assistant.repair.bare_lemmas import bare_lemmas
from assistant.review.model import Review
from assistant.workspace import pipeline

KINDS = (Group.SUSPECT, Group.FACT, Group.NEUTRALITY, Group.STRUCTURE)
"""The groups of rules that a linter looks for, by the names that `--select` takes."""

RULES = tuple(code for code in Code if code.group in KINDS)
"""The rules of those groups."""

_CODES = {
    EditKind.WORDING: Code.GARBLED_WORDING,
    EditKind.LEMMA: Code.BARE_LEMMA,
    EditKind.QUOTATION: Code.GARBLED_QUOTATION,
    EditKind.TITLE: Code.TITLE_REPEATED,
    EditKind.BOILERPLATE: Code.BOILERPLATE,
    EditKind.SECTION: Code.EMPTY_SECTION,
    EditKind.MOJIBAKE: Code.MOJIBAKE,
    EditKind.LAYOUT: Code.BROKEN_LAYOUT,
    EditKind.SPINTAX: Code.SPINTAX,
}
_GARBLED = frozenset({EditKind.WORDING, EditKind.QUOTATION})
"""Kinds of edits that only an engine proposes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in an article, counted from 1, the rule it breaks, and what is the matter."""

    path: str
    line: int
    column: int
    code: Code
    message: str
    text: str

    @property
    def kind(self) -> Group:
        """What the rule is about."""
        return self.code.group

    @property
    def fingerprint(self) -> str:
        """What stays the same when lines move: the path, the kind, the text and the message."""
        known = f"{self.path}\0{self.kind}\0{self.text}\0{self.message}"
        return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def rules(select: str, ignore: str) -> frozenset[Code]:
    """The rules of some kinds and codes, parted by commas, without those that are ignored.

    Without `select` all are meant. Facts at risk are found among suspects: where these are
    ignored, so are those, unless they are selected by name. Raises UsageError for an unknown
    name.
    """
    chosen, left = _names(select), _names(ignore)
    if Group.SUSPECT in left and not chosen & {Group.FACT, *_of([Group.FACT])}:
        left |= {Group.FACT}
    wanted = (_of(chosen) if chosen else frozenset(RULES)) - _of(left)
    if not wanted:
        msg = "nothing is left to look for: all that is selected is ignored"
        raise UsageError(msg)
    return wanted


def _names(known: str) -> set[str]:
    names = {part.strip() for part in known.split(",") if part.strip()}
    if unknown := sorted(names - {*KINDS, *RULES}):
        kinds = ", ".join(KINDS)
        raise UsageError(f"there is no kind {unknown[0]!r}", hint=f"one of {kinds}, or a rule")
    return names


def _of(names: set[str] | list[Group]) -> frozenset[Code]:
    return frozenset(code for code in RULES if {code.value, code.group.value} & set(names))


def needs_engine(wanted: frozenset[Code]) -> bool:
    """Whether any of some rules is about what an engine finds."""
    return any(code.group in (Group.SUSPECT, Group.FACT) for code in wanted)


def findings(article: Article, wanted: frozenset[Code], engine: Engine | None) -> list[Finding]:
    """Everything that breaks some rules, in order of place; an engine finds what is garbled."""
    found: list[_Fault] = []
    if wanted & _of([Group.STRUCTURE]):
        found += map(_edit, structure_issues(article))
    if Code.BARE_LEMMA in wanted:
        found += map(_edit, bare_lemmas(article))
    if wanted & _of([Group.NEUTRALITY]):
        found += map(_loaded, loaded_words.of_article(article))
    if engine is not None and needs_engine(wanted):
        review, account = pipeline.repair(article, engine)
        found += (_edit(hunk.edit) for hunk in review.hunks if hunk.edit.kind in _GARBLED)
        found += map(_refused, account.refused)
    return _placed(article, (each for each in found if each.code in wanted))


def of_review(article: Article, review: Review) -> list[Finding]:
    """What a review proposes to change, as findings, in order of place."""
    edits = (hunk.edit for hunk in review.hunks)
    return _placed(article, (_edit(edit) for edit in edits if edit.kind in _CODES))


@dataclass(frozen=True, slots=True)
class _Fault:
    """A finding by its offset in the source."""

    start: int
    text: str
    code: Code
    message: str


def _placed(article: Article, faults: Iterable[_Fault]) -> list[Finding]:
    index = LineIndex.of(article.source)
    return [
        Finding(article.path, *index.position(each.start), each.code, each.message, each.text)
        for each in sorted(faults, key=lambda fault: fault.start)
    ]


def _edit(edit: Edit) -> _Fault:
    old, new = (" ".join(_seen(text).split())[:60] for text in (edit.original, edit.replacement))
    code = _CODES[edit.kind]
    if code.group is Group.STRUCTURE:
        message = f"{edit.reason}: {old!r}" if old else edit.reason
    else:
        place = " in a quotation" if edit.kind is EditKind.QUOTATION else ""
        sure = ", ".join((f"{edit.confidence:.2f}", *edit.flags))
        message = f"{old!r}{place} may have been {new!r} ({sure})"
    start = edit.start + len(edit.original) - len(edit.original.lstrip())
    return _Fault(start, edit.original, code, message)


def _seen(text: str) -> str:
    """A text without the tags of a page, if it has some."""
    return HTML.seen(text) if "<" in text else text


def _refused(refusal: Refusal) -> _Fault:
    message = f"{refusal.original!r} may be garbled, but {refusal.reason}"
    code = refusal.code if refusal.code in RULES else Code.FACT_ALTERED
    return _Fault(refusal.start, refusal.original, code or Code.FACT_ALTERED, message)


def _loaded(each: loaded_words.Finding) -> _Fault:
    prefer = f"; prefer {each.prefer!r}" if each.prefer else ""
    message = f"{each.text!r} ({each.group.replace('_', ' ')}): {each.why}{prefer}"
    return _Fault(each.start, each.text, each.code, message)
