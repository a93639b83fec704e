"""The title of an article is what its format states, as a reader sees it."""

from __future__ import annotations

import pytest

from assistant.article.document import Document
from assistant.article.files import read_text
from assistant.article.formats.base import Format
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.article.formats.registry import known
from assistant.article.model import BlockKind

BODY = "It rained on Monday, and the harbor at Pell was closed.\n"


@pytest.mark.parametrize("kind", [TEXT, MARKDOWN], ids=str)
@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("---\ntitle: The Storm\ndate: 2021-03-04\n---\n", "The Storm"),
        ("---\r\nlayout: post\r\ntitle: 'Pell''s Storm'\r\n---\r\n", "Pell's Storm"),
        ('---\ntitle: "The \\"Storm\\": \\u2026" # why\n---\n', 'The "Storm": …'),
        (
            '---\ntitle: "Pell\\_: a \\x22Storm\\"\\U0001F327 \\ud83c\\udf27 \\ud83c"\n---\n',
            'Pell : a "Storm"🌧 🌧 \ufffd',
        ),
        ("---\nTitle: The Storm # of May\n---\n", "The Storm"),
        ("---\ntitle: >-\n  The Storm\n  of May\nlayout: post\n---\n", "The Storm of May"),
        ("---\ntitle:\n  The Storm\n---\n", "The Storm"),
        ("---\n# of Pell\ntitle: Bell &amp; <em>Sons</em>\n...\n", "Bell & Sons"),
        ("\n---\n\ntitle: The Storm\n---\n", "The Storm"),
        ('+++\ntitle = "The Storm"\n[params]\ntitle = "No"\n+++\n', "The Storm"),
        ('{\n  "title": "The Storm",\n  "tags": {"a": 1}\n}\n', "The Storm"),
        ("title: The Storm\nauthor: Jo Bell\n\n", "The Storm"),
        ('title: "The Storm"\n---\n', "The Storm"),
    ],
)
def test_the_title_of_front_matter(front: str, title: str, kind: Format) -> None:
    """In YAML, TOML and JSON, whatever the suffix; the front matter is opaque."""
    article = read_text(f"{front}\n{BODY}", format=kind)
    assert article.title == title
    assert [block.kind for block in article.blocks] == [BlockKind.OPAQUE, BlockKind.PARAGRAPH]
    assert article.visible().text.strip() == BODY.strip()


@pytest.mark.parametrize("kind", known(), ids=str)
@pytest.mark.parametrize(
    "source",
    [
        f"Title: a word.\n\n{BODY}",
        f"---\n\n{BODY}\n---\n",
        f"{{{{ title: x }}}}\n\n{BODY}",
        f"Subtitle: x\nauthor: y\n\n{BODY}",
        "---\ntitle: x\n",
        '{\n"title": x\n}\n',
        "",
    ],
)
def test_what_only_resembles_front_matter_states_no_title(source: str, kind: Format) -> None:
    """Two rules, one line with a colon, what does not end or does not parse."""
    assert kind.stated_title(source) == ""


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("# The *Storm* &amp; [us](x.html)\n\nIt rained.\n", "The Storm & us"),
        ("The `storm`\n===\n\nIt rained.\n", "The storm"),
        ("<h1 align='center'>\n  The <em>Storm</em>\n</h1>\n\nIt rained.\n", "The Storm"),
    ],
)
def test_the_title_of_markdown_without_front_matter(source: str, title: str) -> None:
    """A heading of level one, by hashes, by an underline or by a tag."""
    assert Document.of_bytes(source.encode(), path="a.md").article.title == title


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>The Storm &ndash; The Post</title>", "<h1>The <i>Storm</i></h1>", "The Storm"),
        ("<title>The Storm</title>", "<h1>The Post</h1>", "The Storm"),
        ("<title>The\n Storm</title>", "", "The Storm"),
        ("<script>'<title>No</title>'</script>", "<h1 id='a'><br/>The Storm</h1>", "The Storm"),
        ("", "", ""),
    ],
)
def test_the_title_of_a_page(head: str, body: str, title: str) -> None:
    """The page's title, without the name of the site where the heading says which part that is."""
    page = (
        f"<!DOCTYPE html>\n<html>\n<head>{head}</head>\n<body>{body}\n<p>{BODY}</p></body></html>"
    )
    for suffix in ("txt", "html", "md"):
        article = Document.of_bytes(page.encode(), path=f"a.{suffix}").article
        assert article.format.stated_title(article.source) == title
