"""A summary: takeaways and an abstract, each sentence with its evidence and what was changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.article.model import Article
from assistant.language.span import Span
from assistant.problems import Problem


@dataclass(frozen=True, slots=True)
class Change:
    """What a sentence of the article has (`original`), and what it is told with (`put`).

    `put` is empty where words are left out. `start` is the place in the evidence as it is told,
    its sentences joined by single spaces.
    """

    start: int
    original: str
    put: str = ""

    @property
    def end(self) -> int:
        """Where the original ends."""
        return self.start + len(self.original)


def applied(text: str, changes: Sequence[Change]) -> str:
    """A text with changes; raises ValueError where it has not what they change, in order."""
    pieces, at = [], 0
    for change in changes:
        if change.start < at or text[change.start : change.end] != change.original:
            msg = f"the text has not “{change.original}” at {change.start}"
            raise ValueError(msg)
        pieces += [text[at : change.start], change.put]
        at = change.end
    return "".join((*pieces, text[at:]))


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence and the spans of the article, in order, that it rests on; never none.

    A sentence of the local engine is its evidence with `changes`; one that a model or an editor
    wrote has none. `doubts` are what the checks ask of it: it stands, and an editor looks.
    """

    text: str
    evidence: tuple[Span, ...]
    changes: tuple[Change, ...] = ()
    doubts: tuple[Problem, ...] = ()

    def evidence_texts(self, article: Article) -> tuple[tuple[int, int, str], ...]:
        """Start, end and text of each sentence it rests on."""
        return tuple((s.start, s.end, article.source[s.start : s.end]) for s in self.evidence)


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A sentence that a model wrote and the article does not confirm, with the reasons.

    It `contradicts` the article where a fact in it is another than the article's; otherwise it
    is doubted. `takeaway` says what it was to be.
    """

    sentence: SummarySentence
    contradicts: bool = False
    takeaway: bool = True

    @property
    def reason(self) -> str:
        """Why it is not confirmed, in one line."""
        return "; ".join(dict.fromkeys(problem.message for problem in self.sentence.doubts))


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many takeaways a summary is to have, and how many words its abstract at most.

    `longest` are the most words of a takeaway, `characters` those that all of it may have,
    where there is such a limit.
    """

    takeaways: int = 3
    words: int = 75
    longest: int = 30
    characters: int = 0


USUAL = Wanted()

LENGTHS = {
    "bullets": USUAL,
    "standfirst": Wanted(0, 35),
    "push": Wanted(1, 0, 20, 120),
    "description": Wanted(1, 0, 26, 155),
}
"""What a summary is for: takeaways with an abstract, the line under a headline, an alert, the
description of a page for search engines."""


NOTHING_STANDS = "no sentence that was written is confirmed by the article"


@dataclass(frozen=True, slots=True)
class Summary:
    """Takeaways, and an abstract of a few sentences.

    `unconfirmed` are sentences that the article does not support; `note` says what else an
    editor should know of how it came about; `of` is the SHA-256 digest of the text that was
    summarised, in hex, empty where it is not known.
    """

    takeaways: tuple[SummarySentence, ...]
    abstract: tuple[SummarySentence, ...]
    engine: str
    unconfirmed: tuple[Unconfirmed, ...] = ()
    prompt: str = ""
    note: str = ""
    of: str = ""

    @property
    def sentences(self) -> tuple[SummarySentence, ...]:
        """All that stand in it."""
        return (*self.takeaways, *self.abstract)

    @property
    def dropped(self) -> int:
        """How many sentences do not stand in it."""
        return len(self.unconfirmed)

    @property
    def is_empty(self) -> bool:
        """Whether there is no sentence in it."""
        return not self.takeaways and not self.abstract

    @property
    def all_fell(self) -> bool:
        """Whether sentences were written and none of them is confirmed."""
        return bool(self.unconfirmed) and self.note.startswith(NOTHING_STANDS)

    def keeping_doubted(self) -> Summary:
        """The summary with what is only doubted in its place, its doubts with it."""
        doubted = [each for each in self.unconfirmed if not each.contradicts]
        return replace(
            self,
            takeaways=(*self.takeaways, *(e.sentence for e in doubted if e.takeaway)),
            abstract=(*self.abstract, *(e.sentence for e in doubted if not e.takeaway)),
            unconfirmed=tuple(each for each in self.unconfirmed if each.contradicts),
        )

    def about(self, article: Article) -> Summary:
        """The summary, with the digest of the article that it is of."""
        return replace(self, of=_digest(article))

    def is_of(self, article: Article) -> bool:
        """Whether it is of the text of this article."""
        return self.of == _digest(article)


def _digest(article: Article) -> str:
    return hashlib.sha256(article.source.encode("utf-8", "surrogatepass")).hexdigest()
