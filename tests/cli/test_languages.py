"""Other languages and encodings, as a shell meets them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.support.command import assistant, script

SUPPORT = Path(__file__).parents[1] / "support"
FOREIGN = tomllib.loads((SUPPORT / "foreign.toml").read_text("utf-8"))
RUSSIAN = "\n\n".join(FOREIGN["russian"]) + "\n"
ENGLISH = "The loss leaders of Port Ellery closed the ferry on Monday night, and nobody saw why."
EDIT = [{"find": "loss leaders", "replace": "leaders"}]
COMMANDS = {
    "check": ("check", "--ignore", "suspect,fact"),
    "summarise": ("summarise",),
}


def _file(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("command", ["check", "summarise"])
@pytest.mark.parametrize("codec", ["utf-8", "koi8-r"])
def test_a_file_that_is_not_english_is_left_alone(tmp_path: Path, command: str, codec: str) -> None:
    """One line says so, exit 1, and nothing is written."""
    path = _file(tmp_path, RUSSIAN.encode(codec))
    done = assistant(*COMMANDS[command], path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == (
        f"assistant: {path} is not in English, and nothing was done with it\n"
    )


def test_an_engine_is_asked_nothing_of_it(tmp_path: Path) -> None:
    """It is read before there is an engine."""
    path = _file(tmp_path, RUSSIAN.encode())
    done = assistant("rewrite", path, "--engine", f"scripted:{tmp_path / 'missing.json'}")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "is not in English" in done.stderr.decode()


def test_others_are_checked_all_the_same(tmp_path: Path) -> None:
    """One file in another language stops no run over many."""
    foreign = _file(tmp_path, RUSSIAN.encode())
    other = _file(tmp_path, b"Orla Penhale slammed the plan of the harbor on Monday.\n", "b.txt")
    done = assistant("check", "--ignore", "suspect,fact", foreign, other)
    assert done.returncode == 1
    assert "slammed" in done.stdout.decode()
    assert f"{foreign} is not in English" in done.stderr.decode()


def test_foreign_paragraphs_are_counted_and_left_alone(tmp_path: Path) -> None:
    """By rewrite, check and summarise; they are in no summary, and no edit is in them."""
    foreign = FOREIGN["french"][:3]
    text = "\n\n".join([ENGLISH, *foreign, ENGLISH.replace("Monday", "Friday")]) + "\n"
    path = _file(tmp_path, text.encode())
    told = "3 paragraphs are not English and were left alone\n"
    done = assistant("rewrite", path, "--engine", script(tmp_path, EDIT))
    assert done.stdout.decode() == text.replace("loss leaders", "leaders")
    assert told in done.stderr.decode()
    done = assistant("rewrite", path, "--quiet", "--engine", script(tmp_path, EDIT))
    assert done.stderr == b""
    assert told in assistant(*COMMANDS["check"], path).stderr.decode()
    done = assistant("summarise", path)
    assert told in done.stderr.decode()
    assert not any(word in done.stdout.decode() for word in ("conseil", "mairie", "Trois"))


def test_what_was_guessed_of_an_encoding_is_said(tmp_path: Path) -> None:
    """An article with paragraphs in KOI8-R comes back in it, byte for byte."""
    text = f"{ENGLISH}\n\n{RUSSIAN}\n{ENGLISH}\n"
    path = _file(tmp_path, text.encode("koi8-r"))
    done = assistant("rewrite", path, "--engine", script(tmp_path, []))
    assert done.stdout == text.encode("koi8-r")
    assert "read as KOI8-R" in done.stderr.decode()


@pytest.mark.parametrize("command", ["check", "summarise"])
def test_an_encoding_can_be_named(tmp_path: Path, command: str) -> None:
    """Where it cannot be told that is asked for, exit 2."""
    path = _file(tmp_path, bytes(range(0xC0, 0x100)) * 3 + b"\n")
    done = assistant(*COMMANDS[command], path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert (
        f"{path}: its encoding cannot be told (hint: name it, such as --encoding"
        in done.stderr.decode()
    )
    text = f"{ENGLISH}\n\nThe café of Port Ellery stays open, and Orla’s too.\n"
    path = _file(tmp_path, text.encode("mac-roman"))
    done = assistant(*COMMANDS[command], path, "--encoding", "mac-roman")
    assert done.returncode == 0
    assert "hint" not in done.stderr.decode()


def test_a_review_remembers_the_encoding(tmp_path: Path) -> None:
    """What was named once need not be named again."""
    text = f"{ENGLISH}\n\nThe café stays open.\n"
    path = _file(tmp_path, text.encode("mac-roman"))
    review = tmp_path / "a.review.json"
    engine = script(tmp_path, EDIT)
    done = assistant(
        "rewrite", path, "--encoding", "mac-roman", "--engine", engine, "--review", review
    )
    assert done.returncode == 0
    done = assistant("apply", review)
    assert done.stdout == text.replace("loss leaders", "leaders").encode("mac-roman")


def test_criticmarkup_comes_out_whatever_is_proposed(tmp_path: Path) -> None:
    """A letter that the encoding lacks makes it UTF-8, and that is said."""
    text = "The café of Port Ellery takes no phone calls, and never did.\n"
    path = _file(tmp_path, text.encode("cp1252"))
    engine = script(tmp_path, [{"find": "phone", "replace": "☎", "flags": ["uncertain"]}])
    done = assistant("rewrite", path, "--format", "critic", "--engine", engine)
    assert done.returncode == 0
    assert done.stdout.decode() == text.replace("phone", "{~~phone~>☎~~}")
    assert "in UTF-8" in done.stderr.decode()
