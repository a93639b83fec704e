"""The training proper: it resumes exactly, and what is exported is what was trained."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.errors import WeightsError
from assistant.models.reader import Reader
from assistant.training import weights
from assistant.training.batches import batches
from assistant.training.export import export
from assistant.training.measures import Tally, best_rank
from assistant.training.rows import Rows, to_bytes
from assistant.training.weights import Weights
from assistant.training.windows import Source, windows

ROOT = Path(__file__).parents[2]
TEXT = "The council will publish its figures, and nobody knows why. Café owners don't mind!"
BARE = """
import sys
for name in ("lemminflect", "wordfreq", "platformdirs", "ctranslate2", "click", "rapidfuzz"):
    sys.modules[name] = None
from assistant.training.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def rows(folder: Path, thesauri: Path, vocabulary: tuple[str, ...]) -> list[Rows]:
    """Two windows of the seeds, both with garbled words."""
    made = list(islice(windows(Source(folder, thesauri, vocabulary, articles=4)), 2))
    assert all(len(each.stood) > 20 for each in made)
    return made


@pytest.fixture
def torch() -> Any:
    """Torch on one thread, where it is installed."""
    found = pytest.importorskip("torch")
    found.set_num_threads(1)
    return found


def test_half_precision_comes_in_parts(tiny: Weights, tmp_path: Path) -> None:
    """What is written in half precision is read again, close to what it was."""
    paths = weights.save_half(tmp_path, tiny)
    found = weights.load_half(tmp_path)
    assert all(path.stat().st_size <= weights.PART_BYTES for path in paths)
    assert found.vocabulary == tiny.vocabulary
    assert found.arrays.keys() == tiny.arrays.keys()
    for name, array in tiny.arrays.items():
        np.testing.assert_allclose(found.arrays[name], array, atol=1e-3)


def test_large_arrays_are_cut(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No part is larger than what may be sent, whatever the size of an array."""
    monkeypatch.setattr(weights, "PART_BYTES", 3 << 20)
    large = {"large": np.ones((9000, 384), np.float32), "small": np.zeros(5, np.float32)}
    paths = weights.save_half(tmp_path, Weights(large, ("a",)))
    assert len(paths) > 1
    assert all(path.stat().st_size <= 3 << 20 for path in paths)
    found = weights.load_half(tmp_path).arrays
    assert all(np.array_equal(found[name], array) for name, array in large.items())


def test_missing_weights_are_said_to_be(tmp_path: Path) -> None:
    """A folder without weights is named in the error."""
    with pytest.raises(WeightsError, match=str(tmp_path)):
        weights.load_half(tmp_path)


def test_measures() -> None:
    """Average precision, recall at a share of false alarms, and ranks."""
    tally = Tally(clean=[0.1] * 98 + [0.5, 0.8], garbled=[0.9, 0.6], ranks=[1, 4, 30])
    assert tally.average_precision() == pytest.approx((1 + 2 / 3) / 2)
    assert tally.recall(0.002) == 0.5
    assert tally.recall(0.01) == 1.0
    assert [tally.within(rank) for rank in (1, 5, 20)] == pytest.approx([1 / 3, 2 / 3, 2 / 3])
    assert best_rank(np.array([0.1, 0.5, 0.4]), [0, 2]) == 2


def test_training_resumes_with_the_same_numbers(
    torch: Any, tiny: Weights, rows: list[Rows], tmp_path: Path
) -> None:
    """Interrupted and taken up again, a training has the losses that it would have had."""
    from assistant.training.loop import Step, Training
    from assistant.training.network import Network, Shape, fill
    from assistant.training.options import Options

    def made() -> Training:
        network = Network(Shape.of(tiny))
        fill(network, tiny)
        return Training(network, Options(tokens=512, guesses=5, warm=4))

    def losses(steps: Iterator[Step], count: int) -> list[tuple[float, float]]:
        return [(s.verdict_loss, s.guess_loss) for s in islice(steps, count)]

    def given(first: int) -> Iterator[Rows]:
        yield from rows[first:]

    checkpoint = tmp_path / "checkpoint.pt"
    in_first = sum(1 for _ in batches(rows[0], 512, 0))
    total = in_first + 4
    whole = losses(made().run(given), total)
    for at in (3, in_first, in_first + 1):
        before = made()
        first = losses(before.run(given), at)
        before.save(checkpoint)
        after = made()
        assert after.resume(checkpoint)
        assert first + losses(after.run(given), total - at) == whole
    assert whole[-1] != whole[0]


def test_it_learns(torch: Any, tiny: Weights, rows: list[Rows]) -> None:
    """Both losses fall on what is shown again and again."""
    from assistant.training.loop import Training
    from assistant.training.network import Network, Shape, fill
    from assistant.training.options import Options

    network = Network(Shape.of(tiny))
    fill(network, tiny)
    training = Training(network, Options(tokens=1024, warm=1, rate=3e-3, steps=40))
    steps = list(training.run(lambda _: iter(rows[:1] * 99)))
    assert len(steps) == 40
    for loss in ("verdict_loss", "guess_loss"):
        first, last = (sum(getattr(s, loss) for s in part) for part in (steps[:8], steps[-8:]))
        assert last < 0.8 * first


def test_the_export_is_the_network(torch: Any, tiny: Weights, tmp_path: Path) -> None:
    """In float32 the reader says what the network does, to 1e-5."""
    from assistant.training.network import Network, Shape, fill, taken

    network = Network(Shape.of(tiny))
    fill(network, tiny)
    export(taken(network, tiny.vocabulary), tmp_path, quantisation="float32")
    reader = Reader(tmp_path)
    pieces = list(reader.tokenizer.encode(TEXT))
    tokenizer = reader.tokenizer
    ids = [tokenizer.first, *(i for p in pieces for i in p.ids), tokenizer.last]
    (opinions,) = reader.read([TEXT])
    with torch.no_grad():
        hidden = network(torch.tensor([ids]), torch.tensor([len(ids)]))[0]
        verdicts = torch.softmax(network.verdicts(hidden), -1).numpy()
        guesses = torch.log_softmax(network.guesses(hidden), -1).numpy()
    starts = np.cumsum([1, *(len(piece.ids) for piece in pieces)])[:-1]
    places = [at for at, piece in zip(starts, pieces, strict=True) if piece.is_word]
    np.testing.assert_allclose([o.verdicts for o in opinions], verdicts[places], atol=1e-5)
    np.testing.assert_allclose(reader.guesses(opinions), guesses[places], atol=1e-4, rtol=1e-5)
    np.testing.assert_allclose(
        np.stack([o.hidden for o in opinions]), hidden.numpy()[places], atol=1e-5
    )


def test_int8_is_close_to_float32(tiny: Weights, tmp_path: Path) -> None:
    """The weights that ship say nearly the same, and what was given is left as it was."""
    before = {name: array.copy() for name, array in tiny.arrays.items()}
    sizes = {kind: export(tiny, tmp_path / kind, quantisation=kind) for kind in ("float32", "int8")}
    assert all(np.array_equal(tiny.arrays[name], array) for name, array in before.items())
    assert sizes["int8"] < sizes["float32"] / 2
    exact, rough = (Reader(tmp_path / kind).read([TEXT])[0] for kind in ("float32", "int8"))
    hidden = [np.stack([opinion.hidden for opinion in each]).ravel() for each in (exact, rough)]
    assert np.corrcoef(hidden)[0, 1] > 0.99
    assert [opinion.piece for opinion in exact] == [opinion.piece for opinion in rough]


def test_a_bare_machine_trains_on_shards(tiny: Weights, rows: list[Rows], tmp_path: Path) -> None:
    """With torch and numpy alone, shards and base weights are enough to train."""
    pytest.importorskip("torch")
    weights.save_half(tmp_path / "base", tiny)
    for number, each in enumerate(rows):
        (tmp_path / f"window-{number:04}.xz").write_bytes(to_bytes(each))
    command = f"train --shards {tmp_path} --base {tmp_path}/base --steps 3 --batch 512"
    places = f"--out {tmp_path}/out --state {tmp_path}/state --threads 1"
    ran = subprocess.run(
        [sys.executable, "-c", BARE, *command.split(), *places.split()],
        env={**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "step 3" in ran.stdout
    assert weights.load_half(tmp_path / "out").arrays.keys() == tiny.arrays.keys()
