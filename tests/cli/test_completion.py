"""Completion scripts are those of click, and complete what there is."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from assistant.cli.main import cli


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script(shell: str) -> None:
    """Each shell gets a script that asks the command itself."""
    done = CliRunner().invoke(cli, ["completion", shell])
    assert done.exit_code == 0
    assert f"_ASSISTANT_COMPLETE={shell}_complete" in done.stdout


def test_bash_takes_the_script() -> None:
    """The script is read by bash without complaint."""
    script = CliRunner().invoke(cli, ["completion", "bash"]).stdout
    done = subprocess.run(["bash", "-n"], input=script.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_completing() -> None:
    """What the script asks is answered with the names of commands."""
    environment = {
        "_ASSISTANT_COMPLETE": "bash_complete",
        "COMP_WORDS": "assistant se",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", "from assistant.cli.main import cli; cli(prog_name='assistant')"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "plain,serve\nplain,setup\n"
