"""Markdown is read where it stands: marks are locked, code and tables are left alone."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.model import Article


def _read(source: str) -> Article:
    return read_text(source, format=MARKDOWN)


def _shape(source: str) -> list[tuple[str, int, str]]:
    article = _read(source)
    return [(block.kind.value, block.level, article.slice(block.text)) for block in article.blocks]


def _locked(source: str) -> list[str]:
    article = _read(source)
    return [article.slice(mark) for block in article.blocks for mark in block.locked]


def test_headings_of_both_kinds() -> None:
    """The first heading is the title if it is of level one; hashes and rules are left out."""
    assert _shape(
        "# Storm #\n\n## What *we* know ##\n\nNext\n====\n\nLast\n----\nIt rained.\n"
    ) == [
        ("title", 1, "Storm"),
        ("heading", 2, "What *we* know"),
        ("heading", 1, "Next"),
        ("heading", 2, "Last"),
        ("paragraph", 0, "It rained."),
    ]


def test_a_title_may_lack_its_mark() -> None:
    """A first line like a title is one, where no heading of level one comes first."""
    assert _shape("Storm Closes Harbor\n\n## Next\n\nIt rained.\n")[0] == (
        "title",
        1,
        "Storm Closes Harbor",
    )
    assert _shape("It rained on Monday.\n\n## Next\n\n# Late\n")[0][0] == "paragraph"


def test_lists_and_quotations() -> None:
    """Items know how deep they stand; what is quoted is a quotation, lists in it too."""
    source = (
        "- one\n  wrapped\n  - two\n\n    more\n1. three\n\n> quoted\n> on\n>\n> - item\n\nlast\n"
    )
    assert _shape(source) == [
        ("list item", 1, "one\n  wrapped"),
        ("list item", 2, "two"),
        ("list item", 2, "more"),
        ("list item", 1, "three"),
        ("quotation", 0, "quoted\n> on"),
        ("quotation", 1, "item"),
        ("paragraph", 0, "last"),
    ]
    assert _locked("> quoted\n> on\nlazily\n") == ["> "]


@pytest.mark.parametrize(
    "block",
    [
        "```py\nprint('# no heading')\n```",
        "~~~\nopen to the end",
        "    set in\n    code",
        "| a | b |\n|---|---|\n| c | d |",
        "<div>\n<p>raw</p>\n</div>",
        "***",
        "[log]: https://pell.example/log 'The log'\n[map]: https://pell.example/map",
        "<!-- a\n\n-->",
        "-",
    ],
)
def test_what_is_no_prose_is_opaque(block: str) -> None:
    """Code, tables, HTML, rules and definitions of links have no sentences."""
    article = _read(f"It rained.\n\n{block}\n")
    assert [b.kind.value for b in article.blocks] == ["paragraph", "opaque"]
    assert article.slice(article.blocks[1].text) == block
    assert article.blocks[1].sentences == ()


@pytest.mark.parametrize("fence", ["---", "+++"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_front_matter_is_opaque(fence: str, ending: str) -> None:
    """YAML and TOML at the very top are left alone."""
    front = ending.join(
        [fence, "title: 'Storm'" if fence == "---" else "title = 'Storm'", "", fence]
    )
    found = _shape(f"{front}{ending * 2}# Storm{ending}")
    assert found == [("opaque", 0, front), ("title", 1, "Storm")]


def test_rules_at_the_top_are_no_front_matter() -> None:
    """Between two rules without a key stands prose."""
    assert [kind for kind, _, _ in _shape("---\n\nIt rained.\n\n---\n")] == [
        "opaque",
        "paragraph",
        "opaque",
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("a **bold** and *soft* and __loud__ word", ["**", "**", "*", "*", "__", "__"]),
        ("a snake_case name", []),
        ("a [link](https://x.example/a_(b)) here", ["[", "](https://x.example/a_(b))"]),
        ('an ![image](i.png "a title") here', ["![", '](i.png "a title")']),
        ("run `rm -rf *` and ``a ` b`` now", ["`rm -rf *`", "``a ` b``"]),
        ("an open ` tick and *one*", ["`", "*", "*"]),
        ("see <https://x.example> and <b>this</b>", ["<https://x.example>", "<b>", "</b>"]),
        ("fish &amp; chips &#39; co, AT&T", ["&amp;", "&#39;"]),
        ("two \\* three", ["\\*"]),
        ("as told[^1] twice", ["[^1]"]),
        ("see https://x.example/a. Then", ["https://x.example/a"]),
        ("write to ann@pell.example, please", ["ann@pell.example"]),
        ("{{< figure src='a' >}} and {% raw %}", ["{{< figure src='a' >}}", "{% raw %}"]),
        ("a [word] in brackets", ["[", "]"]),
        ("one  \ntwo\\\nthree", ["  ", "\\"]),
        ("a ~~lost~~ word", ["~~lost~~"]),
    ],
)
def test_marks_within_prose_are_locked(text: str, marks: list[str]) -> None:
    """No edit reaches what formats a text or links it."""
    assert _locked(text + "\n") == marks


def test_the_label_of_a_link_is_locked_where_it_is_defined() -> None:
    """Changing the words of a reference would break it."""
    definition = "\n[the log]: https://pell.example/log\n"
    assert _locked("See [The Log] and [it][the log].\n" + definition) == [
        "[The Log]",
        "[",
        "][the log]",
    ]


def test_task_marks_and_footnotes_are_locked() -> None:
    """The mark of a task, of a note and of a call-out is no prose."""
    assert _locked("- [x] mend the wall\n") == ["[x]"]
    assert _locked("[^1]: The wall is old.\n") == ["[^1]:"]
    assert _locked("> [!NOTE]\n> The wall is old.\n") == ["[!NOTE]", "> "]


def test_nulls_and_odd_endings_keep_their_place() -> None:
    """The parser replaces NULs and line ends; the offsets are those of the source."""
    assert _shape("# St\0rm\r\n\r\nIt\0rained\ron Monday.\r") == [
        ("title", 1, "St\0rm"),
        ("paragraph", 0, "It\0rained\ron Monday."),
    ]


def test_nesting_without_end_is_survived() -> None:
    """A thousand quotation marks deep, nothing is lost and nothing breaks."""
    source = "> " * 1000 + "deep\n"
    article = _read(source)
    assert "".join(article.slice(block.span) for block in article.blocks) == source
