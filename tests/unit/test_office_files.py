"""Documents as other programs write them: nothing accepted is the same bytes, word by word else.

`make oracles` does the same with two hundred more.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.gate import passes

FILES = sorted((Path(__file__).parents[1] / "data" / "office").glob("*.*"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_document_of_another_program_comes_back(path: Path) -> None:
    """Of LibreOffice, pandoc, odfpy, prosediff and docx-editor, some with changes of others."""
    assert passes(path.read_bytes(), path.name)
