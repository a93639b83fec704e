"""Light compression of a sentence: the rest stays as it was, and no fact goes."""

from __future__ import annotations

import re

from assistant.checks.facts.comparison import differences
from assistant.checks.neutrality.rewording import neutral

_CONNECTIVE = re.compile(
    r"^(?:However|Meanwhile|Moreover|Furthermore|Nevertheless|Nonetheless|Therefore|Thus"
    r"|In addition|As a result|By contrast|In contrast|Still|Instead|Besides|Also|Indeed"
    r"|In fact),\s+(?=\w)"
)
_ORDINARY = re.compile(r"[a-z]+(?![\w.])")
"""A word that takes a capital at the start of a sentence, as macOS and rents.py do not."""

_PARENTHESIS = re.compile(r"\s+\([^()]{1,80}\)")


def compressed(sentence: str) -> str:
    """A sentence without a leading connective and without parentheses that state no fact."""
    shorter = _CONNECTIVE.sub("", sentence)
    if shorter != sentence and _ORDINARY.match(shorter):
        shorter = shorter[0].upper() + shorter[1:]
    for match in reversed(list(_PARENTHESIS.finditer(shorter))):
        without = shorter[: match.start()] + shorter[match.end() :]
        if not differences(shorter, without):
            shorter = without
    return shorter


def neutralised(sentence: str) -> str:
    """A sentence as a summary tells it: compressed, in neutral words, with every fact it had."""
    shorter = compressed(sentence)
    plain = neutral(shorter)
    return shorter if plain is None or differences(shorter, plain) else plain
