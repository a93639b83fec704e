"""What a batch is given: files, folders by patterns, links, lists and tables, each once."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import sys
from pathlib import Path

import pytest

from assistant.batch.inputs.given import Inputs, inputs
from assistant.batch.inputs.listing import listed, spooled
from assistant.batch.inputs.selection import Selection
from assistant.batch.items import BadItem, FileItem, PassedOver, RowItem
from assistant.batch.rows.options import RowOptions
from assistant.errors import ForeignError, NothingToReadError, SourceError, UsageError

PROSE = "The clinic on Brandt Street opened on Monday, and the mayor said it was about time.\n"


def _made(folder: Path, *names: str, text: str = PROSE) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def _keys(found: Inputs) -> list[str]:
    return [each.key for each in found.entries() if isinstance(each, FileItem | RowItem)]


def _bad(found: Inputs) -> dict[str, str]:
    return {each.key: each.reason for each in found.entries() if isinstance(each, BadItem)}


def _over(found: Inputs) -> dict[str, str]:
    return {each.key: each.reason for each in found.entries() if isinstance(each, PassedOver)}


def test_a_folder_gives_its_articles_in_order(tmp_path: Path) -> None:
    """Keys are paths from it; other files are counted by suffix, hidden ones are not seen."""
    folder = _made(tmp_path, "b.txt", "a.md", "c/d.txt.gz", "c/e.vtt", "x.jpg", "README", ".h.txt")
    _made(tmp_path / ".git", "a.txt")
    found = inputs([str(folder)], Selection())
    assert _keys(found) == ["a.md", "b.txt", "c/d.txt.gz", "c/e.vtt"]
    assert _over(found) == {"README": "without a suffix", "x.jpg": ".jpg files"}


@pytest.mark.parametrize(
    ("paths", "keys"),
    [
        (["a/x.txt"], ["x.txt"]),
        (["a"], ["x.txt", "y/z.txt"]),
        (["a", "b"], ["a/x.txt", "a/y/z.txt", "b/x.txt"]),
        (["b/x.txt", "a/x.txt"], ["b/x.txt", "a/x.txt"]),
        (["a/y", "a"], ["y/z.txt", "x.txt"]),
        (["a/x.txt", "a", "./a/x.txt"], ["x.txt", "y/z.txt"]),
    ],
)
def test_keys_are_paths_from_the_folder_that_holds_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], keys: list[str]
) -> None:
    """Whatever folder the command is run in; what is given twice is one article."""
    _made(tmp_path, "a/x.txt", "a/y/z.txt", "b/x.txt")
    monkeypatch.chdir(tmp_path)
    assert _keys(inputs(paths, Selection())) == keys
    monkeypatch.chdir("/")
    assert _keys(inputs([str(tmp_path / path) for path in paths], Selection())) == keys


def test_patterns_choose_files(tmp_path: Path) -> None:
    """As in .gitignore: a name at any depth, a path from the folder, folders as a whole."""
    folder = _made(tmp_path, "a.txt", "b.log", "news/c.txt", "news/d.log", "old/e.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    chosen = inputs([str(folder)], Selection(include=["*.log"]))
    assert [each.key for each in chosen.entries()] == ["b.log", "news/d.log"]
    assert _keys(inputs([str(folder)], Selection(include=["/news/**"]))) == [
        "news/c.txt",
        "news/d.log",
    ]
    assert _keys(inputs([str(folder)], Selection(exclude=["old/", "c.*"]))) == ["a.txt"]
    assert _keys(inputs([str(folder / "b.log")], Selection())) == ["b.log"]
    with pytest.raises(UsageError, match="--exclude"):
        inputs([str(folder)], Selection(exclude=["!"]))


@pytest.mark.parametrize("is_work_tree", [False, True])
def test_what_git_ignores_is_left_out(tmp_path: Path, is_work_tree: bool) -> None:
    """Inner files decide over outer ones, up to the repository; only if it is asked for."""
    folder = _made(tmp_path, "in/a.txt", "in/b.txt", "in/keep/b.txt", "in/drafts/c.txt")
    if is_work_tree:
        (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    else:
        (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("b.txt\n/in/drafts/\n")
    (folder / "in/keep/.gitignore").write_text("!b.txt\n")
    given = [str(folder / "in")]
    assert _keys(inputs(given, Selection(gitignore=True))) == ["a.txt", "keep/b.txt"]
    everything = ["a.txt", "b.txt", "drafts/c.txt", "keep/b.txt"]
    assert sorted(_keys(inputs(given, Selection()))) == everything


def test_links(tmp_path: Path) -> None:
    """To files inside they are followed; loops, dead ends and what lies outside are told."""
    _made(tmp_path, "outside.txt", "in/a.txt", "in/sub/b.txt")
    folder = tmp_path / "in"
    (folder / "c.txt").symlink_to("a.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "out.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "sub/up").symlink_to(folder)
    found = inputs([str(folder)], Selection())
    assert _keys(found) == ["a.txt", "c.txt", "sub/b.txt"]
    assert _bad(found) == {
        "gone.txt": "a link to nothing",
        "loop.txt": "a link to itself",
        "out.txt": "a link that leads out of the folder",
    }
    assert _over(found) == {"sub/up": "links to folders"}
    assert _keys(inputs([str(folder / "out.txt")], Selection())) == ["out.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_hostile_names(tmp_path: Path) -> None:
    """Names with line ends, and names that are no text, have keys that are text."""
    _made(tmp_path, "new\nline.txt", "esc\x1b[31m.txt")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(PROSE)
    keys = _keys(inputs([str(tmp_path)], Selection()))
    assert keys == ["esc\x1b[31m.txt", "new\nline.txt", "\\xff.txt"]
    for each in inputs([str(tmp_path)], Selection()).entries():
        assert each.key.encode()
        assert each.where.encode()


def test_what_cannot_be_read_ends_nothing(tmp_path: Path) -> None:
    """A path to nothing, a pipe, a folder that may not be read."""
    _made(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    long = "x" * 5_000
    found = inputs([str(tmp_path / "gone.txt"), str(tmp_path), str(tmp_path / long)], Selection())
    assert _keys(found) == ["a.txt"]
    assert _bad(found) == {
        "gone.txt": "it cannot be read: No such file or directory",
        long: "it cannot be read: File name too long",
    }
    assert _over(found) == {"pipe.txt": "no regular files"}


def test_the_output_folder_is_not_gone_into(tmp_path: Path) -> None:
    """So that a second run does not repair what the first one wrote."""
    _made(tmp_path, "a.txt", "out/a.txt")
    assert _keys(inputs([str(tmp_path)], Selection(), without=[tmp_path / "out"])) == ["a.txt"]


def test_tables_in_folders_and_by_name(tmp_path: Path) -> None:
    """Where their text is named; a key is one article in the whole batch."""
    _made(tmp_path, "a.txt", "x.parquet")
    _made(tmp_path, "r.jsonl", text='{"id": "a.txt", "body": "b"}\n{"id": 7, "body": "c"}\n')
    _made(tmp_path, "s.csv", text="id,body\n7,d\n8,e\n")
    options = RowOptions("body", "id")
    found = inputs([str(tmp_path)], Selection(tables=True), options)
    assert _keys(found) == ["a.txt", "7", "8"]
    bad = _bad(found)
    assert bad["r.jsonl:1"] == f"its id 'a.txt' stands in {tmp_path / 'a.txt'} too"
    assert bad["s.csv:2"] == "its id '7' stands in r.jsonl:2 too"
    assert bad["x.parquet"].startswith("it is not Parquet, or it is damaged")
    assert _over(inputs([str(tmp_path)], Selection()))["r.jsonl"] == ".jsonl files"


def test_a_table_that_is_named_must_have_the_fields(tmp_path: Path) -> None:
    """Known before the work, with what to do."""
    _made(tmp_path, "s.csv", text="id,body\n7,d\n")
    path = str(tmp_path / "s.csv")
    with pytest.raises(UsageError, match="is a table of rows") as error:
        inputs([path], Selection())
    assert "--text-field" in error.value.hint
    with pytest.raises(UsageError, match="no field 'text'; its fields are id, body"):
        inputs([path], Selection(tables=True), RowOptions("text"))


def test_a_list_of_paths() -> None:
    """One a line, or parted by null characters, with line ends in them."""
    assert listed(io.BytesIO(b"a.txt\r\nb c.txt\n\n")) == ("a.txt", "b c.txt")
    assert listed(io.BytesIO(b"a\nb.txt\0c.txt\0")) == ("a\nb.txt", "c.txt")
    with pytest.raises(UsageError, match="no paths"):
        listed(io.BytesIO(b"\n"))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'{"text": "a"}\n', "rows.jsonl"),
        (b'\xef\xbb\xbf\r\n {"text": "a"}\n', "rows.jsonl"),
        (b"id,text\n1,a\n", "rows.csv"),
        (b"PAR1 and so on", "rows.parquet"),
        (gzip.compress(b'{"text": "a"}\n', mtime=0), "rows.jsonl.gz"),
        (gzip.compress(b"id;text\n", mtime=0), "rows.csv.gz"),
    ],
)
def test_rows_on_standard_input_are_kept(tmp_path: Path, data: bytes, name: str) -> None:
    """Whole or not at all, since they are read more than once; what they are is told."""
    path = spooled(io.BytesIO(data), tmp_path / "rows")
    assert (path.name, path.read_bytes()) == (name, data)
    assert list(tmp_path.iterdir()) == [path]


def test_no_rows_on_standard_input(tmp_path: Path) -> None:
    """Nothing is left behind."""
    with pytest.raises(UsageError, match="holds no rows"):
        spooled(io.BytesIO(b"\n"), tmp_path / "rows")
    assert list(tmp_path.iterdir()) == []


def test_an_article_is_read_as_rewrite_reads_it(tmp_path: Path) -> None:
    """From a file, a compressed one and a row: the same text, the same digest."""
    plain, packed = tmp_path / "a.txt", tmp_path / "b.txt.gz"
    plain.write_text(PROSE)
    packed.write_bytes(gzip.compress(PROSE.encode()))
    found = inputs([str(plain), str(packed)], Selection())
    items = [each for each in found.entries() if isinstance(each, FileItem)]
    row = RowItem("7", "r.jsonl:1", PROSE)
    for item in (*items, pickle.loads(pickle.dumps(row))):
        document = item.document(10_000)
        assert document.article.source == PROSE
        assert item.digest(10_000) == document.article.sha256
        assert item.form == document.article.format.name
        with pytest.raises(SourceError, match="is larger than 10 bytes"):
            item.digest(10)
    assert [item.source for item in (*items, row)] == [plain, None, None]


def test_what_is_no_english_prose_says_so() -> None:
    """Another language is told from no prose at all."""
    german = "Die Klinik wurde am Montag eröffnet, und der Bürgermeister war sehr zufrieden damit. "
    with pytest.raises(ForeignError, match=r"r\.jsonl:1 is not in English"):
        RowItem("1", "r.jsonl:1", german * 3).document(10_000)
    with pytest.raises(NothingToReadError):
        RowItem("1", "r.jsonl:1", "```\nx = 1\n```\n", form="markdown").document(10_000)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    """What a small file unpacks to counts, and no more is unpacked than may be."""
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 50_000_000))
    (item,) = inputs([str(path)], Selection()).entries()
    assert isinstance(item, FileItem)
    with pytest.raises(SourceError, match="larger than 1,000,000 bytes"):
        item.document(1_000_000)
    path.write_bytes(gzip.compress(PROSE.encode())[:-12])
    with pytest.raises(SourceError, match="damaged or cut off"):
        item.document(1_000_000)
