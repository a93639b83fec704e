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
        "article.txt:3:5: warning: 'regime' (loaded): it carries a judgement;"
        " prefer 'government' [loaded-word]"
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
    assert [line.split(" [")[-1] for line in done.stdout.decode().splitlines()] == ["boilerplate]"]
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
    place = "file=article.txt,line=3,col=5,endLine=3,endColumn=11,title=loaded-word"
    assert shown.startswith(f"::warning {place}::")


def test_sarif_counts_utf16_units_and_names_files_by_uri(place: Path) -> None:
    """A column behind a character of two units, an end, a fix, a path with blanks and letters."""
    article(place, "Harbor Vote\n\n🚢 The regime met on Monday.\n", "a b é#1%20.txt")
    log = json.loads(assistant("check", "a b é#1%20.txt", *QUICK, "--format", "sarif").stdout)
    (run,) = log["runs"]
    (result,) = run["results"]
    assert run["columnKind"] == "utf16CodeUnits"
    (location,) = result["locations"]
    artifact = {"uri": "a%20b%20%C3%A9%231%2520.txt"}
    region = {"startLine": 3, "startColumn": 8, "endLine": 3, "endColumn": 14}
    assert location["physicalLocation"] == {
        "artifactLocation": artifact,
        "region": {**region, "snippet": {"text": "regime"}},
    }
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert change == {
        "artifactLocation": artifact,
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": "government"}}],
    }
    absolute = assistant("check", place / "a b é#1%20.txt", *QUICK, "--format", "sarif").stdout
    (found,) = json.loads(absolute)["runs"][0]["results"]
    uri = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")


def test_sarif_is_one_document_that_says_what_was_not_read(place: Path) -> None:
    """Its rules have a description, a level and help; what failed is a notification."""
    article(place, "Harbor Vote\n\nThe regime met on Monday.\n", "second.txt")
    files = ("article.txt", "missing file.txt", "second.txt")
    done = assistant("check", *files, *QUICK, "--format", "sarif")
    (run,) = json.loads(done.stdout)["runs"]
    assert done.returncode == 2
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "missing%20file.txt" in json.dumps(invocation)
    paths = {
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in run["results"]
    }
    assert paths == {"article.txt", "second.txt"}


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
    article(place, TEXT.replace("Harbor Vote\n", "Harbor Vote\n\nA shameful new line.\n"))
    done = assistant("check", "article.txt", *QUICK, "--baseline", "known.json")
    assert "shameful" in done.stdout.decode()
    assert "regime" not in done.stdout.decode()
    (place / "known.json").write_text("[]")
    assert assistant("check", "article.txt", *QUICK, "--baseline", "known.json").returncode == 2


def test_a_baseline_counts_and_knows_no_path(place: Path) -> None:
    """A known finding more often than before is new; one in a file that moved is known."""
    assistant("check", "article.txt", *QUICK, "--write-baseline", "known.json")
    Path("article.txt").rename("moved.txt")
    moved = assistant("check", place / "moved.txt", *QUICK, "--baseline", "known.json")
    assert (moved.returncode, moved.stdout) == (0, b"")
    (place / "moved.txt").write_text(TEXT.replace("It met", "The regime met"), "utf-8")
    again = assistant("check", "moved.txt", *QUICK, "--baseline", "known.json")
    assert [line.split(": ")[0] for line in again.stdout.decode().splitlines()] == ["moved.txt:4:5"]


def test_one_line_says_how_many(place: Path) -> None:
    """Of which rules, and in how many files; on standard error."""
    article(place, "Harbor Vote\n\nThe council met on Monday.\n", "clean.txt")
    done = assistant("check", "article.txt", "clean.txt", *QUICK)
    (line,) = done.stderr.decode().splitlines()
    assert line.endswith("4 findings in 1 of 2 files: 2 loaded-word, 1 boilerplate, 1 report-verb")
    (line,) = assistant("check", "clean.txt", *QUICK).stderr.decode().splitlines()
    assert line.endswith("nothing found in 1 file")


def test_a_house_silences_rules_and_adds_its_own(place: Path) -> None:
    """In assistant.toml; patterns count where the folder is trusted, and are named where not."""
    (place / "assistant.toml").write_text(
        'rules.report-verb = "off"\nrules.boilerplate = "note"\nrules.words = ["so-called"]\n'
        '[rules.ferry]\nmessage = "the house writes boat"\nlevel = "error"\n'
        'words = { "ferry plan" = "boat plan" }\npatterns = ["\\\\bM[a-z]+day\\\\b"]\n',
        "utf-8",
    )
    left = "Leave a Reply Your email address will not be published. Required"
    done = assistant("check", "article.txt", *QUICK)
    lines = [line.split(": ", 1)[1] for line in done.stdout.decode().splitlines()]
    assert lines == [
        "warning: 'regime' (loaded): it carries a judgement; prefer 'government' [loaded-word]",
        "error: 'ferry plan': the house writes boat; prefer 'boat plan' [ferry]",
        f"note: left over from a comment form: '{left[:60]}' [boilerplate]",
    ]
    assert "rules.ferry" in done.stderr.decode()
    assistant("trust")
    trusted = assistant("check", "article.txt", "--select", "ferry").stdout.decode()
    assert [line.split("'")[1] for line in trusted.splitlines()] == ["ferry plan", "Monday"]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ('rules.loaded-words = "off"', "loaded-words"),
        ('rules.loaded-word = "loud"', "loaded-word"),
        ("rules.words = 3", "words"),
        ('[rules.x]\npattern = ["a"]', "pattern"),
        ("[rules.x]\nwords = [3]", "x"),
        ("[rules.loaded-word]\nwords = []", "loaded-word"),
    ],
)
def test_a_rule_that_is_wrong_is_named(place: Path, rules: str, told: str) -> None:
    """In one line, with exit code 2."""
    (place / "assistant.toml").write_text(rules + "\n", "utf-8")
    done = assistant("check", "article.txt", *QUICK)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()


def test_a_text_silences_rules_and_words(place: Path) -> None:
    """From a comment to the next, or to the end; a word wherever it stands."""
    text = (
        "# Harbor\n\n<!-- assistant: off report-verb -->\n\nThe regime slammed the plan.\n\n"
        "<!-- assistant: on report-verb -->\n\nThe union slammed the plan.\n\n"
        "<!-- assistant: words regime -->\n\n<!-- assistant: off -->\n\nA shambolic vote.\n"
    )
    article(place, text, "silent.md")
    done = assistant("check", "silent.md", *QUICK)
    assert [line.split(": ")[0] for line in done.stdout.decode().splitlines()] == ["silent.md:9:11"]


def test_rewrite_check_is_check(place: Path) -> None:
    """The same findings, line and exit code, of several files as well."""
    article(place, "Harbor Vote\n\nThe mob met on Monday.\n", "second.txt")
    files = ("article.txt", "second.txt")
    one, other = assistant("check", *files), assistant("rewrite", *files, "--check")
    assert (one.returncode, one.stdout) == (other.returncode, other.stdout)
    assert one.stdout


def test_the_rules_are_listed(place: Path) -> None:
    """With their level, and those of the house."""
    (place / "assistant.toml").write_text('[rules.ferry]\nwords = ["ferry"]\n', "utf-8")
    shown = assistant("check", "--rules").stdout.decode()
    assert {line.split()[0] for line in shown.splitlines()} >= {"loaded-word", "spintax", "ferry"}


def test_one_file_never_costs_the_others(place: Path) -> None:
    """What cannot be read is named, the others are checked; the exit code says that it was."""
    article(place, "", "empty.txt")
    (place / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    alone = assistant("check", "article.txt", *QUICK)
    files = ("empty.txt", "missing.txt", "article.txt", "picture.txt", ".")
    done = assistant("check", *files, *QUICK)
    assert (done.returncode, done.stdout) == (2, alone.stdout)
    empty, missing, picture, _, _ = done.stderr.decode().splitlines()
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
