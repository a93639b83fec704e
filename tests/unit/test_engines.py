"""Engines by name, what they can do, and one that serves several articles at once."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from assistant import config, trust
from assistant.article.files import read_text
from assistant.chat.budget import Budget, total
from assistant.chat.prices import Price
from assistant.engines import registry
from assistant.engines.base import AsksAnew, Estimates, Proposal, Summarises
from assistant.engines.scripted import Line, scripted
from assistant.errors import EngineError, UsageError
from assistant.notices import Notice, NoticeKind, once
from assistant.settings import Settings, updated
from assistant.summary.model import USUAL
from tests.support import chat
from tests.support.endpoint import Endpoint

_OURS = """
from assistant.engines.scripted import Line, ScriptedEngine, scripted

def make(request):
    line = Line(request.argument or "bad", request.loaded.settings.house.style or "good")
    return ScriptedEngine(scripted(line).script, name="theirs")
"""


def loaded(**settings: Any) -> config.Loaded:
    """Settings as flags gave them."""
    return config.Loaded(updated(Settings(), settings), dict.fromkeys(settings, config.FLAG))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path, as pip leaves it, with a package that brings two engines."""
    (tmp_path / "their_engine.py").write_text(_OURS)
    info = tmp_path / "their_engine-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: their-engine\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[assistant.engines]\ntheirs = their_engine:make\nbroken = their_engine:nothing\n"
        "local = their_engine:make\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    sys.modules.pop("their_engine", None)


def test_an_engine_of_an_installed_package_works(package: Path) -> None:
    """By its name, with an argument, under the same settings."""
    article = read_text("A bad day, a poor night.\n")
    for name, style, expected in [
        ("theirs", "", [("bad", "good")]),
        ("theirs:poor", "rich", [("poor", "rich")]),
    ]:
        engine = registry.engine(loaded(engine=name, style=style))
        edits = [edit for proposal in engine.repair(article) for edit in proposal.edits]
        assert engine.name == "theirs"
        assert [(edit.original, edit.replacement) for edit in edits] == expected


def test_engines_are_listed_and_ours_are_not_replaced(package: Path) -> None:
    """A package cannot pass its own engine off as one of ours."""
    assert registry.names() == ("local", "openai", "scripted", "broken", "theirs")
    assert registry.engine(loaded(engine="local")).name.startswith("local (")


def test_a_package_that_cannot_be_loaded_is_one_clear_error(package: Path) -> None:
    """With the engine and where it should come from."""
    with pytest.raises(EngineError, match=r"broken of their_engine:nothing cannot be loaded"):
        registry.engine(loaded(engine="broken"))


@pytest.mark.parametrize("name", ["other", "", "scripted", "scripted:", "assistant.cli"])
def test_an_unknown_engine_is_one_line_that_lists_all(name: str) -> None:
    """Also for those who only want a summary."""
    for ask in (registry.engine, registry.summariser):
        with pytest.raises(UsageError) as caught:
            ask(loaded(engine=name))
        assert caught.value.message == f"there is no engine called {name!r}"
        assert caught.value.hint == "one of local, openai"


def test_an_unknown_engine_of_a_file_is_named_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or with the variable that holds it."""
    path = tmp_path / "assistant.toml"
    path.write_text('engine = "opnai"\n')
    trust.remember(tmp_path)
    for variables, origin in [({}, str(path)), ({"ASSISTANT_ENGINE": "x"}, "ASSISTANT_ENGINE")]:
        with pytest.raises(UsageError, match=f"^{re.escape(origin)}: there is no engine"):
            registry.engine(config.load(variables, tmp_path))


def test_what_is_built_in_is_what_the_package_declares() -> None:
    """The table for a plain checkout and the entry points of the project say the same."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["entry-points"][registry.GROUP] == registry.BUILT_IN


def test_making_an_engine_needs_neither_key_nor_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is said where it is needed."""
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    said: list[Notice] = []
    asking = registry.engine(loaded(engine="openai"), said.append)
    assert registry.engine(loaded(), said.append).name.startswith("local")
    assert said == []
    with pytest.raises(UsageError, match="wants a key"):
        next(iter(asking.repair(read_text("A day.\n"))))


def test_what_an_engine_can_do_is_asked_of_it() -> None:
    """Not of its class: the endpoint can do all, the scripted one repairs."""
    asking = registry.engine(loaded(engine="openai", model="m"))
    for ability in (Summarises, Estimates, AsksAnew):
        assert isinstance(asking, ability)
        assert not isinstance(scripted(), ability)
    assert registry.summariser_of(asking) is asking
    summary = registry.summariser_of(scripted()).summarise(read_text("A day came.\n"), USUAL)
    assert (summary.summary.engine, summary.usage) == ("local (extractive)", None)


def _two(one: str, other: str) -> tuple[list[Proposal], list[Proposal]]:
    """The proposals of two repairs by one scripted engine, taken in turn."""
    engine = scripted(Line("bad", "good"))
    both = [engine.repair(read_text(text)) for text in (one, other)]
    pairs = list(zip_longest(*both))
    return [a for a, _ in pairs if a], [b for _, b in pairs if b]


def test_one_engine_repairs_two_articles_in_turn() -> None:
    """Each account is of its own article."""
    one, other = _two("# Notes\n\nA bad day.\n\n## Next\n\nA bad day.\n", "A good, good day now.\n")
    assert [(each.work.suspects, each.work.words) for each in one] == [(1, 5), (2, 10)]
    assert [(each.work.suspects, each.work.words) for each in other] == [(0, 5)]


def test_one_endpoint_engine_repairs_two_articles_in_turn() -> None:
    """Each is told what its own answers cost; the budget they share is that of the run."""
    texts = [f"{name} Notes\n\nThe loss leaders met.\n" for name in ("Harbor", "River")]
    answer = json.dumps({"picks": "", "changes": ["2 loss leaders => leaders"]})
    budget = Budget(Price(1.0, 2.0))
    with Endpoint(lambda _: answer) as server:
        engine = chat.engine(server, budget=budget)
        both = [engine.repair(read_text(text)) for text in texts]
        pairs = list(zip_longest(*both))
    last = [[each for each in found if each is not None][-1] for found in zip(*pairs, strict=True)]
    for each in last:
        assert [edit.replacement for edit in each.edits] == [""]  # “loss” goes
        assert each.work.words == 6
        assert each.work.usage is not None
        assert each.work.usage.requests == 1
    spent = total(*(each.work.usage for each in last))
    assert spent is not None
    assert replace(spent, cost=None) == replace(budget.usage, cost=None)
    assert spent.cost == pytest.approx(budget.usage.cost)


def test_a_notice_is_given_once() -> None:
    """However often one engine is set to work."""
    said: list[Notice] = []
    notify = once(said.append)
    for _ in range(2):
        notify(Notice("the text goes to h (m)"))
        notify(Notice("no weights", "install them", NoticeKind.WARNING))
    assert [each.message for each in said] == ["the text goes to h (m)", "no weights"]
