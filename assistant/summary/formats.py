"""A summary as text, Markdown or JSON, each sentence with its evidence on show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from assistant.article.formats.markdown import MARKDOWN
from assistant.article.lines import LineIndex
from assistant.article.model import Article
from assistant.language.span import Span
from assistant.summary.model import Summary, SummarySentence
from assistant.summary.passages import plain
from assistant.summary.remarks import numbers, sections
from assistant.summary.serialisation import to_json

_FIRST_WORDS = 8
"""Words by which a sentence can be found."""

NOTHING = "No sentence stands in this summary."


def text(summary: Summary, article: Article) -> str:
    """Takeaways and abstract, the numbers of the sentences they rest on, and how each begins."""
    known = sentence_numbers(article)

    def marked(each: SummarySentence) -> str:
        return f"{each.text} {numbers(each, known)}"

    lines = [f"• {marked(each)}" for each in summary.takeaways]
    if summary.abstract:
        lines += ["", " ".join(map(marked, summary.abstract))]
    if not lines:
        lines = [NOTHING] if summary.unconfirmed else []
    for title, rows in sections(summary, known):
        lines += ["", f"{title}:", *(f"  {row}" for row in rows)]
    if sources := list(_sources(summary, article)):
        lines += ["", *sources]
    return "\n".join(lines) + "\n" if lines else ""


def _sources(summary: Summary, article: Article) -> Iterator[str]:
    """The number, line and beginning of each sentence that something rests on."""
    known = sentence_numbers(article)
    index = LineIndex.of(article.source)
    for span in _used(summary, known):
        yield f"[{known[span]}] line {index.position(span.start)[0]}: {_beginning(article, span)}"


def _used(summary: Summary, known: dict[Span, int]) -> Sequence[Span]:
    sentences = (*summary.sentences, *(each.sentence for each in summary.unconfirmed))
    return sorted({span for each in sentences for span in each.evidence if span in known})


def _beginning(article: Article, span: Span) -> str:
    words = plain(article, span).split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")


def markdown(summary: Summary, article: Article) -> str:
    """The same in Markdown: each number is a footnote with the sentence itself."""
    known = sentence_numbers(article)

    def marked(each: SummarySentence) -> str:
        notes = (f"[^{known[span]}]" for span in each.evidence)
        return MARKDOWN.escaped(each.text) + "".join(notes)

    lines = [f"- {marked(each)}" for each in summary.takeaways]
    if summary.abstract:
        lines += ["", " ".join(map(marked, summary.abstract))]
    lines = lines if not summary.is_empty else [NOTHING]
    for title, rows in sections(summary, known):
        lines += ["", f"**{title}**", "", *(f"- {MARKDOWN.escaped(row)}" for row in rows)]
    lines += ["", *(
        f"[^{known[span]}]: {MARKDOWN.escaped(plain(article, span))}"
        for span in _used(summary, known)
    )]  # fmt: skip
    return "\n".join(lines).rstrip("\n") + "\n"


def dumps(summary: Summary, article: Article) -> str:
    """A summary as JSON text; offsets are code points into the text that was summarised."""
    return json.dumps(to_json(summary.about(article)), ensure_ascii=False, indent=1) + "\n"


def sentence_numbers(article: Article) -> dict[Span, int]:
    """The number of every sentence of an article, in reading order, from 1."""
    return {span: number for number, (_, _, span) in enumerate(article.sentences(), 1)}
