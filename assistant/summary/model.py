"""A summary: takeaways and an abstract, each sentence with its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.article.model import Span


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence and the spans of the article, in order, that it rests on; never none."""

    text: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Takeaways, and an abstract of a few sentences. `dropped` were not supported."""

    takeaways: tuple[SummarySentence, ...]
    abstract: tuple[SummarySentence, ...]
    engine: str
    dropped: int = 0
    prompt: str = ""
