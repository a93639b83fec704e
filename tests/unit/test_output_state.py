"""What somebody changed in the written file is read as the article was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.article.document import Document
from assistant.review.model import make, text
from assistant.workspace import output

_SOURCE = "“We lost,” she said in the harbor of Pell. The café was closed on Monday.\n"


@pytest.mark.parametrize("encoding", ["mac-roman", "cp437", "cp1252", "utf-8", "utf-16-le"])
@pytest.mark.parametrize("later", ["", "utf-8", "utf-8-sig"])
def test_a_written_file_is_read_in_the_encoding_that_was_named(
    tmp_path: Path, encoding: str, later: str
) -> None:
    """Or as Unicode, where an editor saved it so; only what was changed is a hunk."""
    source = _SOURCE.replace("“", '"').replace("”", '"') if encoding == "cp437" else _SOURCE
    document = Document.of_bytes(source.encode(encoding), encoding=encoding)
    place = tmp_path / "article.repaired.txt"
    review = make(document.article, (), "none")
    review = replace(review, written=output.written(str(place), document.write(source)))
    place.write_bytes(source.replace("Monday", "Sunday").encode(later or encoding))
    found = output.taken_in(review, document, str(place))
    assert [(hunk.edit.original, hunk.text) for hunk in found.hunks] == [("Monday", "Sunday")]
    assert text(found, source) == source.replace("Monday", "Sunday")
