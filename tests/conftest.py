"""What every test stands on: no network, no settings of the user, weights where they are."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from assistant.errors import WeightsError
from assistant.models import weights

settings.register_profile("any machine", settings.default, deadline=None)
settings.load_profile("any machine")  # a second is not the same on a machine with other work

_LOOPBACK = {"127.0.0.1", "::1", "localhost", ""}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the language model where it is not installed."""
    try:
        weights.locate()
    except WeightsError as error:
        skip = pytest.mark.skip(reason=f"{error}: run `assistant setup`")
        for item in items:
            if item.get_closest_marker("model"):
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but to this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    look_up = socket.getaddrinfo

    def allowed(host: object) -> None:
        if host not in _LOOPBACK:
            pytest.fail(f"a test wanted to reach {host}")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            allowed(address[0])
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if self.family != socket.AF_UNIX:
            allowed(address[0])
        return connect_ex(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        allowed(host)
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hide the settings of whoever runs the tests; the folder that stands in for them."""
    for variable in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        if variable != "ASSISTANT_CACHE_DIR":
            monkeypatch.delenv(variable)
    for variable in ("NO_COLOR", "FORCE_COLOR", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(variable, raising=False)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ASSISTANT_CONFIG_DIR", str(home / "config"))
    monkeypatch.setenv("ASSISTANT_STATE_DIR", str(home / "state"))
    return home
