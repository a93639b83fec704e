"""What a reader should say of each word of a garbled text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.inflection import readings
from assistant.models.reader import Verdict
from assistant.models.wordpiece import Piece, WordPiece
from assistant.training.corruption.base import Garbled, Swap


@dataclass(frozen=True, slots=True)
class Labelled:
    """A word or mark of a garbled text: its piece, its verdict, and the token id of what stood.

    The verdict is None where nothing is asked; `stood` is 0 where nothing particular did. Of
    a word of several tokens, `stood` is the first.
    """

    piece: Piece
    verdict: Verdict | None
    stood: int = 0


def labelled(garbled: Garbled, tokenizer: WordPiece) -> Iterator[Labelled]:
    """Every word and mark of a garbled text, in order."""
    swaps = iter(garbled.swaps)
    swap = next(swaps, None)
    inside: list[Piece] = []
    for piece in tokenizer.encode(garbled.text):
        while swap and piece.start >= swap.end:
            yield from _within(inside, swap, tokenizer)
            inside, swap = [], next(swaps, None)
        if swap and piece.end > swap.start:
            inside.append(piece)
        else:
            yield Labelled(piece, Verdict.KEEP if piece.is_word else None)
    if swap:
        yield from _within(inside, swap, tokenizer)


def _within(pieces: Sequence[Piece], swap: Swap, tokenizer: WordPiece) -> Iterator[Labelled]:
    if swap.silent:
        yield from (Labelled(piece, None) for piece in pieces)
        return
    words = [swap.text[p.start : p.end].lower() for p in tokenizer.encode(swap.text) if p.is_word]
    stood = [p for p in tokenizer.encode(swap.original) if p.is_word]
    originals = [swap.original[p.start : p.end].lower() for p in stood]
    found = iter(aligned(words, originals))
    for piece in pieces:
        if not piece.is_word:
            yield Labelled(piece, None)
            continue
        verdict, number = next(found, (Verdict.KEEP, None))
        yield Labelled(piece, verdict, 0 if number is None else stood[number].ids[0])


def aligned(words: Sequence[str], originals: Sequence[str]) -> list[tuple[Verdict, int | None]]:
    """What to say of each word that was written for some originals, and which one it was.

    Words that stand on both sides at the start or at the end were kept. The others are
    matched from the left; those written beyond the originals are to be deleted.
    """
    head = _shared(words, originals)
    tail = _shared(words[head:][::-1], originals[head:][::-1])
    middle = originals[head : len(originals) - tail]
    found: list[tuple[Verdict, int | None]] = [(Verdict.KEEP, None)] * head
    for number, word in enumerate(words[head : len(words) - tail]):
        if number >= len(middle):
            found.append((Verdict.DELETE, None))
        elif _akin(word, middle[number]):
            found.append((Verdict.FORM, head + number))
        else:
            found.append((Verdict.REPLACE, head + number))
    return found + [(Verdict.KEEP, None)] * tail


def _shared(words: Sequence[str], originals: Sequence[str]) -> int:
    count = 0
    for word, original in zip(words, originals, strict=False):
        if word != original:
            break
        count += 1
    return count


def _akin(word: str, original: str) -> bool:
    """Whether two words are forms of one: a and an, leader and leaders."""
    if {word, original} == {"a", "an"}:
        return True
    lemmas = {(each.lemma, each.part) for each in readings(word)}
    return any((each.lemma, each.part) in lemmas for each in readings(original))
