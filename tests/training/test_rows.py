"""What is learned of a garbled text, and how it is packed and batched."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from assistant.models.reader import LONGEST, Verdict
from assistant.models.wordpiece import WordPiece
from assistant.training import corpus
from assistant.training.batches import Masking, batches
from assistant.training.corruption.base import Garbled, Swap
from assistant.training.labels import aligned, labelled
from assistant.training.rows import UNASKED, Rows, from_bytes, pack, to_bytes
from assistant.training.windows import Source, corrupted, shards, window, windows

KEEP, REPLACE, FORM, DELETE = Verdict


@pytest.mark.parametrize(
    ("written", "stood", "verdicts"),
    [
        ("loss leaders", "leaders", [(DELETE, None), (KEEP, None)]),
        ("freeze off", "reject", [(REPLACE, 0), (DELETE, None)]),
        ("leader", "leaders", [(FORM, 0)]),
        ("an", "a", [(FORM, 0)]),
        ("insusceptible framework", "immune system", [(REPLACE, 0), (REPLACE, 1)]),
        ("extra additional", "extra", [(KEEP, None), (DELETE, None)]),
        ("the the", "the", [(KEEP, None), (DELETE, None)]),
        ("boss", "chief executive", [(REPLACE, 0)]),
    ],
)
def test_what_is_to_be_said_of_each_word(
    written: str, stood: str, verdicts: list[tuple[Verdict, int | None]]
) -> None:
    """Words written are matched with the originals, from the left."""
    assert aligned(written.split(), stood.split()) == verdicts


def test_every_word_has_its_verdict(vocabulary: tuple[str, ...]) -> None:
    """Each word has a verdict, marks have none, and what stood is known."""
    tokenizer = WordPiece((*vocabulary, "reject"))
    garbled = Garbled(
        "They freeze off it, don't they.",
        "They reject it, don't they.",
        (Swap(5, 15, "freeze off", "reject", "synonyms"),),
    )
    found = [
        (garbled.text[each.piece.start : each.piece.end], each.verdict)
        for each in labelled(garbled, tokenizer)
    ]
    assert found == [
        ("They", KEEP),
        ("freeze", REPLACE),
        ("off", DELETE),
        ("it", KEEP),
        (",", None),
        ("don't", KEEP),
        ("they", KEEP),
        (".", None),
    ]
    (stood,) = (each.stood for each in labelled(garbled, tokenizer) if each.stood)
    assert tokenizer.vocabulary[stood] == "reject"


def packed(texts: tuple[str, ...], thesauri: Path, vocabulary: tuple[str, ...]) -> Rows:
    """The seeds, garbled and packed."""
    tokenizer = WordPiece(vocabulary)
    garbled = (
        corrupted(text, thesauri, random.Random(number)) for number, text in enumerate(texts)
    )
    return pack((labelled(each, tokenizer) for each in garbled), tokenizer)


def same(one: Rows, other: Rows) -> bool:
    """Whether two rows hold the same."""
    names = ("lengths", "ids", "labels", "stood")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)


def test_packing_round_trips(
    texts: tuple[str, ...], thesauri: Path, vocabulary: tuple[str, ...]
) -> None:
    """Rows that were written are read as they were."""
    rows = packed(texts, thesauri, vocabulary)
    assert rows.ids.dtype == np.uint16
    assert rows.lengths.max() <= LONGEST
    assert rows.lengths.sum() == len(rows.ids) == len(rows.labels)
    assert same(from_bytes(to_bytes(rows)), rows)


def test_packing_loses_no_token(
    texts: tuple[str, ...], thesauri: Path, vocabulary: tuple[str, ...]
) -> None:
    """Cut into rows, a text has the tokens that it had."""
    tokenizer = WordPiece(vocabulary)
    text = corrupted(texts[0], thesauri, random.Random(5))
    rows = pack([labelled(text, tokenizer)], tokenizer)
    around = (tokenizer.first, tokenizer.last)
    inside = [number for number in rows.ids.tolist() if number not in around]
    assert inside == [number for piece in tokenizer.encode(text.text) for number in piece.ids]


def test_a_mark_that_is_no_letter_shifts_no_label(
    thesauri: Path, vocabulary: tuple[str, ...]
) -> None:
    """An accent or a variation selector by itself is a token, so what follows keeps its verdict."""
    tokenizer = WordPiece(vocabulary)
    text = "The harbor \u0301 board \ufe0f met on Monday."
    rows = pack([labelled(Garbled(text, text, ()), tokenizer)], tokenizer)
    assert all(piece.ids for piece in tokenizer.encode(text))
    assert len(rows.labels) == len(rows.ids)
    asked = [at for at, label in enumerate(rows.labels.tolist()) if label != UNASKED]
    starts = [1]
    for piece in tokenizer.encode(text):
        starts.append(starts[-1] + len(piece.ids))
    words = zip(tokenizer.encode(text), starts, strict=False)
    assert asked == [at for piece, at in words if piece.is_word]


def test_batches_hold_every_row_once(
    texts: tuple[str, ...], thesauri: Path, vocabulary: tuple[str, ...]
) -> None:
    """No row is lost or doubled, and no batch is larger than asked."""
    rows = packed(texts, thesauri, vocabulary)
    made = list(batches(rows, 2048, seed=1))
    assert sum(batch.tokens for batch in made) == rows.tokens
    assert all(batch.ids.size <= 2048 for batch in made)
    assert sum(len(batch.stood) for batch in made) == len(rows.stood)
    verdicts = np.concatenate([batch.verdicts for batch in made])
    assert np.array_equal(
        np.bincount(verdicts, minlength=4), np.bincount(rows.labels, minlength=5)[1:]
    )


def test_guesses_stand_where_something_was_replaced(
    texts: tuple[str, ...], thesauri: Path, vocabulary: tuple[str, ...]
) -> None:
    """Guesses are asked for at words that were replaced or inflected."""
    for batch in batches(packed(texts, thesauri, vocabulary), 2048, seed=1):
        said = dict(zip(batch.places.tolist(), batch.verdicts.tolist(), strict=True))
        assert {said[place] for place in batch.guessed.tolist()} <= {REPLACE, FORM}


def test_windows_depend_on_the_seed_and_their_number_alone(
    folder: Path, thesauri: Path, vocabulary: tuple[str, ...]
) -> None:
    """Who skips windows, or makes them in more processes, gets the same."""
    source = Source(folder, thesauri, vocabulary, seed=3, articles=2)
    first, second, third = islice(windows(source), 3)
    again = list(islice(windows(source, 1, processes=2), 2))
    assert same(again[0], second)
    assert same(again[1], third)
    assert not same(first, second)


def test_shards_are_read_over_and_over(
    folder: Path, thesauri: Path, vocabulary: tuple[str, ...], tmp_path: Path
) -> None:
    """Shards come in order, from any of them on, without end."""
    source = Source(folder, thesauri, vocabulary, articles=1)
    made = [window(source, n, [each]) for n, each in enumerate(_first(folder, 2))]
    for number, rows in enumerate(made):
        (tmp_path / f"window-{number:04}.xz").write_bytes(to_bytes(rows))
    found = list(islice(shards(tmp_path, 1), 3))
    assert [same(rows, made[number]) for rows, number in zip(found, (1, 0, 1), strict=True)] == [
        True
    ] * 3


def _first(folder: Path, count: int) -> list[corpus.Clean]:
    return list(islice(corpus.articles(folder, "train"), count))


def test_the_splits_share_no_article(folder: Path, texts: tuple[str, ...]) -> None:
    """An article is of one split."""
    train = {clean.text for clean in corpus.articles(folder, "train")}
    dev = {clean.text for clean in corpus.articles(folder, "dev")}
    assert not train & dev
    assert len(train) + len(dev) == len(texts)


def test_word_pieces_are_those_of_bert() -> None:
    """Pieces are cut, lower-cased and rid of accents as BERT does it."""
    tokenizer = WordPiece(["[UNK]", "[CLS]", "[SEP]", "cafe", "un", "##seen", "don", "'", "t", "-"])
    text = "Café unseen—don't zzz un-seen"
    found = [(text[p.start : p.end], p.ids) for p in tokenizer.encode(text)]
    assert found == [
        ("Café", (3,)),
        ("unseen", (4, 5)),
        ("—", (0,)),
        ("don't", (6, 7, 8)),
        ("zzz", (0,)),
        ("un", (4,)),
        ("-", (9,)),
        ("seen", (0,)),
    ]


def test_some_kept_words_are_masked_and_guessed(
    texts: tuple[str, ...], thesauri: Path, vocabulary: tuple[str, ...]
) -> None:
    """A masked word is one token, was kept, is not judged, and what it was is to be guessed."""
    rows = packed(texts, thesauri, vocabulary)
    masking = Masking.of(vocabulary)
    plain = list(batches(rows, 512, 3))
    masked = list(batches(rows, 512, 3, masking))
    assert any(
        len(after.guessed) > len(before.guessed)
        for before, after in zip(plain, masked, strict=True)
    )
    for before, after in zip(plain, masked, strict=True):
        places = after.guessed[len(before.guessed) :]
        assert (after.ids.flat[places] == masking.mask).all()
        assert (before.ids.flat[places] == after.stood[len(before.guessed) :]).all()
        assert not set(places.tolist()) & set(after.places.tolist())
        assert set(places.tolist()) <= set(before.places[before.verdicts == Verdict.KEEP].tolist())
        changed = np.flatnonzero(before.ids != after.ids)
        assert changed.tolist() == places.tolist()
