"""The wheel, installed in an empty environment, is the whole product."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from email.parser import Parser
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assistant import __version__

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def done(*command: str | Path, cwd: Path | None = None) -> str:
    """What a command prints; a failure shows all that it said."""
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working tree."""
    folder = tmp_path_factory.mktemp("wheel")
    done(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT)
    return next(folder.glob("*.whl"))


def needed(requirements: Iterable[str]) -> Iterator[Distribution]:
    """The installed distributions that requirements ask for, and what these ask for."""
    known: dict[tuple[str, str], Distribution] = {}
    left = [(Requirement(each), "") for each in requirements]
    while left:
        wanted, extra = left.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        for each in {"", *wanted.extras}:
            if (key := (canonicalize_name(wanted.name), each)) not in known:
                known[key] = distribution(wanted.name)
                left += [(Requirement(r), each) for r in known[key].requires or ()]
    return iter({key[0]: found for key, found in known.items()}.values())


@pytest.fixture(scope="module")
def binaries(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment in which there is the wheel and what it asks for.

    What it asks for is linked to from where the tests run; `pip check` says that nothing is
    missing and every version fits.
    """
    folder = tmp_path_factory.mktemp("environment")
    done(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    place = Path(
        done(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    )
    with zipfile.ZipFile(wheel) as archive:
        (path,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = Parser().parsestr(archive.read(path).decode())
    for found in needed(metadata.get_all("Requires-Dist", ())):
        for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
            if not (place / top).exists():
                (place / top).symlink_to(Path(str(found.locate_file(top))))
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    done(*pip, "install", "-q", "--no-compile", "--no-index", "--no-deps", wheel)
    done(*pip, "check")
    return folder / "bin"


def test_what_is_in_the_wheel(wheel: Path) -> None:
    """Prompts, the thesaurus and the licences are in it; tests and seeds are not."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    prompts = {f"assistant/prompts/{path.name}" for path in (ROOT / "prompts").glob("*.toml")}
    data = "assistant/language/data"
    files = (path for path in (ROOT / data).rglob("*") if path.is_file())
    tables = {path.relative_to(ROOT).as_posix() for path in files}
    assert {"assistant/prompts/repair.toml"} <= prompts <= names
    assert {f"{data}/WORDNET-LICENSE"} <= tables <= names
    assert {"assistant/demo/fairlow-night-clinic.txt", "assistant/tui/desk.tcss"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"assistant", f"editorial_assistant-{__version__}.dist-info"}


def test_what_the_wheel_says(wheel: Path) -> None:
    """It is called editorial-assistant, is MIT, and runs on Python 3.11 and later."""
    with zipfile.ZipFile(wheel) as archive:
        path = f"editorial_assistant-{__version__}.dist-info/METADATA"
        metadata = Parser().parsestr(archive.read(path).decode())
    assert (metadata["Name"], metadata["Version"]) == ("editorial-assistant", __version__)
    assert (metadata["License-Expression"], metadata["Requires-Python"]) == ("MIT", ">=3.11")


def test_command_runs(binaries: Path, tmp_path: Path) -> None:
    """The command `assistant` is there, away from the sources, and says who it is."""
    assert done(binaries / "assistant", "--version", cwd=tmp_path) == (
        f"assistant, version {__version__}\n"
    )
    assert "rewrite" in done(binaries / "assistant", "--help", cwd=tmp_path)


def test_prompts_are_found_in_the_package(binaries: Path, tmp_path: Path) -> None:
    """The loader finds the prompts that lie inside the installed package."""
    code = "from assistant import prompts; print(prompts.load('repair').name)"
    assert done(binaries / "python", "-c", code, cwd=tmp_path) == "repair\n"


def test_every_module_can_be_imported(binaries: Path, tmp_path: Path) -> None:
    """What the modules import at the top is among the dependencies; a browser needs an extra."""
    code = (
        "import assistant, importlib, pkgutil\n"
        "for found in pkgutil.walk_packages(assistant.__path__, 'assistant.'):\n"
        "    if not found.name.endswith(('__main__', 'cli.browser')):\n"
        "        importlib.import_module(found.name)\n"
    )
    assert done(binaries / "python", "-c", code, cwd=tmp_path) == ""


@pytest.mark.model
def test_an_article_is_repaired(binaries: Path, tmp_path: Path) -> None:
    """The installed command repairs an article with the weights in the cache."""
    article = tmp_path / "article.txt"
    article.write_text("The mayor opened the new library on Monday.\n")
    assert done(binaries / "assistant", "rewrite", article, cwd=tmp_path) == article.read_text()
