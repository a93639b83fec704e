"""Work that a desk must never lose: each through the real desk, on real files."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.edits import Edit, Flag
from assistant.engines.scripted import Line, ScriptedEngine, scripted
from assistant.errors import WeightsError
from assistant.language.span import Span
from assistant.review.file import load_review
from assistant.review.model import Decision
from assistant.summary.model import Summary, SummarySentence
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.panel import Panel
from assistant.tui.screens.summary import SummaryScreen
from tests.support.desk import piloted, place, rows, session, until

SOURCE = (
    "Ferry Plan\n\nQuick Takeaways\n\n- The alien firm left.\n- The alien boat stayed.\n\n"
    "The Vote\n\nAn alien day went by for 40 people of Port Ellery.\n"
)
ALIENS = scripted(Line("alien", "foreign"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article with three hunks in it."""
    path = tmp_path / "article.txt"
    path.write_text(SOURCE)
    return path


def on_desk(article: Path, steps: Callable[[DeskApp, Pilot[None]], Any], engine: Any = ALIENS,
            **more: Any) -> None:  # fmt: skip
    """Open an article, wait for its repair, and press keys."""
    workspace = place(engine=engine, **more)
    app = DeskApp(workspace, workspace.open(str(article)))

    async def run(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, DeskScreen | Panel), pilot)
        await pilot.pause()
        await steps(app, pilot)

    piloted(app, run)


async def repaired(app: DeskApp, pilot: Pilot[None]) -> None:
    """Wait until no engine works."""
    await until(lambda: isinstance(app.screen, DeskScreen) and not app.screen.working, pilot)
    await pilot.pause()


def decisions(article: Path) -> list[str]:
    """What is on the disk."""
    return [str(h.decision) for h in load_review(f"{article}.review.json").hunks]


def test_a_finished_article_is_opened_as_it_was_left(article: Path) -> None:
    """No engine is asked again, and what is undecided still is."""
    asked: list[int] = []

    def script(found: Any, section: Any) -> tuple[Edit, ...]:
        asked.append(section.id)
        return ALIENS.script(found, section)

    async def first(app: DeskApp, pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        assert len(session(app).review.hunks) == 3
        await pilot.press("y", "q")

    async def second(app: DeskApp, pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        assert "1 of 3 decided" in rows(app)
        await pilot.press("n", "q")

    on_desk(article, first, ScriptedEngine(script))
    count = len(asked)
    on_desk(article, second, ScriptedEngine(script))
    assert len(asked) == count
    assert decisions(article) == ["accepted", "rejected", "pending"]


def test_what_an_interrupted_repair_found_stays_until_its_section_is_read_again(
    article: Path,
) -> None:
    """However far the second run comes."""
    go_on, second_run = threading.Event(), threading.Event()

    def script(found: Any, section: Any) -> tuple[Edit, ...]:
        if section.id > 1:
            if not second_run.is_set():
                go_on.wait(20)
            return ()
        return ALIENS.script(found, section)

    async def interrupted(app: DeskApp, pilot: Pilot[None]) -> None:
        await until(lambda: bool(session(app).review.hunks), pilot)
        await pilot.press("escape")
        go_on.set()
        await repaired(app, pilot)
        await pilot.press("q")

    on_desk(article, interrupted, ScriptedEngine(script))
    found = load_review(f"{article}.review.json")
    assert found.hunks
    assert not found.is_repaired

    async def again(app: DeskApp, pilot: Pilot[None]) -> None:
        assert len(session(app).review.hunks) >= len(found.hunks)
        await repaired(app, pilot)

    second_run.set()
    on_desk(article, again, ScriptedEngine(script))


def test_r_on_a_finished_review_is_undone_by_u(article: Path) -> None:
    """All hunks come back, with what was decided of them."""

    async def first(app: DeskApp, pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("y", "q")

    async def again(app: DeskApp, pilot: Pilot[None]) -> None:
        before = session(app).review.hunks
        assert len(before) == 3
        await pilot.press("R")
        await until(lambda: len(session(app).review.hunks) == 1, pilot)
        await repaired(app, pilot)
        assert session(app).review.hunks[0].decision is Decision.ACCEPTED
        await pilot.press("u")
        assert session(app).review.hunks == before
        await pilot.press("ctrl+r")
        assert len(session(app).review.hunks) == 1

    on_desk(article, first)
    on_desk(article, again, scripted(Line("nothing of it", "x")))


def summary_of(*texts: str) -> Callable[[Any], Summary]:
    """A summariser that says these, as resting on the article's last sentence."""

    def write(found: Any) -> Summary:
        *_, (_, _, last) = found.sentences()
        sentences = tuple(SummarySentence(t, (Span(last.start, last.end),)) for t in texts)
        return Summary(sentences, (), "test")

    return write


async def _insert(app: DeskApp, pilot: Pilot[None]) -> None:
    await pilot.press("s")
    await until(
        lambda: isinstance(app.screen, SummaryScreen) and app.screen._summary is not None, pilot
    )
    await pilot.press("i")
    await pilot.pause()


def test_inserted_takeaways_give_back_what_they_swallowed(article: Path) -> None:
    """The decisions in their place are said before, and u brings them back."""

    async def steps(app: DeskApp, pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("y", "n")
        before = session(app).review.hunks
        await _insert(app, pilot)
        assert isinstance(app.screen, Panel)
        assert "Decided hunks in their place: 2" in rows(app)
        await pilot.press("escape")
        assert session(app).review.hunks == before
        await pilot.press("i", "y")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        assert len(session(app).review.hunks) == 2
        await pilot.press("u")
        assert session(app).review.hunks == before

    on_desk(article, steps, summarise=summary_of("An foreign day went by for 40 people."))


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("A day went by for 40 people of Port Ellery.", (Flag.TAKEAWAYS,)),
        ("A day went by for 90 people of Port Ellery.", (Flag.TAKEAWAYS, Flag.UNSUPPORTED)),
    ],
)
def test_a_faulted_takeaway_is_flagged_and_waits(
    article: Path, text: str, flags: tuple[Flag, ...]
) -> None:
    """And the reason says what the checks found of it."""

    async def steps(app: DeskApp, pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await _insert(app, pilot)
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        hunk = next(h for h in session(app).review.hunks if Flag.TAKEAWAYS in h.edit.flags)
        assert hunk.edit.flags == flags
        assert hunk.decision is Decision.PENDING
        assert (hunk.edit.confidence == 1.0) == (Flag.UNSUPPORTED not in flags)
        assert ("90" in hunk.edit.reason) == (Flag.UNSUPPORTED in flags)

    on_desk(article, steps, summarise=summary_of(text))


def test_w_notices_what_was_changed_in_an_editor_and_takes_it_in(article: Path) -> None:
    """What was decided since stays; all that was taken in is undone by u."""
    out = article.with_name("article.repaired.txt")

    async def steps(app: DeskApp, pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("y", "w")
        assert out.read_text() == SOURCE.replace("alien", "foreign", 1)
        out.write_text(out.read_text().replace("went by", "passed") + "A last line.\n")
        await pilot.press("y", "w")
        await pilot.pause()
        assert isinstance(app.screen, Panel)
        assert "was changed since it was written from here" in rows(app)
        await pilot.press("escape")
        assert "A last line." in out.read_text()
        before = session(app).review.hunks
        await pilot.press("w", "t")
        await pilot.pause()
        expected = SOURCE.replace("alien", "foreign", 2).replace("went by", "passed")
        assert session(app).text() == expected + "A last line.\n"
        await pilot.press("w")
        await pilot.pause()
        assert out.read_text() == session(app).text()
        await pilot.press("u")
        assert session(app).review.hunks == before

    on_desk(article, steps)


def test_w_does_not_write_over_a_file_of_another_day(article: Path) -> None:
    """It asks, and writes over only when told to."""
    out = article.with_name("article.repaired.txt")
    out.write_text("finished by hand last week")

    async def steps(app: DeskApp, pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, Panel)
        await pilot.press("escape")
        assert out.read_text() == "finished by hand last week"
        await pilot.press("w", "y")
        await pilot.pause()
        assert out.read_text() == SOURCE

    on_desk(article, steps)


def test_what_was_written_is_known_after_a_restart(article: Path) -> None:
    """A file that is as it was written is written over without a question; a changed one not."""
    out = article.with_name("article.repaired.txt")

    async def write(app: DeskApp, pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("y", "w")
        await pilot.pause()
        assert isinstance(app.screen, DeskScreen)
        await pilot.press("q")

    async def change(app: DeskApp, pilot: Pilot[None]) -> None:
        await pilot.press("y", "w", "t")
        await pilot.pause()
        assert session(app).text() == SOURCE.replace("alien", "foreign") + "By hand.\n"

    on_desk(article, write)
    on_desk(article, write)
    out.write_text(out.read_text() + "By hand.\n")
    on_desk(article, change)


def test_a_second_desk_is_told_and_only_reads_or_takes_over(article: Path) -> None:
    """Whoever is taken over from sees it, and writes nothing over."""

    async def first(app: DeskApp, pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("y")
        assert session(app).saved()

        workspace = place(engine=ALIENS)
        other = workspace.open(str(article))
        assert other.in_use is not None
        assert other.session.is_read_only
        own = workspace.take_over(other)
        assert own.session.review.hunks[0].decision is Decision.ACCEPTED
        own.session.decide(Decision.REJECTED)
        own.session.close()

        await pilot.press("y", "y")
        await pilot.pause()
        assert "READ ONLY" in rows(app)
        await pilot.press("q")

    on_desk(article, first)
    assert decisions(article) == ["accepted", "rejected", "pending"]


def test_the_panel_of_a_review_in_use(article: Path) -> None:
    """It says who has it; enter only reads, t takes it over."""
    holder = place(engine=ALIENS).open(str(article))

    async def reads(app: DeskApp, pilot: Pilot[None]) -> None:
        assert isinstance(app.screen, Panel)
        assert "is being decided by process" in rows(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "READ ONLY" in rows(app)

    async def takes(app: DeskApp, pilot: Pilot[None]) -> None:
        await pilot.press("t")
        await until(lambda: "READ ONLY" not in rows(app), pilot)
        assert holder.session.is_read_only

    on_desk(article, reads)
    on_desk(article, takes)


def test_what_is_said_of_a_repair_that_did_not_run_is_true(article: Path) -> None:
    """Missing weights are no clean article."""

    def missing(_: bool) -> Any:
        raise WeightsError("the language model is not installed", hint="run `assistant setup`")

    async def steps(app: DeskApp, pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "The article was not repaired" in rows(app)
        assert "Nothing to change" not in rows(app)

    on_desk(article, steps, missing)


def test_tab_while_the_repair_goes_on_says_so(article: Path) -> None:
    """Not that every hunk is decided."""
    go_on = threading.Event()

    def script(found: Any, section: Any) -> tuple[Edit, ...]:
        if section.id:
            go_on.wait(20)
        return ()

    async def steps(app: DeskApp, pilot: Pilot[None]) -> None:
        told: list[str] = []
        app.screen.say = lambda message, **_: told.append(message)
        await pilot.press("tab")
        go_on.set()
        await repaired(app, pilot)
        await pilot.press("tab")
        assert told == ["every hunk so far is decided; the repair goes on", "there is no hunk"]

    on_desk(article, steps, ScriptedEngine(script))
