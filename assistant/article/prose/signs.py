"""What a line by itself says of being prose: code, rows, logs, keys and settings have a look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import groupby

_CODE = re.compile(
    r"""\s*(?:
        \#(?:include\s*[<"]|!\s*/|(?:define|ifn?def|pragma)\s+\w|endif\b)
      | from\s+[\w.]+\s+import\s
      | (?:import|using|package|use)\s+[\w.:*{}]+(?:\s+as\s+\w+)?;\s*\Z
      | (?:(?:pub|public|private|protected|static|async|export|default|abstract|final)\s+)*
        (?:def|class|fn|func|function|interface|struct|enum|impl|namespace)\s+\w[\w.]*\s*[(:{<].*
      | (?:if|for|while|switch|elif|else\s+if|foreach|catch)\s*\(.*\)\s*\{?\s*\Z
      | (?:else|try|do|finally)\s*[:{]\s*\Z
      | (?:if|elif|for|while|with|except)\s+.*[\w)\]'"]:\s*\Z(?<=[)\]'"]:)
      | .*\{\s*(?://.*)?\Z
      | .*;\s*(?:then|do)\s*\Z | case\s.*\sin\s*\Z | ;;\s*\Z | .*"\$[{(A-Za-z_]
      | \}?\s*\)?\s*;\s*\Z
      | .*(?:\w\(|[=\]>:]=?|\+\+|--|&&|\|\|).*;\s*(?://.*|/\*.*)?\Z(?<!,\s)
      | (?:return|break|continue|goto|throw|raise|yield)\b[^.!?]*;\s*\Z
      | [a-zA-Z_][\w.:>-]*\((?=.*[_"'=;\[$]).*\)\s*[;:{,)]*\s*\Z
      | (?:await|return|yield|print)\s+[\w.]+\(.*\)\s*\Z
      | (?:\$|[\w.-]+@[\w.-]+:\S*[$\#]|PS\ [A-Z]:\S*>)\ [a-z./]
      | @\w+(?:\.\w+)*(?:\(.*\))?\s*\Z(?<=\))
      | at\ [\w.$<>/]+\(.*\)\s*\Z | File\ ".*",\ line\ \d+ | Traceback\ \(most\ recent
      | @@\ -\d+ | diff\ --git\ | index\ [0-9a-f]{7,} | [-+]{3}\ [ab]/
      | (?:SELECT\s[\w*.,\s"]+\sFROM|INSERT\sINTO|CREATE\sTABLE|DROP\sTABLE|ALTER\sTABLE)\s
        [\w."`]*[a-z_"`]
      | >>>\ (?:[\w.]+\(|[\w.,\ ]+\s=\s|[fbru]{0,2}["']|(?:from|import|def|class|for|with)\s)
      | "[^"\n]+"\s*:\s*(?:[\[{"\d-]|true|false|null)
      | \[?\s*\{\s*"[^"\n]*"\s*:
      | <\?(?:xml|php)\b | <!DOCTYPE\b | <!\[CDATA\[
    )""",
    re.VERBOSE,
)
_LOG = re.compile(
    r"""\[?\d{4}[-/]\d\d[-/]\d\d[T\ ]\d\d:\d\d\S*\s.*
        (?:\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b|\w=\S+\s+\w+=)
      | [A-Z][a-z]{2}\s+\d{1,2}\ \d\d:\d\d:\d\d\ \S+\ [\w./()-]+(?:\[\d+\])?:\s
      | \S+\ \S+\ \S+\ \[\d\d/[A-Z][a-z]{2}/\d{4}:
      | \[?(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\]?\s+\[?[\d:.,/T-]{8,}
      | .{0,30}?\d{4}-\d\d-\d\d[T\ ]\d\d:\d\d:\d\d(?![\]\s]+<?\w+>?:?\s)""",
    re.VERBOSE,
)
_KEY = re.compile(
    r"""-----(?:BEGIN|END)\ [A-Z0-9 ]+-----\s*\Z
      | (?:ssh-(?:rsa|ed25519|dss)|ecdsa-\S+)\ AAAA
      | (?=\S*\d)(?=\S*[a-z])(?=\S*[A-Z])[A-Za-z0-9+/]{40,}={0,2}\s*\Z
      | (?:0x)?[0-9a-fA-F]{32,}(?:\ [ *]\S+)?\s*\Z
      | [0-9a-fA-F]{2}(?:[:\ ][0-9a-fA-F]{2}){15,}
      | [0-9a-f]{6,8}:?\ +(?:[0-9a-f]{2,4}\ +){4,}""",
    re.VERBOSE,
)
_ROW = re.compile(r'\s*"[^"\n]*"(?:[,;\t]"[^"\n]*"){2,}')
_LIKELY = re.compile(
    r"""\s*(?://|\#\s)
      | \s*(?:export\s+|set\s+|(?:const|let|var|int|char|float|double|auto|my|local)\s+)?
        [\w.$\[\]-]+\s*(?:[-+*/|]|:)?=\s*\S
      | \s*(?:-\s+)?[a-z][\w-]*(?:[._][\w-]+)*:(?:\s+\S+){0,4}\s*\Z
      | \s*[a-zA-Z_][\w.:>-]*\(.*\)\s*[;:{,)]*\s*\Z
      | \s*import\s+[\w.]+\s*\Z
      | \s+(?:if|elif|for|while|with|except)\s.*:\s*\Z
      | \s*(?:WHERE|AND|OR|ON|SET)\s+[\w.]+\s*(?:[=<>]|LIKE\s|IN\s)
      | \s*(?:return|pass|break|continue|end|fi|done|esac)\b[^.!?,]*\Z""",
    re.VERBOSE,
)
_NEUTRAL = re.compile(r"\s*(?:[#;%*]|//|/\*|--|<!--|\"\"\"|'''|\[[\w.: \"-]+\]\s*\Z)|[^\w]*\Z")
_TAG = re.compile(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>")
_QUOTED = re.compile(r'"[^"\n]*"')
_SEPARATORS = ("\t", "|", ";", ",")

_LONGEST = 300
"""Code points of a line that are looked at; hardly any line of code is longer."""

_FEWEST_ROWS = 3
_MOST_TAGS = 0.6
_SHORT = 3


class Sign(IntEnum):
    """What a line by itself says of being prose."""

    PROSE = 0
    NEUTRAL = 1
    """It goes along with the lines around it."""
    LIKELY = 2
    """Two side by side are none, one alone may be anything."""
    NONE = 3


def sign_of(line: str) -> Sign:
    """What a line looks like, of which no more than its beginning is looked at."""
    if len(line) > _LONGEST:
        line = f"{line[:_LONGEST]}…"
    if any(known.match(line) for known in (_CODE, _LOG, _KEY, _ROW)):
        return Sign.NONE
    tags = sum(len(tag) for tag in _TAG.findall(line))
    if _LIKELY.match(line) or tags > _MOST_TAGS * len(line.strip()):
        return Sign.LIKELY
    if _NEUTRAL.match(line) or len(line.split()) <= _SHORT:
        return Sign.NEUTRAL
    return Sign.PROSE


def stands_alone(line: str) -> bool:
    """Whether a line is prose even among code: neither set in nor a comment nor half code."""
    return not (line[0].isspace() or _NEUTRAL.match(line) or _LIKELY.match(line[:_LONGEST]))


def rows(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The stretches of three lines and more that are rows of the same cells."""
    start = 0
    for shape, group in groupby(lines, key=_shape):
        end = start + len(list(group))
        if shape and end - start >= _FEWEST_ROWS:
            yield start, end
        start = end


def _shape(line: str) -> tuple[str, int] | None:
    """What parts the cells of a row, and how often; None where a line is no row."""
    bare = _QUOTED.sub("x", line.strip())
    for separator in _SEPARATORS:
        count = bare.count(separator)
        spaced = separator in ";," and f"{separator} " in bare
        if count >= 2 and not spaced and len(bare.split()) <= 4 * (count + 1):
            return separator, count
    return None
