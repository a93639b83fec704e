"""Documents of office programs are hostile data: one line each, in little memory and time."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from assistant.article import document as document_room
from assistant.article.document import Document
from assistant.article.formats.office import package as package_room
from assistant.errors import SourceError
from tests.support.office import ODT_TYPE, docx, odt, package, paragraph, raw_docx, raw_odt, run

BOMB = ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        ']><a>&b;</a>')  # fmt: skip
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'
FILE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, FILE])
@pytest.mark.parametrize("made", [raw_docx, raw_odt])
def test_a_document_type_is_refused(text: str, made: object) -> None:
    """So no entity is ever resolved, and nothing outside is asked for."""
    assert callable(made)
    with pytest.raises(SourceError, match="has a document type"):
        Document.of_bytes(made(text), path="a")


@pytest.mark.parametrize("text", ["", "<w:document>", "<a><b></a>", "\0\1\2", "<" * 5000])
@pytest.mark.parametrize("made", [raw_docx, raw_odt])
def test_unsound_xml_is_one_line(text: str, made: object) -> None:
    """With the place."""
    assert callable(made)
    with pytest.raises(SourceError, match=r"^a\.x: its .*\.xml is no sound XML \(line 1") as caught:
        Document.of_bytes(made(text), path="a.x")
    assert "\n" not in caught.value.message


def test_elements_within_each_other_without_end_are_refused() -> None:
    """Before anything of ours goes down with them."""
    deep = "<a>" * 100_000 + "</a>" * 100_000
    with pytest.raises(SourceError, match="nests more than"):
        Document.of_bytes(raw_docx(deep), path="a.docx")


def test_a_part_that_unpacks_to_too_much_is_refused_unread() -> None:
    """A megabyte of archive may say a gigabyte of text."""
    size = package_room.LARGEST_PART + 1
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * size)
    tracemalloc.start()
    with pytest.raises(SourceError, match="unpacks to more than"):
        Document.of_bytes(stream.getvalue(), path="a.docx")
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_text_above_the_limit_is_refused_whatever_it_packs_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A few kilobytes of archive may say as much as a thousand books."""
    monkeypatch.setattr(document_room, "LIMIT", 1_000)
    data = docx(paragraph("It rained on Monday. " * 10_000))
    with pytest.raises(SourceError, match=r"^a\.docx unpacks to a text of more than 100,000"):
        Document.of_bytes(data, path="a.docx", limit=100_000)
    article = Document.of_bytes(data, path="a.docx", limit=300_000).article
    assert article.source.count("Monday") == 10_000


def test_a_part_that_is_larger_than_it_says_is_damaged() -> None:
    """What an archive says of itself is not believed."""
    data = bytearray(docx(paragraph("It rained on Monday. " * 500)))
    name = b"word/document.xml"
    for at in _places(data, b"PK\x01\x02", name, 46):
        data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    with pytest.raises(SourceError, match=r"damaged|no sound XML"):
        Document.of_bytes(bytes(data), path="a.docx")


def _places(data: bytearray, sign: bytes, name: bytes, length: int) -> list[int]:
    """Where the records of an entry begin."""
    found, at = [], data.find(sign)
    while at >= 0:
        if data[at + length : at + length + len(name)] == name:
            found.append(at)
        at = data.find(sign, at + 1)
    return found


@pytest.mark.parametrize("cut", [4, 100, 400, -30])
def test_half_an_archive_is_one_line(cut: int) -> None:
    """Whichever half."""
    with pytest.raises(SourceError) as caught:
        Document.of_bytes(docx(paragraph("It rained on Monday."))[:cut], path="a.docx")
    assert "\n" not in caught.value.message


def test_a_locked_document_says_so() -> None:
    """Of OpenDocument the archive is open, and its parts are not."""
    data = package({
        "mimetype": ODT_TYPE, "content.xml": b"\x9a\x01",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
    })  # fmt: skip
    with pytest.raises(SourceError, match="locked by a password"):
        Document.of_bytes(data, path="a.odt")


def test_parts_of_any_name_stay_in_the_archive(tmp_path: Path) -> None:
    """Nothing is unpacked to the disk; macros are kept and never looked at."""
    names = ("../../evil.txt", "/etc/evil", "word/vbaProject.bin")
    body = docx(paragraph("It rained on Monday."))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    data = package({**found, **dict.fromkeys(names, b"\0macro")})
    document = Document.of_bytes(data, path="a.docm")
    out = document.write("It poured on Monday.\n")
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert all(archive.read(name) == b"\0macro" for name in names)
    assert not list(tmp_path.iterdir())


def test_relations_to_the_outside_are_not_followed() -> None:
    """A document may name a template or a picture on somebody's server."""
    found = dict(_parts(docx(paragraph("It rained on Monday."))))
    found["_rels/.rels"] = found["_rels/.rels"].replace(
        b'Target="word/document.xml"', b'Target="http://127.0.0.1:9/x.xml" TargetMode="External"'
    )
    assert (
        Document.of_bytes(package(found), path="a.docx").article.source == "It rained on Monday.\n"
    )


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def test_a_hundred_thousand_changes_of_others_are_read() -> None:
    """And the text around them is there."""
    article = Document.of_bytes(_changed_by_others(100_000), path="a.docx").article
    assert article.source.count("a ") == 100_000


def test_what_others_changed_is_read_in_little_memory() -> None:
    """Some kilobytes for each change, at the most."""
    data = _changed_by_others(5_000)
    tracemalloc.start()
    Document.of_bytes(data, path="a.docx")
    assert tracemalloc.get_traced_memory()[1] < 5_000 * 3_000
    tracemalloc.stop()


def _changed_by_others(count: int) -> bytes:
    one = f'<w:ins w:id="1" w:author="Ed">{run("a ")}</w:ins>'
    return docx(paragraph("It rained on Monday. "), *(paragraph(one * 100),) * (count // 100))


def test_numbers_that_are_none_are_passed_over() -> None:
    """Such as a count of a million million spaces."""
    body = '<text:p>It<text:s text:c="999999999999"/>rained.</text:p>'
    assert len(Document.of_bytes(odt(body), path="a.odt").article.source) < 20_000
