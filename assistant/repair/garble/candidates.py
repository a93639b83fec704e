"""Candidates: what may have stood in the place of words that read garbled.

They come from four sources: the relatives of what stands there, by thesaurus; other forms of
the same word; what the reader guesses; and nothing, where a word was put in. Relatedness is
evidence and no gate: half of what spinners write is in no thesaurus.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from assistant.language.inflection import parts_of
from assistant.language.relatives import Relation
from assistant.language.spelling import Dialect, foreign_to, same_but_spelling
from assistant.models.base import LanguageModel
from assistant.models.wordpiece import WordPiece
from assistant.repair.garble.forms import related_forms

_RELATED, _GUESSED = 40, 24
"""Candidates of a span that are looked at: related ones, and free guesses."""
_RANK = {
    Relation.FORM: 2.5,
    Relation.SYNONYM: 2.0,
    Relation.LINK: 1.0,
    Relation.LISTED: 0.7,
    Relation.LISTS: 0.7,
}
"""What a relation is worth, in nats, where the most promising candidates are picked."""
_SEEN, _FORESEEN, _PIECE = 0.5, 0.4, 0.9
"""What a nat of either model is worth there, and what a further token costs."""
_IMPOSSIBLE = -99.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may have stood in the place of a span, in lower case; empty where nothing did.

    `guess` is the reader's log-probability of its first token, of `pieces` in all. `foreseen`
    is what its first token, of `tokens` in all, wins over that of what stands there by what the
    language model foresees; for nothing, it is 0. `relatives` says how many what stands there has.
    """

    text: str
    relation: Relation
    guess: float
    pieces: int
    relatives: int
    foreseen: float = 0.0
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Expected:
    """The log-probability of every token at a word: by the reader, and by the language model.

    The latter are of tokens behind `joint`, a space or nothing.
    """

    guessed: Any
    foreseen: Any
    joint: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What a surface may have stood for, and what is known of it before anything is read.

    `firsts` are the ids of first tokens of the reader, `ranks` what is added to their
    log-probabilities.
    """

    texts: tuple[str, ...]
    relations: tuple[Relation, ...]
    pieces: tuple[int, ...]
    firsts: Any
    ranks: Any


class Proposer:
    """Proposes candidates for surfaces, with the vocabularies of the reader and the model."""

    def __init__(self, tokenizer: WordPiece, dialect: Dialect, model: LanguageModel) -> None:
        import numpy as np

        self._tokenizer = tokenizer
        self._dialect = dialect
        self._model = model
        self._words = np.array([_is_word(token) for token in tokenizer.vocabulary])
        self._known = lru_cache(maxsize=5000)(self._known_once)
        self._foretokens = lru_cache(maxsize=200_000)(self._foretokens_once)

    def first(self, surface: str) -> tuple[int, int]:
        """The id of the reader's first token of a surface, and how many tokens it has."""
        ids = [number for piece in self._tokenizer.encode(surface) for number in piece.ids]
        return (ids[0] if ids else self._tokenizer.unknown), max(len(ids), 1)

    def surprise(self, surface: str, expected: Expected) -> float:
        """How far a surface lies behind what the language model finds likeliest, in nats."""
        first, _ = self._foretokens(expected.joint, surface)
        return float(expected.foreseen.max() - expected.foreseen[first])

    def related(self, surface: str, expected: Expected) -> list[Candidate]:
        """The related candidates of a surface in lower case, the most promising first."""
        import numpy as np

        known = self._known(surface)
        if not known.texts:
            return []
        guesses = expected.guessed[known.firsts]
        firsts = [self._foretokens(expected.joint, text)[0] for text in known.texts]
        foreseen = expected.foreseen[np.array(firsts, int)]
        score = _SEEN * guesses + _FORESEEN * foreseen + known.ranks
        order = np.argsort(-score, kind="stable")[: 2 * _RELATED].tolist()
        texts = {known.texts[at] for at in order}
        native = (at for at in order if not foreign_to(self._dialect, known.texts[at], texts))
        return [
            self._candidate(
                surface, expected, known.texts[at], known.relations[at], known.pieces[at],
                float(guesses[at]),
            )
            for at in islice(native, _RELATED)
        ]  # fmt: skip

    def guessed(self, surface: str, expected: Expected) -> Iterator[Candidate]:
        """What the reader guesses in the place of a word, whatever it is related to."""
        import numpy as np

        masked = np.where(self._words, expected.guessed, _IMPOSSIBLE)
        for at in np.argsort(-masked, kind="stable")[:_GUESSED].tolist():
            text = self._tokenizer.vocabulary[at]
            if text != surface and parts_of(text):
                guess = float(expected.guessed[at])
                yield self._candidate(surface, expected, text, Relation.NONE, 1, guess)

    def _candidate(
        self,
        surface: str,
        expected: Expected,
        text: str,
        relation: Relation,
        pieces: int,
        guess: float,
    ) -> Candidate:
        relatives = len(self._known(surface).texts)
        here, _ = self._foretokens(expected.joint, surface)
        first, tokens = self._foretokens(expected.joint, text)
        won = float(expected.foreseen[first] - expected.foreseen[here])
        return Candidate(text, relation, guess, pieces, relatives, won, tokens)

    def _foretokens_once(self, joint: str, text: str) -> tuple[int, int]:
        """The language model's first token of a text behind what joins it, and how many it has."""
        ids = self._model.encode(joint + text)
        return ids[0], len(ids)

    def _known_once(self, surface: str) -> _Known:
        import numpy as np

        found: dict[str, Relation] = {}
        for form, relation in related_forms(surface):
            if not same_but_spelling(form, surface):
                found[form] = found.get(form, Relation.NONE) | relation
        firsts = [self.first(form) for form in found]
        ranks = [
            max((_RANK[kind] for kind in relation), default=0.0) - _PIECE * (pieces - 1)
            for relation, (_, pieces) in zip(found.values(), firsts, strict=True)
        ]
        return _Known(
            tuple(found), tuple(found.values()), tuple(pieces for _, pieces in firsts),
            np.array([token for token, _ in firsts], int), np.array(ranks),
        )  # fmt: skip


def _is_word(token: str) -> bool:
    return token.isalpha() and token.isascii() and (len(token) > 1 or token in ("a", "i"))
