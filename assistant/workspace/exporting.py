"""What of a review can be taken elsewhere beside the article: Word, markup, a diff, the notes."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from assistant.article.document import Document
from assistant.review import notes
from assistant.review.model import Review, proposed_edits
from assistant.review.word import word
from assistant.workspace.delivering import Form, render, signed


class Export(StrEnum):
    """What is exported."""

    WORD = "Word document"
    CRITIC = "CriticMarkup"
    DIFF = "diff"
    NOTES = "notes"


_SUFFIX = {
    Export.WORD: ".review.docx",
    Export.CRITIC: ".critic.md",
    Export.DIFF: ".diff",
    Export.NOTES: ".notes.md",
}


def place(article: str, form: Export) -> str:
    """Where an export of an article lies unless another place is named: beside it."""
    return str(Path(article).with_suffix(_SUFFIX[form])) if article not in ("", "-") else ""


def exported(document: Document, review: Review, form: Export) -> bytes:
    """The bytes of an export; a text is in UTF-8.

    Of a Word document the review is that document itself, with the notes on what changes in it;
    raises SourceError where that cannot be written.
    """
    match form:
        case Export.WORD if document.article.format.name == Form.DOCX:
            told = {hunk.edit.start: hunk.note for hunk in review.hunks}
            edits = [replace(edit, reason=told[edit.start]) for edit in proposed_edits(review)]
            return document.written(edits, signed())
        case Export.WORD:
            return word(review, document.article, signed())
        case Export.CRITIC:
            text = render(document, review, Form.CRITIC)
        case Export.DIFF:
            text = render(document, review, Form.DIFF)
        case Export.NOTES:
            text = notes.markdown(review, document.article)
    return text.encode("utf-8", "surrogatepass")
