"""`assistant batch` and `assistant apply DIR`: what came of a batch, and what is done with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.batch import home, spec
from assistant.review import file as review_file
from assistant.review.decisions import decide
from assistant.review.model import Decision
from assistant.review.precedents import learned
from tests.support.command import ARTICLE, REPAIRED, UNFLAGGED, article, assistant, script


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles, one with a name that is markup, and a bad one; what a batch made of them."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "in").mkdir()
    article(folder / "in", name="a.txt")
    article(folder / "in", ARTICLE.replace("3 hours", "4 hours"), name="<b>x.txt")
    (folder / "in" / "empty.txt").write_bytes(b"")
    _rewrite(folder)
    return folder


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """A copy of what was made, and of what it was made of."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "out"


def _rewrite(folder: Path) -> None:
    given = ("rewrite", folder / "in", "--out", folder / "out", "--engine", script(folder))
    assert assistant(*given, "-q", "--jobs", "1").returncode == 1


def test_status_and_report(out: Path) -> None:
    """Both tell the same, as lines, as JSON and as a page in which all text is text."""
    told = assistant("batch", "status", out).stdout.decode()
    assert "3 articles" in told
    assert "2  repaired" in told
    assert "empty.txt" in told
    found = json.loads(assistant("batch", "status", out, "--json").stdout)
    assert (found["running"], found["states"]) == (False, {"done": 2, "failed": 1})
    assert (found["edits"], found["accepted"], found["left"]) == (6, 4, 2)
    (out / "report.html").unlink()
    assert str(out / "report.html") in assistant("batch", "report", out).stdout.decode()
    page = (out / "report.html").read_text()
    assert "&lt;b&gt;x.txt" in page
    assert "<b>" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_folder_that_is_no_batch_is_told(tmp_path: Path) -> None:
    """In one line, with exit code 2."""
    for told in (["batch", "status"], ["batch", "export"], ["batch", "retry"], ["apply"]):
        done = assistant(*told, tmp_path)
        assert done.returncode == 2, told
        assert done.stderr.count(b"\n") == 1


def test_what_an_editor_decides_is_applied_exported_and_learned(out: Path, tmp_path: Path) -> None:
    """Reviews of a batch open by themselves; the texts follow, and so do other batches."""
    path = out / "a.txt.review.json"
    review = review_file.load_review(path)
    (waiting,) = [hunk for hunk in review.hunks if hunk.decision is Decision.PENDING]
    review_file.save_review(path, decide(review, waiting.id, Decision.ACCEPTED))
    assert (out / "a.txt").read_text() == UNFLAGGED
    assert assistant("apply", out).returncode == 0
    assert (out / "a.txt").read_text() == REPAIRED
    lines = [json.loads(line) for line in assistant("batch", "export", out).stdout.splitlines()]
    texts = {line["key"]: line["text"] for line in lines}
    assert texts["a.txt"] == REPAIRED
    assert texts["empty.txt"] is None
    known = tmp_path / "known.json"
    told = assistant("batch", "decisions", out, "-o", known).stdout.decode()
    assert "“alien” -> “foreign”: accepted 1" in told
    second = tmp_path / "second"
    assistant(
        "rewrite", tmp_path / "in" / "a.txt", "--out", second, "--engine", script(tmp_path),
        "--decisions", known, "-q",
    )  # fmt: skip
    assert (second / "a.txt").read_text() == REPAIRED
    again = review_file.load_review(second / "a.txt.review.json")
    assert "1 time before: accepted 1" in {hunk.note for hunk in again.hunks}
    assert learned([again]).known == {}


def test_what_was_changed_in_a_text_stays(out: Path) -> None:
    """It is named, and nothing is written over it."""
    (out / "a.txt").write_text("by hand")
    done = assistant("apply", out, "--accept", "all")
    assert done.returncode == 1
    assert b"was not written by this batch" in done.stderr
    assert (out / "a.txt").read_text() == "by hand"


def test_an_audit_tells_precision_and_goes_on(out: Path) -> None:
    """What was judged is kept, also where the input ends."""
    done = assistant("batch", "audit", out, "--sample", "4", stdin=b"y\nn\n")
    assert b"precision 50.0 %" in done.stdout
    assert b"1 of 2 judged edits are right, of 4 accepted" in done.stdout
    done = assistant("batch", "audit", out, "--sample", "4", stdin=b"y\ny\n")
    assert b"3 of 4 judged" in done.stdout
    assert b"between 30.1 and 95.4 %" in done.stdout


def test_retry_does_what_failed_and_needs_its_own_account(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the folder says of paths and engines is followed only where it is known to be ours."""
    shutil.rmtree(out)
    _rewrite(tmp_path)
    source = tmp_path / "in" / "empty.txt"
    assert assistant("batch", "retry", out, "-q").returncode == 1
    source.write_text(ARTICLE)
    assert assistant("batch", "retry", out, "-q").returncode == 0
    assert (out / "empty.txt").read_text() == UNFLAGGED
    monkeypatch.setenv("ASSISTANT_STATE_DIR", str(tmp_path / "another"))
    done = assistant("batch", "retry", out)
    assert done.returncode == 2
    assert b"cannot be told" in done.stderr


def test_a_score_alone_writes_no_article(tmp_path: Path) -> None:
    """The ledger and the reports have it."""
    folder = tmp_path / "out"
    done = assistant(
        "rewrite", article(tmp_path), "--out", folder, "--engine", script(tmp_path), "--only-score"
    )
    assert done.returncode == 0
    names = {path.name for path in folder.iterdir()}
    assert names == {".batch", "report.json", "report.html"}
    report = json.loads((folder / "report.json").read_text())
    assert (report["states"], report["edits"], report["accepted"]) == ({"scored": 1}, 3, 0)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """It says how many, and how long."""
    folder = tmp_path / "out"
    done = assistant(
        "rewrite", article(tmp_path), "--out", folder, "--engine", script(tmp_path), "--dry-run"
    )
    assert done.stdout.startswith(b"1 article, about")
    assert b"guessed from 1 article" in done.stdout
    assert not folder.exists()


def test_rows_come_back_with_what_came_of_them(tmp_path: Path) -> None:
    """In their order; what was decided later is in them after `apply`."""
    rows = tmp_path / "rows.jsonl"
    lines = [json.dumps({"id": f"00{n}", "body": ARTICLE, "n": 1e5}) for n in range(3)]
    rows.write_text("\n".join([*lines, '{"id": "x", "body": "', ""]))
    given = ("rewrite", rows, "--text-field", "body", "--id-field", "id")
    engine = script(tmp_path)
    done = assistant(*given, "--out", tmp_path / "out", "--engine", engine, "-q")
    assert done.returncode == 1
    written = (tmp_path / "out" / "rows.jsonl").read_text().splitlines()
    found = [json.loads(line) for line in written[:3]]
    assert [row["id"] for row in found] == ["000", "001", "002"]
    assert {row["assistant_text"] for row in found} == {UNFLAGGED}
    assert written[3] == '{"id": "x", "body": "'
    assert assistant("apply", tmp_path / "out", "--accept", "all", "-q").returncode == 0
    changed = (tmp_path / "out" / "rows.jsonl").read_text().splitlines()
    assert json.loads(changed[0])["assistant_text"] == REPAIRED


def test_the_spec_of_a_batch_comes_back(tmp_path: Path) -> None:
    """As it was, from the account that began it."""
    made = spec.Spec(("/a",), ("*.txt",), parts=("text",), flags={"engine": "local"})
    spec.remember(tmp_path, made)
    assert spec.remembered(tmp_path) == made
    assert not home.is_batch(tmp_path)
