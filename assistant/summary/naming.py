"""Names that a summary may use besides those of its evidence: the title's, and full ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.language.content import tokens

_FULL = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,3}")


@dataclass(frozen=True, slots=True)
class Naming:
    """The words of an article's title, and its names of several words, all in lower case."""

    title: frozenset[str] = frozenset()
    full: tuple[frozenset[str], ...] = ()

    @classmethod
    def of(cls, title: str, text: str) -> Naming:
        """The names of an article, from its title and what a reader sees of it."""
        full = dict.fromkeys(match.group() for match in _FULL.finditer(text))
        return cls(_words(title), tuple(_words(name) for name in full))

    def allows(self, name: str, evidence: Iterable[str]) -> bool:
        """Whether a name is the title's, or completes one that the evidence has in part."""
        known = frozenset(word for text in evidence for word in _words(text))
        completed = (full for full in self.full if full & known)
        allowed = self.title.union(*completed)
        return _words(name) <= allowed


def _words(text: str) -> frozenset[str]:
    return frozenset(token.lower.removesuffix("'s") for token in tokens(text))
