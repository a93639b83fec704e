"""Articles are read from files, streams and pastes, or refused with one clear line."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.article.files import read, read_bytes, read_stream, read_text
from assistant.article.formats.base import Format
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.errors import ExitCode, SourceError

STORY = "Harbor Closed by Storm\n\nThe harbor at Pell was closed on Monday.\n"


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    """The source is the decoded file, and the digest is that of its bytes."""
    path = tmp_path / "storm.txt"
    data = STORY.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    article = read(path)
    assert article.source == data.decode()
    assert article.sha256 == hashlib.sha256(data).hexdigest()
    assert article.path == str(path)
    assert article.title == "Harbor Closed by Storm"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.md", MARKDOWN),
        ("a.MARKDOWN", MARKDOWN),
        ("a.txt", TEXT),
        ("a", TEXT),
    ],
)
def test_the_suffix_tells_the_format(name: str, expected: Format, tmp_path: Path) -> None:
    """Markdown is what is called so, whatever it looks like."""
    (tmp_path / name).write_text("# Storm\n\nIt rained.\n")
    assert read(tmp_path / name).format is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Storm\n\nIt rained.\n", MARKDOWN),
        ("Storm\n\n## What Comes Next\n\nIt rained.\n", MARKDOWN),
        ("---\ntitle: Storm\n---\n\nIt rained.\n", MARKDOWN),
        ("See [the log](https://pell.example/log) for more.\n", MARKDOWN),
        ("Run this:\n\n```sh\nls\n```\n", MARKDOWN),
        (STORY, TEXT),
        ("#1 in the league\n\n* one\n* two\n", TEXT),
        ("He said [sic] that 2 * 3 * 4 (see below) is 24.\n", TEXT),
    ],
)
def test_a_paste_is_markdown_only_where_that_is_certain(source: str, expected: Format) -> None:
    """Without a name, headings, links, fences and front matter tell Markdown."""
    assert read_text(source).format is expected
    assert read_bytes(source.encode()).format is expected


def test_a_format_that_is_given_wins() -> None:
    """Neither the suffix nor the look of the text overrules the caller."""
    assert read_bytes(b"# Storm\n", path="a.md", format=TEXT).format is TEXT
    assert read_text(STORY, format=MARKDOWN).format is MARKDOWN


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u200b\n\ufeff".encode()])
def test_an_empty_article_is_refused(data: bytes) -> None:
    """Nothing to see is nothing to read."""
    with pytest.raises(SourceError, match="standard input is empty"):
        read_bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\x7fELF\x02\x01\x01" + bytes(9),
        b"PK\x03\x04\x14\0\x06\0",
        b"%PDF-1.7\n%\xe2\xe3",
        bytes(range(256)) * 4,
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    """A picture, a program, an archive and a PDF are no articles."""
    with pytest.raises(SourceError, match=r"photo\.txt is not a text file"):
        read_bytes(data, path="photo.txt")


def test_a_few_nulls_do_not_make_an_article_binary() -> None:
    """NULs in a text are kept."""
    source = STORY.replace(" at ", "\0at\0")
    assert read_bytes(source.encode()).source == source


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The line names the file; the exit code is that of wrong usage."""
    with pytest.raises(SourceError, match=r"no\.txt does not exist") as caught:
        read(tmp_path / "no.txt")
    assert caught.value.exit_code is ExitCode.USAGE
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is not an article."""
    with pytest.raises(SourceError, match="is a folder"):
        read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    """Permissions are named as the cause."""
    path = tmp_path / "secret.txt"
    path.write_text(STORY)
    path.chmod(0)
    with pytest.raises(SourceError, match="permission denied"):
        read(path)


def test_an_impossible_name_is_refused() -> None:
    """A NUL cannot stand in a file name."""
    with pytest.raises(SourceError, match="is not a valid file name"):
        read("a\0b")


class _Endless(io.RawIOBase):
    """A stream that never ends, and counts what was taken from it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0
        self.taken += size
        return b"a" * size


def test_an_article_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The limit holds for files, streams without end, bytes and pastes."""
    path = tmp_path / "long.txt"
    path.write_text("word " * 100)
    endless = _Endless()
    with pytest.raises(SourceError, match=r"long\.txt is larger than 499 bytes"):
        read(path, limit=499)
    with pytest.raises(SourceError, match="standard input is larger"):
        read_stream(endless, limit=1000)  # type: ignore[arg-type]
    with pytest.raises(SourceError, match="larger"):
        read_bytes(b"word", limit=3)
    with pytest.raises(SourceError, match="larger"):
        read_text("wörd", limit=4)
    assert endless.taken == 1001
    assert read(path, limit=500).source == "word " * 100


def test_a_paste_counts_as_utf8() -> None:
    """A text that comes decoded has the digest of its UTF-8."""
    assert read_text("wörd\n").sha256 == hashlib.sha256("wörd\n".encode()).hexdigest()


def test_a_paste_that_no_file_can_hold_is_refused() -> None:
    """A lone surrogate is half a character."""
    with pytest.raises(SourceError, match="U\\+D800"):
        read_text("a\ud800b")


def test_the_package_is_imported_lightly() -> None:
    """Naming the article loads no library until something is read."""
    heavy = "{'sentencex', 'markdown_it', 'ftfy', 'rapidfuzz', 'numpy'}"
    code = (
        f"import sys; from assistant.article.files import read; print({heavy} & {{*sys.modules}})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
