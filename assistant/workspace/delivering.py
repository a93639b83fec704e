"""Handing over what came of an article: in one of its forms, to a file or to the caller."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from assistant import atomic
from assistant.article.document import Document
from assistant.article.formats.base import Tracking
from assistant.article.formats.registry import format_named, format_of_path
from assistant.article.lines import position
from assistant.article.model import Article
from assistant.edits import splice
from assistant.errors import UsageError
from assistant.language.counting import counted
from assistant.review import critic, patch, proposed_html, serialisation
from assistant.review.decisions import apply_policy
from assistant.review.following import followed
from assistant.review.model import (
    Decision,
    Policy,
    Review,
    decided_edits,
    proposed_edits,
    text,
)
from assistant.timing import Stage, stage
from assistant.workspace import targets

AUTHOR = "assistant"
"""Who signs the tracked changes of a document."""

_READ = "the diff, in UTF-8, is for reading"


class Form(StrEnum):
    """What is handed over: the article, what changes in it, or the whole review."""

    TEXT = "text"
    DIFF = "diff"
    CRITIC = "critic"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"
    ODT = "odt"

    @property
    def is_document(self) -> bool:
        """Whether it is the article in its own format, and not a text about it."""
        return self is Form.TEXT or self.is_tracked

    @property
    def is_tracked(self) -> bool:
        """Whether it is the document itself, with all that is proposed as tracked changes."""
        return self in (Form.DOCX, Form.ODT)


@dataclass(frozen=True, slots=True)
class Target:
    """Where it goes: to a path, over the source, or, without either, back to the caller."""

    out: str | None = None
    in_place: bool = False
    backup: bool = False

    @property
    def is_caller(self) -> bool:
        """Whether nothing is written, but for the caller to pass on."""
        return not self.in_place and self.out in (None, "-")

    def check(self, source: str) -> None:
        """Raise UsageError where it cannot take what comes of a source, named by its path."""
        targets.check_output(source, self.out, in_place=self.in_place, backup=self.backup)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was handed over, as bytes and as they read; `copy` is where the source is kept.

    `note` is worth telling, where there is something to tell.
    """

    data: bytes
    text: str
    copy: Path | None = None
    note: str = ""


def as_accepted(document: Document, review: Review) -> tuple[Article, int]:
    """The article as accepted, and how many hunks are undecided: they stand in it as proposed."""
    undecided = review.count(Decision.PENDING)
    if undecided:
        review = apply_policy(review, Policy.ALL)
    article = document.article
    if text(review, article.source) == article.source:
        return article, undecided
    return document.edited(decided_edits(review)).article, undecided


def undecided_stand(undecided: int) -> str:
    """What is to be said of a summary of an article in which so many hunks are undecided."""
    return f"{counted(undecided, 'hunk')} undecided: what is proposed is summarised"


@stage(Stage.WRITING)
def deliver(
    document: Document, review: Review, target: Target, form: Form = Form.TEXT
) -> Delivered:
    """Hand over an article as it was decided.

    Raises SourceError where it cannot be written or its encoding lacks a character, and
    SourceChangedError where a source is no longer what was read.
    """
    require_deliverable(document.article, target, form)
    if form is Form.TEXT:
        review = followed(review, document.article)
    shown = render(document, review, form)
    data, note = _data(document, review, target, shown, form)
    copy = None
    if target.in_place:
        article = document.article
        copy = targets.write_over(article.path, article.sha256, data, backup=target.backup)
    elif target.out is not None and not target.is_caller:
        most = atomic.permissions(document.article.path)
        atomic.write_atomic(target.out, data, most=most)
    return Delivered(data, shown, copy, note)


def require_deliverable(article: Article, target: Target, form: Form) -> None:
    """Raise UsageError where an article cannot be written in a form, or to a file of such a name.

    Tracked changes need a document that holds them, and a package one that it was read from.
    """
    known = article.format
    if form.is_tracked and known.name != form.value:
        wanted = format_named(form.value).title
        msg = f"--format {form} is for {wanted} documents, and this is {known.title}"
        raise UsageError(msg, hint="--format critic or diff shows the changes of any article")
    if target.is_caller or not target.out:
        return
    named = format_of_path(target.out)
    if named.is_package and (named is not known or not form.is_document):
        what = known.title if named is not known else f"--format {form}"
        msg = f"{target.out} would be no {named.title} document: it would hold {what}"
        raise UsageError(msg, hint="name a file with another suffix")


def _data(
    document: Document, review: Review, target: Target, shown: str, form: Form
) -> tuple[bytes, str]:
    """The bytes of what is handed over, and what is to be said of them."""
    is_package = document.article.format.is_package
    if form.is_tracked:
        return document.written(proposed_edits(review), signed()), ""
    if form is Form.TEXT and not (is_package and _is_text(target.out)):
        return document.written(decided_edits(review)), ""
    if form is Form.JSON or is_package:
        return shown.encode("utf-8", "surrogatepass"), ""
    if form is Form.DIFF and (wide := document.article.encoding.codec).startswith("utf-"):
        note = (
            ""
            if wide == "utf-8"
            else f"{document.article.encoding.name} is no text to git: {_READ}"
        )
        return shown.encode("utf-8", "surrogatepass"), note
    if form is Form.CRITIC and not document.can_store(shown):
        name = document.article.encoding.name
        return shown.encode(), f"the CriticMarkup is in UTF-8: {name} lacks a letter of a proposal"
    return document.write(shown), _in_code(document.article) if form is Form.CRITIC else ""


def _in_code(article: Article) -> str:
    """What is to be said where the article has marks of CriticMarkup in code of its own."""
    if not (found := critic.unmarkable(article)):
        return ""
    lines = ", ".join(str(position(article.source, span.start)[0]) for span in found[:9])
    return (
        f"CriticMarkup in code, at line {lines}: programs take it for changes, none is shown there"
    )


def _is_text(out: str | None) -> bool:
    """Whether the name of a file says that it holds a text and no package."""
    return out not in (None, "-") and not format_of_path(str(out)).is_package


def signed() -> Tracking:
    """Who signs tracked changes that are made now."""
    return Tracking(AUTHOR, datetime.now(UTC).replace(microsecond=0))


def render(document: Document, review: Review, form: Form) -> str:
    """An article as it was decided, in one of its forms."""
    source = document.article.source
    match form:
        case Form.TEXT:
            return text(followed(review, document.article), source)
        case Form.DOCX | Form.ODT:
            return splice(source, proposed_edits(review))
        case Form.DIFF:
            path = document.article.path
            mark = "\ufeff" if document.article.encoding.bom else ""
            written = followed(review, document.article)
            return patch.unified(written, source, "stdin" if path == "-" else path, mark)
        case Form.CRITIC:
            return critic.critic(review, document.article)
        case Form.JSON:
            return serialisation.dumps(review)
        case Form.HTML:
            if not document.article.format.is_markup:
                msg = f"--format html is for a page of HTML: {document.article.path} is none"
                raise UsageError(
                    msg, hint="`assistant review REVIEW --format html` shows any article"
                )
            return "".join(piece for piece, _ in proposed_html.pieces(review, document.article))
