"""What a request carries: all of it from the article, and nothing that could pass for more."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.model import Article
from assistant.article.structure_issues import structure_issues
from assistant.edits import Alternative, EditKind
from assistant.engines.endpoint.repair.listing import suspects
from assistant.engines.endpoint.repair.part import Part, halves, parts
from assistant.engines.endpoint.repair.request import has_unseen, mark, shown, visible
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
    _suspicion("froze off", "rejected", garbled=0.3),
)
SHOWN = suspects(SUSPICIONS, 5)


def _parts(article: Article = ARTICLE) -> list[Part]:
    return list(parts(article, SHOWN if article is ARTICLE else ()))


def _part() -> Part:
    (part,) = _parts()
    return part


def test_what_is_shown_of_a_part() -> None:
    """Numbered sentences by block, names, suspects by S and number, and odd words."""
    odd = (_suspicion(word, garbled=0.9) for word in ("vote", "met", "See"))
    (part,) = parts(ARTICLE, (*SHOWN, *odd))
    material = shown(part)
    assert material.startswith("Sentences:\n[1] Ferry Plan\n\n[2] The loss leaders met Ines")
    assert "[3] The ferry was alien.\n\n[4] What next\n\n[5] A vote" in material
    assert "\nS1 [2] loss leaders: a leaders, b bosses\n" in material
    assert "alien:" not in material  # nobody believes that it is garbled
    assert "Names to keep: Ines Tarrow" in material
    assert "Odd where they stand: [2] met; [5] vote; [6] See" in material


def test_neighbours_are_shown_as_they_read_by_now() -> None:
    """Before and behind the sentences that are asked about, with the title where it is not."""
    part = _part()
    alone = part.only(part.sentences[2:4])
    assert "Title: Ferry Plan\n" in shown(alone)
    assert "Before: The loss leaders met" in shown(alone)
    assert "After: A vote of 12 to 3" in shown(alone)
    start = part.sentences[1].span.start
    assert "Before: The leaders met." in shown(alone, {start: "The leaders met."})


def test_the_spelling_is_told() -> None:
    """Where the article shows which it is."""
    article = read_text("The colour\n\nThe council analysed the harbour and its colours.\n")
    assert "Spelling: British" in shown(_parts(article)[0])


def test_the_copy_of_a_title_is_not_asked_about() -> None:
    """It is deleted, or reads as the title does."""
    title = "Ferry Plan Fails In The Harbor Again"
    article = read_text(f"{title}\n\n{title}\n\nThe ferry sank. Nobody saw it.\n")
    (part,) = _parts(article)
    assert shown(part).count(title) == 1


def test_short_sections_are_one_part() -> None:
    """So that what every request repeats is sent once."""
    section = "## Next\n\nThe ferry sank off the port in the night.\n\n"
    article = read_text(f"# Title\n\n{section * 60}", format=MARKDOWN)
    found = _parts(article)
    assert 1 < len(found) < 5
    assert [s.section for part in found for s in part.sentences][-1] == 60


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
    assert "[1] The Plan & more\n" in material
    assert "[2] It sank at noon.\n" in material
    assert "[3] Fourteen paid at the café." in material
    assert "grouping" not in material


def test_suspicions_go_with_their_sentence() -> None:
    """Each is numbered anew among those that are asked about, and the sentence keeps its number."""
    part = _part()
    assert [s.text for s in part.suspicions] == ["loss leaders", "froze off"]
    alone = part.only(part.sentences[4:])
    assert [s.text for s in alone.suspicions] == ["froze off"]
    assert alone.sentence_of(alone.suspicions[0]) == part.sentences[4] == alone.sentences[0]


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
    copies = [e.span for e in structure_issues(article) if e.kind is EditKind.TITLE]
    spans = (span for _, _, span in article.sentences())
    assert found == [s for s in spans if not any(copy.contains(s) for copy in copies)]
    for part in parts(article, ()):
        material = shown(part)
        numbers = [str(s.number) for s in part.sentences]
        assert _NUMBERED.findall(material) == numbers == [str(n + 1) for n in range(len(numbers))]
        assert not has_unseen(material)
        assert mark(material) not in material


def test_a_heading_cannot_pass_for_a_sentence() -> None:
    """Nor a title or a sentence for a line of another kind."""
    source = "[9] A title\n===\n\n## Names to keep:\u2028[8] x\n\nOne.\u2028[7] Two.\n"
    for part in _parts(read_text(source, format=MARKDOWN)):
        assert set(_NUMBERED.findall(shown(part))) <= {str(s.number) for s in part.sentences}
        assert not re.search(r"^Names to keep: \[8\]", shown(part), re.MULTILINE)


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
