"""Decoding loses no byte, and encoding gives the very bytes back."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.encodings import decode, encode
from assistant.article.files import read_bytes
from assistant.article.model import Encoding
from assistant.errors import SourceError

STORY = "Zoë’s café — “closed”\r\n\r\nThe harbor at Pell was shut.\rIt reopens at noon.\n"
LATIN = "The harbor at Pell was shut on Monday.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (STORY.encode(), Encoding()),
        (codecs.BOM_UTF8 + STORY.encode(), Encoding("utf-8", codecs.BOM_UTF8)),
        (
            codecs.BOM_UTF16_LE + STORY.encode("utf-16-le"),
            Encoding("utf-16-le", codecs.BOM_UTF16_LE),
        ),
        (
            codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"),
            Encoding("utf-16-be", codecs.BOM_UTF16_BE),
        ),
        (
            codecs.BOM_UTF32_LE + STORY.encode("utf-32-le"),
            Encoding("utf-32-le", codecs.BOM_UTF32_LE),
        ),
        (STORY.encode("utf-16-le"), Encoding("utf-16-le")),
        (STORY.encode("utf-16-be"), Encoding("utf-16-be")),
        (STORY.encode("cp1252"), Encoding("cp1252")),
    ],
)
def test_every_encoding_is_recognised_and_kept(data: bytes, encoding: Encoding) -> None:
    """The text is the same however it was stored, and goes out as it came in."""
    article = read_bytes(data)
    assert article.source == STORY
    assert article.encoding == encoding
    assert encode(article.source, article.encoding) == data


def test_bytes_that_windows_1252_leaves_undefined_survive() -> None:
    """81, 8D, 8F, 90 and 9D become the controls of that number and come back."""
    data = b"caf\xe9 \x81\x8d\x8f\x90\x9d\x93closed\x94\n"
    article = read_bytes(data)
    assert article.source == "café \x81\x8d\x8f\x90\x9d“closed”\n"
    assert encode(article.source, article.encoding) == data


@pytest.mark.parametrize(
    ("char", "codec", "shown"),
    [
        ("Ž", "cp1252", None),
        ("ł", "cp1252", "ł"),
        ("\x80", "cp1252", "0080"),
        ("\ud800", "utf-8", "D800"),
    ],
)
def test_a_character_that_the_encoding_lacks_is_named(
    char: str, codec: str, shown: str | None
) -> None:
    """The line and the character are told, with what to do about it."""
    text = f"one\rtwo\r\nSta{char}\n"
    if shown is None:
        assert encode(text, Encoding(codec)) == text.encode(codec)
        return
    with pytest.raises(SourceError, match=rf"line 3 has .*{shown}.*cannot hold") as caught:
        encode(text, Encoding(codec))
    assert "UTF-8" in caught.value.hint


def test_a_text_with_a_mark_that_lies_is_refused() -> None:
    """What starts as UTF-16 and is not well formed is no text."""
    assert decode(codecs.BOM_UTF16_LE + LATIN.encode("utf-16-le") + b"x") is None


def test_short_or_broken_wide_text_is_not_guessed() -> None:
    """UTF-16 without a mark is taken for it only where there is enough to be sure."""
    assert decode(b"a\0b\0") == ("a\0b\0", Encoding())


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text().map(lambda text: text.encode("utf-8"))
    | st.text(max_size=40).map(lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"))
    | st.binary(max_size=30).map(lambda data: LATIN.encode() + data)
)
def test_all_bytes_that_are_read_come_back(data: bytes) -> None:
    """Encoding is the inverse of reading, for all bytes that are not refused."""
    try:
        article = read_bytes(data)
    except SourceError:
        return
    assert encode(article.source, article.encoding) == data
