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
