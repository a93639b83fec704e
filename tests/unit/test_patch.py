"""A review as a unified diff and as CriticMarkup."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from assistant.article.document import Document
from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.edits import Edit
from assistant.review import decisions
from assistant.review import model as reviews
from assistant.review.critic import critic, settled, unmarkable
from assistant.review.model import Decision, Policy, Review, make
from assistant.review.patch import unified
from assistant.workspace.delivering import Form, Target, deliver
from tests.support.reviews import reviews as any_reviews

_TOOLS = {
    "git": ["git", "apply", "--whitespace=nowarn", "-"],
    "patch": ["patch", "-p1", "--binary", "--silent"],
}


def _applied(tool: str, name: str, source: str, diff: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(source.encode())
        subprocess.run(_TOOLS[tool], input=diff.encode(), cwd=folder, check=True)
        return path.read_bytes().decode()


@pytest.mark.parametrize("tool", _TOOLS)
@settings(max_examples=40, deadline=None)
@given(made=any_reviews())
def test_a_diff_applies_whatever_the_text(tool: str, made: tuple[Review, Article]) -> None:
    """Carriage returns, lines joined and cut, no newline at the end, any letters."""
    if shutil.which(_TOOLS[tool][0]) is None:
        pytest.skip(f"{tool} is not installed")
    review, article = made
    review = decisions.apply_policy(review, Policy.ALL)
    repaired = reviews.text(review, article.source)
    diff = unified(review, article.source, "a.txt")
    if repaired == article.source:
        assert diff == ""
    elif repaired and "\x00" not in diff:
        assert _applied(tool, "a.txt", article.source, diff) == repaired


@pytest.mark.parametrize("name", ["two words.txt", 'quo"te.txt', "Zürich.txt", "tab\t.txt"])
def test_a_diff_names_odd_files_as_git_does(name: str) -> None:
    """So that git finds them again."""
    article = read_text("A bad day.\n")
    review = decisions.apply_policy(make(article, [Edit(2, 5, "bad", "good")], ""), Policy.ALL)
    diff = unified(review, article.source, name)
    assert _applied("git", name, article.source, diff) == "A good day.\n"


@pytest.mark.parametrize(
    ("source", "edit", "changed"),
    [
        ("One.\n\nTwo.\n\nEnd.\n", ("\n\nTwo.", ""), ["-", "-Two."]),
        ("One.\r\n\r\nTwo.\r\n\r\nEnd.\r\n", ("\r\n\r\nTwo.", ""), ["-\r", "-Two.\r"]),
        ("One.\n\nTwo.\n\nEnd.\n", ("Two.\n\n", ""), ["-Two.", "-"]),
        ("# One\n\nEnd.\n", ("", "\n\n- Two."), ["+", "+- Two."]),
        ("One.\n\nTwo.", ("\n\nTwo.", ""), ["-One.", "-", "-Two.", "+One."]),
    ],
)
def test_a_diff_shows_no_line_that_stays(
    source: str, edit: tuple[str, str], changed: list[str]
) -> None:
    """Lines that go, or come, are shown alone: those beside them read as they did."""
    start = source.index(edit[0]) if edit[0] else 5
    article = read_text(source, path="a.md")
    review = make(article, [Edit(start, start + len(edit[0]), *edit)], "")
    review = decisions.apply_policy(review, Policy.ALL)
    diff = unified(review, source, "a.md")
    lines = [line for line in diff.split("\n")[3:] if line[:1] in ("-", "+")]
    assert lines == changed
    assert _applied("git", "a.md", source, diff) == reviews.text(review, source)


def test_lines_that_go_one_after_the_other() -> None:
    """Each as its own change, none cut where the other begins."""
    source = "A.\n\nB.\n\nC.\n\nD.\n"
    article = read_text(source, path="a.md")
    edits = [Edit(2, 6, "\n\nB.", ""), Edit(6, 10, "\n\nC.", "")]
    review = decisions.apply_policy(make(article, edits, ""), Policy.ALL)
    diff = unified(review, source, "a.md")
    assert "A." not in diff.split("-")[-1]
    assert _applied("git", "a.md", source, diff) == "A.\n\nD.\n"


@pytest.mark.parametrize("place", [0, 3])
@pytest.mark.parametrize("tool", _TOOLS)
def test_a_diff_of_a_file_with_a_byte_order_mark_applies(tool: str, place: int) -> None:
    """The mark is the first character of the first line."""
    data = b"\xef\xbb\xbfbad 1\nbad 2\nbad 3\nbad 4\nbad 5\nbad 6\n"
    document = Document.of_bytes(data, path="a.txt")
    edit = Edit(6 * place, 6 * place + 3, "bad", "good")
    review = decisions.apply_policy(make(document.article, [edit], ""), Policy.ALL)
    diff = deliver(document, review, Target(), Form.DIFF)
    assert diff.note == ""
    applied = _applied(tool, "a.txt", data.decode(), diff.data.decode())
    assert applied.encode() == document.write(reviews.text(review, document.article.source))


def test_a_diff_of_utf_16_is_for_reading() -> None:
    """No program applies one, and that is said."""
    document = Document.of_bytes("A bad day in Pell.\n".encode("utf-16"), path="a.txt")
    edit = Edit(2, 5, "bad", "good")
    review = decisions.apply_policy(make(document.article, [edit], ""), Policy.ALL)
    diff = deliver(document, review, Target(), Form.DIFF)
    assert "+\ufeffA good day in Pell.\n" in diff.data.decode()
    assert diff.note == "UTF-16 is no text to git: the diff, in UTF-8, is for reading"


def test_criticmarkup_marks_what_was_not_rejected() -> None:
    """Replaced, deleted, added; what is rejected stands as it was."""
    article = read_text("A bad old day in town.\n")
    edits = [
        Edit(2, 5, "bad", "good"),
        Edit(6, 10, "old ", ""),
        Edit(13, 13, "", " out"),
        Edit(17, 21, "town", "tow"),
    ]
    review = make(article, edits, "")
    review = decisions.decide(review, review.hunks[3].id, Decision.REJECTED)
    assert critic(review, article) == ("A {~~bad~>good~~} {--old --}day{++ out++} in town.\n")


def test_text_that_looks_like_criticmarkup_is_not_taken_for_it() -> None:
    """Its marks are written with references, which show as what they were."""
    article = read_text("See {++this++} and {--that--}, a bad day.\n")
    shown = critic(make(article, [Edit(33, 36, "bad", "good ~> {~~")], ""), article)
    assert shown == (
        "See &#123;++this++&#125; and &#123;--that--&#125;, a {~~bad~>good ~&#62; &#123;~~~~}"
        " day.\n"
    )
    assert settled(shown).rejected == article.source
    assert settled(shown).accepted == article.source.replace("bad", "good ~> {~~")


def test_a_mark_in_code_is_left_alone_and_no_hunk_is_shown_beside_it() -> None:
    """There is no other way to write it, so that its paragraph is left out."""
    article = read_text("Use `{++code++}` on a bad day.\n\nIt is bad.\n", path="a.md")
    edits = [Edit(22, 25, "bad", "good"), Edit(38, 41, "bad", "good")]
    review = make(article, edits, "")
    assert critic(review, article) == ("Use `{++code++}` on a bad day.\n\nIt is {~~bad~>good~~}.\n")
    assert [article.slice(span) for span in unmarkable(article)] == [
        "Use `{++code++}` on a bad day.\n\n"
    ]


@pytest.mark.parametrize(
    ("source", "gone", "shown"),
    [
        (
            "> We go, she said.\n\nLeave a Reply\n", "\n\nLeave a Reply",
            "> We go, she said.\n\n{--Leave a Reply--}\n",
        ),
        (
            "Text.\n\n- One.\n- Two.\n\nEnd.\n", "- One.\n- Two.\n\n",
            "Text.\n\n- {--One.--}\n- {--Two.--}\n\nEnd.\n",
        ),
        ("Text.\n\n## Empty\n\nEnd.\n", "## Empty\n\n", "Text.\n\n## {--Empty--}\n\nEnd.\n"),
    ],
)  # fmt: skip
def test_a_mark_stands_in_one_block(source: str, gone: str, shown: str) -> None:
    """The marks of lists, headings and quotations stay outside."""
    article = read_text(source, path="a.md")
    start = source.index(gone)
    review = make(article, [Edit(start, start + len(gone), gone, "")], "")
    assert critic(review, article) == shown


def test_lines_that_come_in_are_marked_each() -> None:
    """So that no mark reaches from one block into another."""
    article = read_text("# Title\n\nText.\n", path="a.md")
    review = make(article, [Edit(7, 7, "", "\n\n## Key\n\n- One.\n- Two.")], "")
    shown = critic(review, article)
    assert shown == ("# Title\n\n{++## Key++}\n\n{++- One.++}\n{++- Two.++}\n\nText.\n")
    assert settled(shown).accepted == reviews.proposal(review, article.source)


@settings(max_examples=100, deadline=None)
@given(made=any_reviews())
def test_marks_rejected_give_the_source_back(made: tuple[Review, Article]) -> None:
    """Whatever stands in it."""
    review, article = made
    if not unmarkable(article):
        assert settled(critic(review, article)).rejected.replace("\n", "") == (
            article.source.replace("\n", "")
        )
