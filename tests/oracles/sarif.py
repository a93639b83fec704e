"""SARIF of `check` as others read it: the multitool of npm validates it, sarif-tools counts it.

Both are fetched by their package managers, npm and pip; without node the first is skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import venv
from pathlib import Path

import pytest

from tests.support.command import article, assistant

MULTITOOL = "@microsoft/sarif-multitool@5.7.0"
SARIF_TOOLS = "sarif-tools==3.0.5"
TEXT = "Harbor Vote\n\n🚢 The regime slammed the plan.\n\nIt cost $ 4,000.\n\nLeave a Reply\n"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of two files, of which one has a name that must be encoded, and of one not read."""
    monkeypatch.chdir(tmp_path)
    article(tmp_path, TEXT, "a b é#1.txt")
    article(tmp_path, TEXT, "two.txt")
    files = ("a b é#1.txt", tmp_path / "two.txt", "missing.txt")
    done = assistant("check", *files, "--ignore", "suspect", "--format", "sarif")
    (tmp_path / "out.sarif").write_bytes(done.stdout)
    return tmp_path / "out.sarif"


@pytest.mark.timeout(600)
@pytest.mark.skipif(shutil.which("npx") is None, reason="node is not installed")
def test_the_multitool_finds_no_error(log: Path) -> None:
    """Nor a warning but that the tool has no page of its own."""
    command = ["npx", "--yes", MULTITOOL, "validate", str(log)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Analysis completed successfully" in done.stdout, done.stdout + done.stderr
    found = [
        line for line in done.stdout.splitlines() if ": error " in line or ": warning " in line
    ]
    assert [line for line in found if "SARIF2005" not in line] == []


@pytest.mark.timeout(600)
def test_sarif_tools_counts_as_we_do(log: Path, tmp_path: Path) -> None:
    """Every finding under its rule, at its line."""
    venv.create(tmp_path / "tools", with_pip=True)
    tools = tmp_path / "tools" / "bin"
    subprocess.run([tools / "pip", "install", "-q", SARIF_TOOLS], check=True)
    subprocess.run([tools / "sarif", "csv", "-o", "out.csv", log], check=True, cwd=tmp_path)
    rows = (tmp_path / "out.csv").read_text("utf-8").splitlines()[1:]
    results = json.loads(log.read_text("utf-8"))["runs"][0]["results"]
    assert len(rows) == len(results) > 0
    assert {row.split(",")[2] for row in rows} == {each["ruleId"] for each in results}
