"""The summary on its screen: its evidence, what the checks say, and what an editor makes of it."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from assistant.article.files import read_text
from assistant.edits import Edit
from assistant.errors import EngineError
from assistant.problems import Code, Problem
from assistant.review import file as review_file
from assistant.review.model import Decision, text
from assistant.summary.model import Summary, SummarySentence, Unconfirmed
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.summary import SummaryScreen
from tests.support.desk import opened, piloted, place, rows, session, until

SOURCE = (
    "Ferry Plan Wins Vote\n\n"
    "The Port Ellery council voted on Tuesday to buy two electric ferries [b]soon[/x].\n\n"
    "The alien boats cost $12 million and carry 300 people each. The old ones run on diesel.\n\n"
    "The first of them will sail in May, the harbor office said.\n\n"
    "Nine people of the town work on the pier of Port Ellery in the winter.\n"
)


def app_with(folder: Path, summarise=None) -> DeskApp:
    """A desk for an article with a hunk."""
    at = SOURCE.index("alien")
    edits = [Edit(at, at + 5, "alien", "new")]
    found = opened(read_text(SOURCE), edits, folder)
    return DeskApp(place(summarise=summarise), found)


async def ready(app: DeskApp, pilot: Pilot[None]) -> SummaryScreen:
    """Open the summary and wait for it."""
    await pilot.press("s")
    await until(
        lambda: isinstance(app.screen, SummaryScreen) and bool(app.screen._sentences), pilot
    )
    await pilot.pause()
    assert isinstance(app.screen, SummaryScreen)
    return app.screen


def test_sentences_with_their_evidence(tmp_path: Path) -> None:
    """Of the text as proposed; markup of the article is text."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        screen = await ready(app, pilot)
        told = rows(app)
        assert "Takeaways" in told
        assert "Abstract" in told
        assert "[/x]" in told
        assert "The new boats cost" in told
        assert "Support: the marked sentences" in told
        count = len(screen._sentences)
        await pilot.press(*"j" * (count + 2))
        assert screen._place == count - 1
        await pilot.press(*"k" * (count + 2))
        assert screen._place == 0

    piloted(app, steps)
    kept = review_file.load_review(tmp_path / "r.json").summary
    assert kept is not None
    assert kept.takeaways


def test_editing_is_checked_and_kept(tmp_path: Path) -> None:
    """A figure that the evidence does not hold is said, and so is a loaded word."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        screen = await ready(app, pilot)
        await pilot.press("e")
        line = screen.query_one(Input)
        line.value = "The council slammed the plan for 999 ferries."
        await pilot.press("enter")
        await pilot.pause()
        assert "999" in screen.query_one("#findings").render().plain
        assert "Not neutral: “slammed”" in rows(app)
        count = len(screen._sentences)
        await pilot.press("d")
        await pilot.pause()
        assert len(screen._sentences) == count - 1
        await pilot.press("escape", "s")
        await until(lambda: isinstance(app.screen, SummaryScreen), pilot)
        assert isinstance(app.screen, SummaryScreen)
        assert len(app.screen._sentences) == count - 1

    piloted(app, steps)


def test_what_is_not_confirmed_is_shown_with_its_reason_and_taken(tmp_path: Path) -> None:
    """`y` takes it in, `n` leaves it out, `u` undoes either."""

    def summarise(article):
        evidence = tuple(span for _, _, span in article.sentences())[1:2]
        told = SummarySentence("The council voted on two ferries.", evidence)
        doubt = Problem(Code.CAUSE_ADDED, "a cause is brought in: “because”")
        held = SummarySentence("They were bought because diesel stank.", evidence, (), (doubt,))
        return Summary((told,), (), "test", (Unconfirmed(held),))

    app = app_with(tmp_path, summarise)

    async def steps(pilot: Pilot[None]) -> None:
        screen = await ready(app, pilot)
        await pilot.press("j")
        await pilot.pause()
        assert "Not confirmed" in rows(app)
        findings = screen.query_one("#findings").render().plain
        assert "doubted: a cause is brought in: “because”" in " ".join(findings.split())
        await pilot.press("n")
        await pilot.pause()
        assert "diesel stank" not in rows(app)
        await pilot.press("u", "j", "y")
        await pilot.pause()
        kept = session(app).review.summary
        assert kept is not None
        assert [each.text for each in kept.takeaways] == [
            "The council voted on two ferries.", "They were bought because diesel stank.",
        ]  # fmt: skip
        assert not kept.unconfirmed
        await pilot.press("u")
        await pilot.pause()
        assert "Not confirmed" in rows(app)
        assert screen._summary is not None
        assert len(screen._summary.unconfirmed) == 1

    piloted(app, steps)


def test_inserting_them_is_a_hunk(tmp_path: Path) -> None:
    """Under the title where the article has none; it is pending, flagged, and can be accepted."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await ready(app, pilot)
        await pilot.press("i")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        hunk = session(app).current
        assert hunk is not None
        assert (hunk.decision, hunk.edit.flags) == (Decision.PENDING, ("takeaways",))
        await pilot.press("y")
        decided = text(session(app).review, SOURCE)
        assert decided.startswith("Ferry Plan Wins Vote\n\nKey takeaways\n\n• The ")
        assert decided.endswith(SOURCE.split("\n\n", 1)[1])

    piloted(app, steps)


def test_a_summary_that_fails_is_said(tmp_path: Path) -> None:
    """And g tries again."""
    failures = [EngineError("the endpoint is away [/x]")]

    def summarise(article):
        if failures:
            raise failures.pop()
        from assistant.summary.extractive import summarise as local

        return local(article)

    app = app_with(tmp_path, summarise)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await until(lambda: "the endpoint is away [/x]" in rows(app), pilot)
        await pilot.press("g")
        await until(lambda: "Takeaways" in rows(app), pilot)

    piloted(app, steps)
