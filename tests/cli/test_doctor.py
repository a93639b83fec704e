"""`assistant doctor` says what is there, and fails where the language model cannot be used."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import __version__, config, paths
from assistant.cli.main import cli
from assistant.models import weights
from assistant.models.smollm2 import CARD


def run(*arguments: str) -> Result:
    """The outcome of `assistant doctor …`."""
    return CliRunner().invoke(cli, ["doctor", *arguments])


def told(result: Result) -> dict[str, str]:
    """The report, by the word that each line begins with."""
    return {line.split()[0]: line[12:] for line in result.stdout.splitlines()}


@pytest.fixture
def whole_weights() -> Path:
    """The installed weights."""
    return weights.locate()


@pytest.fixture
def no_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path))
    return tmp_path


def test_without_weights(no_weights: Path) -> None:
    """Missing weights are exit code 3, with the hint; the rest is reported all the same."""
    done = run()
    assert done.exit_code == 3
    assert "`assistant setup` installs it" in told(done)["weights"]
    assert told(done)["assistant"].startswith(__version__)
    assert told(done)["cache"] == str(no_weights)
    assert told(done)["config"] == str(paths.config_dir())
    assert told(done)["thesaurus"].endswith("synonym sets of WordNet 3.0")
    assert "repair" not in told(done)


def test_damaged_settings(no_weights: Path) -> None:
    """A fault in the settings is a finding, not the end of the report."""
    config.user_file().parent.mkdir(parents=True)
    config.user_file().write_text("tone = 1\n")
    done = run()
    assert "unknown key 'tone'" in told(done)["settings"]
    assert "weights" in told(done)


def test_colour_only_where_asked_for(no_weights: Path) -> None:
    """Down a pipe there is no colour, unless always."""
    assert "\x1b[" not in run().stdout
    assert "\x1b[31mthe language model is not installed" in run("--color", "always").stdout


@pytest.mark.model
def test_all_is_well() -> None:
    """With whole weights one line is repaired, and timed."""
    done = run()
    assert done.exit_code == 0
    assert "136 MB, whole, in" in told(done)["weights"]
    assert told(done)["repair"].startswith("one line in ")


@pytest.mark.model
def test_replaced_weights(whole_weights: Path, no_weights: Path) -> None:
    """One changed bit in the model is found, whatever was hashed before."""
    shutil.copytree(whole_weights, no_weights / CARD.folder)
    with (no_weights / CARD.folder / "model.bin").open("r+b") as model:
        last = model.seek(-1, os.SEEK_END)
        changed = bytes([model.read(1)[0] ^ 1])
        model.seek(last)
        model.write(changed)
    done = run()
    assert done.exit_code == 3
    assert "was altered" in told(done)["weights"]
