"""`assistant prompts check` judges every file that it is given."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from assistant.cli.main import cli

_PROMPTS = Path(__file__).parents[2] / "prompts"


def run(*arguments: str | Path) -> Result:
    """The outcome of `assistant prompts check …`."""
    return CliRunner().invoke(cli, ["prompts", "check", *map(str, arguments)])


def test_one_file_at_fault_never_costs_the_others(tmp_path: Path) -> None:
    """It is named, those that are sound are listed, and the exit code says so."""
    sound = sorted(_PROMPTS.glob("*.toml"))
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("name = 1\n")
    done = run(sound[0], tmp_path / "missing.toml", wrong, sound[1])
    assert done.exit_code == 2
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [*map(str, sound[:2])]
    assert ["missing" in done.stderr, "wrong" in done.stderr] == [True, True]
    assert run(*sound).exit_code == 0
