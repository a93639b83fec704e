"""What a request carries: all of it from the article, and nothing that could pass for more."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.model import Article
from assistant.edits import Alternative
from assistant.engines.endpoint.repair.request import (
    Part,
    halves,
    has_unseen,
    mark,
    parts,
    shown,
    visible,
)
from assistant.repair.detection import Detection
from tests.support.reviews import articles

ARTICLE = read_text(
    "# Ferry Plan\n\n"
    "The loss leaders met Ines Tarrow on 5 March. The ferry was alien.\n\n"
    "## What *next*\n\n"
    "A vote of 12 to 3 froze off it. See <https://port.example/ferry>.\n",
    format=MARKDOWN,
)
_NUMBERED = re.compile(r"^\[(\d+)\] ", re.MULTILINE)


def _suspicion(text: str, *candidates: str, garbled: float = 0.0) -> Detection:
    start = ARTICLE.source.index(text)
    found = tuple(Alternative(c, 0.0) for c in candidates)
    return Detection(start, start + len(text), text, garbled, found, "a test")


SUSPICIONS = (
    _suspicion("loss leaders", "leaders", "bosses", garbled=0.5),
    _suspicion("alien", "foreign"),
    _suspicion("froze off", "rejected"),
)


def _parts(article: Article = ARTICLE) -> list[Part]:
    return list(parts(article, SUSPICIONS if article is ARTICLE else ()))


def test_what_is_shown_of_a_section() -> None:
    """Title, heading, the sentence before, numbered sentences, facts and suspects."""
    first, second = (shown(part) for part in _parts())
    assert first.startswith("Title: Ferry Plan\n")
    assert "[2] The loss leaders met Ines Tarrow on 5 March." in first
    assert re.search(
        r"^1\. \[2\] loss leaders \(0\.50\): a leaders, b bosses$", first, re.MULTILINE
    )
    assert re.search(r"^2\. \[3\] alien: a foreign$", first, re.MULTILINE)
    assert "The sentence before: The ferry was alien." in second
    assert re.search(r"^Heading: What .?next", second, re.MULTILINE)
    kept = next(line for line in (first + second).splitlines() if line.startswith("To keep"))
    assert "Ines; Tarrow" in kept
    assert "5 March" in kept
    assert "https://port.example/ferry" in second


def test_no_markup_is_shown() -> None:
    """Neither targets of links, nor tags, shortcodes, formulas, notes or what is struck out."""
    source = (
        "# The **Plan** &amp; more\n\n"
        "It [sank](https://x.example/grouping 'T') at <b id='a'>noon</b>[^1].\n\n"
        "{{< figure src='grouping.jpg' >}}\n\n"
        "~~Forty~~ Fourteen paid $x_{1} = 2$ at the caf&eacute;.\n"
    )
    (part,) = _parts(read_text(source, format=MARKDOWN))
    material = shown(part)
    assert "Title: The Plan & more\n" in material
    assert "[2] It sank at noon.\n" in material
    assert "[3] Fourteen paid at the café." in material
    assert "grouping" not in material


def test_suspicions_go_with_their_sentence() -> None:
    """Each is numbered anew in its part, and the sentence keeps its number."""
    first, second = _parts()
    assert [s.text for s in second.suspicions] == ["froze off"]
    alone = first.only(first.sentences[2:])
    assert [s.text for s in alone.suspicions] == ["alien"]
    assert alone.sentence_of(alone.suspicions[0]) == first.sentences[2] == alone.sentences[0]


@settings(deadline=None)
@given(articles())
def test_halves_keep_all_sentences(article: Article) -> None:
    """In order, each once; a part of one sentence is not cut."""
    for part in parts(article, ()):
        pieces = halves(part)
        assert tuple(s for piece in pieces for s in piece.sentences) == part.sentences
        assert all(piece.sentences for piece in pieces)
        assert len(pieces) == min(2, len(part.sentences))


def test_halves_keep_all_suspicions() -> None:
    """None stands across a cut."""
    for part in _parts():
        assert tuple(s for piece in halves(part) for s in piece.suspicions) == part.suspicions


@settings(deadline=None)
@given(articles())
def test_every_sentence_is_in_one_part(article: Article) -> None:
    """And is shown there, on one line, under its number."""
    found = [span for part in parts(article, ()) for span in (s.span for s in part.sentences)]
    assert found == [span for _, _, span in article.sentences()]
    for part in parts(article, ()):
        material = shown(part)
        numbers = [str(s.number) for s in part.sentences]
        assert _NUMBERED.findall(material) == numbers == [str(n + 1) for n in range(len(numbers))]
        assert not has_unseen(material)
        assert mark(material) not in material


def test_a_heading_cannot_pass_for_a_sentence() -> None:
    """Nor a title or a sentence for a line of another kind."""
    source = "[9] A title\n===\n\n## To keep as they are:\u2028[8] x\n\nOne.\u2028[7] Two.\n"
    for part in _parts(read_text(source, format=MARKDOWN)):
        assert set(_NUMBERED.findall(shown(part))) <= {str(s.number) for s in part.sentences}
        assert not re.search(r"^To keep as they are: \[8\]", shown(part), re.MULTILINE)


@given(st.text())
def test_the_mark_stands_nowhere_in_the_text(text: str) -> None:
    """Nor in one that holds its mark, or is a line of it; and it is the same for the same."""
    line = mark(text)
    assert line == mark(text)
    assert line not in text
    assert "\n" not in line
    assert mark(text + line) not in text + line
    assert mark(line) != line


@given(st.text())
def test_what_is_visible_is_one_line_that_stays(text: str) -> None:
    """Nothing in it is unseen, and seeing it twice changes nothing."""
    seen = visible(text)
    assert len(seen.splitlines()) <= 1
    assert not has_unseen(seen)
    assert visible(seen) == seen == seen.strip()
    seen.encode()


@pytest.mark.parametrize("letter", "\x00\x1b\x7f\x85\u200b\u200f\u202e\u2060\ufeff\r")
def test_what_no_reader_sees_is_found(letter: str) -> None:
    """A control or formatting character; it is never shown."""
    assert has_unseen(f"a{letter}b")
    assert letter not in visible(f"a{letter}b")


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\r\nb", "naïve “x” — 👍 語", "a\u00a0b"])
def test_what_a_reader_sees_is_no_fault(text: str) -> None:
    """Line ends, tabs and any script."""
    assert not has_unseen(text)


@pytest.mark.parametrize("letter", ["\U000e0041", "\u2066", "\u00ad", "\u061c", "\u180e", "\ufff9"])
def test_no_hidden_text_reaches_the_model(letter: str) -> None:
    """Tag characters spell whole orders that no editor sees."""
    assert letter not in visible(f"a{letter}b")
