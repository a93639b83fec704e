"""The notes of a review, for those who are to read them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.article.model import Article
from assistant.language.span import Span
from assistant.review.model import Hunk, Review

_AROUND = 60


def noted(review: Review) -> list[int]:
    """The places of the hunks with a note, in order."""
    return [place for place, hunk in enumerate(review.hunks) if hunk.note]


def markdown(review: Review, article: Article) -> str:
    """The notes as a Markdown list by section, each with the sentence that it is about."""
    return "\n".join(_lines(review, article)) + "\n"


def _lines(review: Review, article: Article) -> Iterator[str]:
    yield f"# Notes: {_flat(review.title) or 'the article'}"
    section = -1
    for place in noted(review):
        hunk = review.hunks[place]
        if hunk.section != section:
            section = hunk.section
            heading = _flat(review.sections[section].heading) or "Opening"
            yield ""
            yield f"## {heading}"
            yield ""
        yield f"- {_flat(hunk.note)}"
        yield ""
        yield f"  > {_sentence(article, hunk)}"
        yield ""
    if section < 0:
        yield ""
        yield "None."


def _sentence(article: Article, hunk: Hunk) -> str:
    """The sentence of a hunk, with what goes and what comes."""
    span = hunk.edit.span
    near = Span(max(0, span.start - _AROUND), min(len(article.source), span.end + _AROUND))
    sentence = next((s for _, _, s in article.sentences() if s.contains(span)), near)
    before = article.source[sentence.start : span.start]
    after = article.source[span.end : sentence.end]
    new = hunk.edit.replacement if hunk.changed_to is None else hunk.changed_to
    change = f"[{hunk.edit.original}]" + (f" → [{new}]" if new != hunk.edit.original else "")
    return _flat(f"{before}{change} ({hunk.decision}){after}")


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;")
