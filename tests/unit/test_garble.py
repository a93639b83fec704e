"""What reads garbled, seen by the reader that is shipped and the language model."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.article.files import read_text
from assistant.language.relatives import Relation
from assistant.models import smollm2, weights
from assistant.models.ctranslate import CTranslateModel
from assistant.models.reader import shipped
from assistant.repair.detection import Detection
from assistant.repair.garble.detector import Detector
from assistant.repair.garble.forms import inflected_alike, related_forms

pytestmark = pytest.mark.model

EVERY = range(100)
"""All sections that there may be."""
CLEAN = """Hospital opens emergency room

The hospital in Pell Cross opened a new emergency room on Monday after two years of work. \
Doctors said that the old room was too small for the number of patients who came each night. \
The project cost nine million dollars and was paid for by the county.

Nurses from three other hospitals helped to move the equipment. The first patient was a boy \
with a broken arm. "We waited ten minutes, and that was it," said his father, Owen Brask.
"""
GARBLED = """Clinic opens crisis room

The clinic in Pell Cross opened another crisis room on Monday following two years of work. \
Specialists said that the old room was excessively little for the quantity of patients who \
came every evening. The task cost nine million dollars and was paid for by the region.

Attendants from three different medical clinics assisted with moving the hardware. The main \
patient was a kid with a wrecked arm. "We waited ten minutes, and that was it," said his \
father, Owen Brask.
"""


@pytest.fixture(scope="module")
def model() -> CTranslateModel:
    """The language model that is installed."""
    return CTranslateModel(weights.locate(), smollm2.CARD)


@pytest.fixture(scope="module")
def garbled(model: CTranslateModel) -> Detector:
    """What is seen of the garbled text."""
    return Detector.of(read_text(GARBLED), shipped(), model)


@pytest.fixture(scope="module")
def clean(model: CTranslateModel) -> Detector:
    """What is seen of the clean one."""
    return Detector.of(read_text(CLEAN), shipped(), model)


@pytest.fixture(scope="module")
def places(garbled: Detector) -> tuple[Detection, ...]:
    """The places of the garbled text."""
    return garbled.detections()


def doubted(found: Sequence[Detection]) -> float:
    """How many places are garbled, as it is believed."""
    return sum(each.garbled for each in found)


def test_garbled_text_reads_more_garbled_than_clean(
    garbled: Detector, places: tuple[Detection, ...], clean: Detector
) -> None:
    """No thesaurus of ours has garbled it, and much of it makes plain sense."""
    assert garbled.density > 2 * clean.density
    assert doubted(places) > 5 * doubted(clean.detections())
    assert clean.garbled(EVERY, ()) == ()


def test_what_is_taken_is_not_looked_at(garbled: Detector) -> None:
    """Where somebody else proposes something, nothing is doubted besides; the rest is."""
    start = GARBLED.index("excessively")
    taken = (start, start + len("excessively"), "too")
    found = garbled.garbled(EVERY, [taken])
    assert found
    assert not any(each.start < taken[1] and taken[0] < each.end for each in found)


def test_what_fits_the_sentence_is_believed(places: tuple[Detection, ...]) -> None:
    """The language model is surer of it than the reader, which sees that something is wrong."""
    (found,) = [each for each in places if each.text == "excessively"]
    assert found.candidates[0].text == "too"
    assert found.candidates[0].confidence > 0.5


def test_what_is_locked_is_not_doubted(places: tuple[Detection, ...]) -> None:
    """Names and quotations stand as they are; places are those of the source."""
    words = {each.text for each in places}
    assert not words & {"Pell", "Cross", "Owen", "Brask", "waited", "minutes"}
    assert all(GARBLED[each.start : each.end] == each.text for each in places)


def test_nothing_is_said_twice(places: tuple[Detection, ...]) -> None:
    """No candidate is the word beside it."""
    assert places
    for each in places:
        before, after = GARBLED[: each.start].split(), GARBLED[each.end :].split()
        beside = {word.strip('.,"').lower() for word in (*before[-1:], *after[:1])}
        assert not beside & {candidate.text.lower() for candidate in each.candidates}


def test_candidates_are_written_as_the_text_is(places: tuple[Detection, ...]) -> None:
    """With its capitals, the likeliest first; what stands there is none of them."""
    for each in places:
        texts = [candidate.text for candidate in each.candidates]
        shares = [candidate.confidence for candidate in each.candidates]
        assert each.text not in texts
        assert len(set(texts)) == len(texts)
        assert shares == sorted(shares, reverse=True)
        if each.text[0].isupper():
            assert all(text[:1].isupper() for text in texts if text)


@pytest.mark.parametrize("text", ["- \n\n* \n", "12 %\n", "```\nx = 1\n```\n"])
def test_a_text_without_a_word_does_not_read_garbled(text: str, model: CTranslateModel) -> None:
    """Nor does it end the detector."""
    detector = Detector.of(read_text(text), shipped(), model)
    assert detector.garbled(EVERY, ()) == ()
    assert 0 <= detector.density < 0.5


def test_the_forms_of_relatives_are_those_that_people_write() -> None:
    """Relatives with what relates them, the word's own forms, and nothing like *stoppings-ed*."""
    found: dict[str, Relation] = {}
    for form, relation in related_forms("stopping"):
        found[form] = found.get(form, Relation.NONE) | relation
    assert Relation.FORM in found["stopped"]
    assert "stoppinged" not in found
    assert any(relation & Relation.SYNONYM for relation in found.values())


def test_two_words_are_inflected_alike_by_what_they_share() -> None:
    """A plural goes with a plural, a past with a past."""
    assert inflected_alike("piers", "docks")
    assert inflected_alike("walked", "ran")
    assert not inflected_alike("excessively", "broken")
