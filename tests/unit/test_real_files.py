"""The harness that goes over any folder of files."""

from __future__ import annotations

from pathlib import Path

from tests.tools.real_files import examined, report

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_seeds_come_back_byte_for_byte_and_no_run_ends() -> None:
    """In clean ones nothing is deleted by default."""
    outcomes = [
        examined(path) for path in sorted(SEEDS.rglob("*.txt")) + sorted(SEEDS.rglob("*.md"))
    ]
    assert len(outcomes) > 20
    assert [o.path for o in outcomes if o.ended or o.refused or not o.is_whole] == []
    assert [o.deletions for o in outcomes if o.path.parent.name == "clean"] == [[]] * 14
    assert any(o.deletions for o in outcomes if o.path.parent.name == "garbled")


def test_the_report_counts_what_went_wrong(tmp_path: Path) -> None:
    """What is refused in one line is no ended run."""
    (tmp_path / "picture.txt").write_bytes(b"\x00\x01\x02" * 50)
    (tmp_path / "article.md").write_text("# Ferry\n\nThe regime met on Monday in the harbor.\n")
    outcomes = [examined(path) for path in sorted(tmp_path.iterdir())]
    lines = list(report(outcomes, sample=1, seed=0))
    assert lines[0].startswith("files 2, read 1")
    assert "runs ended: 0" in lines
    assert lines[-1].endswith("3:5 loaded-word: regime")
