"""Taking a document home that went out with tracked changes and was decided elsewhere."""

from __future__ import annotations

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.errors import UsageError
from assistant.review.model import Review
from assistant.review.returned import Account, Returned, decided_elsewhere
from assistant.workspace.delivering import AUTHOR


def taken_home(review: Review, article: Article, path: str, limit: int) -> tuple[Review, Account]:
    """A review with what was decided in a document that came back, and the account of it.

    Raises SourceError where it cannot be read, and UsageError where it holds no tracked changes
    by its format, or is of another article.
    """
    document = Document.read(path, limit=limit)
    known = document.article.format
    if not known.tracks_changes:
        msg = f"{path} is {known.title}, which tracks no changes"
        raise UsageError(msg, hint="give the Word or OpenDocument file that came back")
    back = Returned(document.article.source, known.open_changes(document.data, AUTHOR))
    locked = [span for block in article.blocks for span in block.locked]
    try:
        return decided_elsewhere(review, article.source, back, locked)
    except UsageError as error:
        raise UsageError(f"{path}: {error.message}", hint=error.hint) from error
