"""Ray: the cluster that RAY_ADDRESS names, or one of this machine alone, which ends with us."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import EngineError, UsageError

_OBJECTS = 100_000_000
"""Bytes that Ray keeps for what goes between processes: jobs and outcomes are small."""

_LONGEST = 40
"""Letters of a folder below which Ray's sockets, of at most 107, can lie."""


@contextmanager
def cluster(out: Path) -> Iterator[Any]:
    """Ray: the cluster that RAY_ADDRESS names, or one of this machine alone, which ends with us.

    Raises UsageError where there is no Ray, and EngineError where it does not start.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        hint = "pip install 'editorial-assistant[ray]'"
        raise UsageError("--runner ray needs Ray", hint=hint) from error
    folder = None if os.environ.get("RAY_ADDRESS") else _folder(out)
    known = signal.getsignal(signal.SIGTERM)
    try:
        _begin(ray, folder)
        signal.signal(signal.SIGTERM, known)  # Ray puts its own in the place of it
        yield ray
    finally:
        ray.shutdown()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _begin(ray: Any, folder: Path | None) -> None:
    own: dict[str, Any] = {
        "_temp_dir": str(folder), "object_store_memory": _OBJECTS, "include_dashboard": False,
    }  # fmt: skip
    hint = "is the machine too busy for one more?"
    if folder is None:
        own, hint = {}, "see RAY_ADDRESS and RAY_AUTH_MODE"
    try:
        ray.init(
            logging_level="ERROR", log_to_driver=False,
            runtime_env={"env_vars": _variables()}, **own,
        )  # fmt: skip
    except Exception as error:  # what Ray raises has no class of its own
        said = str(error).partition("\n")[0]
        raise EngineError(f"Ray does not start: {said}", hint=hint) from error


def _folder(out: Path) -> Path:
    """Where Ray may have its files: below the output, where that is not too long for sockets."""
    own = out.absolute() / ".batch" / "ray"
    if len(str(own)) > _LONGEST:
        return Path(tempfile.mkdtemp(prefix="ray-"))
    shutil.rmtree(own, ignore_errors=True)
    return own


def _variables() -> dict[str, str]:
    """What the environment says of assistant; a key is left out."""
    return {
        name: value for name, value in os.environ.items()
        if name.startswith("ASSISTANT_") and "KEY" not in name
    }  # fmt: skip
