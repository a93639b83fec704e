"""What the elements of OpenDocument are to a reader of the text."""

from __future__ import annotations

import re

PARAGRAPHS = frozenset({"text:p", "text:h"})
PLAIN = frozenset({"text:span", "text:a", "text:meta", "text:ruby", "text:ruby-base"})
EMPTY = frozenset({"text:bookmark", "text:bookmark-start", "text:bookmark-end",
                    "text:soft-page-break", "text:reference-mark", "text:reference-mark-start",
                    "text:reference-mark-end", "office:annotation-end"})  # fmt: skip
SKIPPED = frozenset({"office:annotation", "office:forms", "text:note-citation", "text:ruby-text",
                      "text:hidden-text", "text:hidden-paragraph", "text:sequence-decls",
                      "?:title", "?:desc", "text:index-title-template",
                      "text:tracked-changes"})  # fmt: skip
INDEXES = frozenset({"text:table-of-content", "text:illustration-index", "text:table-index",
                      "text:object-index", "text:user-index", "text:alphabetical-index",
                      "text:bibliography"})  # fmt: skip
CHARACTERS = {"text:tab": "\t", "text:line-break": "\n"}
MARKS = frozenset({"text:change", "text:change-start", "text:change-end"})
OBJECTS = frozenset({"text:note", "draw:frame"})
UNLOCKED = EMPTY | MARKS | OBJECTS | {"text:s", *CHARACTERS}
WHITE = re.compile(r"[ \t\r\n]+")
MOST_SPACES = 10_000
