"""LibreOffice decides what we propose, and gives back the old and the new text, and their styles.

Skipped where `soffice` or the Python that knows its `uno` is not installed.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.article.document import Document
from assistant.review.model import proposed_edits
from tests.unit.test_returned import DATA, ODT, SIGNED, reviewed

SCRIPT = Path(__file__).with_name("scripts") / "office.py"
PYTHON = "/usr/bin/python3"
FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8"}

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None
    or subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode,
    reason="LibreOffice is not installed",
)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile that LibreOffice has made, so that it does not start twice."""
    folder = tmp_path_factory.mktemp("libreoffice")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}",
         "--terminate_after_init"], capture_output=True, check=False, timeout=200,
    )  # fmt: skip
    return folder


@pytest.fixture
def office(profile: Path) -> Iterator[int]:
    """The port of a LibreOffice that runs."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo",
         f"-env:UserInstallation=file://{profile}",
         f"--accept=socket,host=localhost,port={port};urp"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield port
    running.terminate()
    running.wait(60)


def saved(port: int, folder: Path, data: bytes, suffix: str, *decisions: str) -> Document:
    """What LibreOffice saves of a document once it has decided it."""
    source, target = folder / f"in.{suffix}", folder / f"out.{suffix}"
    source.write_bytes(data)
    subprocess.run(
        [PYTHON, str(SCRIPT), str(port), str(source), str(target), FILTERS[suffix], *decisions],
        check=True, timeout=250,
    )  # fmt: skip
    return Document.read(target)


def kinds(document: Document) -> list[object]:
    """What a document says, and what its blocks are; LibreOffice computes a date field anew."""
    source = re.sub(r"\d+/\d+/\d+", "Monday", document.article.source)
    return [source, *(block.kind for block in document.article.blocks)]


@pytest.mark.parametrize("decision", ["all", "none"])
@pytest.mark.parametrize(("data", "suffix"), [(DATA, "docx"), (ODT, "odt")])
def test_accepted_it_is_the_new_text_and_rejected_the_old(
    office: int, tmp_path: Path, data: bytes, suffix: str, decision: str
) -> None:
    """Of every kind of change, with the kinds of its paragraphs."""
    document, review = reviewed(data)
    edits = proposed_edits(review)
    out = saved(office, tmp_path, document.written(edits, SIGNED), suffix, decision)
    assert kinds(out) == kinds(document.edited(edits) if decision == "all" else document)
