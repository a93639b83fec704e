"""What a program that reads scans writes: XML of which every word is an attribute or a box."""

from __future__ import annotations

import re

_ROOT = re.compile(
    r"""\s*(?:(?:<\?[^>]{0,500}\?>|<!--.{0,5000}?-->|<!DOCTYPE[^<>\[]{0,500}>)\s*){0,10}
    <(?:[\w.-]{1,30}:)?(?P<root>alto|PcGts|DjVuXML|OmniPage|mets|document|html)\b(?P<attributes>[^<>]{0,3000})>
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_NAMES = {
    "alto": "ALTO",
    "pcgts": "PAGE XML",
    "djvuxml": "DjVu XML",
    "omnipage": "OmniPage XML",
    "mets": "METS",
}
_HOCR = re.compile(
    r"<meta\b[^<>]{0,200}\bocr-system\b|\bclass\s*=\s*[\"']ocr_page\b", re.IGNORECASE
)
_REACH = 20_000


def scanned_page(source: str) -> str:
    """What the XML of a scanned page is called, such as ALTO, or the empty string for all else."""
    head = source[:_REACH]
    found = _ROOT.match(head)
    if found is None:
        return ""
    root = found["root"].casefold()
    if root == "html":
        return "hOCR" if _HOCR.search(head) else ""
    if root == "document":
        return "ABBYY XML" if "abbyy.com" in found["attributes"].casefold() else ""
    return _NAMES[root]
