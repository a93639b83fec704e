"""Where the other programs are that documents are tried with: `make oracles` installs them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

BIN = Path(os.environ.get("ORACLES", ".venv-oracles")).absolute() / "bin"
PYTHON = BIN / "python"
_PANDOC = sorted(BIN.parent.glob("lib/*/site-packages/pypandoc/files"))
SOFFICE = shutil.which("soffice")

needs_programs = pytest.mark.skipif(not PYTHON.exists(), reason="make oracles installs them")


def ran(program: str, *arguments: str | Path, folder: Path | None = None) -> str:
    """What a program says; it has pandoc at hand, and may take ten minutes."""
    path = os.pathsep.join([*map(str, _PANDOC), str(BIN), os.environ["PATH"]])
    done = subprocess.run(
        [program, *map(str, arguments)], capture_output=True, check=True, timeout=600, text=True,
        env={**os.environ, "PATH": path}, cwd=folder,
    )  # fmt: skip
    return done.stdout


def pandoc_path() -> str:
    """Where pandoc is."""
    return str(_PANDOC[0] / "pandoc")


def pandoc(*arguments: str | Path) -> str:
    """What pandoc says."""
    return ran(pandoc_path(), *arguments)


def prosediff(*arguments: str | Path) -> str:
    """What prosediff says."""
    return ran(str(BIN / "prosediff"), *arguments)
