"""What a reader never sees is not read: no finding lies in it, and no summary tells it."""

from __future__ import annotations

import pytest

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.checks.neutrality import loaded_words
from assistant.summary.extractive import summarise

PROSE = "The board of Pell said on 5 March that 300 boats would lie in the harbor until May."
MORE = "The mill on the hill above Pell grinds 30 tons of corn a day for 40 houses of the town."

KINDS = {
    "attribute": '<p class="the "dry" basin" id="outrageous">\n{prose}\n</p>',
    "tag over lines": '<img\n  src="a.png"\n  alt=\'An outrageous "dry" basin\'\n/>',
    "tag in a sentence": 'It is <a href="#a"\n Title="An Outrageous"\n id="Dry">as told</a> now.',
    "comment": '<!-- the outrageous\n\nmayor of the "dry" basin -->',
    "script": '<script>\nlet outrageous = "dry";\n\nlet basin = "wet";\n</script>',
    "shortcode": '{{{{< figure\n  src="a.png"\n  title="An outrageous "dry" basin"\n>}}}}',
    "shortcode of code": '{{{{< code go >}}}}\nan outrageous "dry" basin\n\nx\n{{{{< /code >}}}}',
    "template tag": '{{% include basin.html title="An outrageous dry basin" kind="dry" %}}',
    "embedded template": '<%= render "outrageous", as: "dry" %>',
    "front matter": None,
}
MARKDOWN_KINDS = {
    "component": '<Chart values={{[{{a: "dry"}}]}}\n  title="An outrageous basin"\n/>',
    "module": 'import {{ Basin }} from "outrageous";\n\nexport let a = {{\n  b: "dry",\n\n  c\n}};',
    "expression": '{{basins.map((b) => (\n  <li title="outrageous">{{"dry"}}</li>\n))}}',
    "comment of MDX": '{{/* an outrageous\n\n"dry" basin */}}',
    "fence": ':::note[An outrageous "dry" basin]\n\n:::',
    "admonition": '!!! note "An outrageous basin"',
    "formula": '$$\noutrageous = \\text{{"dry"}}\n\n$$',
    "code": '```json\n{{"outrageous": "dry", "basin": "wet"}}\n```',
    "link without target": '[](outrageous "dry")',
    "definition of a link": '[basin]: https://pell.example/outrageous (An "dry" basin)',
    "wikilink": 'It lies in the [[outrageous "dry" basin|harbor of Pell]] now.',
}
CODE = 'Since June 2024 the council of Pell runs `outrageous("dry")` at 40 `"dry" basins`.'


def _article(template: str | None, path: str) -> Article:
    if template is None:
        text = f'---\nsummary: the outrageous "dry" basin\nid: x\n---\n\n{PROSE}\n\n{MORE}\n'
    else:
        text = f"{PROSE}\n\n{template.format(prose=PROSE)}\n\n{MORE}\n"
    return Document.of_bytes(text.encode(), path=path).article


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        *((kind, path) for kind in KINDS for path in ("a.md", "a.txt")),
        *((kind, "a.mdx") for kind in MARKDOWN_KINDS),
    ],
)
def test_what_is_locked_is_neither_found_nor_told(kind: str, path: str) -> None:
    """Attributes, shortcodes, tags of templates, components, code, formulas and the like."""
    article = _article((KINDS | MARKDOWN_KINDS)[kind], path)
    assert list(loaded_words.of_article(article)) == []
    summary = summarise(article)
    told = " ".join(each.text for each in (*summary.takeaways, *summary.abstract))
    assert PROSE in told
    assert not any(sign in told for sign in ("outrageous", "dry", "{", "<", "note", "]("))


def test_code_in_a_sentence_is_told_as_it_reads() -> None:
    """It is part of what a reader sees; no word of it is found."""
    article = Document.of_bytes(f"{PROSE}\n\n{CODE}\n\n{MORE}\n".encode(), path="a.md").article
    assert list(loaded_words.of_article(article)) == []
    told = " ".join(each.text for each in summarise(article).takeaways)
    assert CODE.replace("`", "") in told


@pytest.mark.parametrize(
    "hole",
    [
        "The load is $x_{a} \\times 2$ and {} was paid.",
        "There are {boats.length} boats in the harbor of Pell, and {} was paid.",
        "The harbor of Pell has {{ site.boats }} boats and {} was paid.",
        "[^1]: Jo Bell, The Harbor of Pell (Pell Press, 2023), which cost a reader {} in May.",
        "The harbor of Pell has ![many boats](boats.png) and {} was paid.",
    ],
)
def test_a_sentence_with_a_hole_is_not_told(hole: str) -> None:
    """A formula, an expression, a picture stands for words; a note at the end is apart."""
    sentence = hole.replace("{} ", "$4,000 ")
    article = Document.of_bytes(f"{sentence}\n\n{PROSE}\n".encode(), path="a.mdx").article
    assert article.visible(article.blocks[0].text).has_gap
    assert not article.visible(article.blocks[1].text).has_gap
    summary = summarise(article)
    assert [each.text for each in summary.takeaways] == [PROSE]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("A place is &pound;40 &amp; 3&times;4 metres.", "A place is £40 & 3×4 metres."),
        ("Save it as <depth>.txt or <your name>.", "Save it as <depth>.txt or <your name>."),
        ("Ask [the clerk](mailto:a@b.example) of [Pell]() now.", None),
    ],
)
def test_what_is_shown_is_read_as_it_shows(source: str, seen: str | None) -> None:
    """References to characters show them; a placeholder is no tag."""
    for path in ("a.md", "a.txt"):
        article = Document.of_bytes(f"{source}\n".encode(), path=path).article
        if seen is not None:
            assert article.visible().text.strip() == seen
        elif path == "a.md":
            assert article.visible().text.strip() == "Ask the clerk of Pell now."


def test_markdown_under_another_suffix_is_read_as_such() -> None:
    """Headings, links, fences and tables, two of the four; one alone may be anything."""
    source = f"## Rents\n\nThe [town](https://pell.example/) takes **$4** a year.\n\n{MORE}\n"
    assert Document.of_bytes(source.encode(), path="a.txt").article.format.name == "markdown"
    for part in source.split("\n\n"):
        text = f"{part}\n\n{MORE}\n"
        assert Document.of_bytes(text.encode(), path="a.txt").article.format.name == "text"


def test_tags_are_no_title() -> None:
    """Nothing that is not seen is one, nor stands twice."""
    source = f'<?xml version="1.0"?>\n<mill>\n<?xml version="1.0"?>\n<p>\n{PROSE}\n</p>\n</mill>\n'
    article = Document.of_bytes(source.encode(), path="a.txt").article
    assert article.title == ""
    assert [article.slice(span) for _, _, span in article.sentences()] == ["<mill>", PROSE]


def test_blocks_of_html_in_one_line_are_sentences_of_their_own() -> None:
    """An item of a list does not run into the next one."""
    source = f"<ul><li>Two boats</li><li>{MORE}</li></ul>\n\n{PROSE}\n"
    article = Document.of_bytes(source.encode(), path="a.txt").article
    seen = [article.visible(span).text.strip() for _, _, span in article.sentences()]
    assert [text for text in seen if text] == ["Two boats", MORE, PROSE]


def test_a_definition_list_has_its_terms_apart() -> None:
    """What is defined is no part of the sentence that says what it is."""
    article = Document.of_bytes(f"Basin\n: {PROSE}\n: {MORE}\n".encode(), path="a.md").article
    seen = [article.visible(span).text for _, _, span in article.sentences()]
    assert seen == ["Basin", PROSE, MORE]
