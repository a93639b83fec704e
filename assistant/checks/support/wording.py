"""Words of a summary for which there is nothing in the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.language.content import Token, found_in, tokens

_MOST_NEW = 0.34
_MOST_OF_A_CLAUSE = 0.6
_FIGURES = frozenset(
    """about around roughly approximately nearly almost half third thirds quarter quarters fifth
    tenth two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand million billion trillion per cent percent one
    first second once twice year years old aged""".split()
)
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result|led to|leads to|leading to|caused|causes"
    r"|causing|prompted|prompting|so that|therefore|consequently|blamed on|resulting in|resulted in"
    r"|in order to|sparked|sparking|amid fears|driven by)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    rf"{_CAUSE.pattern}|\b(?:since|as|after|following|reasons?|why|means?|meant|so|blam\w+|forc\w+|mak(?:e|es|ing)|made|prompt\w*|under)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:no|none|nobody|not|never|except|exempt|unless|sole|alone)\b", re.IGNORECASE
)
_UTMOST = re.compile(
    r"\b(?:first|only|largest|biggest|worst|best|record|unprecedented|historic|never before"
    r"|all|every|everyone|unanimous(?:ly)?|entire|most|sole|highest|lowest|oldest)\b",
    re.IGNORECASE,
)


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    """Content words that are new, a cause or an utmost that is brought in."""
    source = " ".join(evidence)
    known = tokens(source)
    content = [t for t in tokens(sentence) if t.is_content and not _is_figure(t)]
    new = [token.text for token in content if not found_in(token, known)]
    if content and len(new) > _MOST_NEW * len(content):
        yield f"there is nothing in the evidence for: {', '.join(dict.fromkeys(new))}"
    for clause in {token.clause for token in content}:
        told = [token for token in content if token.clause == clause]
        strange = [token.text for token in told if token.text in new]
        if len(told) >= 3 and len(strange) > _MOST_OF_A_CLAUSE * len(told):
            yield f"nothing in the evidence says: {' '.join(token.text for token in told)}"
    if cause := _CAUSE.search(sentence):
        behind = [t for t in tokens(sentence[cause.end() :]) if t.is_content][:5]
        there = sum(found_in(token, known) for token in behind)
        if not _REASON.search(source) or there < 0.5 * len(behind):
            yield f"a cause is brought in: “{cause.group()}”"
    for utmost in _UTMOST.finditer(sentence):
        word = utmost.group().lower()
        if word == "only" and _LIMITS.search(source):
            continue
        if word not in source.lower() and word not in ("all", "most", "every"):
            yield f"“{utmost.group()}” is brought in"


def _is_figure(token: Token) -> bool:
    return token.lower[0].isdigit() or token.lower in _FIGURES
