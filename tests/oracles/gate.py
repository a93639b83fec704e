"""Two hundred documents as other programs write them come back byte by byte, and word by word."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oracles.programs import PYTHON, SOFFICE, needs_programs, pandoc_path, ran
from tests.support.gate import passes

pytestmark = needs_programs
MAKER = Path(__file__).with_name("scripts") / "documents.py"
PROGRAMS = ("python-docx", "odfpy", "pandoc", "docx-editor", "prosediff", "libreoffice")
_SAVED = ("python-docx/?.docx", "python-docx/1?.docx", "odfpy/?.odt", "pandoc/?-changed.docx")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of documents for each program; LibreOffice saves some of the others anew."""
    folder = tmp_path_factory.mktemp("documents")
    ran(str(PYTHON), MAKER, folder, pandoc_path())
    if SOFFICE is not None:
        sources = [path for each in _SAVED for path in sorted(folder.glob(each))]
        for kind in ("docx", "odt"):
            for program in ("python-docx", "odfpy", "pandoc"):
                own = [str(path) for path in sources if path.parent.name == program]
                subprocess.run(
                    [SOFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile",
                     "--convert-to", kind, "--outdir", str(folder / "libreoffice" / program), *own],
                    check=True, capture_output=True, timeout=280,
                )  # fmt: skip
    return folder


def documents(folder: Path, program: str) -> Iterator[Path]:
    """What a program wrote."""
    return (path for path in sorted((folder / program).rglob("*.*")) if path.is_file())


@pytest.mark.parametrize("program", PROGRAMS)
def test_nothing_accepted_is_the_same_bytes(made: Path, program: str) -> None:
    """And a word of each block changed, plainly or tracked, is all that differs."""
    found = list(documents(made, program))
    if program == "libreoffice" and SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    words = [passes(path.read_bytes(), path.name) for path in found]
    assert all(words), [path for path, word in zip(found, words, strict=True) if not word]


def test_there_are_two_hundred_of_them(made: Path) -> None:
    """With those of LibreOffice."""
    count = sum(len(list(documents(made, program))) for program in PROGRAMS)
    assert count >= (200 if SOFFICE is not None else 150)
