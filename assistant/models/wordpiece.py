"""WordPiece, the tokenizer of BERT (Devlin et al. 2019), uncased, with offsets of words.

Words are split at every mark, lower-cased, rid of accents, and cut into the longest pieces
that the vocabulary holds; a piece inside a word begins with ``##``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.tokens import WORD

_TOKEN = re.compile(rf"{WORD.pattern}|\S")
_BASIC = re.compile(r"[^\W_]+|\S")
_LONGEST_WORD = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a mark of a text with its offsets, code points, and its token ids."""

    start: int
    end: int
    ids: tuple[int, ...]
    is_word: bool

    def shifted(self, by: int) -> Piece:
        """The same piece so many code points further on."""
        return Piece(self.start + by, self.end + by, self.ids, self.is_word)


class WordPiece:
    """The tokenizer of one vocabulary, whose place in it is the id of a token."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = tuple(vocabulary)
        self._ids = {token: number for number, token in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}
        self.unknown = self._ids["[UNK]"]
        self.first = self._ids["[CLS]"]
        self.last = self._ids["[SEP]"]

    def encode(self, text: str) -> Iterator[Piece]:
        """The words and marks of a text, in order, without the tokens around it.

        A word is `language.tokens.WORD`: *don't* is one, of three token ids.
        """
        known = self._known
        for match in _TOKEN.finditer(text):
            token = match.group()
            ids = known.get(token)
            if ids is None:
                ids = known[token] = self._once(token)
            yield Piece(match.start(), match.end(), ids, token[0].isalnum())

    def single(self, word: str) -> int | None:
        """The id of a word, in lower case, that is one token of the vocabulary, else None."""
        return self._ids.get(word)

    def _once(self, token: str) -> tuple[int, ...]:
        found = tuple(
            number
            for basic in _BASIC.findall(_plain(token))
            for number in self._pieces(basic) or (self.unknown,)
        )
        return found or (self.unknown,)

    def _pieces(self, word: str) -> tuple[int, ...] | None:
        found: list[int] = []
        at = 0
        while at < len(word) <= _LONGEST_WORD:
            prefix = "##" if at else ""
            ends = range(len(word), at, -1)
            end = next((end for end in ends if prefix + word[at:end] in self._ids), None)
            if end is None:
                return None
            found.append(self._ids[prefix + word[at:end]])
            at = end
        return tuple(found) or None


def _plain(token: str) -> str:
    if token.isascii():
        return token.lower()
    apart = unicodedata.normalize("NFD", token.lower())
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
