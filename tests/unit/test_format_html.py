"""Pages of HTML are read in place: the article alone is prose, and every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.article.document import Document
from assistant.article.files import read_bytes, read_text
from assistant.article.formats.html import HTML
from assistant.article.model import Article, BlockKind
from assistant.article.quotations import quotations
from assistant.article.structure_issues import structure_issues
from assistant.checks.edits.judge import Judge
from assistant.edits import Edit, Flag, Refusal, splice
from assistant.language.span import Span
from assistant.summary.model import Summary, SummarySentence
from assistant.summary.takeaways import proposed
from assistant.workspace import linting
from tests.support.timing import processor_seconds

LONG = "The council of Pell voted on Tuesday to keep the harbor road open for another year."
FURNITURE = f"<nav><p>{LONG}</p></nav>"


def page(body: str, head: str = "<title>The road | Pell News</title>") -> str:
    """A whole page."""
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'


def shown(article: Article) -> list[tuple[str, str]]:
    """What each block that is read is, and what is seen of it."""
    return [
        (str(block.kind), article.visible(block.text).text)
        for block in article.blocks
        if block.kind not in (BlockKind.OPAQUE, BlockKind.BLANK)
    ]


def read(body: str) -> Article:
    """An article of HTML that is no page of its own."""
    return read_text(body, format=HTML)


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ('<p class="a > b" title=\'x\'>Plain.</p>', [("paragraph", "Plain.")]),
        ("<h2 id=a>One <em>word</em></h2>", [("heading", "One word")]),
        ("<ul><li>One.<li>Two.</ul>", [("list item", "One."), ("list item", "Two.")]),
        ("<p>One.<p>Two.", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("<div>One.<br><br>Two.</div>", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("<div>One.<p>Two.</p></div>", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("<blockquote><p>We go.</p></blockquote>", [("quotation", "We go.")]),
        ("<figure><img alt='No.'><figcaption>Yes.</figcaption></figure>", [("paragraph", "Yes.")]),
        ("<p>A<script>b</script>c.</p>", [("paragraph", "Ac.")]),
        ("<p>A <b hidden>b </b><i style='display: none'>c</i>d.</p>", [("paragraph", "A d.")]),
        ("<p>A <!-- b --> c <del>four</del><ins>five</ins>.</p>", [("paragraph", "A  c five.")]),
        ("<p>Fish &amp; chips&nbsp;&eacute;&#8217;.</p>", [("paragraph", "Fish & chips\xa0é’.")]),
        ("<p>Of 5 m<sup>2</sup>.<sup><a href=#n>1</a></sup></p>", [("paragraph", "Of 5 m².")]),
        ("<p>He said <q>yes</q>.</p>", [("paragraph", "He said “yes”.")]),
        ("<p>One<br>two.</p>", [("paragraph", "One\ntwo.")]),
        ("<textarea><p>No.</p></textarea><p>Yes.</p>", [("paragraph", "Yes.")]),
        ("<pre>a = b</pre><p>Yes.</p>", [("paragraph", "Yes.")]),
        ("<p>1 < 2 and <3 are so.</p>", [("paragraph", "1 < 2 and <3 are so.")]),
        ("<p>Yes.</p><p unended", [("paragraph", "Yes.")]),
        ("<p>Yes.</p><!-- unended <p>No.</p>", [("paragraph", "Yes.")]),
    ],
)  # fmt: skip
def test_what_a_reader_sees(markup: str, seen: list[tuple[str, str]]) -> None:
    """As a browser would have it; what is hidden, struck out or a script is no prose."""
    assert shown(read(markup)) == seen


@pytest.mark.parametrize(
    "markup",
    [
        "<time datetime=2026-03-05>alien</time>", "<q>alien</q>", "<cite>alien</cite>",
        "<code>alien</code>", "<kbd>alien</kbd>", "<abbr title=x>alien</abbr>",
        '<a href="alien">x</a>', '<img alt="alien">', "<!-- alien -->", "<s>alien</s>",
        "<script>alien</script>", "<span hidden>alien</span>",
    ],
)  # fmt: skip
def test_what_no_edit_touches(markup: str) -> None:
    """Dates, quotations, code, attributes and what is hidden, inside a sentence and before it."""
    for source in (f"<p>The {markup} firm left.</p>", f"<p>{markup} firm left.</p>"):
        article = read(source)
        start = source.index("alien")
        edit = Edit(start, start + 5, "alien", "foreign")
        assert isinstance(Judge.of(article).judged(edit), Refusal)


def test_an_edit_is_written_as_the_page_writes() -> None:
    """What an engine proposes as words holds no markup when it is in the page."""
    article = read("<p>The alien firm left.</p>")
    judged = Judge.of(article).judged(Edit(7, 12, "alien", "food & drink"))
    assert isinstance(judged, Edit)
    after = splice(article.source, [judged])
    assert after == "<p>The food &amp; drink firm left.</p>"
    assert read(after).visible().text.strip() == "The food & drink firm left."


def test_quotations_of_elements() -> None:
    """A `blockquote` and a `q` are quotations; what is said of them is none."""
    article = read("<blockquote><p>We go.</p></blockquote><p>He said <q>yes</q> to it.</p>")
    assert [article.slice(span) for span in quotations(article)] == ["We go."]
    place = article.source.index("yes")
    assert not article.visible().is_free(Span(place, place + 3))


@pytest.mark.parametrize(
    "body",
    [
        f"{FURNITURE}<div class='post entry-content'><p>ART</p></div><footer>{LONG}</footer>",
        f"<article><p>ART</p></article><aside><p>{LONG[:70]}</p></aside>",
        f"{FURNITURE}<main><p>ART</p></main>",
        f"<div itemprop=articleBody><p>ART</p></div><p>{LONG}</p>",
        f"<div id=a><div id=b><p>ART</p><p>{LONG}</p><p>{LONG}</p></div><p>{LONG[:70]}</p></div>",
    ],
)
def test_the_article_of_a_page(body: str) -> None:
    """By what publishers call it, or by where the prose is; all else is opaque."""
    art = f"{LONG} And it did so twice."
    found = shown(read_text(page(body.replace("ART", art)), path="a.html"))
    assert ("paragraph", art) in found
    assert {text for kind, text in found} <= {art, LONG}


def test_a_title_above_the_article_is_read_and_the_name_of_the_site_is_not() -> None:
    """The title of the page is that of its article."""
    body = (
        "<header class=site-header><h1>Pell News</h1></header><h1><a href=/>The road</a></h1>"
        f"<p class=byline>By Jo Bell</p><article><p>{LONG}</p></article>"
    )
    article = read_text(page(body), path="a.html")
    assert shown(article) == [("title", "The road"), ("paragraph", LONG)]
    assert article.title == "The road"


SHARING = (
    '<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="?share=x">Facebook</a></li></ul>'
    "</div>"
)


def test_leftovers_take_their_elements() -> None:
    """Known by their class or by their words; in a page of its own none by its class is certain."""
    body = (
        f"<!-- wp:paragraph -->\n<p>{LONG}</p>\n<!-- /wp:paragraph -->\n{SHARING}\n"
        "<!-- wp:paragraph -->\n<p>Leave a Reply</p>\n<!-- /wp:paragraph -->\n"
        "<div><h3>Share this article</h3><ul><li>Facebook</li><li>Twitter</li></ul></div>\n"
    )
    for source, certain in ((body, True), (page(f"<article>{body}</article>"), False)):
        article = read(source)
        issues = structure_issues(article)
        gone = splice(article.source, issues)
        assert LONG in gone
        assert gone.count("<div") == gone.count("<ul") == gone.count("Leave") == 0
        assert gone.count("<!-- wp:") == gone.count("<!-- /wp:") == 1
        sharing = next(edit for edit in issues if "sharedaddy" in edit.original)
        assert (Flag.UNCERTAIN not in sharing.flags) is certain


def test_a_linter_tells_of_leftovers_without_their_tags() -> None:
    """At the line where their element begins."""
    article = read(f"<p>{LONG}</p>\n{SHARING}\n<p>Leave a <b>Reply</b></p>\n")
    found = linting.findings(article, linting.rules("structure", ""), None)
    assert [each.line for each in found] == [2]
    assert found[0].message.endswith(": 'Share this: Facebook Leave a Reply'")


def test_takeaways_stand_below_the_title() -> None:
    """As a list of the page, behind the element of the title; nothing in them is markup."""
    source = page(f"<article><h1><a href=/>The road</a></h1>\n<p>{LONG}</p></article>")
    article = read_text(source, path="a.html")
    sentence = SummarySentence("A road & a <bridge> stay.", (Span(source.index("The c"), 300),))
    after = splice(source, [proposed(article, Summary((sentence,), (), "x"))])
    items = "<ul>\n<li>A road &amp; a &lt;bridge&gt; stay.</li>\n</ul>\n"
    assert f"</h1>\n\n<h2>Key takeaways</h2>\n{items}<p>" in after
    assert ("list item", "A road & a <bridge> stay.") in shown(read_text(after, path="a.html"))


def test_nothing_of_the_page_around_an_article_is_proposed_to_go() -> None:
    """Navigation, comments and the foot of a page are its own."""
    body = (
        f"{FURNITURE}<article><p>{LONG}</p></article><div id=comments><h2>2 comments</h2>"
        "<p>Leave a Reply</p></div><footer><p>Proudly powered by WordPress</p></footer>"
    )
    assert structure_issues(read_text(page(body), path="a.html")) == ()


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt", "-"])
def test_a_page_is_told_by_its_suffix_or_by_its_doctype(name: str) -> None:
    """A page that was saved as text is one too; a line of HTML in a text makes none of it."""
    assert read_text(page(f"<p>{LONG}</p>"), path=name).format is HTML
    assert read_text(f"{LONG}\n\n<p>{LONG}</p>\n", path="a.txt").format is not HTML


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="no-such">', "utf-8"),
    ],
)
def test_the_encoding_that_a_page_names(head: str, codec: str) -> None:
    """It is read and written in it; what it lacks is written as a reference."""
    text = page(f"<p>{LONG} Café. £5.</p>" if codec != "cp1251" else f"<p>{LONG} Ёж.</p>", head)
    data = text.encode(codec)
    document = Document.of_bytes(data, path="a.html")
    assert document.article.source == text
    assert document.write(text) == data
    written = document.write(text.replace("Tuesday", "Tues≈day"))
    assert written.decode(codec) in (
        text.replace("Tuesday", "Tues&#8776;day"), text.replace("Tuesday", "Tues≈day")
    )  # fmt: skip


TAGS = (
    "<p> </p> <div> </div> <ul> <li> </li> </ul> <q> </q> <em> </em> <br> <script> </script>"
    " <table> <td> </table> <blockquote> </blockquote> <del> </del> <h1> </h1> <!-- --> </body>"
    " <pre> </pre> <sup> </a> <svg/> <textarea> &amp; &#x41 < > = \" ' <nav> </nav>"
    " <article> </article> word"
).split()
PIECES = [*TAGS, "<a href='x>y'>", "<p class=sharedaddy>", "Share this", "Facebook", "Words. ",
          " ", "\n", "\r\n", "\n\n", "\0"]  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example("<svg/><p>a")
@example("<td><p></td></table></p>x")
def test_reading_loses_nothing(source: str) -> None:
    """Whatever a page is: its blocks are all of it, and its marks are in order and apart."""
    article = read(f"x{source}")
    assert "".join(article.slice(block.span) for block in article.blocks) == article.source
    for block in article.blocks:
        assert block.span.contains(block.text)
        at = block.span.start
        for mark in block.marks:
            assert at <= mark.span.start <= mark.span.end <= block.span.end
            at = mark.span.end
    assert Document.of_article(article).write(article.source) == article.source.encode()
    assert len(article.visible().offsets) == len(article.visible().text)


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<p><span>", "<a b=", '<a b="', "<a b='", "<!--", "<p", "<li><ul>", "</p>",
     "<script>", "<td>", "<b><p>", "&amp;", "<sup>", "<q>", "<br>", "x<br><br>", "<form><p>x",
     "<p>Share</p>", "<div><p>Share</p>"],
)  # fmt: skip
def test_a_hostile_page_costs_no_more_than_its_length(piece: str) -> None:
    """Four times as much takes about four times as long."""
    few, many = (processor_seconds(lambda n=n: HTML.parse(piece * n)) for n in (1500, 6000))
    assert many < 12 * few + 0.2


def test_bytes_of_the_page_are_no_lines_of_text() -> None:
    """Carriage returns, tabs and form feeds stay as they are."""
    data = page(f"<p>One\r\n\ttwo.\f</p>\r<p>{LONG}</p>").encode()
    article = read_bytes(data, path="a.html")
    assert article.source.encode() == data
    assert ("paragraph", "One\r\n\ttwo.") in shown(article)


EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>An alien site</title>
<item><title>An alien post</title><content:encoded><![CDATA[{blocks}]]></content:encoded>
<excerpt:encoded><![CDATA[An alien excerpt.]]></excerpt:encoded></item>
<item><content:encoded><![CDATA[]]></content:encoded></item>
<item><content:encoded><![CDATA[{classic}]]></content:encoded></item>
</channel></rss>
"""


def test_the_posts_of_an_export_of_wordpress() -> None:
    """With blocks, or classic with blank lines; comments and shortcodes stay as they are."""
    source = EXPORT.format(
        blocks=f"<!-- wp:paragraph -->\n<p>{LONG}</p>\n<!-- /wp:paragraph -->",
        classic=f'{LONG}\n\n[caption id="a"]<img src="alien.jpg" /> A view.[/caption]\n\n'
        "The <em>alien</em> firm &amp; co. left it on Friday, as all in Pell had said.\n\nAn end.",
    )
    for path in ("export.xml", "export.wxr", "-"):
        article = read_text(source, path=path)
        assert shown(article) == [
            ("paragraph", LONG), ("paragraph", LONG), ("paragraph", " A view."),
            ("paragraph", "The alien firm & co. left it on Friday, as all in Pell had said."),
            ("paragraph", "An end."),
        ]  # fmt: skip
        assert "".join(article.slice(block.span) for block in article.blocks) == source
