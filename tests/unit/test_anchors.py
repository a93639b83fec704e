"""A heading that is changed keeps the links that lead to it, where its new anchor is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.article.document import Document
from assistant.edits import Edit
from assistant.review import byhand, log
from assistant.review.decisions import decide
from assistant.review.following import followed, with_followed
from assistant.review.model import Decision, Review, make, text
from assistant.workspace.delivering import Form, Target, deliver
from assistant.workspace.homecoming import brought_home

SOURCE = """# The plan

See [below](#the-alien-firm), *[it](<#the-alien-firm> "t")*,
<a class="x" href="#the-alien-firm">it</a>, [r][1],
[another page](b.html#the-alien-firm) and `[x](#the-alien-firm)`.

## The *alien* firm

It left. See [top](#the-plan).

[1]: #the-alien-firm

```
[x](#the-alien-firm)
```
"""


def reviewed(source: str, *changes: tuple[str, str], path: str = "a.md") -> tuple[Document, Review]:
    """A review in which each change is accepted, in the first heading of the second level."""
    document = Document.of_bytes(source.encode(), path=path)
    heading = max(source.find("\n## "), source.find("<h2"))
    found = [
        Edit(at, at + len(old), old, new)
        for old, new in changes
        for at in [source.index(old, heading)]
    ]
    review = make(document.article, found, "test")
    for hunk in review.hunks:
        review = decide(review, hunk.id, Decision.ACCEPTED)
    return document, review


def written(source: str, *changes: tuple[str, str], path: str = "a.md") -> str:
    """The article as it is written with some changes."""
    document, review = reviewed(source, *changes, path=path)
    return deliver(document, review, Target()).data.decode()


def test_links_of_every_kind_follow_and_code_does_not() -> None:
    """Nor does what leads to another page."""
    found = written(SOURCE, ("alien", "foreign"), ("firm", "firms"))
    kept = ("b.html#the-alien-firm", "`[x](#the-alien-firm)`", "\n[x](#the-alien-firm)\n")
    assert all(each in found for each in kept)
    assert found.count("#the-alien-firm") == len(kept)
    moved = ("[below](#the-foreign-firms)", "(<#the-foreign-firms> ", 'href="#the-foreign-firms"',
             "[1]: #the-foreign-firms\n")  # fmt: skip
    assert all(each in found for each in moved)
    assert found.count("#the-foreign-firms") == len(moved)


@pytest.mark.parametrize(
    ("heading", "anchor", "old", "new", "moved"),
    [
        ("Rates & fees", "rates--fees", "fees", "costs", "rates--costs"),
        ("Rates & fees", "rates-fees", "fees", "costs", "rates-costs"),
        ("2024 in brief", "2024-in-brief", "brief", "short", "2024-in-short"),
        ("2024 in brief", "in-brief", "brief", "short", "in-short"),
        ("Zoë’s mill", "zoës-mill", "mill", "farm", "zoës-farm"),
        ("Zoë’s mill", "zo%C3%ABs-mill", "mill", "farm", "zo%C3%ABs-farm"),
        ("The firm", "the-firm", "firm", "firm: a *plan*", "the-firm"),
        ("The firm", "the-firm", "firm", "firm & co", "the-firm"),
        ("The firm", "another", "firm", "farm", "another"),
        ("The firm {#the-firm}", "the-firm", "firm ", "farm ", "the-firm"),
        ("The <a id='x'></a>firm", "the-firm", "firm", "farm", "the-firm"),
        ("The firm\n\n## The farm", "the-firm", "firm\n", "farm\n", "the-firm"),
        ("The firm\n\n## The firm", "the-firm", "firm", "farm", "the-firm"),
    ],
)
def test_an_anchor_moves_as_it_was_made_or_stays(
    heading: str, anchor: str, old: str, new: str, moved: str
) -> None:
    """Where two ways to make it part, where it is named, and where two headings share one."""
    source = f"[x](#{anchor})\n\n## {heading}\n\nIt rained on Monday.\n"
    assert written(source, (old, new)).startswith(f"[x](#{moved})\n")


def test_other_links_tell_how_anchors_are_made() -> None:
    """A heading of which ways make different anchors moves by the one that all links go by."""
    source = "[x](#rates--fees) [y](#the-firm)\n\n## Rates & fees\n\n## The firm\n\nIt rained.\n"
    assert "[y](#the-firm--co)" in written(source, ("The firm", "The firm & co"))


def test_an_element_keeps_its_id_and_its_links() -> None:
    """In a page the anchor is no matter of words."""
    page = (
        '<!DOCTYPE html><body><article><a href="#the-firm">x</a>'
        '<h2 id="the-firm">The firm</h2><p>It rained on Monday.</p></article></body>'
    )
    found = written(page, ("firm</h2>", "farm</h2>"), path="a.html")
    assert found == page.replace("firm</h2>", "farm</h2>")


def test_the_diff_says_what_is_written_and_the_review_keeps_nothing_of_it() -> None:
    """Rejected again, the links are as they were."""
    document, review = reviewed(SOURCE, ("alien", "foreign"))
    assert "+[1]: #the-foreign-firm\n" in deliver(document, review, Target(), Form.DIFF).text
    assert text(followed(review, document.article), SOURCE) != text(review, SOURCE)
    rejected = decide(review, review.hunks[0].id, Decision.REJECTED)
    assert deliver(document, rejected, Target()).data == document.data


def test_what_was_written_comes_home_without_links_by_hand(tmp_path: Path) -> None:
    """But for a link that somebody wrote otherwise."""
    document, review = reviewed(SOURCE, ("alien", "foreign"))
    back = tmp_path / "back.md"
    back.write_bytes(deliver(document, review, Target()).data.replace(b"It left", b"It went"))
    home = brought_home(review, document, str(back), limit=10_000)
    assert [line.what for line in home.account.lines] == ["by hand"]
    assert log.undo(home.review).hunks == review.hunks
    own = with_followed(
        review, document.article,
        lambda whole: byhand.with_text(
            whole, SOURCE,
            text(whole, SOURCE).replace("[below](#the-foreign-firm)", "[below](#elsewhere)"),
        ),
    )  # fmt: skip
    assert [hunk.text for hunk in own.hunks if hunk not in review.hunks] == ["elsewhere"]
