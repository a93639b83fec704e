"""Whole lines that hold no prose: template tags, components, modules, displayed formulas.

They may hold blank lines and signs of Markdown, so that they are found before blocks are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.patterns import lazy
from assistant.language.span import Span

_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\}){0,2000}\}"
_VALUE = rf"(?:\"[^\"]{{0,1000}}\"|'[^']{{0,1000}}'|{_BRACES}|[^\s\"'<>={{}}]{{1,300}})"
_ATTRIBUTES = rf"(?:\s+(?:[\w:@.-]{{1,60}}(?:\s*=\s*{_VALUE})?|{_BRACES})){{0,60}}\s*"
_FENCE = r"(?P<fence>`{3,}|~{3,})[^\n]*(?:\n|\Z)(?:(?!\s*(?P=fence))[^\n]*(?:\n|\Z))*+\s*[`~]*"
_PAIRED = r"""
      \{\{[<%]-?\s*(?P<paired>highlight|code|mermaid|math|raw)\b[^{}]{0,500}[%>]\}\}
        (?:(?!\{\{[<%]-?\s*(?P=paired)).){0,10000}?\{\{[<%]-?\s*/\s*(?P=paired)\s*-?[%>]\}\}
    | \{%-?\s*(?P<block>highlight|comment|mermaid|math)\b[^%]{0,500}%\}
        (?:(?!\{%-?\s*(?P=block)).){0,10000}?\{%-?\s*end(?P=block)\s*-?%\}
"""
_TAGS = rf"""
      \{{\{{[^{{}}]{{0,2000}}\}}\}} | \{{%.{{0,2000}}?%\}} | <%.{{0,2000}}?%>
    | <!--(?:(?!<!--).){{0,20000}}?-->
    | </?[A-Z][\w.]{{0,60}}{_ATTRIBUTES}/?> | </?>
    | <[a-z][\w-]{{0,60}}(?=[^<>]{{0,500}}\n)(?=[^<>]{{0,2000}}=){_ATTRIBUTES}/?>
"""
_CODE = rf"""
      import\s(?:[^\n;'"{{}}]{{0,300}}|[^;'"{{}}]{{0,100}}\{{[^{{}}]{{0,2000}}\}}\s*)from
        \s*["'][^"'\n]+["'];?
    | import\s*["'][^"'\n]+["'];?
    | export\s+(?:default|const|let|var|function|async|class)\b
        [^\n{{]{{0,300}}{_BRACES}[^\n{{}}]{{0,100}}
    | export\s+(?:const|let|var)\s[^\n]{{0,300}}
    | \{{/\*.{{0,5000}}?\*/\}}
    | (?=\{{\s*(?:["'`<]|[A-Za-z_$][\w$]*[.(\[])){_BRACES}
    | \$\$.{{1,3000}}?\$\$ | \\\[.{{1,3000}}?\\\]
    | \\begin\{{(?P<formula>[a-z]+\*?)\}}.{{0,3000}}?\\end\{{(?P=formula)\}}
    | :{{3,}}[^\n]{{0,300}} | (?:!!!|\?\?\?\+?)[ \t]+[\w-][^\n]{{0,300}}
    | ===[+!]?[ \t]+"[^\n]{{0,300}}
    | \{{[:\#][^{{}}\n]{{0,300}}\}} | \[\[?_?TOC_?\]?\]
"""
_PAGE = r"""
      <\?[\w-]{1,40}[^<>]{0,2000}\?> | <!DOCTYPE\b[^<>]{0,2000}>
    | </[A-Za-z][\w:.-]{0,60}\s*>
    | <(?P<element>script|style|head|pre|svg|template|textarea)\b(?:[^<>]{0,2000})>
        .{0,200000}?</(?P=element)\s*>
"""
_END = r"[^\S\n]*$"
_FLAGS = re.VERBOSE | re.MULTILINE | re.DOTALL
_MARKDOWN = lazy(rf"^[ \t]*(?:{_FENCE}|(?P<run>(?:{_PAIRED}|{_TAGS}|{_CODE}){_END}))", _FLAGS)
_PLAIN = lazy(rf"^[ \t]*(?P<run>(?:{_PAIRED}|{_TAGS}|{_PAGE}){_END})", _FLAGS)


def markdown_runs(source: str) -> Iterator[Span]:
    """The runs of whole lines of Markdown without prose, outside of fenced code, in order."""
    yield from _runs(_MARKDOWN, source)


def plain_runs(source: str) -> Iterator[Span]:
    """The runs of whole lines of tags, comments, scripts and styles in any text, in order."""
    yield from _runs(_PLAIN, source)


def _runs(pattern: re.Pattern[str], source: str) -> Iterator[Span]:
    for match in pattern.finditer(source):
        if match["run"]:
            yield Span(*match.span())
