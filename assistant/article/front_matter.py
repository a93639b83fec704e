"""Front matter: the YAML, TOML or JSON that a text may begin with, and the title it states.

It is recognised in every format. A few `key: value` lines without a fence count too, where one
of them is the title.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import Any

from assistant.article.lines import Line, blank, split_lines

_LONGEST = 1000
"""Lines within which front matter ends."""

_LONGEST_HEADER = 20
_KEY = re.compile(r"[\"']?[A-Za-z][\w.-]*[\"']?\s*[:=]")
_HEADER = re.compile(r"[A-Za-z][\w-]{0,30}:(?:\s|\Z)")
_TITLE = re.compile(r"[\"']?(?i:title)[\"']?[ \t]*:(?:[ \t]+|\Z)(?P<value>.*)", re.DOTALL)
_FOLDED = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?\Z")
_COMMENT = re.compile(r"(?:^|\s)#.*\Z")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:(?P<sign>.)(?P<code>(?<=x)[0-9A-Fa-f]{2}|(?<=u)[0-9A-Fa-f]{4}|(?<=U)[0-9A-Fa-f]{8})?)",
    re.DOTALL,
)
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_CLOSING = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}


def front_matter(lines: Sequence[Line]) -> int:
    """How many lines of front matter a text begins with, its fences and what is blank before it."""
    first = next((n for n, line in enumerate(islice(lines, 5)) if not blank(line.text)), None)
    if first is None:
        return 0
    opening = lines[first].text.rstrip()
    if opening in _CLOSING:
        return _fenced(lines, first, _CLOSING[opening])
    if opening.startswith("{"):
        return _braced(lines, first)
    return _header(lines, first)


@lru_cache(maxsize=2)
def stated_title(source: str) -> str:
    """The title that the front matter of a text states, as it is seen, or the empty string."""
    lines = split_lines(source[:100_000])
    number = front_matter(lines)
    value = _value([line.text for line in lines[:number] if not blank(line.text)])
    return " ".join(unescape(_TAG.sub("", value)).split())


def _fenced(lines: Sequence[Line], first: int, closing: Sequence[str]) -> int:
    keyed = False
    for number, line in enumerate(lines[first + 1 : first + _LONGEST], start=first + 2):
        if line.text.rstrip() in closing:
            return number if keyed else 0
        keyed = keyed or _KEY.match(line.text) is not None
    return 0


def _braced(lines: Sequence[Line], first: int) -> int:
    """JSON, up to the brace that closes it at the beginning of a line."""
    if lines[first].text.rstrip().startswith("{{") or lines[first].text.startswith("{%"):
        return 0
    for number, line in enumerate(lines[first : first + _LONGEST], start=first + 1):
        if line.text.rstrip() == "}" or (number == first + 1 and line.text.rstrip().endswith("}")):
            found = _json("\n".join(each.text for each in lines[first:number]))
            return number if found else 0
    return 0


def _header(lines: Sequence[Line], first: int) -> int:
    """Lines of keys without a fence before them, up to a blank one or a fence."""
    titled = False
    for number, line in enumerate(lines[first : first + _LONGEST_HEADER], start=first + 1):
        text = line.text.rstrip()
        if blank(text) or text == "---":
            keyed = number - first > 2 or text == "---"
            return number if titled and keyed else 0
        titled = titled or _TITLE.match(text) is not None
        if not _HEADER.match(text) and not (number > first + 1 and line.indent):
            return 0
    return 0


def _value(lines: Sequence[str]) -> str:
    """The title that lines of front matter state."""
    opening = lines[0].rstrip() if lines else ""
    if opening == "+++":
        return _text(_toml("\n".join(lines[1:-1])))
    if opening.startswith("{") or opening == ";;;":
        return _text(_json("\n".join(lines).strip(";\n")))
    return next(_yaml_titles(lines), "")


def _text(found: dict[str, Any]) -> str:
    value = next((value for key, value in found.items() if key.lower() == "title"), "")
    return value if isinstance(value, str) else ""


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _yaml_titles(lines: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if found := _TITLE.match(line):
            more = [text for text in _indented(lines[number + 1 :]) if text]
            value = found["value"].strip()
            if _FOLDED.match(value):
                yield " ".join(more)
            else:
                yield _scalar(" ".join((value, *more)).strip())


def _indented(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if line.strip() and not line[0].isspace():
            return
        yield line.strip()


def _scalar(value: str) -> str:
    """What a scalar of YAML says (YAML 1.2.2, 7.3): quoted either way, or plain up to a comment."""
    quoted = _QUOTED.match(value)
    if quoted is None:
        return _COMMENT.sub("", value).strip()
    text = quoted.group()
    if text[0] == "'":
        return text[1:-1].replace("''", "'")
    shown = _ESCAPE.sub(_escaped, text[1:-1])
    return shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _escaped(escape: re.Match[str]) -> str:
    """The character that an escape stands for (YAML 1.2.2, 5.7)."""
    sign, code = escape["sign"], escape["code"]
    if code is None:
        return _ESCAPES.get(sign, sign)
    number = int(code, 16)
    return chr(number) if number <= sys.maxunicode else escape.group()
