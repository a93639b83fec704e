"""The result fields of rows: their names, types and version, which others rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.batch.results import VERSION, RowResult, State
from assistant.batch.rows.options import RowOptions

_README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("replaces", [False, True])
@pytest.mark.parametrize("state", list(State))
def test_values_are_of_the_types_that_are_promised(state: State, replaces: bool) -> None:
    """Or null; version and state always stand."""
    options = RowOptions("text", replaces=replaces)
    values = options.values(RowResult("0", state, "new", 0.12345, 2, 1, "why"), "own")
    assert len(values) == len(options.added) == len(options.added_types) == 7 - replaces
    for value, kind in zip(values, options.added_types, strict=True):
        assert value is None or type(value) is kind
    assert values[:2] == (VERSION, state.value)
    assert ("assistant_text" in options.added) is not replaces


def test_nothing_is_added_that_was_not_asked_for() -> None:
    """Nor is a text replaced by an equal one."""
    options = RowOptions("text", adds=False, replaces=True)
    result = RowResult("0", State.DONE, "own")
    assert (options.added, options.values(result, "own")) == ((), ())
    assert options.replacement(result, "own") is None
    assert options.replacement(result, "other") == "own"


def test_the_readme_names_every_field_and_state() -> None:
    """What stands there is what comes out; a change of either counts the version up."""
    readme = _README.read_text()
    rows = [line.split("|") for line in readme.splitlines() if line.startswith("| `assistant_")]
    named = {row[1].strip(" `"): row for row in rows}
    assert tuple(named) == RowOptions("text").added
    assert named["assistant_version"][4].strip().startswith(f"{VERSION};")
    for state in State:
        assert f"`{state.value}`" in named["assistant_state"][4]
    types = {int: "int32", float: "double", str: "as the text"}
    for name, kind in zip(RowOptions("text").added, RowOptions("text").added_types, strict=True):
        assert named[name][3].strip() == types[kind]
