"""Neutral forms: what is put in the place of loaded words, and what cannot be mended."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.checks.neutrality.loaded_words import findings
from assistant.checks.neutrality.rewording import edits, rewordings


def _neutral(text: str) -> str:
    """A sentence with every change that is proposed for it."""
    for each in reversed(list(rewordings(text))):
        text = text[: each.start] + each.text + text[each.end :]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orla Penhale slammed the plan.", "Orla Penhale criticised the plan."),
        ("It was a historic ruling for Ellery.", "It was a ruling for Ellery."),
        ("It is an outrageous bill.", "It is a bill."),
        ("Ellery gave a controversial opinion.", "Ellery gave an opinion."),
        ("Clearly, the plan failed.", "The plan failed."),
        ("Whopping bills were sent to 40 homes.", "Bills were sent to 40 homes."),
        ("Residents criticised a shameful vote.", "Residents criticised a vote."),
        ("Its members profess their faith.", "Its members profess their faith."),
        ("Pictures of the mill use lazy loading.", "Pictures of the mill use lazy loading."),
        ("The company admitted that it lost.", "The company said that it lost."),
        ("The council met on Monday.", "The council met on Monday."),
    ],
)
def test_a_neutral_form(text: str, expected: str) -> None:
    """Another word, or none, with articles and capitals as they should be."""
    assert _neutral(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ruling was historic.",
        "Critics say the bridge will never be built.",
        "It is widely believed that the mine will close.",
        "The vote is as shameful as that of Lund.",
        "It was a very historic ruling.",
        "It was not a shameful vote.",
    ],
)
def test_what_cannot_be_mended(text: str) -> None:
    """A predicate cannot be left out, nor what is denied, compared or of a degree.

    A claim without a source needs one.
    """
    assert findings(text)
    assert list(rewordings(text)) == []
    assert findings(_neutral(text))


def test_a_quotation_is_never_reworded() -> None:
    """What somebody said is theirs."""
    text = "“It is an outrageous bill,” said Ines Tarrow."
    assert _neutral(text) == text


@pytest.mark.parametrize(
    ("color", "expected"),
    [("color", "criticized"), ("colour", "criticised"), ("hue", "criticised")],
)
def test_an_edit_is_in_the_spelling_of_the_article(color: str, expected: str) -> None:
    """American where the article is; it waits for an editor."""
    article = read_text(f"Ferry Vote\n\nThe {color} faded. Orla Penhale slammed the plan.\n")
    (edit,) = edits(article)
    assert (edit.original, edit.replacement, edit.flags) == ("slammed", expected, ("neutrality",))


def test_marks_of_formatting_are_left_alone() -> None:
    """A change that would tear a link in two is not proposed."""
    source = "# Harbor\n\nIt is an utterly [historic](https://x.example) and sheer drop.\n"
    article = read_text(source, format=MARKDOWN)
    for edit in edits(article):
        assert "[" not in edit.original
        assert "](" not in edit.original


def test_an_edit_of_what_is_seen_lands_in_the_source() -> None:
    """Behind references and marks, at its own place."""
    source = "# Harbor\n\nThe *caf&eacute;* of the **regime** fell on [Monday](x.html).\n"
    (edit,) = edits(read_text(source, format=MARKDOWN))
    assert source[edit.start : edit.end] == edit.original == "regime"


@pytest.mark.parametrize(
    "text",
    [
        "The wall isn't extremely weak now.",
        "The clinic does not treat extremely young patients.",
        "A very low tide is due, and the road is completely closed.",
        "Lazy mode is simply another mode.",
    ],
)
def test_degree_is_a_fact(text: str) -> None:
    """No word of degree is found where nothing is judged, and none is taken out."""
    assert findings(text) == ()
    assert list(rewordings(text)) == []
