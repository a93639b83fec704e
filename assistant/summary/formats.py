"""A summary as text, Markdown or JSON, each sentence with its evidence on show."""

from __future__ import annotations

import json
from collections.abc import Sequence

from assistant.article.formats.markdown import MARKDOWN
from assistant.article.lines import LineIndex
from assistant.article.model import Article
from assistant.language.span import Span
from assistant.summary.model import Summary, SummarySentence
from assistant.summary.passages import plain
from assistant.summary.serialisation import to_json

_FIRST_WORDS = 8
"""Words by which a sentence can be found."""


def text(summary: Summary, article: Article) -> str:
    """Takeaways and abstract, the numbers of the sentences they rest on, and how each begins."""
    known = sentence_numbers(article)

    def marked(each: SummarySentence) -> str:
        return f"{each.text} [{', '.join(str(known[span]) for span in each.evidence)}]"

    lines = [f"• {marked(each)}" for each in summary.takeaways]
    if summary.abstract:
        lines += ["", " ".join(map(marked, summary.abstract))]
    sentences = (*summary.takeaways, *summary.abstract)
    used = sorted({span for each in sentences for span in each.evidence})
    index = LineIndex.of(article.source)
    sources = [
        f"[{known[span]}] line {index.position(span.start)[0]}: {_beginning(article, span)}"
        for span in used
    ]
    return "\n".join((*lines, "", *sources, *dropped(summary))) + "\n" if lines else ""


def _beginning(article: Article, span: Span) -> str:
    words = plain(article, span).split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")


def markdown(summary: Summary, article: Article) -> str:
    """The same in Markdown: each number is a footnote with the sentence itself."""
    known = sentence_numbers(article)
    used: dict[int, Span] = {}

    def marked(each: SummarySentence) -> str:
        numbers = [known[span] for span in each.evidence]
        used.update(zip(numbers, each.evidence, strict=True))
        return MARKDOWN.escaped(each.text) + "".join(f"[^{number}]" for number in numbers)

    lines = [f"- {marked(each)}" for each in summary.takeaways]
    if summary.abstract:
        lines += ["", " ".join(map(marked, summary.abstract))]
    notes = (
        f"[^{number}]: {MARKDOWN.escaped(plain(article, span))}"
        for number, span in sorted(used.items())
    )
    return "\n".join((*lines, "", *notes, *map(MARKDOWN.escaped, dropped(summary)))) + "\n"


def dumps(summary: Summary, article: Article) -> str:
    """A summary as JSON text; offsets are code points into the text that was summarised."""
    return json.dumps(to_json(summary.about(article)), ensure_ascii=False, indent=1) + "\n"


def sentence_numbers(article: Article) -> dict[Span, int]:
    """The number of every sentence of an article, in reading order, from 1."""
    return {span: number for number, (_, _, span) in enumerate(article.sentences(), 1)}


def dropped(summary: Summary) -> Sequence[str]:
    """What is said under a summary of sentences that did not stand, as lines."""
    if not summary.dropped:
        return ()
    return ("", f"({summary.dropped} sentences were dropped: the article does not support them.)")
