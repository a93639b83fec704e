"""What of a review can be taken elsewhere beside the article: markup, a diff, the notes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from assistant.article.document import Document
from assistant.review import notes
from assistant.review.model import Review
from assistant.workspace.delivering import Form, render


class Export(StrEnum):
    """What is exported."""

    CRITIC = "CriticMarkup"
    DIFF = "diff"
    NOTES = "notes"


_SUFFIX = {Export.CRITIC: ".critic.md", Export.DIFF: ".diff", Export.NOTES: ".notes.md"}


def place(article: str, form: Export) -> str:
    """Where an export of an article lies unless another place is named: beside it."""
    return str(Path(article).with_suffix(_SUFFIX[form])) if article not in ("", "-") else ""


def exported(document: Document, review: Review, form: Export) -> bytes:
    """The bytes of an export, in UTF-8."""
    match form:
        case Export.CRITIC:
            text = render(document, review, Form.CRITIC)
        case Export.DIFF:
            text = render(document, review, Form.DIFF)
        case Export.NOTES:
            text = notes.markdown(review, document.article)
    return text.encode("utf-8", "surrogatepass")
