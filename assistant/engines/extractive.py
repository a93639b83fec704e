"""Summaries of the article's own sentences, on this machine and without a model."""

from __future__ import annotations

from assistant.article.model import Article
from assistant.engines.base import Summarised
from assistant.summary import extractive
from assistant.summary.model import Wanted


class ExtractiveSummariser:
    """Chooses the sentences that stand for most of an article."""

    def summarise(self, article: Article, wanted: Wanted) -> Summarised:
        """A summary whose every sentence stands in the article."""
        return Summarised(extractive.summarise(article, wanted))
