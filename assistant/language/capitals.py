"""Which words of an article are names, and so are not to be touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.language.words import Word

_SHORT = 3


def is_headline(run: Sequence[Word]) -> bool:
    """Whether a sentence is set in title case: most of its longer words take a capital."""
    longer = [word for word in run if len(word.text) > _SHORT and word.text.isalpha()]
    return len(longer) > 1 and sum(word.capital for word in longer) > 0.85 * len(longer)


@dataclass(frozen=True, slots=True)
class Names:
    """What an article shows of its names: words it writes with a capital inside sentences.

    Only sentences that are not headlines and not the first word of one count as evidence.
    """

    capital: frozenset[str]
    lower: frozenset[str]

    @classmethod
    def of(cls, sentences: Iterable[Sequence[Word]]) -> Names:
        """Gather the evidence of all sentences of an article."""
        capital, lower = set(), set()
        for run in sentences:
            headline = is_headline(run)
            for number, word in enumerate(run):
                if not word.capital:
                    lower.add(word.text.lower())
                elif number and not headline:
                    capital.add(word.text.lower())
        return cls(frozenset(capital), frozenset(lower))

    def locked(self, run: Sequence[Word], first: frozenset[int] = frozenset({0})) -> frozenset[int]:
        """Indices of the words of a sentence that are numbers or (parts of) names.

        `first` are the indices at which a capital says nothing, because a sentence starts.
        """
        headline = is_headline(run)
        return frozenset(
            number
            for number, word in enumerate(run)
            if not word.text[0].isalpha() or self._is_name(word, number in first or headline)
        )

    def _is_name(self, word: Word, capital_by_position: bool) -> bool:
        if not word.capital:
            return any(letter.isupper() for letter in word.text)
        if len(word.text) > 1 and word.text.isupper():
            return True
        if not capital_by_position:
            return True
        lower = word.text.lower()
        return lower in self.capital and lower not in self.lower
