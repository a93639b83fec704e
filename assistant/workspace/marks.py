"""What the checks find in an article, as hunks to be looked at: some propose nothing."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.article.model import Article
from assistant.article.structure_issues import structure_issues
from assistant.checks.neutrality import loaded_words
from assistant.edits import Edit, EditKind, Flag
from assistant.repair.bare_lemmas import bare_lemmas


def of_article(article: Article) -> Iterator[Edit]:
    """Faults of structure with their repair, and words that take sides, with another if any."""
    yield from structure_issues(article)
    yield from bare_lemmas(article)
    for found in loaded_words.of_article(article):
        kind = EditKind.NEUTRALITY if found.prefer else EditKind.MARK
        yield Edit(
            found.start, found.end, found.text, found.prefer or found.text, kind,
            reason=f"{found.group.replace('_', ' ')}: {found.why}", flags=(Flag.NEUTRALITY,),
        )  # fmt: skip
