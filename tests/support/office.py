"""Documents of office programs, made by hand: only what a test is about stands in them."""

from __future__ import annotations

import io
import re
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns='
    '"http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-office'
    'document.wordprocessingml.document.main+xml"/>{0}</Types>'
)
_TYPE = (
    '<Override PartName="/word/{0}.xml" ContentType="application/vnd.openxmlformats-office'
    'document.wordprocessingml.{0}+xml"/>'
)
_RELATION = (
    '<Relationship Id="{0}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{1}" Target="{2}"/>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships">{0}</Relationships>'
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
    for style, name in (
        ("Title", "Title"), ("H1", "heading 1"), ("H2", "heading 2"), ("Quote", "Quote"),
        ("Bullet", "List Bullet"), ("TOC1", "toc 1"),
    )
)  # fmt: skip


def run(text: str, properties: str = "") -> str:
    """A run of a Word document."""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, style: str = "") -> str:
    """A paragraph of a Word document: of runs, or of texts that are made runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = (each if each.startswith("<") else run(each) for each in content)
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def docx(*body: str, **parts: str) -> bytes:
    """A Word document with a body; `parts` are others of it, such as `footnotes`, by kind."""
    main = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {_SPACES}>'
        f"<w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    )
    return raw_docx(main, **parts)


def raw_docx(main: str | bytes, **parts: str) -> bytes:
    """A Word document whose main part is given whole."""
    parts = {"styles": _STYLES, **parts}
    named = {kind: f'<w:{kind} xmlns:w="{W}">{inner}</w:{kind}>' for kind, inner in parts.items()}
    relations = "".join(_RELATION.format(f"r{k}", k, f"{k}.xml") for k in named)
    return package({
        "[Content_Types].xml": _TYPES.format("".join(map(_TYPE.format, named))),
        "_rels/.rels": _RELATIONS.format(
            _RELATION.format("r", "officeDocument", "word/document.xml")
        ),
        "word/document.xml": main,
        "word/_rels/document.xml.rels": _RELATIONS.format(relations),
        **{f"word/{kind}.xml": text for kind, text in named.items()},
    })  # fmt: skip


def package(parts: dict[str, str | bytes]) -> bytes:
    """An archive of some parts, in their order; `mimetype` is stored and not packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 9, 30, 0)), data, packed)
    return stream.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT_SPACES = " ".join(
    [*(f'xmlns:{name}="{_OASIS}{full}:1.0"' for name, full in
       (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("style", "style"))),
     'xmlns:dc="http://purl.org/dc/elements/1.1/"']
)  # fmt: skip
_ODT_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
    f"{inner}</style:style>"
    for name, family, parent, inner in (
        ("P1", "paragraph", "Quotations", ""),
        ("T1", "text", "", '<style:text-properties text:display="none"/>'),
    )
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
_ENTRY = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" manifest:version="1.2">'
    + _ENTRY.format("/", ODT_TYPE)
    + _ENTRY.format("content.xml", "text/xml")
    + _ENTRY.format("Pictures/a.png", "image/png")
    + "</manifest:manifest>"
)


def odt(*body: str) -> bytes:
    """An OpenDocument text with a body."""
    return raw_odt(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_ODT_SPACES} '
        'office:version="1.2">'
        f"<office:automatic-styles>{_ODT_STYLES}</office:automatic-styles><office:body>"
        f"<office:text>{''.join(body)}</office:text></office:body></office:document-content>"
    )


def raw_odt(content: str) -> bytes:
    """An OpenDocument text whose content is given whole."""
    return package({
        "mimetype": ODT_TYPE,
        "content.xml": content,
        "META-INF/manifest.xml": _MANIFEST,
        "Pictures/a.png": b"\x89PNG",
    })  # fmt: skip


def decided(data: bytes, letters: str) -> bytes:
    """A Word document of ours with each change accepted (a), rejected (r) or kept (k), in order."""
    found = parts(data)
    body = found["word/document.xml"].decode()
    rest = iter(letters)
    body = _PAIR.sub(lambda match: str(_DECIDE[next(rest)](match)), body)
    return package({**found, "word/document.xml": body})


_PAIR = re.compile(
    r"(?P<mark><w:pPr>(?P<before>(?:(?!</w:pPr>).)*?)<w:rPr><w:del [^>]*/></w:rPr></w:pPr>)?"
    r"<w:del [^>]*[^/]>(?P<old>.*?)</w:del>(?:<w:ins [^>]*>(?P<new>.*?)</w:ins>)?"
    r"|<w:ins [^>]*[^/]>(?P<only>.*?)</w:ins>"
)
_DECIDE = {
    "k": lambda m: m[0],
    "a": lambda m: (m["mark"] or "") + (m["only"] or m["new"] or ""),
    "r": lambda m: (
        (f"<w:pPr>{m['before']}</w:pPr>" if m["mark"] else "")
        + (m["old"] or "").replace("w:delText", "w:t")
    ),
}
"""What stands in the place of a change once it is decided."""
