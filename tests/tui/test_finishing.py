"""An article can be finished on the desk: its own hunks, boundaries, search, bulk, the end."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.article.document import Document
from assistant.article.files import read_text
from assistant.article.formats.office.package import Package
from assistant.edits import Alternative, Edit, EditKind, Flag
from assistant.engines.base import Engine
from assistant.engines.scripted import Line, scripted
from assistant.errors import WeightsError
from assistant.review import file as review_file
from assistant.review.model import Decision, text
from assistant.tui.app import DeskApp
from assistant.tui.screens.bulk import BulkScreen
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.listed import ListScreen
from assistant.tui.screens.panel import Panel
from assistant.tui.widgets.article import ArticleView
from assistant.workspace.workspace import Workspace
from tests.support.desk import heard, opened, piloted, place, rows, session, until

SOURCE = (
    "Ferry Plan\n\nHarbor Vote\n\nThe alien firm froze off the alien plan for 3 boats, at last.\n\n"
    "After It\n\nThe alien boats left the very old harbor on Friday [sic].\n"
)


def edits() -> list[Edit]:
    """A hunk for every alien and one flagged, and a place that only reads garbled."""
    found, at = [], -1
    while (at := SOURCE.find("alien", at + 1)) >= 0:
        others = (Alternative("strange", 0.2), Alternative("odd", 0.1))
        found.append(Edit(at, at + 5, "alien", "foreign", confidence=0.9, alternatives=others))
    at = SOURCE.index("froze off")
    found.append(Edit(at, at + 9, "froze off", "rejected", confidence=0.6,
                      flags=(Flag.UNCERTAIN,)))  # fmt: skip
    at = SOURCE.index("harbor on")
    found.append(Edit(at, at + 6, "harbor", "harbor", EditKind.MARK, confidence=0.7))
    return sorted(found, key=lambda edit: edit.start)


@pytest.fixture
def app(tmp_path: Path) -> DeskApp:
    """A desk on an article in a file."""
    return desk(tmp_path)


def desk(folder: Path, keymap: str = "usual") -> DeskApp:
    """A desk on an article in a file."""
    path = folder / "article.txt"
    path.write_bytes(SOURCE.encode())
    article = read_text(SOURCE, path=str(path))
    return DeskApp(place(keymap=keymap), opened(article, edits(), folder))


def run(app: DeskApp, *keys: str) -> str:
    """The article as decided after some keys, parted by spaces, and what is on the disk."""
    found: list[str] = []

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, *keys)
        found.append(session(app).text())
        assert session(app).saved()

    piloted(app, steps)
    path = session_path(app)
    assert not path.exists() or text(review_file.load_review(path), SOURCE) == found[0]
    return found[0]


def session_path(app: DeskApp) -> Path:
    """Where its review lies."""
    assert app._first is not None
    return app._first.session.path  # type: ignore[union-attr]


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, parted by spaces; what is in quotes is typed letter by letter."""
    for key in (key for part in keys for key in part.split()):
        if key.startswith('"'):
            await pilot.press(*("space" if c == "_" else c for c in key.strip('"')))
        else:
            await pilot.press(key)
    await pilot.pause()


def changed(old: str, new: str, count: int = -1) -> str:
    """The article with something else in it."""
    return SOURCE.replace(old, new, count)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ('l e "company" enter', changed("firm", "company", 1)),
        ('l right left h l e "company" enter', changed("firm", "company", 1)),
        ('j l l w b e "some" enter', changed("alien plan", "some plan")),
        ('l V l l e "group_refused_the" enter',
         changed("firm froze off the", "group refused the")),
        ('l greater_than_sign greater_than_sign e "refused" enter',
         changed("firm froze off the", "refused")),
        ('slash "very" enter d', changed("very ", "")),
        ('slash "3" enter e "4" enter', changed("3", "4")),
        ('slash "at_last" enter delete', changed(", at last.", ",.")),
        ('l e "company" enter u', SOURCE),
        ('l e "company" enter u ctrl+r', changed("firm", "company", 1)),
        ("d", changed("alien firm", "firm")),
        ("e ctrl+u enter", changed("alien firm", "firm")),
        ("j greater_than_sign y", changed("froze off", "rejected")),
        ('less_than_sign greater_than_sign e "a_strange_company" enter',
         changed("alien firm", "a strange company")),
        ("j left_parenthesis y", changed("froze off", "rejected")),
        ("j y k vertical_line", changed("froze off", "rejected")),
        ("ampersand y", changed("alien firm froze off", "foreign firm rejected")),
        ("2 y", changed("alien", "strange", 1)),
        ("3 3 full_stop", changed("alien", "odd", 1).replace("froze off", "odd")),
        ("asterisk", changed("alien", "foreign")),
        ("Y", changed("alien", "foreign", 2)),
        ("A u", changed("alien", "foreign")),
        ("A u u", SOURCE),
        ("A s right_square_bracket f y",
         changed("alien", "foreign").replace("froze off", "rejected")),
        ("F j j enter y", changed("froze off", "rejected")),
        ("O y", changed("froze off", "rejected")),
        ('equals_sign "foreign" enter', changed("alien", "foreign")),
        ('l equals_sign "group" enter', changed("firm", "group")),
        ("minus", SOURCE),
        ('right_square_bracket m e "port" enter', changed("old harbor", "old port")),
        ("right_square_bracket m n", SOURCE),
        ("right_square_bracket m y", SOURCE),
    ],
)  # fmt: skip
def test_keys_that_write(app: DeskApp, keys: str, expected: str) -> None:
    """Words anywhere, deletions, boundaries, candidates, many at once, rules; all on the disk."""
    assert run(app, keys) == expected


def test_a_click_stands_at_a_word(app: DeskApp) -> None:
    """And what is typed there is a hunk, marked while it is selected."""

    async def steps(pilot: Pilot[None]) -> None:
        view = app.screen.query_one(ArticleView)
        line = next(n for n, row in enumerate(rows(app).splitlines()) if "very old" in row)
        column = rows(app).splitlines()[line].index("very old")
        await pilot.click(view, offset=(column + 1 - view.region.x, line - view.region.y))
        span = session(app).span
        assert SOURCE[span.start : span.end] == "very"
        assert "“very”: e writes, d deletes" in rows(app)
        await press(pilot, "e", '"truly"', "enter")
        assert session(app).text() == changed("very", "truly")
        await press(pilot, "escape")

    piloted(app, steps)


def test_a_fact_in_a_hunk_of_ones_own_is_told_and_flagged(app: DeskApp) -> None:
    """It stands as the editor wants it."""
    told = heard(app)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, 'slash "3" enter e "5" enter')
        hunk = session(app).current
        assert hunk is not None
        assert (hunk.text, hunk.decision, hunk.edit.flags) == ("5", Decision.ACCEPTED, ("fact",))
        await press(pilot, "escape home right_square_bracket h")
        assert session(app).current == hunk
        assert any("alters a fact" in each for each in told)

    piloted(app, steps)


def test_n_and_shift_n_go_through_a_search_until_escape(app: DeskApp) -> None:
    """In text and in proposals, round the end; then n rejects again, and x always did."""

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, 'slash "the" enter')
        assert "/the 2 of 4: n N" in rows(app)
        await press(pilot, "n n")
        span = session(app).span
        assert SOURCE[span.start : span.end + 5] == "the very"
        await press(pilot, "n")
        assert "/the 1 of 4: n N" in rows(app)
        await press(pilot, "N N")
        assert "/the 3 of 4: n N" in rows(app)
        await press(pilot, 'slash "foreign" enter x')
        assert session(app).review.count(Decision.REJECTED) == 1
        await press(pilot, "escape escape n")
        assert session(app).review.count(Decision.REJECTED) == 2
        await press(pilot, "slash enter")
        assert session(app).term == "foreign"

    piloted(app, steps)


def test_a_candidate_is_seen_in_the_sentence_before_it_is_taken(app: DeskApp) -> None:
    """And nothing is decided by looking."""

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "2")
        assert "alien→strange" in rows(app)
        assert "2 “strange”: y takes it" in rows(app)
        assert session(app).decided == 0
        await press(pilot, "escape")
        assert "alien→foreign" in rows(app)

    piloted(app, steps)


def test_the_number_is_said_before_anything_is_decided_in_bulk(app: DeskApp) -> None:
    """Escape decides nothing; what is flagged and what proposes nothing is not accepted so."""

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "A")
        assert isinstance(app.screen, BulkScreen)
        assert "u  accepts 3 unflagged hunks" in rows(app)
        assert "l  accepts 3 hunks like this one" in rows(app)
        await press(pilot, "escape")
        assert session(app).decided == 0
        await press(pilot, "A r")
        assert session(app).review.count(Decision.REJECTED) == 5
        await press(pilot, "u")
        assert session(app).decided == 0

    piloted(app, steps)


def test_how_sure_is_sure_is_the_editors_say(app: DeskApp) -> None:
    """Two digits, or the arrows; what it decides is said anew, and it is kept for the next time."""

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "A")
        assert "s  accepts 3 unflagged hunks, 90 % sure or more" in rows(app)
        await press(pilot, "right")
        assert "s  accepts 0 unflagged hunks, 95 % sure or more" in rows(app)
        assert "d  rejects 5 undecided hunks, less than 95 % sure" in rows(app)
        await press(pilot, "s")
        assert isinstance(app.screen, BulkScreen)
        await press(pilot, "6 5")
        assert "s  accepts 3 unflagged hunks, 65 % sure or more" in rows(app)
        assert "d  rejects 1 undecided hunk, less than 65 % sure" in rows(app)
        await press(pilot, "d")
        assert session(app).review.count(Decision.REJECTED) == 1
        await press(pilot, "A")
        assert "65 % sure" in rows(app)
        await press(pilot, "s u")
        assert session(app).review.count(Decision.REJECTED) == 1
        assert session(app).review.count(Decision.ACCEPTED) == 0

    piloted(app, steps)


def test_a_filter_says_what_it_leaves_and_escape_shows_all(app: DeskApp) -> None:
    """J and k go through what is left alone."""

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "F")
        assert isinstance(app.screen, ListScreen)
        assert "reads garbled, nothing proposed  1" in rows(app)
        await press(pilot, "j j j enter")
        assert "only confidence below 0.8 (2)" in rows(app)
        assert session(app).place == 1
        await press(pilot, "j")
        assert session(app).place == 4
        await press(pilot, "escape")
        await press(pilot, "k")
        assert session(app).place == 3

    piloted(app, steps)


def test_notes_are_listed_gone_to_and_exported(app: DeskApp, tmp_path: Path) -> None:
    """As Markdown, and as comments in CriticMarkup; nothing is written over unasked."""

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, 'j semicolon "ask_Mara" enter k apostrophe')
        assert "ask Mara" in rows(app)
        await press(pilot, "enter")
        assert session(app).place == 1
        await press(pilot, "E n enter")
        await press(pilot, "E c enter")
        await press(pilot, "E w enter")
        (tmp_path / "out.diff").write_text("mine")
        await press(pilot, "y E d enter")
        assert isinstance(app.screen, Panel)
        await press(pilot, "escape")

    piloted(app, steps)
    assert "- ask Mara" in (tmp_path / "out.notes.md").read_text()
    assert "[froze off] → [rejected]" in (tmp_path / "out.notes.md").read_text()
    critic = (tmp_path / "out.critic.md").read_text()
    assert "{~~froze off~>rejected~~}{>>ask Mara<<}" in critic
    assert "very old harbor on" in critic
    assert (tmp_path / "out.diff").read_text() == "mine"
    document = (tmp_path / "out.review.docx").read_bytes()
    assert "foreign firm rejected" in Document.of_bytes(document, path="a.docx").article.source
    assert b"ask Mara" in Package(document).part("word/comments.xml")


def test_always_so_is_kept_in_the_glossary_of_the_article(tmp_path: Path) -> None:
    """And holds when the engine proposes again."""
    path = tmp_path / "article.txt"
    path.write_text(SOURCE)
    found = place(engine=scripted(Line("alien", "foreign"), Line("boats", "ships")))
    app = DeskApp(found, found.open(str(path)))

    async def steps(pilot: Pilot[None]) -> None:
        while session(app).review.is_repaired is False:
            await pilot.pause(0.02)
        await press(pilot, 'equals_sign "overseas" enter')
        assert session(app).text() == changed("alien", "overseas").replace("ships", "boats")
        await press(pilot, 'slash "boats" enter minus')

    piloted(app, steps)
    glossary = path.with_name("article.txt.glossary.txt")
    assert glossary.read_text() == "alien -> overseas\nboats -> boats\n"
    path.with_name("article.txt.review.json").unlink()
    again = DeskApp(found, found.open(str(path)))

    async def more(pilot: Pilot[None]) -> None:
        while session(again).review.is_repaired is False:
            await pilot.pause(0.02)
        proposed = {(h.edit.original, h.edit.replacement) for h in session(again).review.hunks}
        assert proposed == {("alien", "overseas")}

    piloted(again, more)


def test_the_checks_bring_in_places_to_look_at(tmp_path: Path) -> None:
    """Gone through as hunks are; undone at once."""
    source = SOURCE.replace("the very old", "the disgraceful old")
    path = tmp_path / "article.txt"
    path.write_text(source)
    app = DeskApp(place(), opened(read_text(source, path=str(path)), [], tmp_path))

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "C")
        found = session(app).review.hunks
        assert any(Flag.NEUTRALITY in hunk.edit.flags for hunk in found)
        await press(pilot, "C u")
        assert not session(app).review.hunks

    piloted(app, steps)


def test_the_end_says_what_was_done_and_that_nothing_is_written(app: DeskApp) -> None:
    """Whoever leaves with everything decided is asked; w writes and leaves; the shell is told."""

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, 'slash "3" enter e "4" enter escape Z')
        assert "0 accepted, 0 rejected, 1 by hand, 5 undecided" in rows(app)
        assert "1 place reads garbled without a proposal" in rows(app)
        assert "not written" in rows(app)
        await press(pilot, "escape A u right_square_bracket f y right_square_bracket m n q")
        assert "Everything is decided, nothing is written" in rows(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)
        await press(pilot, "q w")

    piloted(app, steps)
    (told,) = app.told
    assert "4 accepted, 1 rejected, 1 by hand, 0 undecided" in told
    assert "(Harbor Vote)" in told
    assert "  written to " in told


def test_missing_weights_are_installed_from_the_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their size is said first, how far it is then; the repair follows."""
    path = tmp_path / "article.txt"
    path.write_text(SOURCE)
    installed: list[str] = []

    def engine(_: bool) -> Engine:
        if not installed:
            raise WeightsError("the language model is not installed", hint="run `assistant setup`")
        return scripted(Line("alien", "foreign"))

    def install(_: Workspace, report: Callable[[str], None]) -> None:
        report("downloading 12 of 98 MB")
        installed.append("all")

    monkeypatch.setattr(Workspace, "install", install)
    found = place(engine=engine)
    app = DeskApp(found, found.open(str(path)))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.pause()
        assert "MB to download" in rows(app)
        await press(pilot, "i")
        await until(lambda: len(session(app).review.hunks) == 3, pilot)

    piloted(app, steps)


@pytest.mark.skipif(os.name != "posix", reason="starts a shell script")
@pytest.mark.parametrize("has_place", [True, False])
def test_what_is_changed_in_the_editor_comes_back_as_hunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_place: bool
) -> None:
    """In the written file, or, where there is no place for one, in a copy; undone at once."""
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/Friday/Sunday/ "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    path = tmp_path / "article.txt"
    path.write_text(SOURCE)
    found = opened(read_text(SOURCE, path=str(path)), edits(), tmp_path)
    app = DeskApp(place(), found if has_place else _without_place(found))
    monkeypatch.setattr(DeskApp, "suspend", _not_suspended)

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "y o")
        expected = changed("alien", "foreign", 1)
        assert session(app).text() == expected.replace("Friday", "Sunday")
        assert session(app).review.hunks[-1].edit.flags == (Flag.FACT,)
        await press(pilot, "u")
        assert session(app).text() == expected

    piloted(app, steps)
    assert path.read_text() == SOURCE


def _without_place(found: Any) -> Any:
    from dataclasses import replace

    return replace(found, out="")


def _not_suspended(self: DeskApp) -> Any:
    from contextlib import nullcontext

    return nullcontext()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("3 y", changed("alien", "foreign", 2).replace("froze off", "rejected")),
        ("G y", SOURCE),
        ("2 G y", changed("froze off", "rejected")),
        ("G g g y", changed("alien", "foreign", 1)),
        ("2 j y", changed("the alien plan", "the foreign plan")),
        ('2 w c c "turned_down" enter', changed("froze off", "turned down")),
        ("j d d", changed("froze off ", "")),
        ("space 2 y", changed("alien", "strange", 1)),
        ("y full_stop full_stop full_stop", changed("alien", "foreign").replace(
            "froze off", "rejected")),
        ("ctrl+d ctrl+u z z y", changed("alien", "foreign", 1)),
        ("y g x g", changed("alien", "foreign", 1)),
    ],
)  # fmt: skip
def test_hands_that_know_vi(tmp_path: Path, keys: str, expected: str) -> None:
    """Counts, gg and G, words, the last decision again."""
    assert run(desk(tmp_path, "vim"), keys) == expected


def test_colon_w_and_colon_q(tmp_path: Path) -> None:
    """Write and leave, as vi does; w alone goes on by words."""
    app = desk(tmp_path, "vim")

    async def steps(pilot: Pilot[None]) -> None:
        await press(pilot, "y w")
        assert not (tmp_path / "out.txt").exists()
        await press(pilot, "colon")
        assert " colon" not in rows(app)
        await press(pilot, "w")
        assert (tmp_path / "out.txt").read_text() == changed("alien", "foreign", 1)
        await press(pilot, "colon q")

    piloted(app, steps)
    assert app.told
