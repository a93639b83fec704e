"""Other languages are told from English, and odd English from other languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.article.files import read_text
from assistant.language.identification import ENGLISH, UNDETERMINED, identify

SUPPORT = Path(__file__).parents[1] / "support"
FOREIGN = tomllib.loads((SUPPORT / "foreign.toml").read_text("utf-8"))
ODD = tomllib.loads((SUPPORT / "odd_english.toml").read_text("utf-8"))
CLEAN = sorted((Path(__file__).parents[2] / "seeds" / "clean").iterdir())
ENGLISH_LINES = (
    "The council voted on Tuesday to mend the bridge, which will cost four million dollars.",
    "Three schools will stay shut until Monday because of the snow.",
)


def test_other_languages_are_told() -> None:
    """Of 250 short paragraphs in 25 languages, 99 in a hundred."""
    paragraphs = [text for texts in FOREIGN.values() for text in texts]
    missed = [text for text in paragraphs if identify(text) in ("", ENGLISH)]
    assert len(paragraphs) == 250
    assert len(missed) <= 2


@pytest.mark.parametrize("kind", ODD)
def test_odd_english_is_not_foreign(kind: str) -> None:
    """Old spelling, dialect, lists of names, figures, headlines, foreign words in it."""
    found = {text: identify(text) for text in ODD[kind]}
    assert [text for text, language in found.items() if language not in ("", ENGLISH)] == []


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_english_articles_are_read_whole(path: Path) -> None:
    """Nothing of them is foreign."""
    assert read_text(path.read_text("utf-8"), path=path.name).foreign == ()


def test_the_language_is_named_by_its_code() -> None:
    """As in ISO 639; a script that English lacks is at least none of English."""
    assert identify(FOREIGN["french"][0]) == "fr"
    assert identify(ENGLISH_LINES[0]) == ENGLISH
    assert identify("ᚠᚢᚦᚨᚱᚲ") == UNDETERMINED
    assert identify("4.50 + 3") == ""


@pytest.mark.parametrize("odd", ["\0", "\x07", "\ud800", "\ufdd0", "\x85"])
def test_no_character_stops_it(odd: str) -> None:
    """Control characters, lone surrogates and the like are looked over."""
    assert identify(odd.join(FOREIGN["german"])) == "de"


@pytest.mark.parametrize("language", FOREIGN)
def test_a_file_in_another_language_is_foreign_as_a_whole(language: str) -> None:
    """Its headings as well, which alone are too short to tell."""
    texts = FOREIGN[language]
    heading = " ".join(texts[0].split()[:3]).rstrip(",.")
    article = read_text(f"# {heading}\n\n" + "\n\n".join(texts) + "\n", path="a.md")
    assert article.is_foreign
    assert list(article.sentences()) == []
    assert article.visible().text.strip() == "#" or not article.visible().text.strip()


@pytest.mark.parametrize("language", FOREIGN)
def test_foreign_paragraphs_in_an_english_article_are_left_out(language: str) -> None:
    """All of them, and no more."""
    texts = FOREIGN[language]
    first, second = ENGLISH_LINES
    article = read_text("\n\n".join([first, *texts, second]) + "\n")
    assert [article.slice(block.text) for block in article.foreign] == texts
    assert not article.is_foreign
    assert [article.slice(span) for _, _, span in article.sentences()] == [first, second]


def test_an_english_headline_stays_above_a_foreign_paragraph() -> None:
    """What cannot be told is read, unless foreign text surrounds it."""
    first = FOREIGN["german"][0]
    article = read_text(f"Storm nears\n\n{first}\n\n{ENGLISH_LINES[0]}\n\n{ENGLISH_LINES[1]}\n")
    assert article.title == "Storm nears"
    assert len(article.foreign) == 1
