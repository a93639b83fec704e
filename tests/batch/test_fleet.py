"""`--runner ray` where there is no cluster; `tests/oracles/ray_cluster.py` has one."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.batches import pile, states
from tests.support.command import SCRIPT, assistant, script

pytestmark = pytest.mark.timeout(120)


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed")
def test_without_ray_it_says_what_to_install(tmp_path: Path) -> None:
    """And nothing is taken for done."""
    source, out = pile(tmp_path / "in", 2), tmp_path / "out"
    done = assistant(
        "rewrite", source, "--out", out, "--engine", script(tmp_path, SCRIPT), "--runner", "ray"
    )
    assert done.returncode == 2
    assert b"editorial-assistant[ray]" in done.stderr
    assert set(states(out).values()) == {"pending"}


def test_who_asks_an_endpoint_needs_no_cluster(tmp_path: Path) -> None:
    """It is told what does make it faster."""
    source, out = pile(tmp_path / "in", 1), tmp_path / "out"
    asked = ("--engine", "openai", "--base-url", "http://127.0.0.1:9/v1", "--model", "m")
    done = assistant("rewrite", source, "--out", out, *asked, "--runner", "ray")
    assert done.returncode == 2
    assert b"--jobs" in done.stderr
