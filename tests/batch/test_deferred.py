"""A batch that is answered later: nothing is lost, asked twice or paid twice, whatever happens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.batch import batch as batches
from assistant.batch import home
from assistant.batch.batch import Batch, run
from assistant.batch.deferred import turn
from assistant.batch.deferred.lots import Room
from assistant.batch.deferred.office import Fetched, Priced, Sent, Stands
from assistant.batch.deferred.questions import Questions
from assistant.batch.deferred.terms import terms
from assistant.batch.limits import Failures
from assistant.batch.runners.base import Control, Runner
from assistant.batch.runners.threads import Threads
from assistant.batch.spec import Spec
from assistant.cli.batch_options import BatchOptions
from assistant.cli.batch_run import batch_of
from assistant.config import Loaded, load, overridden
from assistant.errors import EngineError
from assistant.notices import Notice
from tests.support.batches import results, states, without_models
from tests.support.chat import ARTICLE, good
from tests.support.jobs import JobServer, at_first

pytestmark = pytest.mark.timeout(200)

_ROOM = Room()
TAKEAWAYS = {
    "takeaways": [{"text": "The leaders of Port Ellery rejected the plan.", "evidence": [2]}],
    "abstract": [{"text": "The leaders of Port Ellery rejected the plan.", "evidence": [2]}],
}


@pytest.fixture(autouse=True)
def scripted_evidence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Everything is suspected, no model is asked, and the work is done in this process."""
    without_models(monkeypatch, tmp_path / "cache")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")

    def here(make: Any, count: int, timeout: float) -> Runner:
        return Threads(make(), 1, timeout)

    monkeypatch.setattr(batches, "Processes", here)


def articles(folder: Path, count: int) -> Path:
    """So many articles, no two alike."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(ARTICLE.replace("Plan", f"Plan {number}"))
    return folder


def answer(body: Mapping[str, Any]) -> str:
    """A model that repairs, and summarises when that is asked; with a line separator in it."""
    if "takeaways" in json.dumps(body.get("response_format", {})):
        return json.dumps(TAKEAWAYS)
    return good() + "\u2028"


def settings(server: JobServer, **flags: Any) -> Loaded:
    """The settings of a batch at a server; no answer is kept elsewhere."""
    known = {
        "engine": "openai", "base_url": server.url, "model": "gpt-4o-mini", "scope": "all",
        "cache": False, **flags,
    }  # fmt: skip
    return overridden(load({}), known)


def batch(
    server: JobServer, source: Path, out: Path, parts: tuple[str, ...] = ("text", "review"),
    **flags: Any,
) -> Batch:  # fmt: skip
    """A batch at a server."""
    spec = Spec((str(source),), parts=parts)
    return batch_of(spec, out, BatchOptions(folder=str(out)), settings(server, **flags))


def turned(made: Batch, *, anew: bool = False, room: Room = _ROOM, **more: Any) -> list[turn.Event]:
    """The events of a turn."""
    known = replace(terms(made.wanted.loaded, room), **more)
    return list(turn.turn(made, Control(), known, anew=anew))


def stands(events: list[turn.Event]) -> Stands:
    """How a batch stands after a turn."""
    (found,) = (each for each in events if isinstance(each, Stands))
    return found


def finished(made: Batch, most: int = 8) -> Stands:
    """Turn after turn until nothing waits."""
    for _ in range(most):
        found = stands(turned(made))
        if not found.waiting.articles:
            return found
    raise AssertionError(found)


def plain(server: JobServer, source: Path, out: Path, **more: Any) -> dict[str, bytes]:
    """What a batch writes that is asked directly."""
    list(run(batch(server, source, out, **more), Control()))
    return comparable(out)


def comparable(out: Path) -> dict[str, bytes]:
    """The texts and summaries of a batch."""
    return {name: data for name, data in results(out).items() if not name.endswith(".review.json")}


def test_what_is_answered_later_reads_as_what_is_asked_directly(tmp_path: Path) -> None:
    """Texts and summaries alike: the questions of a summary go into the next file."""
    source, out = articles(tmp_path / "in", 5), tmp_path / "out"
    parts = ("text", "review", "summary")
    with JobServer(answer) as server:
        made = batch(server, source, out, parts)
        events = turned(made, anew=True)
        (priced,) = (each for each in events if isinstance(each, Priced))
        assert priced.load.questions == 5
        assert 0 < (priced.least or 0) < (priced.most or 0)
        assert stands(events).waiting.sent == 5
        assert not comparable(out)
        assert not server.deleted
        finished(made)
        assert sorted(server.deleted) == sorted(server.files), "the server keeps texts of ours"
        assert set(states(out).values()) == {"done"}
        assert [len(lines) for lines in server.uploads] == [5, 5]
        assert comparable(out) == plain(server, source, tmp_path / "plain", parts=parts)


def test_a_server_that_deletes_nothing_is_good_enough(tmp_path: Path) -> None:
    """Its files stay there, and the batch is finished all the same."""
    source, out = articles(tmp_path / "in", 1), tmp_path / "out"
    with JobServer(answer) as server:
        server.forgets = False
        finished(batch(server, source, out))
    assert set(states(out).values()) == {"done"}


@pytest.mark.parametrize("what", ["expired", "500", "lost", "broken", "temperature"])
def test_what_befalls_a_line_befalls_no_other(tmp_path: Path, what: str) -> None:
    """It is asked again in the next file, and the others are not."""
    source, out = articles(tmp_path / "in", 8), tmp_path / "out"
    with JobServer(answer, at_first(what)) as server:
        made = batch(server, source, out)
        turned(made, anew=True)
        finished(made)
        assert set(states(out).values()) == {"done"}
        first, second = (len(lines) for lines in server.uploads)
        assert (first, 0 < second < 8) == (8, True)
        assert comparable(out) == plain(server, source, tmp_path / "plain")


def test_a_bad_answer_is_complained_of_in_the_next_file(tmp_path: Path) -> None:
    """And both answers are paid, once each, at half the price."""
    source, out = articles(tmp_path / "in", 3), tmp_path / "out"
    with JobServer(lambda body: good() if len(body["messages"]) > 2 else "No idea.") as server:
        made = batch(server, source, out)
        turned(made, anew=True)
        spent = finished(made).spent
        assert [len(lines) for lines in server.uploads] == [3, 3]
        assert set(states(out).values()) == {"done"}
        direct = batch(server, source, tmp_path / "direct")
        list(run(direct, Control()))
    with home.read(tmp_path / "direct") as ledger:
        assert spent == pytest.approx(ledger.total("cost") / 2, rel=0.02)
    with home.read(out) as ledger:
        assert ledger.total("requests") == 6


def test_what_fails_every_time_is_given_up_and_the_others_are_done(tmp_path: Path) -> None:
    """After three times; the article says what came of it."""
    source, out = articles(tmp_path / "in", 6), tmp_path / "out"

    def befalls(number: str, _: int) -> str:
        return "500" if number == min(known) else ""

    known: set[str] = set()
    with JobServer(answer, befalls) as server:
        made = batch(server, source, out)
        turned(made, anew=True)
        known |= {line["custom_id"] for line in server.uploads[0]}
        finished(made)
        assert [len(lines) for lines in server.uploads] == [6, 1, 1]
    assert sorted(states(out).values()) == ["done"] * 5 + ["failed"]
    with home.read(out) as ledger:
        (failed,) = ledger.records("state = 'failed'")
    assert "it failed 3 times: The server had an error." in failed.error


def test_a_file_holds_no_more_than_the_server_takes(tmp_path: Path) -> None:
    """By lines and by bytes."""
    source, out = articles(tmp_path / "in", 7), tmp_path / "out"
    with JobServer(answer) as server:
        made = batch(server, source, out)
        sent = [each for each in turned(made, anew=True, room=Room(3)) if isinstance(each, Sent)]
        assert [each.questions for each in sent] == [3, 3, 1]
        finished(made)
        assert set(states(out).values()) == {"done"}
        size = len(server.files["file0"]) // 3
        other = batch(server, source, tmp_path / "other")
        turned(other, anew=True, room=Room(50_000, 2 * size + size // 2))
        assert [len(lines) for lines in server.uploads[3:]] == [2, 2, 2, 1]
        sizes = [len(server.files[job["input_file_id"]]) for job in server.jobs.values()]
        assert max(sizes[3:]) <= 2 * size + size // 2


def test_what_is_on_its_way_is_waited_for_and_not_sent_again(tmp_path: Path) -> None:
    """However often it is asked for; the articles are not worked on meanwhile."""
    source, out = articles(tmp_path / "in", 4), tmp_path / "out"
    with JobServer(answer, looks=3) as server:
        made = batch(server, source, out)
        turned(made, anew=True)
        for _ in range(2):
            events = turned(made)
            (fetched,) = (each for each in events if isinstance(each, Fetched))
            assert fetched.job.status == "in_progress"
            assert not [each for each in events if isinstance(each, batches.Outcome)]
        turned(made, anew=True)
        assert len(server.jobs) == 1
        assert set(states(out).values()) == {"done"}


def test_a_start_whose_answer_was_lost_is_found_again(tmp_path: Path) -> None:
    """It is not started twice, and so not paid twice."""
    source, out = articles(tmp_path / "in", 4), tmp_path / "out"
    with JobServer(answer) as server:
        server.loses_start = True
        made = batch(server, source, out)
        with pytest.raises(EngineError, match="upstream went away"):
            turned(made, anew=True)
        assert len(server.jobs) == 1
        finished(made)
        assert len(server.jobs) == 1
        assert set(states(out).values()) == {"done"}


def test_a_file_that_never_became_a_job_is_sent_again(tmp_path: Path) -> None:
    """Nothing of it is on its way, so all of it is asked."""
    source, out = articles(tmp_path / "in", 4), tmp_path / "out"
    with JobServer(answer) as server:
        made = batch(server, source, out)
        turned(made, anew=True)
        server.jobs.clear()
        with home.held(out) as ledger:
            ledger.store.write("update shipments set job = '', state = 'new'")
            (name,) = ledger.store.rows("select name from shipments")[0]
        (out / ".batch" / f"{name}.jsonl").write_text("{}")
        assert stands(turned(made)).waiting.sent == 4
        finished(made)
    assert set(states(out).values()) == {"done"}
    assert not list((out / ".batch").glob("*.jsonl"))


def test_a_cancelled_batch_keeps_what_is_answered_and_sends_no_more(tmp_path: Path) -> None:
    """Until it is submitted anew."""
    source, out = articles(tmp_path / "in", 6), tmp_path / "out"
    with JobServer(answer, looks=99) as server:
        made = batch(server, source, out)
        turned(made, anew=True)
        list(turn.cancel(out, terms(made.wanted.loaded, Room())))
        found = stands(turned(made))
        assert (found.held, found.waiting.open, found.waiting.sent) == ("it was cancelled", 3, 0)
        assert sorted(states(out).values()) == ["done"] * 3 + ["pending"] * 3
        assert len(server.jobs) == 1
        server.looks = 1
        turned(made, anew=True)
        assert not finished(made).held
        assert [len(lines) for lines in server.uploads] == [6, 3]


def test_a_job_that_is_refused_is_told_and_not_tried_again_by_itself(tmp_path: Path) -> None:
    """Its reason is in the server's words; submitting anew tries again."""
    source, out = articles(tmp_path / "in", 3), tmp_path / "out"
    with JobServer(answer) as server:
        server.refused = [{"code": "model_not_found", "message": "The model has no batches."}]
        made = batch(server, source, out)
        turned(made, anew=True)
        for _ in range(2):
            found = stands(turned(made))
            assert (found.held, found.waiting.open) == ("The model has no batches.", 3)
        assert len(server.jobs) == 1
        turned(made, anew=True)
        assert finished(made).waiting.articles == 0


def test_where_the_server_has_no_room_the_rest_is_sent_later(tmp_path: Path) -> None:
    """Once what is on its way has ended."""
    source, out = articles(tmp_path / "in", 4), tmp_path / "out"
    with JobServer(answer, looks=2) as server:
        made = batch(server, source, out)
        turned(made, anew=True, room=Room(2))
        server.refused = [{"code": "token_limit_exceeded", "message": "Enqueued token limit."}]
        found = stands(turned(made))
        assert (found.held, found.waiting.open, found.waiting.sent) == ("", 2, 2)
        assert len(server.jobs) == 2
        finished(made)
        assert [len(lines) for lines in server.uploads] == [2, 2, 2]
    assert set(states(out).values()) == {"done"}


def test_a_budget_is_that_of_the_whole_batch(tmp_path: Path) -> None:
    """What might go beyond it is kept back, what is on its way counting as dear as it can be."""
    source, out = articles(tmp_path / "in", 8), tmp_path / "out"
    with JobServer(answer) as server:
        made = batch(server, source, out)
        (all_of_it,) = (
            each for each in turned(made, anew=True, most=1e-9) if isinstance(each, Priced)
        )
        assert (all_of_it.load.questions, all_of_it.kept_back) == (0, 8)
        assert not server.jobs
        most = 0.0005
        (priced,) = (each for each in turned(made, most=most) if isinstance(each, Priced))
        assert 0 < priced.load.questions < 8
        assert (priced.most or 1) <= most
        spent = 0.0
        for _ in range(8):
            spent = stands(turned(made, most=most)).spent
        done = list(states(out).values()).count("done")
        assert 0 < spent <= most
        assert 0 < done < 8


def test_tokens_are_limited_as_dollars_are(tmp_path: Path) -> None:
    """Those of the questions, and of the longest answers."""
    source, out = articles(tmp_path / "in", 4), tmp_path / "out"
    with JobServer(answer) as server:
        made = batch(server, source, out)
        turned(made, anew=True, most_tokens=1)
        assert not server.jobs
        with home.read(out) as ledger:
            asked = list(Questions(ledger.store).to_send())
        most = sum(each.sent + each.longest for each in asked[:3])
        (priced,) = (e for e in turned(made, most_tokens=most) if isinstance(e, Priced))
        assert (priced.load.questions, priced.kept_back) == (3, 1)


def test_an_article_that_is_done_directly_meanwhile_asks_no_more(tmp_path: Path) -> None:
    """What was put off for it is not sent."""
    source, out = articles(tmp_path / "in", 3), tmp_path / "out"
    with JobServer(answer) as server:
        made = batch(server, source, out)
        turned(made, anew=True, most=1e-9)
        list(run(made, Control()))
        assert set(states(out).values()) == {"done"}
        turned(made, anew=True)
        assert not server.jobs


def test_who_asks_directly_is_told_of_what_is_on_its_way(tmp_path: Path) -> None:
    """It will be paid as well; what it answers is no longer needed, and harms nothing."""
    source, out, told = articles(tmp_path / "in", 2), tmp_path / "out", list[Notice]()
    with JobServer(answer) as server:
        made = batch(server, source, out)
        turned(made, anew=True)
        list(run(replace(made, notify=told.append), Control()))
        assert any("2 questions on the way" in notice.message for notice in told)
        assert finished(made).waiting.sent == 0
    assert set(states(out).values()) == {"done"}


def test_nothing_is_sent_after_too_many_failures(tmp_path: Path) -> None:
    """What the articles before them ask stays in the ledger, and is sent by a later turn."""
    source, out = articles(tmp_path / "in", 3), tmp_path / "out"
    last: list[str] = []
    with JobServer(answer, lambda number, _: "forbidden" if number in last else "") as server:
        made = batch(server, source, out, ("text", "review", "summary"))
        turned(made, anew=True)
        last.append(server.uploads[0][-1]["custom_id"])
        strict = replace(made, limits=replace(made.limits, failures=Failures(0), retries=0))
        found = stands(turned(strict))
        assert (found.waiting.open, found.waiting.sent, len(server.jobs)) == (2, 0, 1)
        finished(made)
        assert sorted(states(out).values()) == ["done", "done", "failed"]


def test_a_server_without_files_is_told(tmp_path: Path) -> None:
    """With what does work there."""
    source = articles(tmp_path / "in", 1)
    with JobServer(answer) as server:
        made = batch(server, source, tmp_path / "out", base_url=f"{server.url}/other")
        with pytest.raises(EngineError) as caught:
            turned(made, anew=True)
    assert "may not offer the Batch API" in caught.value.hint
