"""Words of a summary for which there is nothing in the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checks.content import found_in, tokens

_MOST_NEW = 0.34
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result|led to|leads to|leading to|caused|causes"
    r"|causing|prompted|prompting|so that|therefore|consequently|blamed on|resulting in|resulted in"
    r"|in order to|sparked|sparking|amid fears|driven by)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    rf"{_CAUSE.pattern}|\b(?:since|as|after|following|for|reasons?|why|means?|meant|to|so|from|over)\b",
    re.IGNORECASE,
)
_UTMOST = re.compile(
    r"\b(?:first|only|largest|biggest|worst|best|record|unprecedented|historic|never before|always"
    r"|all|every|everyone|unanimous(?:ly)?|entire|most|sole|highest|lowest|oldest)\b",
    re.IGNORECASE,
)


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    """Content words that are new, a cause or an utmost that is brought in."""
    source = " ".join(evidence)
    known = tokens(source)
    content = [t for t in tokens(sentence) if t.is_content and not t.lower[0].isdigit()]
    new = [token.text for token in content if not found_in(token, known)]
    if content and len(new) > _MOST_NEW * len(content):
        yield f"there is nothing in the evidence for: {', '.join(dict.fromkeys(new))}"
    if (cause := _CAUSE.search(sentence)) and not _REASON.search(source):
        yield f"a cause is brought in: “{cause.group()}”"
    for utmost in _UTMOST.finditer(sentence):
        word = utmost.group().lower()
        if word not in source.lower() and word not in ("all", "most", "every"):
            yield f"“{utmost.group()}” is brought in"
