"""Faults of structure become edits; only the certain ones go without a flag."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.base import Format
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.article.formats.registry import known
from assistant.article.structure_issues import structure_issues
from assistant.edits import Edit, EditKind
from assistant.errors import SourceError

TITLE = "Storm Closes Harbor in Pell"
FIRST = "The harbor at Pell was closed on Monday after waves broke over the outer wall."
SECOND = "Ferries stayed in port, and the mayor asked people to keep away from the pier."
FORM = "Leave a Reply\n\nYour email address will not be published. Required fields are marked *"


def _faults(source: str, kind: Format = TEXT, *, garbled: bool = True) -> tuple[Edit, ...]:
    return structure_issues(read_text(source, format=kind), garbled=garbled)


def _mended(source: str, edits: tuple[Edit, ...]) -> str:
    for edit in reversed(edits):
        source = source[: edit.start] + edit.replacement + source[edit.end :]
    return source


def _told(edits: tuple[Edit, ...]) -> list[tuple[EditKind, tuple[str, ...]]]:
    return [(edit.kind, edit.flags) for edit in edits]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("tail", ["", "\n", "\n\n"])
def test_the_article_without_its_faults(ending: str, tail: str) -> None:
    """Second title and comment form go without a trace; the file ends as it ended."""
    garbled = f"{TITLE}\n\n{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{FORM}{tail}".replace("\n", ending)
    clean = f"{TITLE}\n\n{FIRST}\n\n{SECOND}{tail}".replace("\n", ending)
    edits = _faults(garbled)
    assert _told(edits) == [(EditKind.TITLE, ()), (EditKind.BOILERPLATE, ())]
    assert _mended(garbled, edits) == clean


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (f"{TITLE}\n\n{TITLE}\n\n{FIRST}\n", TEXT),
        (f"# {TITLE}\n\n# {TITLE}\n\n{FIRST}\n", MARKDOWN),
        (f"# {TITLE}\n\n{FIRST}\n\n## Who Pays\n\n## The Wall\n\n{SECOND}\n", MARKDOWN),
        (f"# {TITLE}\n\n{FIRST}\n\n## The Wall\n\n{SECOND}\n\n## More\n", MARKDOWN),
        (f"{TITLE}\n\n{FIRST}\n\nINPUTS\n\nINPUTS\n\n{SECOND}\n", TEXT),
        (f"# {TITLE}\n\n{FIRST}\n\n## Related articles\n", MARKDOWN),
        (f"{TITLE}\n\n{FIRST}\n\nLeave a comment\n", TEXT),
    ],
)
def test_in_an_article_that_is_not_known_to_be_garbled_they_wait(source: str, kind: Format) -> None:
    """A title line over a second one, a heading without text, a lone label may all be meant."""
    assert {edit.flags for edit in _faults(source, kind, garbled=False)} == {("uncertain",)}


def test_what_is_left_over_from_a_page_is_certain_in_a_clean_article() -> None:
    """A comment form is no part of it, whatever its wording."""
    assert _told(_faults(f"{FIRST}\n\n{FORM}\n", garbled=False)) == [(EditKind.BOILERPLATE, ())]


@pytest.mark.parametrize(
    "heading", ["1.3.2", "v2.0 (2021-03-04)", "[2.0.1](https://x.example)", "[Unreleased]"]
)
def test_a_release_without_notes_stays(heading: str) -> None:
    """A version is no heading of a section that lacks its text, nor is a name in code."""
    source = f"# {TITLE}\n\n## {heading}\n\n## `--depth`\n\n## Why\n\n{FIRST}\n\n## How\n\n{SECOND}"
    assert _faults(source, MARKDOWN) == ()


@pytest.mark.parametrize("foreign", ["磨坊的未来和河流", "部署", "**迁移到 Mill**"])
def test_a_heading_over_its_translation_has_what_stands_below(foreign: str) -> None:
    """In an article told in two languages each section has two headings, side by side."""
    source = (
        f"# {TITLE}\n\n{FIRST}\n\n## The mill\n\n## {foreign}\n\n{SECOND}\n\n## Why\n\n{FIRST}\n"
    )
    assert _faults(source, MARKDOWN) == ()


@pytest.mark.parametrize("heading", ["Share", "Sign up", "Related articles", "Comments", "Menu"])
def test_a_heading_over_prose_of_its_own_is_no_leftover(heading: str) -> None:
    """Where headings are marked as such, what stands under one says that it was meant."""
    assert _faults(f"# {TITLE}\n\n{FIRST}\n\n## {heading}\n\n{SECOND}\n", MARKDOWN) == ()


def test_a_clean_article_has_none() -> None:
    """Nothing is proposed where nothing is wrong."""
    source = f"{TITLE}\n\n{FIRST}\n\nWhat Comes Next\n\n- one\n- two\n\nWho Pays\n\n{SECOND}\n"
    assert _faults(source) == ()


def test_nearly_the_title_is_flagged() -> None:
    """A second title in other words may be meant."""
    (edit,) = _faults(f"{TITLE}\n\nStorm Shut Harbor in Pell\n\n{FIRST}\n")
    assert (edit.kind, edit.flags) == (EditKind.TITLE, ("uncertain",))
    assert edit.original == "Storm Shut Harbor in Pell\n\n"
    assert edit.replacement == ""


def test_a_title_in_other_case_and_marks_is_the_same() -> None:
    """What differs in case, space and punctuation alone is told twice."""
    source = f"# {TITLE}\n\n**{TITLE.upper()}.**\n\n{FIRST}\n"
    edits = _faults(source, MARKDOWN)
    assert _told(edits) == [(EditKind.TITLE, ())]
    assert _mended(source, edits) == f"# {TITLE}\n\n{FIRST}\n"


def test_leftovers_side_by_side_are_one_edit() -> None:
    """A sharing bar between two paragraphs goes at once, and the paragraphs stay apart."""
    bar = "Share this:\n\nClick to share on Facebook (Opens in new window)\n\nLike Loading..."
    source = f"{FIRST}\n\n{bar}\n\n{SECOND}\n"
    edits = _faults(source)
    assert _told(edits) == [(EditKind.BOILERPLATE, ())]
    assert "sharing buttons" in edits[0].reason
    assert _mended(source, edits) == f"{FIRST}\n\n{SECOND}\n"


def test_a_gap_is_never_closed_by_a_deletion() -> None:
    """Where the leftover clings to the paragraph above, the blank line below it stays."""
    source = f"{FIRST}\nShare this:\n\n{SECOND}\n"
    assert _mended(source, _faults(source)) == f"{FIRST}\n\n{SECOND}\n"


@pytest.mark.parametrize(
    "line", ["Advertisement", "Related posts", "Leave a Comment", "Read more: A wall falls"]
)
def test_a_lone_label_in_the_middle_is_flagged(line: str) -> None:
    """It is proposed, and not accepted by the default policy."""
    (edit,) = _faults(f"{FIRST}\n\n{line}\n\n{SECOND}\n")
    assert (edit.kind, edit.flags) == (EditKind.BOILERPLATE, ("uncertain",))
    assert edit.confidence < 0.9


def test_prose_that_mentions_leftovers_stays() -> None:
    """No paragraph with words of its own is ever deleted."""
    talk = (
        "The page says Leave a Reply, and below it that your email address will not be published. "
        "Share this with the mayor."
    )
    assert _faults(f"{TITLE}\n\n{FIRST}\n\n{talk}\n") == ()


def test_a_text_of_leftovers_alone_stays() -> None:
    """Nothing is proposed that leaves nothing."""
    assert _faults(FORM) == ()


def test_empty_sections_of_markdown() -> None:
    """A heading says that it is one: empty, it goes without a flag, and its parent with it."""
    top, wall = f"# {TITLE}\n\n{FIRST}", f"## The Wall\n\n### Its Age\n\n{SECOND}"
    cost = f"## Cost\n\n{FIRST}"
    source = f"{top}\n\n## Who Pays\n\n{wall}\n\n{cost}\n\n## More\n\n### Links\n"
    edits = _faults(source, MARKDOWN)
    assert [edit.original for edit in edits] == ["## Who Pays\n\n", "\n\n## More\n\n### Links"]
    assert _told(edits) == [(EditKind.SECTION, ())] * 2
    assert _mended(source, edits) == f"{top}\n\n{wall}\n\n{cost}\n"


@pytest.mark.parametrize(
    "block", ["- one", "> one", "```\none\n```", "| a |\n|---|\n| b |", "![Wall](w.png)"]
)
def test_a_section_with_anything_in_it_is_not_empty(block: str) -> None:
    """A list, a quotation, code, a table or a picture fills a section."""
    assert _faults(f"# {TITLE}\n\n## A\n\n{block}\n\n## B\n\n{SECOND}\n", MARKDOWN) == ()


def test_a_rule_fills_no_section() -> None:
    """A line across the page is nothing to read."""
    edits = _faults(f"# {TITLE}\n\n## A\n\n***\n\n## B\n\n{SECOND}\n", MARKDOWN)
    assert [edit.original for edit in edits] == ["## A\n\n"]


def test_an_outline_keeps_its_headings() -> None:
    """Where most headings are empty, or all of the text is headings, they are meant."""
    outline = f"# {TITLE}\n\n{FIRST}\n\n## A\n\n## B\n\n## C\n\n{SECOND}\n"
    assert _faults(outline, MARKDOWN) == ()
    assert _faults("# A\n\n## B\n\n## C\n", MARKDOWN) == ()


def test_an_empty_section_of_plain_text_is_flagged() -> None:
    """What only looks like a heading may be something else."""
    source = f"{TITLE}\n\n{FIRST}\n\nWho Pays for It\n\nWhat Comes Next\n\n{SECOND}\n"
    edits = _faults(source)
    assert _told(edits) == [(EditKind.SECTION, ("uncertain",))]
    assert edits[0].original == "Who Pays for It\n\n"


def test_a_heading_that_stands_twice_is_certain() -> None:
    """One of two equal headings in a row goes."""
    source = f"{TITLE}\n\n{FIRST}\n\nWhat Comes Next\n\nWhat Comes Next\n\n{SECOND}\n"
    edits = _faults(source)
    assert _told(edits) == [(EditKind.SECTION, ())]
    assert _mended(source, edits) == f"{TITLE}\n\n{FIRST}\n\nWhat Comes Next\n\n{SECOND}\n"


def test_mojibake_is_mended_run_by_run_and_always_flagged() -> None:
    """Each damaged run is a small edit of its own, and none goes without being asked."""
    clean = "The mayor—Zoë Núñez—said “we won’t pay £5” at the café. 🎉\n"
    source = "".join(map(_misread, clean))
    edits = _faults(source)
    assert _mended(source, edits) == clean
    assert {edit.kind for edit in edits} == {EditKind.MOJIBAKE}
    assert {edit.flags for edit in edits} == {("mojibake",)}
    assert max(len(edit.original) for edit in edits) <= 4


def _misread(char: str) -> str:
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in char.encode()
    )


def test_whole_text_in_other_letters_is_no_mojibake() -> None:
    """Accents, other scripts and typographic marks are as they should be."""
    assert _faults("Éric à São Paulo: “naïve” – £5, 5°, ÄÖÜ, Ærø. שלום. Привет. 日本。\n") == ()


def test_garbled_code_is_left_alone() -> None:
    """Opaque blocks get no edits."""
    assert _faults(f"{FIRST}\n\n```\ncafÃ©\n```\n", MARKDOWN) == ()


_PIECES = st.sampled_from(
    [
        *(TITLE, FIRST, SECOND, "Leave a Reply", "Share this:", "Advertisement", "Facebook"),
        *("Who Pays", "## Who Pays", "### Why", "***", "> We knew.", "* one", "cafÃ©"),
        *("\n", "\n\n", "\n\n", "\n\n\n\n", "\r\n"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=20).map("".join), st.sampled_from(known()))
def test_edits_are_well_formed(source: str, kind: Format) -> None:
    """In order, apart, true to the source, each for a reason; what is left ends as it ended."""
    try:
        edits = _faults(source, kind)
    except SourceError:
        return
    edges = [edge for edit in edits for edge in (edit.start, edit.end)]
    assert edges == sorted(edges)
    for edit in edits:
        assert edit.start < edit.end
        assert edit.original == source[edit.start : edit.end] != edit.replacement
        assert edit.reason
        assert 0 < edit.confidence <= 1
    left = _mended(source, edits)
    assert left.strip()
    assert left[len(left.rstrip()) :] == source[len(source.rstrip()) :]
