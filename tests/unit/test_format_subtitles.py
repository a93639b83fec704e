"""Subtitles: cues are prose, and a sentence may run over them; all else stays as it is."""

from __future__ import annotations

import pytest

from assistant.article.document import Document
from assistant.article.files import read_text
from assistant.article.formats.subtitles import SUBTITLES
from assistant.article.model import Article, BlockKind
from assistant.article.scanned_pages import scanned_page
from assistant.errors import SourceError, UsageError
from assistant.summary.extractive import summarise

VTT = """WEBVTT - The pier

STYLE
::cue { color: "red" }

NOTE the mayor aforesaid so
on two lines

1
00:01.000 --> 00:04.000 align:start
<v Ana>The board of Pell averred
<v Ana>that nobody was hurt

00:00:04.200 --> 00:00:09.000
<v Ana>in the storm of <i>Monday</i>.

NOTE spoken fast

intro
00:09.100 --> 00:12.000
>> JO: The line left at 12:30 [MUSIC] with $3 million.
"""
SRT = (
    "1\r\n00:00:01,000 --> 00:00:04,000\r\n{\\an8}The board of Pell said\r\n\r\n"
    '2\r\n00:00:04,200 --> 00:00:09,000 X1:40 X2:60\r\n<font color="red">on 5 March.</font>\r\n'
)


def _sentences(article: Article) -> list[str]:
    seen = (article.visible(span).text.split() for _, _, span in article.sentences())
    return [" ".join(words) for words in seen]


@pytest.mark.parametrize("path", ["a.vtt", "a.txt", "a", "-"])
def test_a_sentence_runs_over_cues(path: str) -> None:
    """Times, notes, styles, settings, identifiers and tags are in none; speakers' names stay."""
    article = Document.of_bytes(VTT.encode(), path=path).article
    assert article.format is SUBTITLES
    assert article.title == "The pier"
    assert _sentences(article) == [
        "The board of Pell averred that nobody was hurt in the storm of Monday.",
        "JO: The line left at 12:30 with $3 million.",
    ]
    kinds = {block.kind for block in article.blocks}
    assert kinds == {BlockKind.OPAQUE, BlockKind.PARAGRAPH}


def test_subrip() -> None:
    """Numbers, times, coordinates and tags in braces are no prose."""
    article = Document.of_bytes(SRT.encode(), path="a.srt").article
    assert _sentences(article) == ["The board of Pell said on 5 March."]
    assert Document.of_bytes(SRT.encode(), path="a.srt").write(article.source) == SRT.encode()


def test_what_is_no_prose_is_locked() -> None:
    """No edit reaches what a player reads."""
    for source in (VTT, SRT):
        article = read_text(source, format=SUBTITLES)
        shown = article.visible()
        for piece in ("-->", "align:start", "NOTE", "spoken", "::cue", "X1:40", "<v Ana>", "an8"):
            at = source.find(piece)
            assert at < 0 or not any(at <= offset < at + len(piece) for offset in shown.offsets)


def test_a_change_of_speaker_ends_a_sentence() -> None:
    """What the one does not end is not the other's."""
    source = "WEBVTT\n\n0:01.0 --> 0:02.0\n- We sold\n\n0:02.0 --> 0:03.0\n- Who did?\n"
    assert _sentences(read_text(source, format=SUBTITLES)) == ["We sold", "Who did?"]


def test_no_summary_tells_times() -> None:
    """Takeaways and abstract are made of what is said."""
    summary = summarise(read_text(VTT, format=SUBTITLES))
    assert summary.takeaways
    assert not any("-->" in each.text for each in (*summary.takeaways, *summary.abstract))


def test_takeaways_have_no_place_in_them() -> None:
    """No player shows a list."""
    with pytest.raises(UsageError, match="no place for a list"):
        SUBTITLES.listed("Key takeaways", ["So."])


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ('<?xml version="1.0"?>\n<alto xmlns="http://www.loc.gov/standards/alto/">', "ALTO"),
        ("<?xml version='1.0'?><!-- x --><ns0:alto>", "ALTO"),
        ('<PcGts xmlns="http://schema.primaresearch.org/PAGE/">', "PAGE XML"),
        ('<html><head><meta name="ocr-system" content="tesseract"/></head>', "hOCR"),
        ("<!DOCTYPE html>\n<html><body><div class='ocr_page' id='p'>", "hOCR"),
        ('<document xmlns="http://www.abbyy.com/FineReader_xml/">', "ABBYY XML"),
    ],
)
def test_the_xml_of_a_scanned_page_is_refused_with_the_way_out(page: str, name: str) -> None:
    """Each of its words is an attribute or has a box of its own."""
    assert scanned_page(page) == name
    with pytest.raises(SourceError, match=name) as caught:
        Document.of_bytes(page.encode(), path="page.xml")
    assert "plain text" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    ["<html><body><p>It rained.</p>", "<?xml version='1.0'?>\nIt rained.", "alto said <alto>"],
)
def test_other_markup_is_no_scanned_page(text: str) -> None:
    """A page of HTML is read, as is a text that mentions such markup."""
    assert scanned_page(text) == ""
