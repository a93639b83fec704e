"""No text from outside is read as markup, wherever it is shown."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text
from textual.content import Content
from textual.pilot import Pilot

import assistant.tui
from assistant.edits import Alternative
from assistant.engines.scripted import Line, scripted
from assistant.errors import UsageError
from assistant.language.span import Span
from assistant.review import file as review_file
from assistant.summary.model import Summary, SummarySentence
from assistant.tui import telling
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.queue import QueueScreen
from assistant.tui.screens.summary import SummaryScreen
from assistant.workspace import pipeline, recent
from tests.support.desk import piloted, place, rows, session, until

BRACKETS = "[AP] [The] [$5m deal] [he/she] [a,b] [sic] [/x] [@click=app.quit]q[/]".split(" ")
ALL = " ".join(BRACKETS)
SOURCE = f"Ferry {ALL}\n\nVote {ALL}\n\nThe alien firm {ALL} left.\n\nAn alien day {ALL}.\n"
ENGINE = scripted(
    Line(
        "alien", f"foreign {ALL}", 0.9, f"why {ALL}", alternatives=(Alternative(f"odd {ALL}", 0.1),)
    )
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read as markup."""
    found: list[str] = []
    for kind in (Content, Text):
        plain = kind.from_markup

        def heard(text: Any, *given: Any, plain: Any = plain, **named: Any) -> Any:
            found.append(str(text))
            return plain(text, *given, **named)

        monkeypatch.setattr(kind, "from_markup", heard)
    return found


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article full of brackets, in a file with some in its name."""
    path = tmp_path / "the [b]art[sic][.txt"
    path.write_text(SOURCE)
    return path


def stands(app: DeskApp, text: str = ALL) -> None:
    """Every bracket is on the screen."""
    shown = "".join(rows(app).split())
    for part in text.split(" "):
        assert part in shown, f"{part} is not in\n{rows(app)}"


def summary(found: Any) -> Summary:
    """One whose sentences have brackets."""
    *_, (_, _, last) = found.sentences()
    sentence = SummarySentence(f"A day {ALL}.", (Span(last.start, last.end),))
    return Summary((sentence,), (), f"engine {ALL}", note=f"note {ALL}")


def test_on_the_desk(article: Path, read: list[str]) -> None:
    """Article, sections, inspector, panels, lines, notices, summary, text screen."""
    workspace = place(engine=ENGINE, summarise=summary)
    app = DeskApp(workspace, workspace.open(str(article)))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, DeskScreen) and not app.screen.working, pilot)
        await pilot.pause()
        stands(app)
        session(app).annotate(f"note {ALL}")
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        desk.refresh_all()
        await pilot.pause()
        stands(app)
        await pilot.press("S")
        await pilot.pause()
        assert "[AP] [The]" in rows(app)
        await pilot.press("escape")
        desk.choose(f"Title {ALL}", f"Text {ALL}", [("r", f"does {ALL}")], lambda _: None)
        await pilot.pause()
        stands(app)
        await pilot.press("escape")
        await over_the_desk(app, desk, pilot)

    piloted(app, steps, (200, 50))
    assert not [text for text in read if "[AP]" in text or "[sic]" in text]


async def over_the_desk(app: DeskApp, desk: DeskScreen, pilot: Pilot[None]) -> None:
    """What is asked and told, and the summary."""
    desk.ask(f"Label {ALL}", lambda _: None, ALL)
    telling.fail(desk, UsageError(f"error {ALL}", hint=f"hint {ALL}"))
    await pilot.pause()
    stands(app)
    await pilot.press("escape", "s")
    await until(lambda: isinstance(app.screen, SummaryScreen) and not app.screen._busy, pilot)
    await pilot.pause()
    stands(app)


def test_in_the_queue_and_at_the_start(article: Path, read: list[str]) -> None:
    """Titles, engines, names of files, settings."""
    review, _ = pipeline.repair(review_file_article(article), ENGINE)
    review_file.save_review(f"{article}.review.json", review)
    broken = article.with_name("[sic] [AP] [x.review.json")
    broken.write_text("{}")
    recent.remember(str(article), f"{article}.review.json", 1, 2)

    async def queue(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, QueueScreen) and not app.screen._state, pilot)
        await pilot.pause()
        stands(app, "[AP] [The] [$5m deal] [he/she] [sic] [x")

    async def start(pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert "the [b]art[sic][.txt" in rows(app)
        await pilot.press("comma")
        await pilot.pause()

    app = DeskApp(place(engine=ENGINE), article.parent)
    piloted(app, queue, (200, 30))
    app = DeskApp(place(engine=ENGINE))
    piloted(app, start)
    assert not [text for text in read if "[sic]" in text]


def review_file_article(path: Path) -> Any:
    """The article of a file."""
    from assistant.article.files import read

    return read(str(path))


PACKAGE = Path(assistant.tui.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
TITLES = {"border_title", "border_subtitle", "tooltip"}


def plain_strings(tree: ast.AST, module: str) -> Iterator[str]:
    """The places where a plain string could reach a widget as markup."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            is_title = any(isinstance(t, ast.Attribute) and t.attr in TITLES for t in targets)
            if is_title and not called(node.value, "shown"):
                yield f"{module}:{node.lineno}: a title is made by shown(…)"
        if isinstance(node, ast.Call):
            if called(node, "notify") and module != "telling.py":
                yield f"{module}:{node.lineno}: telling.say tells"
            if called(node, "Content") and module not in ("content.py", "words.py"):
                yield f"{module}:{node.lineno}: shown(…) makes Content"
            if called(node, "from_markup") or (called(node, "update") and module != "words.py"):
                yield f"{module}:{node.lineno}: Words.put(…) takes Content"


def called(node: ast.AST | None, name: str) -> bool:
    """Whether a node calls something of a name."""
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    return getattr(function, "attr", getattr(function, "id", "")) == name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_plain_string_reaches_a_widget(path: Path) -> None:
    """What ruff cannot see; that Textual's own widgets are not imported it holds itself."""
    assert not list(plain_strings(ast.parse(path.read_text()), path.name))


@pytest.mark.parametrize(
    "line",
    ['box.border_title = "[sic]"', "self.notify(text)", "Content(text)", "Content.from_markup(t)",
     "label.update(text)"],
)  # fmt: skip
def test_the_scan_finds(line: str) -> None:
    """Each way to markup."""
    assert list(plain_strings(ast.parse(line), "any.py"))
