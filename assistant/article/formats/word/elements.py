"""What the elements of WordprocessingML are to a reader of the text."""

from __future__ import annotations

CONTAINERS = frozenset({"w:body", "w:tc", "w:txbxContent", "w:footnote", "w:endnote"})
OBJECTS = frozenset({"w:drawing", "w:pict", "w:object", "w:footnoteReference",
                      "w:endnoteReference"})  # fmt: skip
SKIPPED = frozenset({"mc:Fallback", "w:pPrChange", "w:rPrChange", "w:rt", "w:delText",
                      "w:delInstrText", "w:tblPr", "w:tblGrid", "w:sectPr", "m:oMath"})  # fmt: skip
COME_LAST = frozenset({"w:sectPr", "w:pPrChange"})
CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n",
               "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}  # fmt: skip
GOES_ALONG = frozenset({
    "w:p", "w:pPr", "w:r", "w:rPr", "w:t", "w:proofErr", "w:lastRenderedPageBreak", "w:hyperlink",
    "w:smartTag", "w:bookmarkStart", "w:bookmarkEnd", *CHARACTERS,
})  # fmt: skip
"""What may go with a paragraph that is deleted."""


def symbol(code: str) -> str | None:
    """The character of a `w:sym`; "" where only its font knows it, None where the code is none."""
    try:
        number = int(code, 16)
    except ValueError:
        return None
    is_private = 0xE000 <= number < 0xF900 or 0xD800 <= number < 0xE000
    return "" if is_private or not 0x20 <= number < 0x10000 else chr(number)
