"""A Word document reads as a reader of it reads it, once all that others changed is accepted."""

from __future__ import annotations

import pytest

from assistant.article.document import Document
from assistant.article.model import Article, BlockKind
from tests.support.office import docx, paragraph, run

INS = '<w:ins w:id="1" w:author="Ed" w:date="2024-05-01T09:00:00Z">{}</w:ins>'
DEL = '<w:del w:id="2" w:author="Ed" w:date="2024-05-01T09:00:00Z">{}</w:del>'


def deleted(text: str) -> str:
    """A deletion by somebody else."""
    gone = run(text).replace("w:t ", "w:delText ").replace("/w:t>", "/w:delText>")
    return DEL.format(gone)


def article(*body: str, **others: str) -> Article:
    """The article of a Word document."""
    return Document.of_bytes(docx(*body, **others), path="a.docx").article


def locked(read: Article) -> list[str]:
    """What no edit may touch."""
    return [read.slice(span) for block in read.blocks for span in block.locked]


def field(instruction: str, result: str) -> str:
    """A field as five runs."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
             for kind in ("begin", "separate", "end")]  # fmt: skip
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return marks[0] + told + marks[1] + run(result) + marks[2]


def test_paragraphs_are_what_their_styles_say() -> None:
    """A title, a heading, a quotation, a list; the rest are paragraphs."""
    read = article(
        paragraph("Rain stops play", style="Title"),
        paragraph("It rained on Monday.", style="Normal"),
        paragraph("Scores", style="H2"),
        paragraph("We waited all day.", style="Quote"),
        paragraph("Fairlow 12", style="Bullet"),
    )
    assert [(b.kind, b.level) for b in read.blocks] == [
        (BlockKind.TITLE, 1), (BlockKind.PARAGRAPH, 0), (BlockKind.HEADING, 2),
        (BlockKind.QUOTATION, 0), (BlockKind.LIST_ITEM, 1),
    ]  # fmt: skip
    assert read.source.startswith("Rain stops play\n\nIt rained on Monday.\n\nScores\n\n")
    assert read.title == "Rain stops play"


def test_without_styles_it_reads_as_the_plain_text_does() -> None:
    """Titles and headings are then told by their look."""
    texts = (
        "Rain Stops Play",
        "It rained on Monday.",
        "The Scores So Far",
        "Fairlow leads by a long way after two days of play, and nobody is surprised.",
    )
    read = article(*(paragraph(text) for text in texts))
    plain = Document.of_text("\n\n".join(texts) + "\n", path="a.txt").article
    assert read.source == plain.source
    assert [b.kind for b in read.blocks] == [b.kind for b in plain.blocks]


def test_what_others_changed_reads_as_accepted_and_is_locked() -> None:
    """Also where one deleted what another had put in, and moved text is read once."""
    nested = INS.format(run("quick ") + deleted("brown "))
    moved = f'<w:moveFrom w:id="7" w:author="Ed">{run("gone ")}</w:moveFrom>'
    to = f'<w:moveTo w:id="8" w:author="Ed">{run("here")}</w:moveTo>'
    read = article(paragraph("The ", nested, deleted("slow "), "fox ", moved, "is ", to, "."))
    assert read.source == "The quick fox is here.\n"
    assert locked(read) == ["quick ", "here"]


def test_a_deleted_paragraph_mark_joins() -> None:
    """Two paragraphs read as one."""
    gone = '<w:pPr><w:rPr><w:del w:id="3" w:author="Ed"/></w:rPr></w:pPr>'
    read = article(f"<w:p>{gone}{run('One end ')}</w:p>", paragraph("of it."), paragraph("Two."))
    assert read.source == "One end of it.\n\nTwo.\n"


def test_fields_show_their_result_and_are_locked() -> None:
    """A caption's number is text, whether the field is one element or five runs."""
    simple = f'<w:fldSimple w:instr="SEQ Figure">{run("1")}</w:fldSimple>'
    read = article(paragraph("Figure ", simple, ": workers on ", field("DATE", "Monday"), "."))
    assert read.source == "Figure 1: workers on Monday.\n"
    assert locked(read) == ["1", "Monday"]
    assert read.visible().text == read.source


def test_a_table_of_contents_is_no_prose() -> None:
    """Nor are the paragraphs that its field runs over."""
    read = article(paragraph(field("TOC \\o", "Scores 2")), paragraph("It rained on Monday."))
    assert [b.kind for b in read.blocks] == [BlockKind.OPAQUE, BlockKind.PARAGRAPH]


def test_hidden_text_and_placeholders_are_not_read() -> None:
    """A reader of the document sees neither."""
    hidden = run("secret ", "<w:vanish/>")
    control = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}"
        "</w:sdtContent></w:sdt>"
    )
    assert article(paragraph("A ", hidden, control, "word.")).source == "A word.\n"


@pytest.mark.parametrize(
    "wrap",
    [
        "<w:smartTag>{}</w:smartTag>",
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    ],
)
def test_text_is_read_whatever_it_stands_in(wrap: str) -> None:
    """Links, tags and controls hold text as paragraphs do."""
    read = article(paragraph("See ", wrap.format(run("the report")), "."))
    assert read.source == "See the report.\n"
    assert not locked(read)


def test_a_bound_control_is_locked() -> None:
    """A date or a list to choose from is not ours to change."""
    control = (
        f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{run('1 May')}</w:sdtContent></w:sdt>"
    )
    assert locked(article(paragraph("On ", control, " it rained."))) == ["1 May"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    """Of its two writings the first counts."""
    box = f"<w:txbxContent>{paragraph('Pulled out.')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    read = article(paragraph("Before ", drawn, "after."), paragraph("Last."))
    assert read.source == "Before \ufffcafter.\n\nPulled out.\n\nLast.\n"
    assert read.visible().text == "Before after.\n\nPulled out.\n\nLast.\n"


def test_notes_follow_the_body_and_their_marks_are_no_text() -> None:
    """The rule that parts them from the body is none."""
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
        f'</w:footnote><w:footnote w:id="2">{paragraph("A note.")}</w:footnote>'
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    read = article(paragraph("It rained.", mark), footnotes=notes)
    assert read.visible().text == "It rained.\n\nA note.\n"


def test_cells_are_prose_only_where_they_end_as_sentences_do() -> None:
    """A table of figures is none."""
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Rain", "It fell all day."))
    read = article(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", paragraph("It rained on Monday."))
    assert [b.kind for b in read.blocks] == [
        BlockKind.OPAQUE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH,
    ]  # fmt: skip


def test_signs_are_characters() -> None:
    """Tabs, breaks and hyphens; spaces at an edge count only where they are kept."""
    signs = "<w:r><w:t> a </w:t><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:br/><w:t>b</w:t></w:r>"
    assert article(paragraph(signs, " c.")).source == "a\t\u2011\u00ad\nb c.\n"


def test_it_is_known_by_its_content_whatever_its_name() -> None:
    """From standard input, too."""
    data = docx(paragraph("It rained on Monday."))
    for path in ("-", "a.txt", "a.odt"):
        assert Document.of_bytes(data, path=path).article.format.name == "docx"
