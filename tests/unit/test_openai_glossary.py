"""The house's glossary: read from a file, enforced in what is written."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.checks.edits.judge import Judge
from assistant.edits import Edit, splice
from assistant.engines.endpoint.glossary import Glossary, read, text_of
from assistant.errors import AssistantError, SourceError, UsageError

HOUSE = Glossary({"ferry boat": "ferry", "e-mail": "email", "u.s.": "US", "boat": "vessel"})


def _written(glossary: Glossary, text: str) -> str:
    return glossary.enforced(Edit(0, 1, "x", text)).replacement


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a ferry boat", "a ferry"),
        ("Ferry  Boat or boats", "Ferry or boats"),
        ("a boat by E-mail", "a vessel by Email"),
        ("the U.S. boat", "the US vessel"),
        ("steamboat", "steamboat"),
        ("", ""),
    ],
)
def test_forms_are_enforced_in_what_is_written(text: str, wanted: str) -> None:
    """Whole terms, the longest first, with the capital they had."""
    assert _written(HOUSE, text) == wanted


def test_the_article_is_brought_to_the_forms() -> None:
    """Each place is an edit of its own; a quoted block stays as it was said."""
    article = read_text(
        "Title\n\nThe ferry boat sank. A Boat, too.\n\n> A boat.\n", format=MARKDOWN
    )
    edits = list(HOUSE.edits(article))
    assert [(edit.original, edit.replacement) for edit in edits] == [
        ("ferry boat", "ferry"),
        ("Boat", "Vessel"),
    ]
    assert splice(article.source, edits).startswith("Title\n\nThe ferry sank. A Vessel, too.")


def test_quotations_and_links_stay_as_they_are() -> None:
    """The judge that follows refuses what the glossary wants there."""
    article = read_text(
        "# T\n\nShe said “a boat sank” by [boat](http://boat.example).\n", format=MARKDOWN
    )
    judge = Judge.of(article)
    kept = [e for e in map(judge.judged, HOUSE.edits(article)) if isinstance(e, Edit)]
    assert [article.source[e.start - 1 : e.end + 1] for e in kept] == ["[boat]"]


@settings(deadline=None)
@given(st.text(st.sampled_from("boat fery-mil.us\n“"), max_size=60))
def test_no_glossary_changes_nothing(text: str) -> None:
    """Neither what is written nor the article."""
    empty = Glossary({})
    assert _written(empty, text) == text
    assert not list(empty.edits(read_text(f"A title\n\n{text}")))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["ferry", "boat", "E-mail", "u.s.", ",", "a"]), max_size=12))
def test_edits_of_an_article_are_in_order_and_do_what_they_say(words: list[str]) -> None:
    """What they give has nothing left to bring to a form."""
    article = read_text("A title\n\n" + " ".join(words) + ".\n")
    edited = splice(article.source, HOUSE.edits(article))
    assert not list(HOUSE.edits(read_text(edited)))


def test_a_form_that_stands_there_already_stays() -> None:
    """`city council` is not made `city city council`."""
    assert _written(Glossary({"council": "city council"}), "the city council") == "the city council"


def test_a_form_with_its_own_capitals_keeps_them() -> None:
    """`IPhone` is what the entry is there to mend."""
    assert _written(Glossary({"iphone": "iPhone"}), "an Iphone") == "an iPhone"


def test_a_glossary_is_read_from_a_file(tmp_path: Path) -> None:
    """One entry a line, with any of the arrows; comments, blank lines and a mark aside."""
    file = tmp_path / "house.txt"
    lines = (
        "\ufeff# ours\n\nFerry  Boat -> ferry\ne-mail=email\nboat\tvessel\r\nU.S. → US\na => b\n"
    )
    file.write_text(lines, "utf-8")
    assert read(str(file)).forms == {**HOUSE.forms, "a": "b"}


@pytest.mark.parametrize("line", ["ferry", "-> ferry", "ferry ->", "="])
def test_a_line_that_is_no_entry_is_told(tmp_path: Path, line: str) -> None:
    """With its number."""
    file = tmp_path / "house.txt"
    file.write_text(f"a -> b\n{line}\n", "utf-8")
    with pytest.raises(UsageError, match=":2: no entry"):
        read(str(file))


@given(data=st.binary(max_size=60))
def test_any_file_is_a_glossary_or_a_plain_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """And what is read can be enforced."""
    file = tmp_path_factory.mktemp("house") / "g"
    file.write_bytes(data)
    with contextlib.suppress(AssistantError):
        _written(read(str(file)), "some words")


@pytest.mark.parametrize(
    ("data", "reason"), [(b"\xff\xfe\x00", "not UTF-8"), (b"a" * 1_000_001, "too large")]
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, data: bytes, reason: str) -> None:
    """Whatever is wrong with it."""
    file = tmp_path / "house.txt"
    file.write_bytes(data)
    with pytest.raises(SourceError, match=reason):
        text_of(str(file))


def test_a_path_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """A missing file, and a folder."""
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(SourceError, match="cannot be read"):
            text_of(str(path))


def test_the_home_of_nobody_is_told() -> None:
    """A tilde with a user that does not exist is a path like any other."""
    with pytest.raises(SourceError):
        text_of("~nobody-of-that-name/house.txt")
