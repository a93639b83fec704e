"""Fields of the desk: what is put into one, or pasted, comes back character for character."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable, Coroutine
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from assistant.tui.screens.text import TextScreen
from assistant.tui.stand_ins import Field, as_copied, from_a_line, in_a_line
from assistant.tui.widgets.line import AskLine
from tests.support.desk import heard

HIDDEN = [chr(code) for code in range(0x110000)
          if unicodedata.category(chr(code)) in {"Cc", "Cf", "Zl", "Zp"}]  # fmt: skip
"""Every line end, control, separator and format character of Unicode."""
PICTURES = "␀␉␊␋␌␍␛␟␡␤⟨U+2028⟩⟨"
TEXTS = st.text(
    st.one_of(
        st.sampled_from(HIDDEN), st.sampled_from("\n\r\t\v\f\x85\u2028 a[/x]" + PICTURES),
        st.characters(),
    )
)  # fmt: skip
ALL = "One" + "two.".join(HIDDEN) + PICTURES + "\r\nthree\rfour\n"


@given(TEXTS)
@example(ALL)
@example("a\r\nb\r\n")
def test_a_text_comes_back(text: str) -> None:
    """From a field of any kind; and nothing in the field is a character that it would lose."""
    field = Field.of(text)
    assert field.taken(field.shown(text)) == text
    assert from_a_line(in_a_line(text)) == text
    for shown in (field.shown(text).replace("\n", "").replace("\t", ""), in_a_line(text)):
        assert not set(shown) & set(HIDDEN)
        assert len(shown.splitlines()) <= 1


class Host(App[None]):
    """The real screen, and the real line, over nothing."""

    def compose(self) -> Any:
        """A line."""
        yield AskLine(id="line")


def hosted(steps: Callable[[Host, Pilot[None]], Coroutine[Any, Any, None]]) -> None:
    """Run an application with a pilot."""

    async def main() -> None:
        app = Host()
        async with app.run_test(size=(80, 24)) as pilot:
            await steps(app, pilot)

    asyncio.run(main())


async def taken(app: Host, pilot: Pilot[None], text: str, pasted: str = "") -> str | None:
    """What the screen gives for a text, and for what is pasted into it."""
    given_back: list[str | None] = []
    await app.push_screen(TextScreen("x", text), given_back.append)
    if pasted:
        app.screen.query_one(TextArea).post_message(Paste(pasted))
        await pilot.pause()
    await pilot.press("ctrl+o")
    await pilot.pause()
    return given_back[0]


def test_the_text_screen_changes_nothing() -> None:
    """Through the real screen: loaded and taken, pasted and taken."""

    @settings(max_examples=6, deadline=None, database=None)
    @given(st.lists(TEXTS, min_size=1, max_size=3))
    @example([ALL, "One\u2028two.\x0cThree\r\nfour\n"])
    def held(texts: list[str]) -> None:
        async def steps(app: Host, pilot: Pilot[None]) -> None:
            for text in filter(None, texts):
                assert await taken(app, pilot, text) == text
                assert await taken(app, pilot, "", text) == as_copied(text)

        hosted(steps)

    held()


def test_each_hidden_character_alone() -> None:
    """Every one of Unicode, between words, through the real screen."""

    async def steps(app: Host, pilot: Pilot[None]) -> None:
        several = [*HIDDEN, "\r\n", "\ud800"]
        for at in range(0, len(several), 40):
            text = "".join(f"One{char}two.\n" for char in several[at : at + 40])
            assert await taken(app, pilot, text) == text

    hosted(steps)


def test_what_is_not_seen_is_shown() -> None:
    """By a sign, which the editor may delete, move or write."""

    async def steps(app: Host, pilot: Pilot[None]) -> None:
        await app.push_screen(TextScreen("x", "a\u2028b\fc\r\nd\n"))
        assert app.screen.query_one(TextArea).text == "a⟨U+2028⟩b␌c␍\nd\n"

    hosted(steps)
    assert Field().taken("a⟨U+00A0⟩b") == "a\xa0b"


def test_what_is_cut_and_copied_is_the_text_itself() -> None:
    """And comes back by pasting, in a line too."""

    async def steps(app: Host, pilot: Pilot[None]) -> None:
        text = "a\u2028b\x0c"
        await app.push_screen(TextScreen("x", text))
        await pilot.press("f7", "ctrl+c")
        assert app.clipboard == text
        await pilot.press("f7", "ctrl+x")
        assert app.clipboard == text
        await pilot.press("ctrl+v")
        assert app.screen.query_one(TextArea).taken == text  # type: ignore[attr-defined]
        await pilot.press("escape")
        await pilot.pause()
        line = app.query_one(AskLine)
        answers: list[str] = []
        line.ask("x", answers.append)
        await pilot.press("ctrl+v")
        await pilot.press("enter")
        assert answers == [text]

    hosted(steps)


def test_a_line_gives_its_text_back() -> None:
    """With every character that was in it."""

    async def steps(app: Host, pilot: Pilot[None]) -> None:
        answers: list[str] = []
        app.query_one(AskLine).ask("x", answers.append, ALL)
        await pilot.press("enter")
        assert answers == [ALL]

    hosted(steps)


def test_several_lines_pasted_into_one_are_joined_and_that_is_said() -> None:
    """Also behind a line end, and as a terminal sends them."""

    async def steps(app: Host, pilot: Pilot[None]) -> None:
        told = heard(app)
        for pasted, whole, said in (
            ("one\ntwo \r\nthree\n", "one two three", 1),
            ("one\rtwo", "one two", 2),
            ("\nloss leaders\n", "loss leaders", 2),
            (" one ", " one ", 2),
            ("a\u2028b\u00adc", "a\u2028b\u00adc", 2),
        ):
            answers: list[str] = []
            app.query_one(AskLine).ask("x", answers.append)
            app.query_one(Input).post_message(Paste(pasted))
            await pilot.pause()
            await pilot.press("enter")
            assert answers == [whole]
            assert len(told) == said
        assert told[0] == "3 lines pasted as one, joined by spaces"

    hosted(steps)
