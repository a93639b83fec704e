"""Prompts are found, checked and filled in; values stay values."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import prompts
from assistant.errors import UsageError

GOOD = 'name = "ask"\nversion = 2\ndescription = "d"\nsystem = "Be brief."\nuser = "$text, $$5"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a prompt."""
    path = tmp_path / "ask.toml"
    path.write_text(GOOD)
    return path


def test_every_prompt_of_the_project_is_sound() -> None:
    """All files of prompts/ load under their own names."""
    folder = Path(__file__).parents[2] / "prompts"
    names = sorted(path.stem for path in folder.glob("*.toml"))
    assert [prompts.load(name).name for name in names] == names
    assert names == ["repair", "repair_sentence", "summary"]


def test_rendering(file: Path) -> None:
    """Placeholders become their values, `$$` a dollar sign."""
    assert prompts.read(file).render({"text": "Yes"}) == ("Be brief.", "Yes, $5")


@given(st.text())
def test_values_are_values(text: str) -> None:
    """Whatever stands in an article goes in as it is, placeholders and all."""
    prompt = prompts.Prompt("ask", 1, "", "s", "<$text>")
    assert prompt.render({"text": text, "other": "x"}) == ("s", f"<{text}>")


def test_missing_value(file: Path) -> None:
    """A placeholder without a value is named."""
    with pytest.raises(UsageError, match=r"prompt ask: no value for \$text"):
        prompts.read(file).render({})


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("version = 2\n", "", "missing key 'version'"),
        ("version = 2", "version = 2\ntone = 1", "unknown key 'tone'"),
        ("version = 2", "version = true", "version must be of type int"),
        ('system = "Be brief."', "system = 1", "system must be of type str"),
        ('name = "ask"', 'name = "other"', "name is 'other', and must be that of the file"),
        ("$$5", "$5", "user has a `$` that starts no placeholder"),
        ("version = 2", "version =", "Invalid value"),
    ],
)
def test_malformed(file: Path, old: str, new: str, expected: str) -> None:
    """Whatever is wrong is named with its file."""
    file.write_text(GOOD.replace(old, new))
    with pytest.raises(UsageError) as caught:
        prompts.read(file)
    assert caught.value.message.startswith(f"{file}: ")
    assert expected in caught.value.message


@pytest.mark.parametrize("name", ["nothing", "../rewrite", "/etc/passwd", "", "Rewrite", "a\0b"])
def test_unknown_name(name: str) -> None:
    """A name without a prompt is refused, and leads to no other file."""
    with pytest.raises(UsageError):
        prompts.load(name)


def test_digest_follows_the_words() -> None:
    """The digest changes with what the model is told, and with nothing else."""
    prompt = prompts.Prompt("a", 1, "one", "s", "u")
    assert prompt.digest == prompts.Prompt("b", 2, "two", "s", "u").digest
    assert prompt.digest != prompts.Prompt("a", 1, "one", "su", "").digest
