"""A summary as a page of HTML: each sentence links to the sentences it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from assistant.article.model import Article, BlockKind
from assistant.language.span import Span
from assistant.summary.formats import NOTHING, sentence_numbers
from assistant.summary.model import Summary, SummarySentence
from assistant.summary.passages import plain
from assistant.summary.remarks import sections

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 serif; }}
sup a {{ text-decoration: none; }}
:target {{ background: #ffe58a; color: #000; }}
</style>
</head>
<body>
<h1>{title}</h1>
<ul>
{takeaways}
</ul>
<p>{abstract}</p>
{notes}<hr>
{article}
</body>
</html>
"""


def html(summary: Summary, article: Article) -> str:
    """The page; the article stands under its summary, each sentence under its number."""
    numbers = sentence_numbers(article)

    def linked(each: SummarySentence) -> str:
        links = ", ".join(f'<a href="#s{numbers[s]}">{numbers[s]}</a>' for s in each.evidence)
        return f"{_text(each.text)} <sup>[{links}]</sup>"

    return _PAGE.format(
        title=_text(article.title or "Summary"),
        takeaways="\n".join(f"<li>{linked(each)}</li>" for each in summary.takeaways),
        abstract=" ".join(map(linked, summary.abstract)),
        notes=_remarks(summary, numbers),
        article=_article(article, numbers),
    )


def _remarks(summary: Summary, numbers: Mapping[Span, int]) -> str:
    """What is not confirmed, was changed or is to be looked at, each under its heading."""
    empty = f"<p>{NOTHING}</p>\n" if summary.is_empty else ""
    lists = (
        f"<h2>{_text(title)}</h2>\n<ul>\n"
        + "\n".join(f"<li>{_text(row)}</li>" for row in rows)
        + "\n</ul>\n"
        for title, rows in sections(summary, numbers)
    )
    return empty + "".join(lists)


def _article(article: Article, numbers: Mapping[Span, int]) -> str:
    paragraphs = []
    for block in article.blocks:
        told = " ".join(
            f'<span id="s{numbers[span]}">{_text(plain(article, span))}</span>'
            for span in block.sentences
        )
        heading = block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        if told:
            paragraphs.append(f"<h2>{told}</h2>" if heading else f"<p>{told}</p>")
    return "\n".join(paragraphs)


def _text(text: str) -> str:
    """A text as HTML: nothing in it is markup, and no control character stays."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return escape(" ".join(shown.split()))
