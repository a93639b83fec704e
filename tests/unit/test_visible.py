"""Visible text is what a reader sees, with the place of every character in the source."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.document import Document
from assistant.article.files import read_text
from assistant.article.formats.base import Format
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.article.formats.registry import known
from assistant.article.model import Article, BlockKind
from assistant.article.visible import VisibleText
from assistant.errors import SourceError
from assistant.language.span import Span

_PIECES = st.sampled_from(
    [
        *("word", " ", "The boat.", "\n", "\n\n", "\r\n", "# ", "- ", "> ", "a_b", "2 * 3"),
        *("**", "*", "_", "~~", "[", "](x.html)", "][ref]", "]", "![", "`", "``", "\\*", "\\"),
        *(
            "<b>",
            "</b>",
            "<br/>",
            "<s>",
            "</s>",
            "<sup>",
            "</sup>",
            "<your name>",
            "6",
            "<!-- x -->",
        ),
        *("&amp;", "&nbsp;", "&#x27;", "&ngE;", "&nope;", "$x^2$", "$5", "\\(y\\)", "$$"),
        *("{{< fig >}}", "{% raw %}", "[gallery ids='1']", "[/caption]", "[^1]", "[x] ", "```"),
        *("https://x.example/a", "ann@pell.example", "<https://x.example>", "---", "é", "👍"),
    ]
)
SOURCES = st.lists(_PIECES, min_size=1, max_size=25).map("".join)


def _article(source: str, form: Format) -> Article | None:
    try:
        return read_text(source, format=form)
    except SourceError:
        return None


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("A **bold** and _soft_ word.", "A bold and soft word."),
        ("A [link](https://x.example 'T') and [it][log].", "A link and it."),
        ("A [word] in brackets, 2 * 3 and a_b.", "A [word] in brackets, 2 * 3 and a_b."),
        ("See <https://x.example/a> or a@b.example.", "See https://x.example/a or a@b.example."),
        ("Run `mill --stop` now.", "Run mill --stop now."),
        ("Nobody runs **`mill --stop`** now.", "Nobody runs mill --stop now."),
        ("The [`rents`]({% link rents.md %}#hill) rise.", "The rents rise."),
        ("Fish &amp; chips &#x27;n&rsquo; 4.2&nbsp;mg.", "Fish & chips 'n’ 4.2\u00a0mg."),
        ("AT&T and &nope; stay.", "AT&T and &nope; stay."),
        ("Two \\* three \\[sic\\].", "Two * three [sic]."),
        ("Said<br/>so <span title='it \"was\"'>twice</span>.", "Said\nso twice."),
        ("Send <your name> if x<y and y>40.", "Send <your name> if x<y and y>40."),
        ("As said[^1] twice.", "As said twice."),
        ("A {{< figure src='a' >}} and {% raw %} b.", "A  and  b."),
        ('The [caption id="a" width="3"]boat.[/caption]', "The boat."),
        ('The [contact-form-7 id="4"]boat.', "The boat."),
        ("The [su_note]boat[/su_note] of [Lund] [sic].", "The boat of [Lund] [sic]."),
        ("The [embed]https://a.example/x[/embed] boat.", "The https://a.example/x boat."),
        ('See [gallery ids="1,2" link="alien"] here.', "See  here."),
        ("A [gallery](a.html) and a [video] of it.", "A gallery and a [video] of it."),
        ("The load is $x_{a} \\times 2$ and \\(y\\) more.", "The load is  and  more."),
        ("It was $5, then $6 or US$7 a day.", "It was $5, then $6 or US$7 a day."),
        ("There are {boats.length} boats, {/* so */}it said.", "There are  boats, it said."),
        ("Dear {name}, pay ${sum} or $nothing, $$ all.", None),
        ("~~Forty~~ Fourteen were hurt.", " Fourteen were hurt."),
        ("In <del>May</del> <ins>June</ins> it ends.", "In  June it ends."),
        ("It is 10<sup>6</sup> and 10<sup>-2</sup>.", "It is 10⁶ and 10⁻²."),
        ("On the 1<sup>st</sup> of May.", "On the 1st of May."),
        ("CO<sub>2</sub> is out.", "CO2 is out."),
    ],
)  # fmt: skip
def test_what_is_seen_of_a_line_of_markdown(source: str, seen: str | None) -> None:
    """Targets, tags, shortcodes, math, notes and signs are not; what they show is."""
    article = read_text(f"{source}\n\n[log]: https://x.example\n", format=MARKDOWN)
    assert article.visible(article.blocks[0].text).text == (seen or source)


@pytest.mark.parametrize(
    "block",
    [
        "![](boat.jpg)",
        "{{< figure src='boat.jpg' title='The grouping' >}}",
        '[gallery ids="1,2,3"]',
        "$$\ngrouping = \\text{averred}\n$$",
        "\\[ grouping = averred \\]",
        'import { Aside } from "@grouping/averred";',
        "export const grouping = { averred: 1 };",
        "{/* the grouping averred */}",
        "[log]: https://x.example",
        "```\nthe grouping\n```",
    ],
)
def test_blocks_without_prose_are_opaque_and_show_nothing(block: str) -> None:
    """Pictures, shortcodes, formulas, modules, definitions and code have no sentences."""
    article = read_text(f"It rained.\n\n{block}\n", format=MARKDOWN)
    assert [each.kind for each in article.blocks] == [BlockKind.PARAGRAPH, BlockKind.OPAQUE]
    assert article.visible().text.strip() == "It rained."


def test_the_marks_of_blocks_are_not_seen() -> None:
    """Front matter, hashes, bullets, underlines and signs of quotation."""
    source = "---\ntitle: x\n---\n\n# Rain #\n\n- one\n\n> two\n> three\n\nSun\n---\n"
    shown = read_text(source, format=MARKDOWN).visible()
    assert shown.text.split() == ["Rain", "one", "two", "three", "Sun"]


def test_a_text_without_markup_is_seen_as_it_is() -> None:
    """Bullets of plain text, its brackets and its stars are prose."""
    source = "Rain in Ostby\n\n• It rained [sic] * twice_over.\n\n1. So.\n"
    shown = read_text(source, format=TEXT).visible()
    assert shown.text == source
    assert list(shown.offsets) == list(range(len(source)))


def test_a_part_knows_its_place() -> None:
    """A range of what is seen is a span of the source; what lies between is found by offsets."""
    source = "A **loss** of [fish &amp; chips](x.html)."
    article = read_text(source, format=MARKDOWN)
    shown = article.visible(article.blocks[0].text)
    start = shown.text.index("fish")
    assert article.slice(shown.span(start, start + 6)) == "fish &amp;"
    assert shown.between(source.index("loss"), source.index(" of")) == "loss"
    assert shown.editable(start, start + 4)
    assert not shown.editable(start, start + 6)
    assert not shown.editable(0, 3)
    assert shown.span(0, 0) == Span(0, 0)
    assert shown.part(2, 6).text == "loss"
    assert VisibleText.plain("ab", 5).span(1, 2) == Span(6, 7)


@settings(max_examples=400, deadline=None)
@given(SOURCES, st.sampled_from(known()))
def test_every_character_stands_where_it_is_said_to(source: str, form: Format) -> None:
    """Places rise; each character is that of the source, or what a reference or escape shows."""
    article = _article(source, form)
    if article is None:
        return
    shown = article.visible()
    assert len(shown.text) == len(shown.offsets) == len(shown.ends)
    edges = [edge for pair in zip(shown.offsets, shown.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(a < b for a, b in zip(shown.offsets, shown.ends, strict=True))
    for char, start, end in zip(shown.text, shown.offsets, shown.ends, strict=True):
        assert char == source[start:end] or _stands_for(char, source, start)


def _stands_for(char: str, source: str, start: int) -> bool:
    reference = source.rfind("&", 0, start + 1)
    named = char in unescape(source[reference : source.find(";", start) + 1])
    parted = char == "\n" and source[start : start + 3] == "<br"
    return named or parted or source[start : start + 2] == f"\\{char}" or char in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ⁽⁾"


@settings(max_examples=400, deadline=None)
@given(SOURCES, st.sampled_from(known()), st.data())
def test_an_edit_of_what_is_seen_touches_nothing_locked(
    source: str, form: Format, data: st.DataObject
) -> None:
    """Where an edit is possible, the source holds what is seen there, and no mark."""
    article = _article(source, form)
    if article is None:
        return
    shown = article.visible()
    start = data.draw(st.integers(0, len(shown.text)))
    end = data.draw(st.integers(start, len(shown.text)))
    span = shown.span(start, end)
    assert 0 <= span.start <= span.end <= len(source)
    if start < end and shown.editable(start, end):
        assert article.slice(span) == shown.text[start:end]
        assert not any(span.overlaps(mark) for block in article.blocks for mark in block.locked)


@settings(max_examples=200, deadline=None)
@given(SOURCES, st.sampled_from(known()))
def test_sentences_show_what_the_article_shows(source: str, form: Format) -> None:
    """A sentence alone is seen as within the whole."""
    article = _article(source, form)
    if article is None:
        return
    whole = article.visible()
    for _, _, span in article.sentences():
        assert article.visible(span).text == whole.between(span.start, span.end)


def test_marks_do_not_change_what_is_written() -> None:
    """The document of a marked-up text is its bytes."""
    data = b"Fish &amp; **chips**.\r\n"
    document = Document.of_bytes(data, path="a.md")
    assert document.write(document.article.source) == data
