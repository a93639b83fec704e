"""`assistant check` lists what an editor should look at, as a linter does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import article, assistant

TEXT = (
    "Harbor Vote\n"
    "\n"
    "The regime slammed the ferry plan on Monday.\n"
    "It met again, and the so-called reform passed.\n"
    "\n"
    "Leave a Reply\n"
    "\n"
    "Your email address will not be published. Required fields are marked *\n"
)
QUICK = ("--ignore", "suspect,fact")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article."""
    monkeypatch.chdir(tmp_path)
    article(tmp_path, TEXT)
    return tmp_path


def test_places_kinds_and_reasons(place: Path) -> None:
    """One line each; exit code 1 where there is anything, 0 where there is nothing."""
    done = assistant("check", "article.txt", *QUICK)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert lines[0] == (
        "article.txt:3:5: neutrality: 'regime' (loaded): it carries a judgement;"
        " prefer 'government'"
    )
    assert [line.split(": ")[0] for line in lines] == [
        "article.txt:3:5",
        "article.txt:3:12",
        "article.txt:4:23",
        "article.txt:6:1",
    ]
    article(place, "Harbor Vote\n\nThe council met on Monday.\n", "clean.txt")
    assert assistant("check", "clean.txt", *QUICK).returncode == 0


def test_standard_input_and_selection(place: Path) -> None:
    """For editors that pipe the text."""
    done = assistant("check", "-", "--select", "structure", stdin=TEXT.encode())
    assert [line.split(": ")[1] for line in done.stdout.decode().splitlines()] == ["structure"]
    wrong = assistant("check", "-", "--select", "style", stdin=TEXT.encode())
    assert (wrong.returncode, wrong.stdout) == (2, b"")


def test_without_suspects_there_is_no_model(place: Path) -> None:
    """Facts at risk are found among suspects, so ignoring these needs no weights either."""
    no_weights = {"ASSISTANT_CACHE_DIR": str(place / "empty")}
    done = assistant("check", "article.txt", "--ignore", "suspect", env=no_weights)
    assert done.returncode == 1
    assert done.stdout == assistant("check", "article.txt", *QUICK).stdout
    assert assistant("check", "article.txt", "--select", "fact", env=no_weights).returncode == 3


def test_formats(place: Path) -> None:
    """JSON, SARIF and annotations say the same."""
    found = json.loads(assistant("check", "article.txt", *QUICK, "--format", "json").stdout)
    assert (found[0]["line"], found[0]["kind"]) == (3, "neutrality")
    log = json.loads(assistant("check", "article.txt", *QUICK, "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    results = log["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [each["code"] for each in found]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in results] == [e["code"] for e in found]
    assert {rule["id"]: rule["properties"]["kind"] for rule in rules}["loaded-word"] == "neutrality"
    shown = assistant("check", "article.txt", *QUICK, "--format", "github").stdout.decode()
    assert shown.startswith("::warning file=article.txt,line=3,col=5,title=neutrality::")


def test_sarif_counts_code_points_and_names_files_by_uri(place: Path) -> None:
    """A column beyond a character of two UTF-16 units, a path with blanks and letters."""
    article(place, "Harbor Vote\n\n🚢 The regime met on Monday.\n", "a b é.txt")
    log = json.loads(assistant("check", "a b é.txt", *QUICK, "--format", "sarif").stdout)
    (run,) = log["runs"]
    (result,) = run["results"]
    assert run["columnKind"] == "unicodeCodePoints"
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b%20%C3%A9.txt"},
        "region": {"startLine": 3, "startColumn": 7},
    }


def test_broken_layout_spintax_and_bare_lemmas_are_findings(tmp_path: Path) -> None:
    """Each under its rule."""
    text = "The {town|city} of Pell is full.\n\nIt cost $ 4,000. They shut two museum for good.\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    done = assistant("check", tmp_path / "a.md", "--format", "json", *QUICK)
    assert {each["code"] for each in json.loads(done.stdout)} >= {
        "spintax",
        "broken-layout",
        "bare-lemma",
    }


def test_a_single_rule_is_selected_and_ignored(place: Path) -> None:
    """By the code that SARIF and JSON give it."""
    only = assistant("check", "article.txt", "--select", "loaded-word", "--format", "json")
    assert {each["code"] for each in json.loads(only.stdout)} == {"loaded-word"}
    rest = assistant("check", "article.txt", *QUICK[:-1], f"{QUICK[-1]},loaded-word")
    assert rest.stdout
    assert b"regime" not in rest.stdout


def test_a_baseline_leaves_out_what_is_known(place: Path) -> None:
    """Wherever it has moved to; what is new is found."""
    assistant("check", "article.txt", *QUICK, "--write-baseline", "known.json")
    article(place, TEXT.replace("Harbor Vote\n", "Harbor Vote\n\nAn utterly new line.\n"))
    done = assistant("check", "article.txt", *QUICK, "--baseline", "known.json")
    assert "utterly" in done.stdout.decode()
    assert "regime" not in done.stdout.decode()
    (place / "known.json").write_text("[]")
    assert assistant("check", "article.txt", *QUICK, "--baseline", "known.json").returncode == 2


def test_one_file_never_costs_the_others(place: Path) -> None:
    """What cannot be read is named, the others are checked; the exit code says that it was."""
    article(place, "", "empty.txt")
    (place / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    alone = assistant("check", "article.txt", *QUICK)
    files = ("empty.txt", "missing.txt", "article.txt", "picture.txt", ".")
    done = assistant("check", *files, *QUICK)
    assert (done.returncode, done.stdout) == (2, alone.stdout)
    empty, missing, picture, _ = done.stderr.decode().splitlines()
    assert ["empty" in empty, "missing" in missing, "picture" in picture] == [True] * 3
    known = assistant("check", *files, *QUICK, "--write-baseline", "known.json")
    assert known.returncode == 2
    assert assistant("check", "article.txt", *QUICK, "--baseline", "known.json").returncode == 0


def test_missing_weights_are_told_once(place: Path) -> None:
    """They are no matter of one file."""
    no_weights = {"ASSISTANT_CACHE_DIR": str(place / "empty")}
    done = assistant("check", "article.txt", "article.txt", "missing.txt", env=no_weights)
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)


_FAULT = """
import sys
from assistant.workspace import opening
read = opening.read
def faulty(path, limit, **options):
    if path == "odd.txt":
        raise KeyError("odd")
    return read(path, limit, **options)
opening.read = faulty
from assistant.__main__ import main
sys.argv = ["assistant", *sys.argv[1:]]
sys.exit(main())
"""


def test_a_fault_of_ours_in_one_file_costs_no_other_either(place: Path) -> None:
    """It is told with the name of the file; its traceback with --debug."""
    command = [sys.executable, "-c", _FAULT, "check", "odd.txt", "article.txt", *QUICK]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 70
    assert done.stdout == assistant("check", "article.txt", *QUICK).stdout
    assert done.stderr.startswith(b"assistant: odd.txt: unforeseen KeyError: 'odd'")
    assert b"Traceback" not in done.stderr
    command.insert(3, "--debug")
    assert b"Traceback" in subprocess.run(command, capture_output=True, check=False).stderr
