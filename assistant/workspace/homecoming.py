"""Decisions come home: whatever was sent out and decided elsewhere, read back into the review."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.article.document import Document
from assistant.article.lines import LineIndex
from assistant.article.model import Article
from assistant.errors import AssistantError, SourceError, UsageError
from assistant.language.counting import counted
from assistant.reading import TooLargeError, read_regular
from assistant.review import critic, decisions_file, elsewhere, proposed_html
from assistant.review.elsewhere import Marking
from assistant.review.following import with_followed
from assistant.review.model import Decision, Hunk, Review
from assistant.review.model import text as text_of
from assistant.review.offsets import OffsetMap
from assistant.workspace import returning

_LEAST_ALIKE = 0.5
"""The share of a text that is still there in an edited copy of it."""

_SHOWN = 60
_MOST = 200
"""Code points of a text, and changes, that an account names."""


@dataclass(frozen=True, slots=True)
class Line:
    """What became of a hunk: where it stands, counted from 1, what it said, and what it says."""

    what: str
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Account:
    """What came home: a line for each hunk that it decided, and what it did not."""

    lines: tuple[Line, ...]
    undecided: int
    unknown: int = 0

    def describe(self) -> str:
        """The same in words, a line each, the sums at the end."""
        told = [
            f"{each.what:<9} line {each.line}: {each.old!r} → {each.new!r}" for each in self.lines
        ]
        if len(told) > _MOST:
            told = [*told[:_MOST], f"and {len(told) - _MOST} more"]
        sums = [f"{n} {what}" for what in _WHATS if (n := sum(k.what == what for k in self.lines))]
        told.append(", ".join((*(sums or ["nothing was decided"]), f"{self.undecided} undecided")))
        if self.unknown:
            gone = counted(self.unknown, "decision")
            told.append(f"{gone} left out, of changes that the review no longer has")
        return "\n".join(told) + "\n"


_WHATS = ("accepted", "rejected", "changed", "by hand", "reopened", "noted")


@dataclass(frozen=True, slots=True)
class Home:
    """A review with what came home, as one entry of its log, and the account of it."""

    review: Review
    account: Account


def brought_home(review: Review, document: Document, path: str, *, limit: int) -> Home:
    """A review with what was decided in a file: of decisions, a document, or an edited text.

    Raises SourceError where it cannot be read, UsageError where it is damaged, and
    SourceChangedError where it is about another source.
    """
    article = document.article
    unknown = 0
    text = _decisions(path, limit)
    if text is not None:
        try:
            decided, unknown = decisions_file.read(text, review)
        except AssistantError as error:
            raise type(error)(f"{path}: {error.message}", hint=error.hint) from error
        after = elsewhere.with_decisions(review, decided)
    elif (came := Document.read(path, limit=limit)).article.format.tracks_changes:
        after = returning.taken_home(review, article, came)
    else:
        came = Document.read(path, format=article.format, limit=limit)
        after = _of_text(review, article, came.article.source, path)
    return Home(after, _account(review, after, article.source, unknown))


def _of_text(review: Review, article: Article, came: str, path: str) -> Review:
    """A review with what was decided in a text, in its marks or by editing it."""
    _require_alike(review, article.source, came, path)
    marking: Marking = proposed_html if article.format.is_markup else critic
    if marking.has_marks(came):
        return elsewhere.from_marks(review, article, came, marking)
    return with_followed(review, article, lambda own: elsewhere.from_text(own, article, came))


def _require_alike(review: Review, source: str, came: str, path: str) -> None:
    """Raise UsageError where a text has little in common with what was sent out."""
    sent = text_of(review, source)
    same = sum(run.size for run in OffsetMap.between(sent, came).runs)
    if same < _LEAST_ALIKE * len(sent):
        raise UsageError(
            f"{path} is no edited copy of {review.source.path}: too little of it is the same",
            hint="give the file of decisions that the page saves, CriticMarkup, or the text itself",
        )


def _decisions(path: str, limit: int) -> str | None:
    """The text of a file of decisions; None where it is another."""
    try:
        data = read_regular(path, max(limit, 10_000_000))
    except TooLargeError as error:
        raise SourceError(f"{path} is too large for decisions or an article") from error
    except OSError as error:
        raise SourceError(
            f"{path} cannot be read: {error.strerror}", hint="check the path"
        ) from error
    text = data.decode("utf-8", "replace")
    return text if decisions_file.is_one(text) else None


def _account(before: Review, after: Review, source: str, unknown: int) -> Account:
    known = {hunk.id: hunk for hunk in before.hunks}
    index = LineIndex.of(source)
    lines = [
        Line(
            what, index.position(hunk.edit.start)[0], _short(hunk.edit.original), _short(_put(hunk))
        )
        for hunk in after.hunks
        if (what := _what(known.get(hunk.id), hunk))
    ]
    return Account(tuple(lines), after.count(Decision.PENDING), unknown)


def _what(before: Hunk | None, after: Hunk) -> str:
    if before is None:
        return "by hand"
    if (before.decision, before.changed_to) != (after.decision, after.changed_to):
        return "reopened" if after.decision is Decision.PENDING else str(after.decision)
    return "noted" if before.note != after.note else ""


def _put(hunk: Hunk) -> str:
    return hunk.edit.replacement if hunk.decision is Decision.REJECTED else hunk.text


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
