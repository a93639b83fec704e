"""Loaded words are found with a reason, ordinary uses and other people's words are left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.checks.neutrality.loaded_words import findings, of_article
from assistant.problems import Code
from tests.benchmarks import make_verbs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor admitted that the toll was high.", [("admitted", "said")]),
        ("Unions slam the offer.", [("slam", "criticise")]),
        ("The so-called reform passed.", [("so-called", "")]),
        ("The regime fell on Monday.", [("regime", "government")]),
        ("It is believed that nine boats sank.", [("It is believed", "")]),
        ("Clearly the ferry will close.", [("Clearly", "")]),
        ("The “reform” was adopted on Monday.", [("“reform”", "reform")]),
    ],
)
def test_loaded_words(text: str, expected: list[tuple[str, str]]) -> None:
    """Each with the word to prefer, inflected and capitalised as it stands."""
    assert [(found.text, found.prefer) for found in findings(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "She slammed the door.",
        "“The regime has failed us,” said Ann Toll.",
        "He was admitted to hospital on Friday.",
        "A very low tide of 0.2 metres is due.",
        "Surgeons carried out a radical mastectomy.",
        "Applicants must be 18.",
        "The plan was clearly rushed, Ann Toll said.",
        "The band played “Red River” at noon.",
    ],
)
def test_ordinary_uses(text: str) -> None:
    """The literal sense, an attributed quotation, a rule, an opinion that is somebody's."""
    assert findings(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mayor admitted that the toll was high.", Code.REPORT_VERB),
        ("The so-called reform passed.", Code.LOADED_WORD),
        ("It rose by a whopping 40%.", Code.INTENSIFIER),
        ("It is believed that nine boats sank.", Code.UNNAMED_SOURCE),
        ("Clearly the ferry will close.", Code.OPINION),
        ("The “reform” was adopted on Monday.", Code.SCARE_QUOTES),
    ],
)
def test_each_group_has_its_rule(text: str, code: Code) -> None:
    """Whatever the words in which it is told."""
    assert [found.code for found in findings(text)] == [code]


@given(st.text(max_size=80))
def test_any_text_has_findings_apart_and_in_order(text: str) -> None:
    """Each is what the text says at its place."""
    found = findings(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(one.start < other.start for one, other in pairwise(found))


def test_offsets_are_those_of_the_article() -> None:
    """In any block but code."""
    source = "# Ferry\n\nIt sank.\n\nThe regime slammed it.\n\n    regime\n"
    words = [source[f.start : f.end] for f in of_article(read_text(source))]
    assert words == ["regime", "slammed"]


def test_the_table_of_verbs_is_that_of_the_lexicon() -> None:
    """`python -m tests.benchmarks.make_verbs` writes it anew after a change."""
    told = make_verbs.VERBS.read_text("utf-8")
    assert told == make_verbs.table()
    assert all(all(line.split("\t")) for line in told.splitlines())


def test_markup_is_not_judged() -> None:
    """Attributes and targets are nobody's wording; offsets are those of the source."""
    source = (
        "# Harbor\n\n"
        'The <span title="so \'called\'" id="x">gate</span> is [shut](y.html "for good").\n\n'
        "The caf&eacute; of the *regime* fell.\n"
    )
    article = read_text(source, format=MARKDOWN)
    (found,) = of_article(article)
    assert source[found.start : found.end] == found.text == "regime"


@pytest.mark.parametrize(
    "quoted", ["-Ovi", "git log --format=%b", "{1+1}", '", id=', "4", "rel=x", "download_url", "b"]
)
def test_what_is_no_word_is_in_no_scare_quotes(quoted: str) -> None:
    """Options, keys, figures and pieces of code are named, and not doubted."""
    text = 'The tool learned "%s" in May, and its "reform" went.'
    assert [each.text for each in findings(text % quoted)] == ['"reform"']
