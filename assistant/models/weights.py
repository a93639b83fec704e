"""The weights of a language model that are installed: where, and whether they are whole.

`manifest.json` in their folder says what each file must be; a stamp remembers which files
were hashed already, as hashing takes half a second. Without a card given, the model is the
one that the local engine reads with.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant import paths
from assistant.atomic import write_atomic
from assistant.errors import SourceError, WeightsError
from assistant.models import gguf, smollm2
from assistant.models.base import Card

MANIFEST = "manifest.json"
_STAMP = "verified.json"
_HINT = "`assistant setup` installs it"
_HINT_AGAIN = "`assistant setup --force` installs it anew"


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


def folder(card: Card | None = None) -> Path:
    """Where a converted model lies, or would lie, in the cache."""
    return paths.cache_dir() / (card or smollm2.CARD).folder


def locate(*, directory: Path | None = None, verify: bool = False) -> Path:
    """The folder with model.bin, config.json and vocabulary.json.

    Sizes are always checked; hashes where a file changed since it was last hashed, or
    always with `verify`. Raises WeightsError where a file is missing, truncated or replaced.
    """
    place = directory or folder()
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
    if manifest.converter != gguf.VERSION or set(files) != set(gguf.FILES):
        message = f"the language model in {directory} was made by another version of assistant"
        raise WeightsError(message, hint=_HINT_AGAIN)
    return manifest


def write_manifest(made: Path, card: Card) -> None:
    """Set down what the files of a folder are."""
    files = {
        name: FileDigest((made / name).stat().st_size, _sha256(made / name)) for name in gguf.FILES
    }
    manifest = Manifest(
        card.name, card.license, card.package.gguf_sha256, gguf.VERSION, card.compute_type, files
    )
    (made / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2) + "\n", "utf-8")


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
    with suppress(SourceError):
        write_atomic(place / _STAMP, json.dumps(seen).encode())
