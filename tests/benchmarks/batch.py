"""What a batch costs: ``python -m tests.benchmarks.batch [NAME…]``, of all that is measured here.

Without names all of it is measured, which takes some minutes: resuming over what is done, the
overhead of a clean article, processes beside threads, the prompt engine at a server of two
seconds with scripted evidence, the memory for many rows, and twenty kills of one run.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from assistant.batch import planning, running
from assistant.batch.batch import Ended, run
from assistant.batch.inputs.given import inputs
from assistant.batch.inputs.selection import Selection
from assistant.batch.items import FileItem
from assistant.batch.jobs import Job, Outcome, Part
from assistant.batch.ledger import Ledger
from assistant.batch.naming import Places
from assistant.batch.results import State
from assistant.batch.runners.base import Control
from assistant.batch.runners.processes import Processes
from assistant.batch.spec import Spec
from assistant.cli.batch_options import BatchOptions
from assistant.cli.batch_run import batch_of
from assistant.config import Loaded, load, overridden
from assistant.engines.local import LocalEngine
from assistant.repair.density import Reading
from assistant.workspace import pipeline
from tests.support.batches import pile, results, states
from tests.support.batches import rewriting as command_line
from tests.support.chat import ARTICLE, good
from tests.support.endpoint import Endpoint

ALL = frozenset(Part)


def main() -> None:
    """Print what was asked for."""
    known: dict[str, Callable[[Path], None]] = {
        "resume": resume, "clean": clean, "workers": workers, "prompts": prompts, "rows": rows,
        "kills": kills,
    }  # fmt: skip
    for name in sys.argv[1:] or known:
        with tempfile.TemporaryDirectory() as folder, own_state(Path(folder)):
            known[name](Path(folder))


@contextmanager
def own_state(folder: Path) -> Iterator[None]:
    """A state folder and a cache of their own."""
    places = {"ASSISTANT_STATE_DIR": str(folder / "state")}
    with mock.patch.dict(os.environ, places):
        yield


def settings(**flags: object) -> Loaded:
    """The settings under some flags."""
    return overridden(load({}), flags)


def resume(folder: Path) -> None:
    """Seconds until the first new article begins, behind many that are done."""
    for count in (20_000, 100_000):
        place = folder / str(count)
        for number in range(count + 1):
            if number % 1000 == 0:
                (place / "in" / f"{number // 1000:03}").mkdir(parents=True)
            name = place / "in" / f"{number // 1000:03}" / f"{number:06}.txt"
            name.write_text(f"Plan {number}\n\nThe council met.\n")
        (place / "out" / ".batch").mkdir(parents=True)
        given = inputs([str(place / "in")], Selection())
        first = time.monotonic()
        _until_first(given, place / "out", all_but_last=True)
        begun, spent = time.monotonic(), time.process_time()
        key = _until_first(given, place / "out")
        spent = time.process_time() - spent
        print(
            f"resume over {count:,} done: {time.monotonic() - begun:.1f} s until {key} begins"
            f", {spent:.1f} s of processor time (entering them at first: {begun - first:.1f} s)",
            flush=True,
        )  # fmt: skip
        shutil.rmtree(place)


def _until_first(given: Any, out: Path, *, all_but_last: bool = False) -> str:
    """Plan as a run does, and take the first job; or mark all but the last article as done."""
    with Ledger.open(out / ".batch" / "ledger.sqlite3") as ledger:
        plan = planning.plan(given, ledger, Places(ALL), out, 20_000_000)
        if all_but_last:
            *done, _ = [record.key for record in ledger.records()]
            for key in done:
                ledger.record(Outcome(key, State.DONE, written={"text": "0" * 64}), 1)
            return ""
        standing = running.standing(ledger, plan.run)
        todo = planning.jobs(given, ledger, plan.run)
        made = running.Run(
            ledger, out, plan.run, todo, _no_limits(), Control(), standing
        )  # fmt: skip
        made._doubles = ledger.doubles(plan.run)
        job = made._pull()
        return job.key if job else "nothing"


def _no_limits() -> Any:
    from assistant.batch.limits import Limits

    return Limits()


def _timed(spent: dict[str, float], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose processor time is added up under a name."""

    def measured(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent[name] += time.process_time() - begun

    return measured


def clean(folder: Path) -> None:
    """Processor time of a clean article beyond its engine, its summary and its checks."""
    (folder / "none.json").write_text("[]")
    spec = Spec((str(folder),), parts=("text", "review", "summary"))
    loaded = settings(engine=f"scripted:{folder / 'none.json'}")
    work = batch_of(spec, folder / "out", BatchOptions(), loaded).wanted.make()
    spent = {"engine": 0.0, "flush": 0.0}
    timed = partial(_timed, spent)

    def events(*given: Any, **named: Any) -> Any:
        return iter(timed("engine", lambda: list(own(*given, **named)))())

    own = pipeline.events
    summariser = mock.Mock(wraps=work.rewrite.summariser)
    summariser.summarise = timed("engine", work.rewrite.summariser.summarise)  # type: ignore[union-attr]
    work.rewrite = replace(work.rewrite, summariser=summariser)
    sources = sorted(Path("seeds/clean").glob("*.txt"))
    places = Places(spec.written)
    with (
        mock.patch.object(pipeline, "events", events),
        mock.patch.object(os, "fsync", timed("flush", os.fsync)),
    ):
        for turn in range(4):
            if turn == 1:
                begun, spent["engine"], spent["flush"] = time.process_time(), 0.0, 0.0
            for source in sources:
                known = source.stat()
                item = FileItem(f"{turn}/{source.name}", source, known.st_size, known.st_mtime_ns)
                assert work(Job(item, places(item))).state in (State.DONE, State.UNCHANGED)
    count = 3 * len(sources)
    total = time.process_time() - begun
    own_share = (total - sum(spent.values())) / count
    print(
        f"a clean article: {1000 * own_share:.1f} ms of processor time beyond its engine"
        f" (checks and summary: {1000 * spent['engine'] / count:.1f} ms,"
        f" flushing: {1000 * spent['flush'] / count:.1f} ms), {count} articles", flush=True,
    )  # fmt: skip


def workers(folder: Path) -> None:
    """Words a second of the local engine: one process of one thread, one of two, two of one.

    Beside them the words a second of processor time: what the ratio would be if nobody else
    wanted the cores.
    """
    sources = sorted(Path("seeds/garbled").glob("*.txt"))[:4]
    words = sum(len(source.read_text("utf-8").split()) for source in sources)
    found, alone = {}, {}
    for count, threads in ((1, 1), (1, 2), (2, 1)):
        spent = _of_children()
        spec = Spec(tuple(map(str, sources)), parts=("text",))
        out = folder / f"{count}-{threads}"
        wanted = replace(batch_of(spec, out, BatchOptions(), settings()).wanted, threads=threads)
        places, jobs = Places(spec.written), []
        for turn in range(2):
            for source in sources:
                known = source.stat()
                key = f"{turn}/{source.name}"
                item = FileItem(key, source, known.st_size, known.st_mtime_ns)
                jobs.append(Job(item, places(item)))
        waiting = iter(jobs)
        ended = 0
        begun = 0.0
        for event in Processes(wanted.make, count).run(partial(next, waiting, None), Control()):
            if isinstance(event, Outcome):
                assert event.state in (State.DONE, State.UNCHANGED), event
                ended += 1
            elif not begun and len(event.jobs) == count:
                begun = time.monotonic()  # the models are being loaded by the first article
        found[count, threads] = 2 * words / (time.monotonic() - begun)
        alone[count, threads] = 2 * words / (_of_children() - spent)
        print(
            f"{count} of {threads}: {found[count, threads]:.0f} words a second,"
            f" {alone[count, threads]:.1f} a second of processor time with the start", flush=True,
        )  # fmt: skip
    print(
        f"two processes of one thread: {found[2, 1] / found[1, 1]:.2f} times one such,"
        f" {found[2, 1] / found[1, 2]:.2f} times one of two threads;"
        f" by processor time {2 * alone[2, 1] / alone[1, 1]:.2f} times one such"
    )


def _of_children() -> float:
    """The processor time of the processes that have ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _served(place: Any) -> None:
    with Endpoint(good, latency=2.0) as server:
        place.send(server.url)
        place.recv()
        times = [request.at for request in server.requests]
        place.send((len(times), server.most_at_once, max(times) - min(times)))


def prompts(folder: Path) -> None:
    """Throughput at a server of two seconds, 32 in flight, beside what is possible."""
    count, flying, latency = 320, 32, 2.0
    (folder / "in").mkdir()
    for number in range(count):
        text = ARTICLE.replace("Plan", f"Plan {number}")
        (folder / "in" / f"{number:03}.txt").write_text(text)
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_served, args=(theirs,))
    server.start()
    url = ours.recv()
    flags = {"engine": "openai", "base_url": url, "model": "gpt-4o-mini", "scope": "all"}
    spec = Spec((str(folder / "in"),), parts=("text", "review"))
    options = BatchOptions(jobs=flying)
    evidence = mock.patch.multiple(
        LocalEngine,
        require=lambda _: None,
        suspicions=lambda *_: (),
        reading=lambda *_: Reading(()),
        model=None,
    )
    with evidence, mock.patch.dict(os.environ, {"ASSISTANT_CACHE_DIR": str(folder / "cache")}):
        batch = batch_of(spec, folder / "out", options, settings(**flags))
        begun, spent = time.monotonic(), time.process_time()
        *_, ended = run(batch, Control())
        took, spent = time.monotonic() - begun, time.process_time() - spent
    assert isinstance(ended, Ended)
    assert ended.standing.done == count
    ours.send("end")
    asked, most, span = ours.recv()
    server.join()
    ideal = asked * latency / flying
    print(
        f"prompt engine: {count} articles in {took:.1f} s, {asked} requests, {most} at a time;"
        f" ideal {ideal:.1f} s: {100 * ideal / took:.0f} % with the start,"
        f" {100 * ideal / (span + latency):.0f} % from the first request to the last answer;"
        f" {spent:.1f} s of processor time", flush=True,
    )  # fmt: skip


def rows(folder: Path) -> None:
    """Peak memory of a run over 100,000 rows, in which a script changes nothing."""
    count = 100_000
    text = "The council met on Monday and the ferry left the harbor. " * 8
    with (folder / "rows.jsonl").open("w") as file:
        for number in range(count):
            file.write(json.dumps({"id": number, "body": f"Plan {number}\n\n{text}"}) + "\n")
    (folder / "none.json").write_text("[]")
    script = (
        "from pathlib import Path; from assistant.__main__ import main\n"
        "try: main()\n"
        "finally: print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    told = [
        sys.executable, "-c", script, "rewrite", str(folder / "rows.jsonl"), "--text-field", "body",
        "--id-field", "id", "--out", str(folder / "out"), "--engine",
        f"scripted:{folder / 'none.json'}", "-q", "--only-score", "--limit", "200",
    ]  # fmt: skip
    begun = time.monotonic()
    done = subprocess.run(told, capture_output=True, text=True, check=False)
    peak = int(done.stdout.split()[-1]) // 1024
    print(
        f"{count:,} rows planned, 200 worked on, all written: {peak} MiB at most in the process"
        f" that keeps the ledger, {time.monotonic() - begun:.0f} s", flush=True,
    )  # fmt: skip


def kills(folder: Path) -> None:
    """Twenty kills at random moments of a run over 200 articles, beside an undisturbed run."""
    source, chance = pile(folder / "in", 200), random.Random(5)
    quiet = ("--jobs", "2", "-q")
    subprocess.run(command_line(folder, source, folder / "whole", *quiet), check=True)
    killed = 0
    for _ in range(20):
        process = subprocess.Popen(
            command_line(folder, source, folder / "killed", *quiet), start_new_session=True
        )
        time.sleep(chance.uniform(0.5, 6.0))
        killed += process.poll() is None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command_line(folder, source, folder / "killed", *quiet), check=True)
    same = results(folder / "whole") == results(folder / "killed")
    done = set(states(folder / "killed").values()) == {"done"}
    print(f"killed {killed} times: {'every byte is the same' if same and done else 'DIFFERENT'}")


if __name__ == "__main__":
    main()
