"""Sources of the evidence that a summary loses: a claim becomes a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checks.support.scopes import is_negative
from assistant.language.content import found_in, tokens
from assistant.language.wordlists import word_pattern
from assistant.problems import Code, Problem

_ATTRIBUTED = re.compile(word_pattern("reporting-verbs", "attributing-words"), re.IGNORECASE)
_CLAIM = re.compile(word_pattern("reporting-verbs"), re.IGNORECASE)
_DENIES = frozenset({"denies", "denied"})
_HALF, _MOST = 0.5, 0.75


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[Problem]:
    """One problem, where a sentence states as a fact what somebody says in the evidence."""
    content = [token for token in tokens(sentence) if token.is_content]
    if not content or "“" in sentence or '"' in sentence or _is_attributed(sentence, evidence):
        return
    known = [t for text in evidence if not _CLAIM.search(text) for t in tokens(text)]
    stated = sum(found_in(token, known) for token in content) if known else 0
    if stated >= _MOST * len(content):
        return
    for text in evidence:
        if _CLAIM.search(text):
            claimed = sum(found_in(token, tokens(text)) for token in content)
            if claimed >= _HALF * len(content) and claimed > stated:
                message = "it states as a fact what somebody says"
                yield Problem(Code.ATTRIBUTION_LOST, message)
                return


def _is_attributed(sentence: str, evidence: Sequence[str]) -> bool:
    """Whether a sentence says whose it is; a denial does where the evidence negates something."""
    found = {match.group().lower() for match in _ATTRIBUTED.finditer(sentence)}
    if not any(is_negative(token) for text in evidence for token in tokens(text)):
        found -= _DENIES
    return bool(found)
