"""A summary: takeaways and an abstract, each sentence with its evidence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from assistant.article.model import Article
from assistant.language.span import Span


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence and the spans of the article, in order, that it rests on; never none."""

    text: str
    evidence: tuple[Span, ...]

    def evidence_texts(self, article: Article) -> tuple[tuple[int, int, str], ...]:
        """Start, end and text of each sentence it rests on."""
        return tuple((s.start, s.end, article.source[s.start : s.end]) for s in self.evidence)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many takeaways a summary is to have, and how many words its abstract at most."""

    takeaways: int = 3
    words: int = 75


USUAL = Wanted()


@dataclass(frozen=True, slots=True)
class Summary:
    """Takeaways, and an abstract of a few sentences.

    `dropped` sentences were not supported by the article; `note` says what else an editor
    should know of how it came about; `of` is the SHA-256 digest of the text that was
    summarised, in hex, empty where it is not known.
    """

    takeaways: tuple[SummarySentence, ...]
    abstract: tuple[SummarySentence, ...]
    engine: str
    dropped: int = 0
    prompt: str = ""
    note: str = ""
    of: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is no sentence in it."""
        return not self.takeaways and not self.abstract

    def about(self, article: Article) -> Summary:
        """The summary, with the digest of the article that it is of."""
        return replace(self, of=_digest(article))

    def is_of(self, article: Article) -> bool:
        """Whether it is of the text of this article."""
        return self.of == _digest(article)


def _digest(article: Article) -> str:
    return hashlib.sha256(article.source.encode("utf-8", "surrogatepass")).hexdigest()
