"""`assistant check` lists what an editor should look at, as a linter does."""

from __future__ import annotations

import json
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
