"""What is told of a batch: in numbers that add up, as text that is never markup."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from assistant.batch import capacity, report, report_page
from assistant.batch.auditing import Precision
from assistant.batch.jobs import Cause, Outcome, Tally
from assistant.batch.ledger import Ledger
from assistant.batch.records import Entry
from assistant.batch.results import State
from assistant.batch.runners.base import Busy
from assistant.batch.standing import Standing
from assistant.chat.budget import Usage
from assistant.cli.batch_screen import painted
from assistant.timing import Spent, Stage

HOSTILE = "</td><script>alert('x')</script>&\x1b[31m\n[/bold]"


def ledger(folder: Path) -> Ledger:
    """A ledger of a repaired, a failed and a foreign article, one of which is hostile."""
    found = Ledger.open(folder / "ledger.sqlite3")
    keys = ["a.txt", HOSTILE, "c.txt", "d.txt"]
    found.enter([Entry(key, key, "1:1", key, "text", 5, {}) for key in keys], 1)
    tally = Tally(100, 3, 1, 2, 1, 0, 0.25, (0, 0, 0, 0, 0, 0, 1, 0, 0, 2))
    found.record(Outcome("a.txt", State.DONE, tally=tally, usage=Usage(1, 5, 5, 0, 0.5)), 1)
    found.record(Outcome(HOSTILE, State.FAILED, Cause.FAULT, HOSTILE), 2)
    found.record(Outcome("c.txt", State.FOREIGN, error="it is not in English"), 1)
    found.store.commit()
    return found


def test_the_numbers_add_up(tmp_path: Path) -> None:
    """Of states, hunks and dollars."""
    with ledger(tmp_path) as known:
        found = report.report(known)
    assert found.states == {"done": 1, "failed": 1, "foreign": 1, "pending": 1}
    assert (found.articles, found.edits, found.left, found.cost) == (4, 3, 2, 0.5)
    assert (sum(found.hunks), sum(found.confidences), sum(found.shares)) == (1, 3, 1)
    assert [line.key for line in found.waiting] == ["a.txt"]
    assert json.loads(json.dumps(found.as_json))["causes"] == {"fault": 1}


def test_no_text_is_markup_on_the_page(tmp_path: Path) -> None:
    """Nor is anything fetched, and every control character is gone."""
    with ledger(tmp_path) as known:
        page = report_page.html(report.report(known))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page
    assert "default-src 'none'" in page
    for outside in ("http://", "https://", "url(", "src=", "@import"):
        assert outside not in page


@pytest.mark.parametrize("width", [20, 80, 200])
def test_no_text_is_markup_on_the_screen(width: int) -> None:
    """And what is painted fits, whatever the width."""
    standing = Standing(5, 500, busy=Busy(((HOSTILE, 3.0),)))
    standing.add(Outcome(HOSTILE, State.FAILED, Cause.TIMEOUT, HOSTILE), 10)
    console = Console(file=io.StringIO(), width=width, force_terminal=True)
    console.print(painted(standing, width))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[31m[/bold]" not in shown
    assert len(shown.splitlines()) <= 6


def test_what_was_spent_is_added_up_over_attempts(tmp_path: Path) -> None:
    """A power cut or a retry forgets none of it."""
    with ledger(tmp_path) as known:
        known.record(Outcome("a.txt", State.DONE, usage=Usage(1, 5, 5, 0, 0.25)), 2)
        assert known.total("cost") == 0.75
    with Ledger.open(tmp_path / "ledger.sqlite3", writes=False) as known:
        assert known.total("requests") == 2


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share(right: int, judged: int) -> None:
    """Within 0 and 1, and narrower the more is judged."""
    found = Precision(min(right, judged), judged)
    low, high = found.interval
    assert 0 <= low <= found.share <= high <= 1
    wide = Precision(0, 0).interval
    assert wide == (0, 1)


@pytest.mark.parametrize(
    ("cores", "free", "expected"),
    [(8, 64_000_000_000, 8), (8, 1_600_000_000, 2), (8, 100, 1), (1, 64_000_000_000, 1)],
)
def test_workers_are_as_many_as_cores_and_memory_carry(
    cores: int, free: int, expected: int
) -> None:
    """But one at least."""
    assert capacity.processes(cores, free) == expected
    assert 1 <= capacity.threads(expected, cores) <= cores
    assert expected * capacity.threads(expected, cores) <= max(cores, expected)


def test_a_clock_that_jumps_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long something takes is told by a clock that only goes on."""
    monkeypatch.setattr("time.time", lambda: 0.0)
    standing = Standing(5, 500)
    standing.add(Outcome("a", State.DONE, tally=Tally(words=100)), 100)
    monkeypatch.setattr("time.time", lambda: -1e9)
    assert standing.seconds >= 0
    assert (standing.seconds_left or 0.0) >= 0


def test_the_report_links_to_the_page_that_an_article_is_decided_in(tmp_path: Path) -> None:
    """Where one was written; to its review elsewhere."""
    with ledger(tmp_path) as known:
        record = next(each for each in known.records() if each.key == "a.txt")
        places = {"page": "a b.review.html", "review": "a b.review.json"}
        for written, linked in ((places, "a b.review.html"), ({"review": ""}, "a b.review.json")):
            line = report._line(replace(record, outputs=places, written=written))
            assert line.review == linked
            assert f'href="./{linked.replace(" ", "%20")}"' in report_page._linked(line)


def test_what_stages_took_adds_up(tmp_path: Path) -> None:
    """Over articles and attempts; a ledger from before that has none."""
    with ledger(tmp_path) as known:
        for _ in range(2):
            known.spend({Stage.SCORING: Spent(1.5, 2.5, 100), Stage.READING: Spent(0.5, 0.5)})
        found = report.report(known).as_json["timings"]
        assert found["scoring"] == {"seconds": 3.0, "processor": 5.0, "tokens": 200}
        assert list(found) == ["reading", "scoring"]
        known.store.write("drop table stages")
        assert report.report(known).timings == {}
