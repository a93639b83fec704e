"""What an accepted change takes along in an article, such as the links to a heading."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.article.model import Article
from assistant.review.log import logged
from assistant.review.model import Decision, Hunk, Review, Step, decided_edits


def followed(review: Review, article: Article) -> Review:
    """A review with what follows of its accepted hunks, as accepted hunks; for writing it alone.

    It follows from the decisions whenever the article is written, and is stored nowhere.
    """
    edits = article.format.following(article.source, article.blocks, decided_edits(review))
    if not edits:
        return review
    hunks = list(review.hunks)
    for edit in edits:
        hunk = Hunk(article.section_at(edit.start).id, edit, Decision.ACCEPTED)
        insort(hunks, hunk, key=lambda each: each.edit.start)
    return replace(review, hunks=tuple(hunks))


def with_followed(review: Review, article: Article, taken: Callable[[Review], Review]) -> Review:
    """A review after what is `taken` into it from a text that was written with what follows.

    What follows is no part of it afterwards, but where somebody wrote it otherwise.
    """
    whole = followed(review, article)
    if whole == review:
        return taken(review)
    own = {hunk.id for hunk in whole.hunks} - {hunk.id for hunk in review.hunks}
    after = taken(whole)
    steps = (step for entry in after.log[len(review.log) :] for step in entry)
    return logged(review, _without(own, steps))


def _without(own: set[str], steps: Iterator[Step]) -> Iterator[Step]:
    for step in steps:
        if step.before is None or step.before.id not in own:
            yield step
        elif step.after is not None and step.after.text != step.after.edit.original:
            yield Step(None, step.after)
