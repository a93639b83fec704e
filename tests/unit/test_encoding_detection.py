"""Encodings other than UTF-8 are told by what the bytes then read as, and nothing is lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.article.document import Document
from assistant.errors import SourceError, UsageError

SUPPORT = Path(__file__).parents[1] / "support"
FOREIGN = tomllib.loads((SUPPORT / "foreign.toml").read_text("utf-8"))
ENGLISH = (
    "The mayor’s café will stay shut — for the naïve, until May.\n\n"
    "Each house pays £4 11s. a month, or “nothing at all”, said Ms. Orr.\n"
)


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("russian", "koi8-r"),
        ("russian", "cp1251"),
        ("ukrainian", "koi8-u"),
        ("greek", "iso8859-7"),
        ("greek", "cp1253"),
        ("japanese", "euc_jp"),
        ("japanese", "shift_jis"),
        ("chinese", "gbk"),
        ("korean", "euc_kr"),
        ("arabic", "cp1256"),
        ("polish", "cp1250"),
        ("czech", "iso8859-2"),
        ("turkish", "cp1254"),
        ("french", "cp1252"),
        ("german", "cp1252"),
    ],
)
def test_an_encoding_is_told_from_the_text_that_comes_of_it(language: str, codec: str) -> None:
    """The text is what was written, the bytes come back, and all but Windows-1252 is a guess."""
    text = "\r\n\r\n".join(FOREIGN[language]) + "\r\n"
    document = Document.of_bytes(text.encode(codec))
    assert document.article.source == text
    assert document.write(text) == text.encode(codec)
    assert document.article.encoding.is_guess == (codec != "cp1252")


def test_traditional_chinese_is_told() -> None:
    """Big5."""
    text = "市議會星期二決定花四百萬元修理舊橋。因為下雪，三所學校關閉到星期一。\n"
    assert Document.of_bytes(text.encode("big5")).article.source == text


def test_windows_1252_english_stays_what_it_is() -> None:
    """Quotation marks, pounds and accents are no reason to look for another encoding."""
    for text in (ENGLISH, *ENGLISH.splitlines(keepends=True), "40° £5 §2\n", "Café Noir\n"):
        data = text.encode("cp1252")
        if text.strip():
            article = Document.of_bytes(data).article
            assert (article.source, article.encoding.codec) == (text, "cp1252")
            assert not article.encoding.is_guess


def test_what_reads_as_nothing_is_asked_about() -> None:
    """No text of wrong letters is made up."""
    data = bytes(range(0xC0, 0x100)) * 3 + b"\n"
    with pytest.raises(SourceError, match=r"a\.txt: its encoding cannot be told") as caught:
        Document.of_bytes(data, path="a.txt")
    assert "--encoding" in caught.value.hint


def test_an_encoding_that_is_named_decides() -> None:
    """Even where the bytes would read as something else."""
    text = "Øre og ære på åen.\n"
    document = Document.of_bytes(text.encode("mac-roman"), encoding="macintosh")
    assert document.article.source == text
    assert document.write(text) == text.encode("mac-roman")
    assert not document.article.encoding.is_guess


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"It rained.\n", "nonsense", "there is no encoding 'nonsense'"),
        (b"It rained.\n", "base64", "there is no encoding 'base64'"),
        (b"It rained.\n", "rot13", "there is no encoding 'rot13'"),
        (b"Caf\xe9\n", "utf-8", "it is not in UTF-8"),
        (b"Caf\xe9\n", "ascii", "it is not in ASCII"),
    ],
)
def test_a_name_that_does_not_fit_is_refused(data: bytes, encoding: str, message: str) -> None:
    """In one line, with the name of the file."""
    with pytest.raises(UsageError, match=message) as caught:
        Document.of_bytes(data, path="a.txt", encoding=encoding)
    assert caught.value.message.startswith("a.txt: ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_names_of_usual_encodings_are_taken(encoding: str) -> None:
    """With a byte order mark and without; every byte comes back."""
    text = "Café in the rain, and nobody there.\n"
    data = text.encode(encoding)
    document = Document.of_bytes(data, encoding=encoding)
    assert document.article.source == text
    assert document.write(text) == data
