"""The language model, with the real weights."""

from __future__ import annotations

import pytest

from assistant.models.base import Metered
from assistant.models.ctranslate import CTranslateModel
from assistant.models.weights import locate

pytestmark = pytest.mark.model


_TEXT = "The council met on Tuesday to vote on the ferry."
_OTHERS = ("Yes.", "A much longer sentence about rivers, farms and towns. " * 6)


@pytest.fixture(scope="module")
def model() -> CTranslateModel:
    """The model that is installed."""
    return CTranslateModel(locate())


@pytest.fixture(scope="module")
def exact() -> CTranslateModel:
    """The same in float32, whose sums are the same to 0.0001 nats on every processor."""
    return CTranslateModel(locate(), compute_type="float32")


def _score(model: CTranslateModel, *texts: str) -> list[float]:
    return model.score([((), model.encode(text)) for text in texts])


def test_digits_are_split_and_nothing_is_lost(model: CTranslateModel) -> None:
    """Byte-level BPE: every text is a sequence of tokens, figures digit by digit."""
    assert len(model.encode("2026")) == 4
    assert len(model.encode("\x00 emoji 👩‍👩‍👧‍👦 نص")) > 5


def test_sense_is_likelier_than_nonsense(model: CTranslateModel) -> None:
    """By many nats."""
    plain, garbled = _score(
        model, "The leaders rejected the plan.", "The loss leaders froze off the plan."
    )
    assert plain - garbled > 10


def test_a_score_is_the_same_alone_and_in_a_batch(exact: CTranslateModel) -> None:
    """Whatever else is scored beside it, and however long that is.

    Under CT2_FORCE_CPU_ISA=GENERIC, AVX2 and AVX512 41 sentences of the seeds differ by
    0.00005 nats at most.
    """
    short, long = _OTHERS
    assert _score(exact, short, _TEXT, long)[1] == pytest.approx(_score(exact, _TEXT)[0], abs=0.001)


def test_int8_rounds_by_company_and_reads_no_padding(model: CTranslateModel) -> None:
    """Other texts in the batch move a score by rounding, where padding would cost tens of nats.

    This one moves by 0.07 nats under CT2_FORCE_CPU_ISA=GENERIC, by 1.2 under AVX2 and by 0.08
    under AVX512.
    """
    short, long = _OTHERS
    assert _score(model, short, _TEXT, long)[1] == pytest.approx(_score(model, _TEXT)[0], abs=2.0)


def test_predictions_foresee_what_scores_add_up(exact: CTranslateModel) -> None:
    """The table of one text holds the log-probability of each of its tokens.

    Of 41 sentences of the seeds sum and score differ by 0.00005 nats at most under GENERIC,
    AVX2 and AVX512; in int8 by up to 1.1, as the two calls quantise otherwise.
    """
    ids = exact.encode("The ferry left the harbor at noon.")
    table = exact.predictions([ids])[0]
    assert table.shape[0] == len(ids) + 1
    total = sum(float(table[place, token]) for place, token in enumerate(ids))
    assert total == pytest.approx(exact.score([((), ids)])[0], abs=0.001)


def test_every_token_is_counted(model: CTranslateModel) -> None:
    """Contexts and the token that starts a text included: this is what a repair costs."""
    meter = Metered(model)
    ids = meter.encode("One two three")
    meter.score([(ids, ids)])
    assert meter.tokens == 2 * len(ids) + 1
    meter.predictions([ids, ids])
    assert meter.tokens == 2 * len(ids) + 1 + 2 * (len(ids) + 1)


def test_a_long_text_is_read_to_its_end(model: CTranslateModel) -> None:
    """Beyond 1,024 tokens too: what is added costs what it costs."""
    ids = model.encode("The council met on Tuesday to vote on the ferry. " * 100)
    assert len(ids) > 1060
    whole, most = model.score([((), ids), ((), ids[:-30])])
    assert whole < most
