"""A bucket as the place of results, by fsspec: ``s3://…``, ``gs://…`` and what else it knows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from assistant import paths
from assistant.errors import SourceError, UsageError

_SIGN = "://"
_HINT = "pip install 'editorial-assistant[s3]', or what fsspec says that it needs"


def is_address(text: str) -> bool:
    """Whether a place is an address and no path."""
    return _SIGN in text


def folder_of(address: str) -> Path:
    """The folder of this machine in which a batch works whose results go to an address."""
    digest = hashlib.sha256(address.rstrip("/").encode("utf-8", "surrogatepass")).hexdigest()
    return paths.state_dir() / "buckets" / digest[:32]


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """What lies below an address. Every method raises SourceError where it cannot be reached."""

    address: str
    _files: Any
    _root: str

    @classmethod
    def at(cls, address: str) -> Self:
        """The store of an address; raises UsageError where nothing here knows such."""
        try:
            from fsspec.core import url_to_fs

            files, root = url_to_fs(address.rstrip("/"))
        except ImportError as error:
            raise UsageError(f"--out {address} needs an extra package", hint=_HINT) from error
        except (ValueError, OSError) as error:
            raise UsageError(f"--out {address}: {error}", hint=_HINT) from error
        return cls(address, files, root)

    def digest(self, path: str) -> str | None:
        """The SHA-256, in hex, of what lies at a path; None where nothing does."""
        try:
            return hashlib.sha256(self._files.cat_file(self._at(path))).hexdigest()
        except FileNotFoundError:
            return None
        except Exception as error:
            raise self._failure(error) from error

    def put(self, path: str, data: bytes) -> None:
        """Put bytes at a path below the address, whole or not at all."""
        try:
            self._files.pipe_file(self._at(path), data)
        except Exception as error:
            raise self._failure(error) from error

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"

    def _failure(self, error: Exception) -> SourceError:
        said = " ".join(str(error).split())[:300] or type(error).__name__
        return SourceError(
            f"{self.address} cannot be reached: {said}",
            hint="what was done is kept: run it again",
        )
