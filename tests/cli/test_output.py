"""What stands on stdout is exact for programs and harmless for people."""

from __future__ import annotations

import io
import unicodedata
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli import output
from assistant.cli.output import Style


class Screen(io.TextIOWrapper):
    """A stdout that is a terminal, or is none."""

    def __init__(self, *, terminal: bool, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        """Whether this is a terminal."""
        return self.terminal

    def shown(self) -> bytes:
        """All that was written."""
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


def stand_in(monkeypatch: pytest.MonkeyPatch, screen: Screen) -> Screen:
    """Let `output` write to a screen of ours."""
    monkeypatch.setattr(output, "sys", SimpleNamespace(stdout=screen))
    return screen


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A terminal in place of stdout."""
    monkeypatch.setenv("TERM", "xterm")
    return stand_in(monkeypatch, Screen(terminal=True))


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A pipe in place of stdout, in a locale without UTF-8."""
    return stand_in(monkeypatch, Screen(terminal=False, encoding="ascii"))


@given(st.text())
def test_nothing_controls_the_terminal(text: str) -> None:
    """Of control, surrogate and direction-changing characters only tabs and line ends stay."""
    shown = output.sanitise(text).replace("\r\n", "\n")
    unsafe = {c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}}
    assert unsafe <= {"\t", "\n"}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_ordinary_text_stays(text: str) -> None:
    """Letters, marks, symbols and emoji of any script are shown as they are."""
    assert output.sanitise(text) == text


@given(st.text())
def test_sanitising_twice_is_sanitising_once(text: str) -> None:
    """The pictures are not pictured again."""
    assert output.sanitise(output.sanitise(text)) == output.sanitise(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("a\x00b\x7f", "a␀b␡"),
        ("\x9b2J", "⟨U+009B⟩2J"),
        ("over\rwritten", "over␍written"),
        ("line\r\nline\n\t", "line\r\nline\n\t"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("👩\u200d🌾 שלום", "👩\u200d🌾 שלום"),
        ("[b]bold[/b]", "[b]bold[/b]"),
    ],
)
def test_pictures(text: str, shown: str) -> None:
    """Each control character becomes something to be seen."""
    assert output.sanitise(text) == shown


def test_pipe_gets_the_text(pipe: Screen) -> None:
    """Down a pipe goes UTF-8, escapes and all, whatever the locale."""
    output.write("\x1b[1mé\r\n")
    assert pipe.shown() == "\x1b[1mé\r\n".encode()


def test_terminal_gets_pictures(terminal: Screen) -> None:
    """To a terminal no escape of an article gets through."""
    output.write("\x1b[1m")
    assert terminal.shown() == "␛[1m".encode()


def test_terminal_without_the_character(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that cannot show a character gets its escape, and no failure."""
    screen = stand_in(monkeypatch, Screen(terminal=True, encoding="ascii"))
    output.write("é")
    assert screen.shown() == b"\\xe9"


def test_article_keeps_its_bytes(pipe: Screen) -> None:
    """An article leaves in the bytes that it came in, UTF-16 as well."""
    output.write_bytes("é".encode("utf-16"), "é")
    assert pipe.shown() == "é".encode("utf-16")


def test_article_on_a_terminal(terminal: Screen) -> None:
    """On a terminal an article is shown in the terminal's encoding."""
    output.write_bytes("é".encode("utf-16"), "é")
    assert terminal.shown() == "é".encode()


def test_colour(pipe: Screen) -> None:
    """Colour marks each line apart, and the text within can close no colour."""
    output.write_styled([(Style.ADDED, "a\x1b[0m\nb\n"), (Style.PLAIN, "c")], color=True)
    assert pipe.shown().decode() == "\x1b[32ma␛[0m\x1b[0m\n\x1b[32mb\x1b[0m\nc"


def test_no_colour(pipe: Screen) -> None:
    """Without colour the pieces are the text."""
    output.write_styled([(Style.ADDED, "a\n"), (Style.PLAIN, "b")], color=False)
    assert pipe.shown() == b"a\nb"


@pytest.mark.parametrize(
    ("when", "environment", "expected"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {}, False),
    ],
)
def test_when_to_colour(
    terminal: Screen,
    monkeypatch: pytest.MonkeyPatch,
    when: str,
    environment: dict[str, str],
    expected: bool,
) -> None:
    """A flag wins; NO_COLOR counts where it is not empty."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert output.use_color(when) is expected


def test_pipes_are_not_coloured_by_themselves(pipe: Screen) -> None:
    """`auto` colours terminals alone."""
    assert output.use_color("auto") is False
