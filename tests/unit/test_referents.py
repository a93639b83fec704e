"""Whom a pronoun stands for is said by a rule, or its sentence does not stand alone."""

from __future__ import annotations

from assistant.article.files import read_text
from assistant.summary.passages import passages
from assistant.summary.referents import Referents


def _named(*sentences: str) -> str:
    """What is put for the pronoun of the last sentence."""
    found = passages(read_text("Harbor Notes\n\n" + " ".join(sentences) + "\n"))
    change = Referents(found).named(found[-1])
    return change.put if change else ""


HEAD = "Jo Bell, 41, opened the mill on Monday."


def test_the_one_person_named_before() -> None:
    """By the fullest name that the article has."""
    assert _named(HEAD, "She had bought it for nine dollars.") == "Jo Bell"
    assert _named(HEAD, "Her house stands beside it on the hill.") == "Jo Bell’s"


def test_no_rule_where_two_may_be_meant() -> None:
    """Nor where an article speaks of men and of women, or names nobody."""
    other = "Sam Orr, 50, sold it to the town."
    assert not _named(HEAD, other, "She had bought it for nine dollars.")
    assert not _named(HEAD, "Sam Orr said he sold it.", "She had bought it for nine dollars.")
    assert not _named("The mill opened on Monday.", "She had bought it for nine dollars.")


def test_a_name_is_told_in_full_where_nobody_has_introduced_it() -> None:
    """By the form that the article has; what the lead names stays short."""
    lead = "Jo Bell, 41, opened the mill at Harrow on Monday."
    later = "Pia Orr, 50, who sold it, was there too."
    assert _in_full(lead, later, "Orr said the roof had to go first.") == {"Orr": "Pia Orr"}
    assert _in_full(lead, later, "Bell said the roof had to go first.") == {}
    assert _in_full(lead, later, "The roof was made in Orr, Sweden, by nine men.") == {}
    assert _in_full(lead, later, "“Orr said no,” the mayor of Harrow told the town.") == {}


def _in_full(*sentences: str) -> dict[str, str]:
    found = passages(read_text("Harbor Notes\n\n" + " ".join(sentences) + "\n"))
    changes = Referents(found).in_full(found[-1].text)
    return {change.original: change.put for change in changes}


def test_men_and_women_are_told_apart_where_the_article_shows_who_is_who() -> None:
    """A pronoun of an earlier sentence tells; without one there is no rule."""
    shown = "Jo Bell, 41, said she opened the mill. Sam Orr, 50, said he sold it to the town."
    assert _named(f"{shown} Jo Bell built a wheel.", "She had bought it for nine dollars.") == (
        "Jo Bell"
    )
    assert not _named(f"{shown} Kim Lund, 30, built a wheel.", "She had bought it in May.")
