"""Files live where the platform, or the environment, says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import paths
from assistant.models import weights

FOLDERS = [
    (paths.config_dir, "ASSISTANT_CONFIG_DIR", "XDG_CONFIG_HOME"),
    (paths.state_dir, "ASSISTANT_STATE_DIR", "XDG_STATE_HOME"),
    (paths.cache_dir, "ASSISTANT_CACHE_DIR", "XDG_CACHE_HOME"),
]


@pytest.mark.parametrize(("folder", "own", "_xdg"), FOLDERS)
def test_own_variable_wins(
    folder: Callable[[], Path], own: str, _xdg: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """ASSISTANT_*_DIR is the folder itself."""
    monkeypatch.setenv(own, str(tmp_path))
    assert folder() == tmp_path


@pytest.mark.parametrize(("folder", "own", "_xdg"), FOLDERS)
def test_relative_paths_become_absolute(
    folder: Callable[[], Path], own: str, _xdg: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A relative folder is meant from where the command was started."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(own, "here")
    assert folder() == tmp_path / "here"


@pytest.mark.parametrize(("folder", "own", "_xdg"), FOLDERS)
def test_home_is_understood(
    folder: Callable[[], Path], own: str, _xdg: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A tilde that no shell replaced is the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(own, "~/there")
    assert folder() == tmp_path / "there"


@pytest.mark.skipif(not Path("/proc").exists(), reason="XDG is Linux's convention")
@pytest.mark.parametrize(("folder", "own", "xdg"), FOLDERS)
def test_xdg(
    folder: Callable[[], Path], own: str, xdg: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On Linux the XDG folders hold one of ours; an empty variable of ours is as none."""
    monkeypatch.setenv(own, "")
    monkeypatch.setenv(xdg, str(tmp_path))
    assert folder() == tmp_path / "editorial-assistant"


def test_weights_lie_in_the_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Clearing the cache clears the weights: they can be made again."""
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path))
    assert weights.folder().parent == tmp_path
