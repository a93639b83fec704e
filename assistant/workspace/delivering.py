"""Handing over what came of an article: in one of its forms, to a file or to the caller."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant import atomic
from assistant.article.document import Document
from assistant.article.model import Article
from assistant.language.counting import counted
from assistant.review import critic, patch, serialisation
from assistant.review.decisions import apply_policy
from assistant.review.model import Decision, Policy, Review, decided_edits, text
from assistant.workspace import targets


class Form(StrEnum):
    """What is handed over: the article, what changes in it, or the whole review."""

    TEXT = "text"
    DIFF = "diff"
    CRITIC = "critic"
    JSON = "json"


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


def deliver(
    document: Document, review: Review, target: Target, form: Form = Form.TEXT
) -> Delivered:
    """Hand over an article as it was decided.

    Raises SourceError where it cannot be written or its encoding lacks a character, and
    SourceChangedError where a source is no longer what was read.
    """
    shown = render(document, review, form)
    data, note = _encoded(document, shown, form)
    copy = None
    if target.in_place:
        article = document.article
        copy = targets.write_over(article.path, article.sha256, data, backup=target.backup)
    elif target.out is not None and not target.is_caller:
        most = atomic.permissions(document.article.path)
        atomic.write_atomic(target.out, data, most=most)
    return Delivered(data, shown, copy, note)


def _encoded(document: Document, shown: str, form: Form) -> tuple[bytes, str]:
    """The bytes of what is handed over, and what is to be said of them."""
    if form is Form.JSON:
        return shown.encode("utf-8", "surrogatepass"), ""
    if form is Form.CRITIC and not document.can_store(shown):
        name = document.article.encoding.name
        return shown.encode(), f"the CriticMarkup is in UTF-8: {name} lacks a letter of a proposal"
    return document.write(shown), ""


def render(document: Document, review: Review, form: Form) -> str:
    """An article as it was decided, in one of its forms."""
    source = document.article.source
    match form:
        case Form.TEXT:
            return text(review, source)
        case Form.DIFF:
            path = document.article.path
            return patch.unified(review, source, "stdin" if path == "-" else path)
        case Form.CRITIC:
            return critic.critic(review, source)
        case Form.JSON:
            return serialisation.dumps(review)
