"""Documents come from bytes and go back to them."""

from __future__ import annotations

import codecs

import pytest

from assistant.article.document import Document
from assistant.errors import SourceError

LATIN = "The café shut at noon.\n"


@pytest.mark.parametrize("data", [LATIN.encode(), LATIN.encode("cp1252")])
def test_the_text_that_was_read_gives_the_bytes_that_were_read(data: bytes) -> None:
    """In whichever encoding it was stored."""
    document = Document.of_bytes(data)
    assert document.article.source == LATIN
    assert document.data == data
    assert document.write(document.article.source) == data


def test_another_text_is_stored_as_the_first_was() -> None:
    """Byte order mark and codec are kept."""
    document = Document.of_bytes(codecs.BOM_UTF16_LE + LATIN.encode("utf-16-le"))
    assert document.write("No.\n") == codecs.BOM_UTF16_LE + "No.\n".encode("utf-16-le")
    assert Document.of_article(document.article) == document


def test_what_cannot_be_stored_is_known_before_it_is_written() -> None:
    """One clear error names the line, the character and the encoding."""
    document = Document.of_bytes(LATIN.encode("cp1252"))
    assert document.can_store("café — “closed”")
    assert not document.can_store("Łódź")
    with pytest.raises(SourceError, match=r"line 2 has “Ł” \(U\+0141\), which Windows-1252"):
        document.write("One.\nŁódź.\n")
