"""Corruption is exact: it is known where it is, and everything else is as it was."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.training.corruption import (
    doubled,
    endings,
    first_word,
    forms,
    libreoffice,
    moby,
    proper_nouns,
    synonyms,
    terms,
)
from assistant.training.corruption.base import Family, Garbled, Places
from assistant.training.corruption.families import families
from assistant.training.corruption.places import Document
from assistant.training.corruption.settings import Settings, draw
from assistant.training.corruption.spinner import spin
from assistant.training.lexicon import Lexicon, load
from tests.benchmarks.corpus import JUDGED, half

TEXT = (
    "The city council of Fairlow voted on 5 May to open the night clinic in March. "
    "“The council listened,” said Ms. Lund. An owner of the house paid $14.50 for it.\n\n"
    "Nurses will work in the clinic every month, and the council will publish its figures."
)


def drawn(known: Lexicon, texts: tuple[str, ...]) -> list[tuple[Settings, Garbled]]:
    """Every seed under several spinners that were drawn at random."""
    found = []
    for seed in range(120):
        settings = draw(families(known), random.Random(seed))
        if settings:
            text = texts[seed % len(texts)]
            found.append((settings, spin(text, settings, known, random.Random(seed))))
    return found


def one(family: Family, known: Lexicon, **changes: object) -> Garbled:
    """The text garbled by one family as densely as it goes."""
    settings = replace(Settings(((family, 1.0),), density=1.0), **changes)
    return spin(TEXT, settings, known, random.Random(1))


def test_offsets_are_exact_and_the_originals_come_back(
    known: Lexicon, texts: tuple[str, ...]
) -> None:
    """Every swap says where it stands, and putting all originals back gives the clean text."""
    for _, garbled in drawn(known, texts):
        assert garbled.restored() == garbled.clean
        for swap in garbled.swaps:
            assert garbled.text[swap.start : swap.end] == swap.text != swap.original


def test_the_same_seed_gives_the_same_text(known: Lexicon, texts: tuple[str, ...]) -> None:
    """Corruption depends on the seed alone."""
    first, second = drawn(known, texts), drawn(load_again(known), texts)
    assert [garbled for _, garbled in first] == [garbled for _, garbled in second]


def load_again(known: Lexicon) -> Lexicon:
    """Equal thesauri with nothing remembered."""
    return replace(known)


@pytest.mark.parametrize("density", [0.02, 0.05, 0.1, 0.2, 0.3])
def test_density_is_as_asked(known: Lexicon, texts: tuple[str, ...], density: float) -> None:
    """As many words are replaced as were asked for."""
    family = synonyms.family(known, Places.ANY)
    for text in texts:
        settings = Settings(((family, 1.0),), density, quotations=True)
        garbled = spin(text, settings, known, random.Random(3))
        document = Document.of(text, quotations=True, spared=0.0, chance=random.Random(0))
        written = sum(not swap.silent for swap in garbled.swaps) / len(document.words)
        assert written == pytest.approx(density, abs=1.5 / len(document.words))


def test_half_of_all_documents_stay_clean(known: Lexicon) -> None:
    """Clean text is half of what a reader sees."""
    made = families(known)
    clean = sum(draw(made, random.Random(seed)) is None for seed in range(1000))
    assert 450 < clean < 550


def test_facts_are_written_over_only_by_families_that_say_so(
    known: Lexicon, texts: tuple[str, ...]
) -> None:
    """Figures and names stay, but for the family of figures."""
    facts = {family.name for family in families(known).all() if family.facts}
    for _, garbled in drawn(known, texts):
        document = Document.of(garbled.clean, quotations=True, spared=0, chance=random.Random(0))
        starts = {document.words[number].start for number in document.facts}
        for swap, start in zip(garbled.swaps, clean_starts(garbled), strict=True):
            assert swap.silent or swap.family in facts or start not in starts


def clean_starts(garbled: Garbled) -> Iterator[int]:
    """Where each swap starts in the clean text."""
    longer = 0
    for swap in garbled.swaps:
        yield swap.start - longer
        longer += len(swap.text) - len(swap.original)


def test_quotations_are_left_alone_unless_asked(known: Lexicon) -> None:
    """A spinner that spares quotations does."""
    family = synonyms.family(known, Places.ANY)
    assert "“The council listened,”" in one(family, known).text
    assert "“The council listened,”" not in one(family, known, quotations=True).text


def test_a_consistent_spinner_writes_the_same_everywhere(known: Lexicon) -> None:
    """One word becomes one other through a document."""
    garbled = one(moby.family(known, cut=False), known, consistent=True)
    written = {swap.text for swap in garbled.swaps if swap.original == "council"}
    assert len(written) == 1
    assert sum(swap.original == "council" for swap in garbled.swaps) == 2


def test_what_each_family_writes(known: Lexicon) -> None:
    """Each family writes what such spinners do."""
    bare = synonyms.family(known)
    assert "leader" not in bare.options("leader")
    assert "hour" not in synonyms.family(known, inflected=True).options("years")
    assert moby.family(known, cut=True).options("city") == ("burgh", "town", "urban area")
    assert libreoffice.family(known, first=True).options("in") == ("successful",)
    assert libreoffice.family(known, first=True).options("an") == ("Associate in Nursing",)
    assert "urban" in first_word.family(moby.family(known, cut=True).options).options("city")
    assert "towned" not in endings.family(moby.family(known, cut=True).options).options("city")
    assert "agapeed" in endings.family(moby.family(known, cut=True).options).options("opened")
    assert "burn" in forms.family(Places.CONTENT, bare=True).options("burned")
    assert "the the" in doubled.family(bare.options).options("the")
    pairs = terms.family(moby.family(known, cut=True).options).options("city council")
    assert "burgh assembly" in pairs
    assert not any("urban area" in pair for pair in pairs)


def test_names_stand_for_small_words(thesauri: Path) -> None:
    """A small word becomes a name that WordNet lists for it."""
    everything = load(thesauri, judged=True)
    assert "Hoosier State" in proper_nouns.family(everything).options("in")


def test_an_article_agrees_with_what_was_written(known: Lexicon) -> None:
    """A and an follow what was written, silently, where the spinner sees to it."""
    family = Family("test", Places.CONTENT, lambda word: ("house",) if word == "owner" else ())
    garbled = one(family, known)
    assert "A house of the house" in garbled.text
    assert [(swap.text, swap.silent) for swap in garbled.swaps] == [("A", True), ("house", False)]
    assert "An house of the house" in one(family, known, agreeing=False).text


def test_layout_is_rebuilt_from_tokens(known: Lexicon) -> None:
    """Marks are spread as by a tokenizer, and nothing is asked about them."""
    garbled = one(Family("none", Places.CONTENT, lambda _: ()), known, spread=True)
    assert "$ 14. 50" in garbled.text
    assert garbled.restored() == TEXT
    assert all(swap.silent for swap in garbled.swaps)


def test_sets_that_are_judged_are_not_trained_on(known: Lexicon) -> None:
    """The half of the sets that benchmarks judge on is withheld, with its pairs."""
    withheld = [known.synsets[number] for number in known.withheld]
    assert withheld
    for synset in withheld[:500]:
        assert half("{" + ", ".join(synset.members) + "}") == JUDGED
        first, second = (member.lower() for member in synset.members[:2])
        assert known.allowed(first, (second,)) == ()
        assert synset not in known.sets(first, synset.part)
