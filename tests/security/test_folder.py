"""The current folder is somebody else's: what lies in it may not send, spend or read elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from assistant import config, prompts, trust
from assistant.errors import UsageError
from assistant.settings import PLACES, RANGES
from assistant.tui.app import DeskApp
from assistant.workspace.workspace import Workspace
from tests.support import chat
from tests.support.command import article, assistant
from tests.support.desk import piloted
from tests.support.endpoint import Endpoint

_SECRET = "sk-of-the-home-folder"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cloned repository with an article, which is the current folder."""
    place = tmp_path / "clone"
    place.mkdir()
    article(place, chat.ARTICLE)
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def foreign() -> Iterator[Endpoint]:
    """The endpoint of whoever made the folder."""
    with Endpoint(chat.good) as server:
        yield server


def settings_of(folder: Path, text: str) -> None:
    """Put settings into a folder."""
    (folder / "assistant.toml").write_text(text)


def asking(server: Endpoint, more: str = "") -> str:
    """Settings that have everything sent to an endpoint."""
    return f'engine = "openai"\nbase_url = "{server.url}"\nmodel = "m"\n{more}'


@pytest.mark.model
@pytest.mark.parametrize("command", ["rewrite", "summarise"])
def test_a_folder_cannot_have_the_article_sent(
    folder: Path, foreign: Endpoint, command: str
) -> None:
    """What it names is said in one line, and the article stays here."""
    settings_of(folder, asking(foreign))
    done = assistant(command, "article.txt")
    assert foreign.requests == []
    assert done.returncode == 0
    told = [line for line in done.stderr.decode().splitlines() if "not trusted" in line]
    assert "\n".join(told) == (
        "assistant: not used, as this folder is not trusted: engine, base_url, model"
        " (hint: `assistant trust`, if you know who wrote it)"
    )


@pytest.mark.parametrize("more", ["key_file", "style", "glossary", "profiles"])
def test_a_folder_cannot_have_a_private_file_sent(
    folder: Path, foreign: Endpoint, tmp_path: Path, more: str
) -> None:
    """Not as a key, not as house style, not even to the endpoint that the user chose."""
    private = tmp_path / "private.txt"
    private.write_text(f"{_SECRET}\n")
    private.chmod(0o600)
    with Endpoint(chat.good) as other:
        table = f'[profiles.ollama]\nbase_url = "{other.url}"\n'
        settings_of(folder, table if more == "profiles" else f'{more} = "{private}"\n')
        done = assistant(
            "rewrite", "article.txt", "--engine", "openai", "--base-url", foreign.url,
            "--model", "gpt-4o-mini",
        )  # fmt: skip
        assert other.requests == []
    assert done.returncode == 0, done.stderr
    assert foreign.requests
    assert _SECRET not in str([(each.headers, each.body) for each in foreign.requests])


def test_a_link_in_the_folder_is_no_file_of_the_folder(folder: Path, tmp_path: Path) -> None:
    """House style may lie in the folder; a link out of it does not."""
    (tmp_path / "private.txt").write_text(_SECRET)
    (folder / "style.md").write_text("Short sentences.")
    settings_of(folder, 'style = "style.md"\n')
    assert config.load({}).settings.house.style == "style.md"
    assert config.load({}).untrusted == ()
    (folder / "style.md").unlink()
    (folder / "style.md").symlink_to(tmp_path / "private.txt")
    assert config.load({}).settings.house.style == ""
    assert config.load({}).untrusted == ("style",)
    for outside in ("../private.txt", "~/x", str(tmp_path / "private.txt")):
        settings_of(folder, f'glossary = "{outside}"\n')
        assert config.load({}).untrusted == ("glossary",)


def test_only_harmless_settings_count_untold(folder: Path) -> None:
    """Every key there is counts only after trust, but for a short list."""
    harmless = {"accept", "color", "limit_bytes", "theme", "mouse", "keymap", "keys"}
    for key in PLACES.keys() - {"rules"}:  # a table, of which patterns count only after trust
        trusted = not config.guarded_in(folder, {key: str(folder.parent)})
        assert trusted == (key in harmless), key


def test_a_prompt_of_the_folder_is_not_used(folder: Path) -> None:
    """And that is said; after trust it is."""
    (folder / "prompts").mkdir()
    own = prompts.load("repair")
    text = next(each for each in prompts.shelves() if each.path.stem == "repair").path.read_text()
    (folder / "prompts" / "repair.toml").write_text(text.replace("version = ", "version = 9"))
    assert prompts.load("repair") == own
    done = assistant("prompts", "list")
    assert str(folder) not in done.stdout.decode()
    assert "not trusted: prompts/repair.toml" in done.stderr.decode()
    assert assistant("trust").stdout == b"prompts/repair.toml\n"
    assert prompts.load("repair").version != own.version
    assert assistant("prompts", "list").stderr == b""


def test_trust_lasts_until_something_changes(folder: Path, foreign: Endpoint) -> None:
    """By path and digest: another folder of the same content, or a change, is not trusted."""
    settings_of(folder, asking(foreign))
    done = assistant("trust")
    assert done.stdout.decode().splitlines() == [
        'engine = "openai"', f'base_url = "{foreign.url}"', 'model = "m"'
    ]  # fmt: skip
    assert config.load({}).untrusted == ()
    assert config.load({}).settings.engine == "openai"
    other = folder.parent / "other"
    other.mkdir()
    settings_of(other, asking(foreign))
    assert config.load({}, other).untrusted == ("engine", "base_url", "model")
    settings_of(folder, asking(foreign, 'key_file = "x"\n'))
    assert config.load({}).untrusted == ("engine", "base_url", "model", "key_file")
    assert config.load({}).settings.engine == "local"


def test_the_desk_says_it_too(folder: Path, foreign: Endpoint) -> None:
    """A full screen hides what was said before it."""
    settings_of(folder, asking(foreign))
    app = DeskApp(Workspace(config.load({})))

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.pause()
        (said,) = app._notifications
        assert said.message.startswith("not used, as this folder is not trusted: engine, base_url")

    piloted(app, steps)
    assert foreign.requests == []


def test_trust_can_be_forgotten(folder: Path, foreign: Endpoint) -> None:
    """The list of what is trusted is nobody else's to read."""
    settings_of(folder, asking(foreign))
    assistant("trust")
    stored = Path(trust.paths.state_dir() / "trusted.json")
    assert stored.stat().st_mode & 0o777 == 0o600
    assert assistant("trust", "--forget").returncode == 0
    assert not trust.is_trusted(folder)
    assert b"not trusted" in assistant("trust", "--forget").stderr


def test_a_name_with_escapes_is_shown_harmlessly(folder: Path) -> None:
    """What `trust` prints is text, whatever the folder sets."""
    settings_of(folder, 'model = "\\u001b[2Jx"\n')
    done = assistant("trust")
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("key", sorted(RANGES))
@pytest.mark.parametrize("size", ["99999999999999", "9" * 400, "9" * 5000])
def test_a_number_beyond_all_measure_is_refused(folder: Path, key: str, size: str) -> None:
    """In a file and in the environment, before anything is read under it."""
    (config.user_file().parent).mkdir(parents=True, exist_ok=True)
    config.user_file().write_text(f"{key} = {size}\n")
    with pytest.raises(UsageError):
        config.load({})
    config.user_file().unlink()
    with pytest.raises(UsageError, match=f"ASSISTANT_{key.upper()}"):
        config.load({f"ASSISTANT_{key.upper()}": size})


def test_settings_that_are_no_file_are_not_read(folder: Path) -> None:
    """A device, or a file of another size than settings have, is refused at once."""
    (folder / "assistant.toml").symlink_to("/dev/zero")
    done = assistant("check", "article.txt", "--ignore", "suspect")
    assert done.returncode == 2
    assert "cannot read assistant.toml: it is no regular file" in done.stderr.decode()
    (folder / "assistant.toml").unlink()
    with (folder / "assistant.toml").open("wb") as file:
        file.truncate(2_000_000)
    assert assistant("check", "article.txt", "--ignore", "suspect").returncode == 2
