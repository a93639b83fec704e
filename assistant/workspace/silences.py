"""What a text silences itself: `<!-- assistant: off RULE -->` … `on`, and words that are meant.

`<!-- assistant: off -->` silences all rules up to the next `on`, or the end; several rules are
parted by commas. `<!-- assistant: words regime, so-called -->` silences words in the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.span import Span

_COMMENT = re.compile(
    r"<!--[ \t]*assistant:[ \t]*(off|on|words)\b[ \t]*([^<>\n]{0,2000}?)[ \t]*-->", re.IGNORECASE
)
_ALL = ""


@dataclass(frozen=True, slots=True)
class Silences:
    """Spans of a source in which a rule is silent (all rules under ""), and silent words."""

    spans: tuple[tuple[str, Span], ...] = ()
    words: frozenset[str] = frozenset()

    def silence(self, rules: tuple[str, ...], span: Span, text: str) -> bool:
        """Whether a finding under any of some names (a rule, its kind) is silenced."""
        if " ".join(text.lower().replace("’", "'").split()) in self.words:
            return True
        return any(
            (name == _ALL or name in rules) and place.overlaps(span) for name, place in self.spans
        )


def silences(source: str) -> Silences:
    """What a source silences; none costs a search for the comment."""
    if "assistant:" not in source:
        return Silences()
    words: set[str] = set()
    spans: list[tuple[str, Span]] = []
    begun: dict[str, int] = {}
    for match in _COMMENT.finditer(source):
        said, names = match[1].lower(), list(_names(match[2]))
        if said == "words":
            words.update(names)
        elif said == "off":
            for name in names or [_ALL]:
                begun.setdefault(name, match.end())
        else:
            ended = begun.keys() & (names or begun.keys())
            spans += [(name, Span(begun.pop(name), match.start())) for name in sorted(ended)]
    spans += [(name, Span(start, len(source))) for name, start in begun.items()]
    return Silences(tuple(spans), frozenset(words))


def _names(text: str) -> Iterator[str]:
    return (part.strip().lower() for part in text.split(",") if part.strip())
