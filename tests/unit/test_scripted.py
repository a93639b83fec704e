"""The scripted engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.article.files import read_text
from assistant.engines.scripted import Line, from_file, scripted
from assistant.errors import SourceError, UsageError


def test_every_place_is_found_section_by_section() -> None:
    """A proposal for each section, also where there is nothing to find."""
    article = read_text("Plain Title\n\nOne bad day.\n\nA Second Part\n\nA bad, bad night came.\n")
    engine = scripted(Line("bad", "good"))
    proposals = list(engine.repair(article))
    found = [(p.section, [edit.start for edit in p.edits]) for p in proposals]
    places = [start for _, starts in found for start in starts]
    assert [section for section, _ in found] == [section.id for section in article.sections]
    assert [article.source[start : start + 3] for start in places] == ["bad"] * 3
    assert proposals[-1].work.suspects == 3


@pytest.mark.parametrize("content", ["{", "3", '[{"find": "x"}]', '[{"find": "", "replace": ""}]'])
def test_a_file_that_is_no_script_is_one_clear_error(tmp_path: Path, content: str) -> None:
    """With the file's name."""
    path = tmp_path / "script.json"
    path.write_text(content)
    with pytest.raises(UsageError):
        from_file(path)


def test_a_missing_script(tmp_path: Path) -> None:
    """Is an error of reading."""
    with pytest.raises(SourceError, match="cannot be read"):
        from_file(tmp_path / "none.json")
