"""`--timings`: what each stage took, on standard error and in the report of a batch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.batches import pile
from tests.support.command import article, assistant, script


def _told(errors: bytes) -> dict[str, dict[str, float]]:
    found = json.loads(errors.decode().splitlines()[-1])
    assert found["schema"] == "assistant.timings/1"
    return {**found["stages"], "total": found["total"]}


@pytest.mark.parametrize(
    ("command", "stage"),
    [(("check", "--ignore", "suspect"), "checks"), (("summarise",), "summary")],
)
def test_a_command_says_what_its_stages_took(
    tmp_path: Path, command: tuple[str, ...], stage: str
) -> None:
    """In JSON the last line of stderr; standard output is as it is without."""
    path = article(tmp_path)
    plain = assistant(*command, path)
    timed = assistant(*command, path, "--timings", "json")
    assert (timed.stdout, timed.returncode) == (plain.stdout, plain.returncode)
    found = _told(timed.stderr)
    assert found["reading"]["seconds"] > 0
    assert found[stage]["processor"] > 0
    seconds = sum(each["seconds"] for name, each in found.items() if name != "total")
    assert seconds == pytest.approx(found["total"]["seconds"], abs=0.01)


def test_a_rewrite_is_timed_in_a_table(tmp_path: Path) -> None:
    """The flag may stand before the file, which it does not take for its form."""
    done = assistant("rewrite", "--timings", article(tmp_path), "--engine", script(tmp_path))
    head, *rows = done.stderr.decode().splitlines()[-7:]
    assert head.split() == ["seconds", "processor", "tokens"]
    assert [row.split()[0] for row in rows] == [
        "reading", "candidates", "checks", "writing", "rest", "total",
    ]  # fmt: skip


def test_a_batch_says_what_its_report_holds(tmp_path: Path) -> None:
    """The sums over its articles."""
    out = tmp_path / "out"
    done = assistant(
        "rewrite", pile(tmp_path / "news", 2), "--out", out, "--engine", script(tmp_path),
        "--jobs", "1", "--timings", "json",
    )  # fmt: skip
    found = _told(done.stderr)
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["timings"] == {name: each for name, each in found.items() if name != "total"}
    assert found["writing"]["processor"] > 0
    assert found["total"]["seconds"] == pytest.approx(report["seconds"], rel=0.01)


def test_another_form_is_a_file(tmp_path: Path) -> None:
    """What follows the flag and is no form is an argument."""
    done = assistant("check", "--timings", "--", tmp_path / "--timings")
    assert done.returncode == 2
    assert b"--timings does not exist" in done.stderr
