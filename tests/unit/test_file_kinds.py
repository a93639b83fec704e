"""A file that is no text is told for what it is; a page padded with zeros is text."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistant.article.document import Document
from assistant.errors import SourceError


def _zipped(name: str, text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (rb"{\rtf1\ansi The mill.\par}", "rich text (RTF)"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "an old Office file (such as .doc)"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "a document that a password locks",
        ),
        (_zipped("word/styles.xml", "<w/>"), "a Word document (.docx)"),
        (_zipped("Index/Document.iwa", "x"), "a Pages document"),
        (_zipped("xl/workbook.xml", "<x/>"), "a spreadsheet (.xlsx)"),
        (_zipped("mimetype", "application/epub+zip"), "an e-book (EPUB)"),
        (_zipped("a.txt", "The mill."), "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
        (b"\xff\xd8\xff\xe0", "an image (JPEG)"),
        (b"\x1f\x8b\x08\x00", "a compressed file (gzip)"),
    ],
)
def test_what_is_named_txt_and_is_no_text_is_named(data: bytes, kind: str) -> None:
    """With the way out."""
    with pytest.raises(SourceError) as caught:
        Document.of_bytes(data, path="a.txt")
    assert caught.value.message == f"a.txt is not a text file: it is {kind}"
    assert caught.value.hint


@pytest.mark.parametrize("zeros", [1, 30, 5000])
def test_a_page_padded_with_zeros_is_read(zeros: int) -> None:
    """And comes back byte for byte; the zeros are no part of a sentence."""
    data = b"The mill of Marsh Hill is shut.\n\nIt opens in May.\n" + bytes(zeros)
    document = Document.of_bytes(data, path="a.txt")
    assert document.write(document.article.source) == data
    article = document.article
    found = [article.slice(span) for _, _, span in article.sentences()]
    assert found == ["The mill of Marsh Hill is shut.", "It opens in May."]


def test_zeros_between_letters_are_no_text() -> None:
    """Padding stands at the end."""
    with pytest.raises(SourceError, match="is not a text file"):
        Document.of_bytes(b"ab\0\0\0\0cd\0\0\0ef" * 40, path="a.txt")
