"""How many worker processes this machine carries: by its cores, and by the memory that is free."""

from __future__ import annotations

import os
from pathlib import Path

EACH = 500_000_000
"""Bytes that a process with a language model takes, and some of a long article."""

_KEPT = 500_000_000
"""Bytes that are left to others."""


def processes(cores: int | None = None, free: int | None = None) -> int:
    """How many processes, at least one."""
    cores = cores or _cores()
    free = _free() if free is None else free
    return max(1, min(cores, (free - _KEPT) // EACH if free else cores))


def threads(count: int, cores: int | None = None) -> int:
    """How many threads each of so many processes may use."""
    return max(1, (cores or _cores()) // count)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _free() -> int:
    """Bytes of memory that could be had, 0 where that cannot be told."""
    known = [each for each in (_machine(), _group()) if each]
    return min(known, default=0)


def _machine() -> int:
    try:
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        return 0
    return 0


def _group() -> int:
    """What the control group of a container leaves (cgroup v2)."""
    folder = Path("/sys/fs/cgroup")
    try:
        most = (folder / "memory.max").read_text("ascii").strip()
        used = int((folder / "memory.current").read_text("ascii"))
        return 0 if most == "max" else max(int(most) - used, 1)
    except (OSError, ValueError):
        return 0
