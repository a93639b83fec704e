"""Taking a document home that went out with tracked changes and was decided elsewhere."""

from __future__ import annotations

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.errors import UsageError
from assistant.review.model import Review
from assistant.review.returned import Returned, decided_elsewhere
from assistant.workspace.delivering import AUTHOR


def taken_home(review: Review, article: Article, came: Document) -> Review:
    """A review with what was decided in a document that came back; its format tracks changes.

    Raises UsageError where it is of another article.
    """
    back = Returned(came.article.source, came.article.format.open_changes(came.data, AUTHOR))
    locked = [span for block in article.blocks for span in block.locked]
    try:
        return decided_elsewhere(review, article.source, back, locked)
    except UsageError as error:
        raise UsageError(f"{came.article.path}: {error.message}", hint=error.hint) from error
